"""What those in charge read about the desk's work: periods, times, and how often it was overturned.

Numbers of fewer than five say more about one person than about the work, and are not shown.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from discuss.moderation.rules.transparency import FEWEST, percentile

SPANS: Final = {7: "day", 28: "day", 91: "week"}
"""How many days can be looked at together, and into which periods they are cut."""

USUAL: Final = 28

MANY: Final = 30
"""Objections to what one rule or check brought about, from which on it may be looked at."""

TOO_OFTEN: Final = 0.2
"""Share of them that succeeded, over which it is."""


@dataclass(frozen=True, slots=True)
class Turns:
    """How often removals were decided about, and what became of them."""

    decided: int
    objected: int
    upheld: int
    reversed: int
    restored: int
    """Put back by a moderator without an objection."""
    undone: int
    """Taken back in their first seconds; they are not among those decided."""
    changed: int = 0
    """Of those objected to, what stands for another reason: not overturned."""

    @property
    def overturned(self) -> int:
        """Of those decided, how many do not stand."""
        return self.reversed + self.restored

    @property
    def percent(self) -> int | None:
        """Of a hundred decided how many were overturned; None for too few to tell."""
        return round(100 * self.overturned / self.decided) if self.decided >= FEWEST else None

    @property
    def is_for_review(self) -> bool:
        """Whether what brought them about was wrong too often to go on without a look at it."""
        return self.objected >= MANY and self.reversed > TOO_OFTEN * self.objected

    def __add__(self, other: "Turns") -> "Turns":
        return Turns(
            self.decided + other.decided,
            self.objected + other.objected,
            self.upheld + other.upheld,
            self.reversed + other.reversed,
            self.restored + other.restored,
            self.undone + other.undone,
            self.changed + other.changed,
        )


NONE: Final = Turns(0, 0, 0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Times:
    """How long something was waited for, in minutes; None for fewer than five."""

    median: int | None
    p90: int | None
    within_target_percent: int | None


def days_of(text: str) -> int:
    """Return how many days somebody asks for; the usual number for anything else."""
    return int(text) if text in {str(days) for days in SPANS} else USUAL


def span_of(days: int, now: datetime) -> tuple[datetime, datetime]:
    """Return the last so many whole days, and what there is of today; whole weeks where so cut."""
    first = (now - timedelta(days=days - 1)).date()
    return datetime.combine(period_of(first, SPANS[days]), time.min, UTC), now


def period_of(day: date, unit: str) -> date:
    """Return the day with which the period of a day begins: itself, or its Monday."""
    return day - timedelta(days=day.weekday()) if unit == "week" else day


def periods(span: tuple[datetime, datetime], unit: str) -> list[date]:
    """Return the first days of the periods of a span, newest first."""
    step = timedelta(days=7 if unit == "week" else 1)
    day, found = period_of(span[0].date(), unit), []
    while day <= span[1].date():
        found.append(day)
        day += step
    return found[::-1]


def times_of(waits: Iterable[tuple[float, float]]) -> Times:
    """Return median, ninth decile and share on target of waits and their targets, in minutes."""
    pairs = sorted(waits)
    if len(pairs) < FEWEST:
        return Times(None, None, None)
    minutes = [round(waited) for waited, _ in pairs]
    within = sum(waited <= target for waited, target in pairs)
    return Times(percentile(minutes, 50), percentile(minutes, 90), round(100 * within / len(pairs)))


def folded(rows: Sequence[tuple[str, Turns]]) -> Mapping[str, Turns]:
    """Return the sums of rows by their key, most decided first."""
    sums: dict[str, Turns] = {}
    for key, turns in rows:
        sums[key] = sums.get(key, NONE) + turns
    return dict(sorted(sums.items(), key=lambda pair: (-pair[1].decided, pair[0])))
