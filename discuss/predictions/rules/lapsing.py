"""Until when a forecast stands: its forecaster plans it, and after the close nothing ends."""

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from typing import Final, Protocol

ENDS: Final = frozenset({"withdraw", "expire"})
"""Events after which nothing of a person's stands."""
LEAST: Final = timedelta(hours=1)
"""For how long a forecast has to stand."""
MOST: Final = timedelta(days=3660)
SPANS: Final = {"a month": timedelta(days=30), "three months": timedelta(days=91)}
"""The spans that a page offers."""
ON_A_DATE: Final = "date"
"""What a page sends in place of a span when a date is given."""
TOO_SOON: Final = "A forecast stands for an hour at least. Choose a later end, or none."
TOO_LATE: Final = "Choose an end within ten years, or none: it stands until the question closes."
NO_DATE: Final = "Enter the date until which your forecast stands."
BOTH: Final = "Give a span or a date until which your forecast stands, not both."
SPAN: Final = "Give the span in seconds, from 3600 on."


class Planned(Protocol):
    """An event of a forecaster, as far as its end is concerned."""

    kind: str
    created_at: datetime
    expires_at: datetime | None


def ends_at(
    expires_at: datetime | None, close_at: datetime, decided_at: datetime | None = None
) -> datetime | None:
    """Return when a forecast ends before its question is over; None when it does not.

    `decided_at` is when the ruling in force was made: what is decided moves no more.
    """
    if expires_at is None or expires_at >= close_at:
        return None
    return None if decided_at is not None and expires_at >= decided_at else expires_at


def has_ended(ends: datetime | None, now: datetime) -> bool:
    """Say whether a forecast that ends then stands no more; at the planned moment it does not."""
    return ends is not None and ends <= now


def end_of(day: datetime) -> datetime:
    """Return the last minute of a day, in UTC."""
    return datetime.combine(day.astimezone(UTC).date(), time(23, 59), UTC)


def span_of(own: Iterable[Planned]) -> timedelta | None:
    """Return for how long somebody's last forecast was to stand, from their deeds in order."""
    for event in reversed(list(own)):
        if event.kind in {"set", "affirm"}:
            return None if event.expires_at is None else event.expires_at - event.created_at
    return None
