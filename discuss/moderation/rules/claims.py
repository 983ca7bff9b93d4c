"""How long somebody has a case to themselves, and by when each queue is answered."""

from collections.abc import Mapping
from datetime import datetime, timedelta

CLAIM = timedelta(minutes=5)
"""How long a case is somebody’s after they last opened it."""

LEFT = timedelta(minutes=1)
"""How long a case stays somebody’s after they went on to another: they may come back at once."""

LATE = "late"
"""The age of whatever waits for longer than its queue shall."""

LONGEST_WAIT = 5
"""Digits of the hours by which the queue is narrowed."""

TARGETS = {
    "notice": timedelta(hours=4),
    "held": timedelta(minutes=30),
    "reported": timedelta(hours=12),
    "objection": timedelta(hours=72),
}
"""By when a case of each queue shall be decided."""


def overdue(
    queue: str, opened_at: datetime, now: datetime, targets: Mapping[str, timedelta]
) -> str:
    """Return the time that a case has passed, such as `over 30 min`, empty while it has not."""
    target = targets[queue]
    if now - opened_at <= target:
        return ""
    minutes = int(target.total_seconds()) // 60
    return f"over {minutes} min" if minutes < 60 else f"over {minutes // 60} h"  # noqa: PLR2004
