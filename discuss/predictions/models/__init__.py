"""Questions and everything that happened to them: events are added, caches can be rebuilt."""

from discuss.predictions.models.forecasting import (
    CrowdPoint,
    DailyHead,
    ForecastEvent,
    OutcomeObjection,
    Pass,
    ProposedOutcome,
    Question,
    QuestionRevision,
    Receipt,
    ResolutionEvent,
    Score,
    Standing,
)
from discuss.predictions.models.sealed import SealedForecast
from discuss.predictions.models.suggesting import Suggestion, SuggestionEvent

__all__ = [
    "CrowdPoint",
    "DailyHead",
    "ForecastEvent",
    "OutcomeObjection",
    "Pass",
    "ProposedOutcome",
    "Question",
    "QuestionRevision",
    "Receipt",
    "ResolutionEvent",
    "Score",
    "SealedForecast",
    "Standing",
    "Suggestion",
    "SuggestionEvent",
]
