"""What readers and editors send to the doors of predictions, as a form or as JSON."""

from discuss.predictions.forms.boards import BoardOf
from discuss.predictions.forms.deciding import NewObjection, NewReply, NewRuling, NewTakeBack
from discuss.predictions.forms.fields import ENTERED, LONGEST_REASON, SHARE
from discuss.predictions.forms.forecasts import (
    NewAffirmation,
    NewForecast,
    NewWithdrawal,
    gathered,
)
from discuss.predictions.forms.questions import NewQuestion, QuestionWords, RevisedQuestion
from discuss.predictions.forms.suggesting import (
    NewSuggestion,
    SuggestionMerge,
    SuggestionReturn,
)

__all__ = [
    "ENTERED",
    "LONGEST_REASON",
    "SHARE",
    "BoardOf",
    "NewAffirmation",
    "NewForecast",
    "NewObjection",
    "NewQuestion",
    "NewReply",
    "NewRuling",
    "NewSuggestion",
    "NewTakeBack",
    "NewWithdrawal",
    "QuestionWords",
    "RevisedQuestion",
    "SuggestionMerge",
    "SuggestionReturn",
    "gathered",
]
