"""What readers and editors send to the doors of predictions, as a form or as JSON."""

from discuss.predictions.forms.batches import (
    MEMBER,
    ManyForecasts,
    SentForecasts,
    answers_of,
    is_member,
    typed_rows,
)
from discuss.predictions.forms.boards import BoardOf, HeadsOf, QuestionsOf
from discuss.predictions.forms.deciding import NewDispute, NewReply, NewRuling, NewTakeBack
from discuss.predictions.forms.fields import ENTERED, LONGEST_REASON, SHARE
from discuss.predictions.forms.forecasts import (
    NewAffirmation,
    NewForecast,
    NewWithdrawal,
    gathered,
)
from discuss.predictions.forms.groups import (
    GroupRow,
    GroupWords,
    MemberWords,
    MoreRows,
    NewGroup,
    NewRows,
    compacted,
    labelled,
    parsed_rows,
    typed_in_rows,
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
    "MEMBER",
    "SHARE",
    "BoardOf",
    "GroupRow",
    "GroupWords",
    "HeadsOf",
    "ManyForecasts",
    "MemberWords",
    "MoreRows",
    "NewAffirmation",
    "NewDispute",
    "NewForecast",
    "NewGroup",
    "NewQuestion",
    "NewReply",
    "NewRows",
    "NewRuling",
    "NewSuggestion",
    "NewTakeBack",
    "NewWithdrawal",
    "QuestionWords",
    "QuestionsOf",
    "RevisedQuestion",
    "SentForecasts",
    "SuggestionMerge",
    "SuggestionReturn",
    "answers_of",
    "compacted",
    "gathered",
    "is_member",
    "labelled",
    "parsed_rows",
    "typed_in_rows",
    "typed_rows",
]
