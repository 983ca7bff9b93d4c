"""What people do to questions."""

from discuss.predictions.actions.asking import ask, open_now, revise
from discuss.predictions.actions.bundled import bundled
from discuss.predictions.actions.forecasting import forecast, look, withdraw
from discuss.predictions.actions.resolving import outcomes, rule

__all__ = [
    "ask",
    "bundled",
    "forecast",
    "look",
    "open_now",
    "outcomes",
    "revise",
    "rule",
    "withdraw",
]
