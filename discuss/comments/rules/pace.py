"""How slowly a discussion goes: the pace of its editors, and slow mode, which ends by itself."""

import math
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

PACES: Final = (1, 5, 15, 60)
"""Minutes between two comments that forms offer."""

SPANS: Final = (30, 120)
"""Minutes for which forms offer slow mode."""

LONGEST_SLOW: Final = timedelta(days=30)
"""For longer, editors set the discussion's own pace."""

LONGEST_WHY: Final = 200


@dataclass(frozen=True, slots=True)
class Pace:
    """How many minutes a reader waits between two comments, and in slow mode until when and why."""

    minutes: int = 0
    until: datetime | None = None
    why: str = ""
    afterwards: int = 0
    """Minutes to wait once slow mode is over."""

    def seconds_to_wait(self, last: datetime | None, now: datetime) -> int:
        """Return how long somebody waits who wrote here `last`; slow mode ends while they do.

        An instant to come was written by a clock that ran ahead: it counts for nothing.
        """
        if last is None or last > now:
            return 0
        free = last + timedelta(minutes=self.minutes)
        if self.until is not None:
            free = max(min(free, self.until), last + timedelta(minutes=self.afterwards))
        return max(0, math.ceil((free - now).total_seconds()))

    @property
    def sentence(self) -> str:
        """How it goes, as whoever has to wait is told; empty at the site's own pace."""
        if not self.minutes:
            return ""
        until = f" until {self.until.day} {self.until:%B, %H:%M} UTC" if self.until else ""
        return f"This discussion goes slowly{until}: one comment every {self.span}."

    @property
    def span(self) -> str:
        """The minutes in words, as they follow on “every”."""
        return "minute" if self.minutes == 1 else f"{self.minutes} minutes"


def in_force(own: int, slow: Pace, now: datetime) -> Pace:
    """Return which pace holds: slow mode while it lasts, else the discussion's own."""
    if slow.until is not None and now < slow.until and slow.minutes > own:
        return replace(slow, afterwards=own)
    return Pace(own)
