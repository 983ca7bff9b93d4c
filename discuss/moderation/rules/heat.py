"""Branch heat: the more a branch is reported, the slower it goes. Source: Lobsters' practice."""

import math
from datetime import datetime, timedelta
from typing import Final

LEAST: Final = 2
"""Minutes between two answers in a branch with reports, before any is counted."""

ANCESTORS: Final = 5
"""Comments above an answer whose reports count: the one that is answered, and four more."""

MEMORY: Final = timedelta(days=7)
"""For how long one's own removed comments count."""


def minutes_between(reports_above: int, own_upheld: int, least: int) -> int:
    """Return how long somebody waits between two answers in a branch; 0 while nothing is reported.

    `reports_above` wait for a decision on the comments above; `own_upheld` are the writer's own
    comments that moderators removed after reports lately.
    """
    flags = reports_above + own_upheld
    return least + flags if flags else 0


def seconds_left(last_answer: datetime | None, minutes: int, now: datetime) -> int:
    """Return how long somebody still waits since their last answer in the branch."""
    if last_answer is None or not minutes:
        return 0
    left = (last_answer + timedelta(minutes=minutes) - now).total_seconds()
    return max(0, math.ceil(left))
