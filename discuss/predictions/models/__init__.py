"""Questions and everything that happened to them: events are added, caches can be rebuilt."""

from discuss.predictions.models.excluding import Exclusion
from discuss.predictions.models.forecasting import (
    CrowdPoint,
    ForecastEvent,
    OutcomeObjection,
    Pass,
    ProposedOutcome,
    Question,
    QuestionRevision,
    ResolutionEvent,
    Standing,
)
from discuss.predictions.models.grouping import GroupMember, GroupStep, QuestionGroup
from discuss.predictions.models.receipts import DailyHead, Receipt
from discuss.predictions.models.running import RunningPool, RunningTally
from discuss.predictions.models.scoring import Recount, Score
from discuss.predictions.models.sealed import SealedForecast
from discuss.predictions.models.suggesting import Suggestion, SuggestionEvent

__all__ = [
    "CrowdPoint",
    "DailyHead",
    "Exclusion",
    "ForecastEvent",
    "GroupMember",
    "GroupStep",
    "OutcomeObjection",
    "Pass",
    "ProposedOutcome",
    "Question",
    "QuestionGroup",
    "QuestionRevision",
    "Receipt",
    "Recount",
    "ResolutionEvent",
    "RunningPool",
    "RunningTally",
    "Score",
    "SealedForecast",
    "Standing",
    "Suggestion",
    "SuggestionEvent",
]
