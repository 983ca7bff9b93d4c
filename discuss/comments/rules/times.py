"""Windows and paces of writing and reading."""

import math
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

EDIT_WINDOW: Final = timedelta(minutes=15)
REGRET_WINDOW: Final = timedelta(minutes=10)
"""How long an author may take a withdrawal back."""
GUEST_WINDOW: Final = timedelta(days=3)
"""How long a guest's words wait for the link to be followed."""

PAUSE: Final = timedelta(seconds=10)
MOST_AN_HOUR: Final = 30
FIRST_DAY: Final = timedelta(days=1)
MOST_OF_A_NEWCOMER: Final = 10
"""Comments an hour from an account in its first day."""
VISIT: Final = timedelta(minutes=30)


def may_still_edit(created_at: datetime, now: datetime) -> bool:
    """Say whether the time to edit is running."""
    return now < created_at + EDIT_WINDOW


def minutes_to_edit(created_at: datetime, now: datetime) -> int:
    """Return how many minutes are left to edit, rounded up; 0 when the time is over."""
    left = (created_at + EDIT_WINDOW - now).total_seconds()
    return max(0, math.ceil(left / 60))


def visit_is_over(began: datetime, now: datetime) -> bool:
    """Say whether a reader who comes now begins another visit: a reload keeps what is marked."""
    return now > began + VISIT


def is_newcomer(opened_at: datetime, now: datetime) -> bool:
    """Say whether an account is in its first day."""
    return opened_at <= now < opened_at + FIRST_DAY


def seconds_to_wait(
    recent: Sequence[datetime],
    now: datetime,
    most: int = MOST_AN_HOUR,
    pause: timedelta = PAUSE,
) -> int:
    """Return how long an author has to wait before the next comment, 0 when they need not.

    `recent` holds the instants of their comments in the last hour, in any order; `most` is how many
    an hour they may post, and `pause` how far apart. Instants to come were written by a clock that
    ran ahead: they count for nothing.
    """
    within = sorted(at for at in recent if now - timedelta(hours=1) < at <= now)
    waits = [0.0]
    if within:
        waits.append((within[-1] + pause - now).total_seconds())
    if len(within) >= most:
        waits.append((within[-most] + timedelta(hours=1) - now).total_seconds())
    return max(0, math.ceil(max(waits)))


def in_words(seconds: int) -> str:
    """Return a time to wait as people say it, rounded up: `40 seconds`, `3 minutes`."""
    return f"{seconds} seconds" if seconds < 90 else f"{-(-seconds // 60)} minutes"  # noqa: PLR2004
