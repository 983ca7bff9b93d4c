"""When somebody who forecast is reminded of it, and how far a crowd must move to be news."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from discuss.predictions.rules import movement
from discuss.predictions.rules.scale import NUMERIC, Scale

SOON: Final = timedelta(hours=36)
"""How long before the close it is told; rounds are daily, so it is told half a day before it."""
FRESH: Final = timedelta(days=2)
"""Who spoke within this time needs no reminder of anything."""
STALE: Final = timedelta(days=30)
"""How long a forecast stands before somebody is asked whether it still does."""
FAR: Final = 0.1
"""A tenth of a scale: so far must the crowd of a number move to be worth a second look."""
ENDING: Final = timedelta(days=1)
"""How long before a forecast's planned end its forecaster is told."""
HOUR_OF_ROUNDS: Final = 6
_HAIR: Final = 1e-9
"""So that 0.4 and 0.5 are ten points apart in floats too."""


class Why(StrEnum):
    """What a reminder says."""

    CLOSES = "closes"
    ENDS = "ends"
    MOVED = "moved"
    STALE = "stale"


def why(
    spoke_at: datetime,
    close_at: datetime,
    now: datetime,
    *,
    has_moved: bool,
    ends_at: datetime | None = None,
) -> Why | None:
    """Return of what a forecaster is reminded now, the most urgent alone; None of nothing.

    `ends_at` is when the forecast ends by its plan; a plan of less than two days needs no reminder.
    """
    if ends_at is not None and ends_at - spoke_at >= FRESH and now >= before_its_end(ends_at):
        return Why.ENDS
    if now - spoke_at < FRESH:
        return None
    if close_at - now <= SOON:
        return Why.CLOSES
    if has_moved:
        return Why.MOVED
    return Why.STALE if now - spoke_at >= STALE else None


def before_its_end(ends_at: datetime) -> datetime:
    """Return when the end of a forecast is told: a day before it, with others of that hour."""
    return (ends_at - ENDING).replace(minute=0, second=0, microsecond=0)


def next_round(now: datetime, close_at: datetime | None = None) -> datetime:
    """Return when a question is looked after next: after six in UTC, and at its close."""
    morning = now.replace(hour=HOUR_OF_ROUNDS, minute=0, second=0, microsecond=0)
    if morning <= now:
        morning += timedelta(days=1)
    return min(morning, close_at) if close_at and close_at > now else morning


def has_moved(
    kind: str, before: Mapping[str, Any], after: Mapping[str, Any], scale: Scale | None
) -> bool:
    """Say whether a crowd's figures lie far from earlier ones; an answer that is gone says nothing.

    Numbers and dates are compared by their places on the question's scale.
    """
    was, now = _medians(kind, before), _medians(kind, after)
    known = sorted(was.keys() & now.keys())
    if kind in NUMERIC and scale is not None:
        return any(abs(scale.place(now[k]) - scale.place(was[k])) >= FAR - _HAIR for k in known)
    apart = movement.jeffreys([was[key] for key in known], [now[key] for key in known])
    return apart >= movement.FAR - _HAIR


def _medians(kind: str, figures: Mapping[str, Any]) -> dict[str, float]:
    """Return the shares that are compared: of a yes-or-no question those of yes and of no."""
    if kind == "choice":
        return {key: each["median"] for key, each in figures.items()}
    if "median" not in figures:
        return {}
    median: float = figures["median"]
    return {"": median} if kind in NUMERIC else {"yes": median, "no": 1 - median}
