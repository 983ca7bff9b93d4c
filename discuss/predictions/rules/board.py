"""Who forecasts well beside the others: places, ties, and how many questions it takes.

A reader's points are the sum of their peer scores, divided by how many questions' worth of time
they stood and thirty more. The thirty shrink what rests on few questions towards 0, as if everybody
had begun with thirty questions on which they did as the others.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from discuss.predictions.rules.calibration import FEWEST

SHRINK: Final = 30
TIE: Final = 1e-9
"""Points nearer to each other than this are the same."""


class Board(StrEnum):
    """What is compared, of which time."""

    ALL = "all"
    SEASON = "season"
    FIRST_DAY = "first-day"
    BLIND = "blind"


SCORED: Final = {
    Board.ALL: "peer",
    Board.SEASON: "peer",
    Board.FIRST_DAY: "peer_first_day",
    Board.BLIND: "peer_blind",
}
"""The kind of score that each board adds up."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What one reader's scores add up to, over how many questions."""

    person_id: int
    total: float
    coverage: float
    questions: int

    @property
    def points(self) -> float:
        """The sum, shrunk towards 0 for few questions."""
        return self.total / (SHRINK + self.coverage)

    @property
    def average(self) -> float:
        """The sum a question's worth of time, of thirty at the least, as other sites tell it."""
        return self.total / max(SHRINK, self.coverage)


@dataclass(frozen=True, slots=True)
class Placed:
    """A reader's place; those with equal points share one, and the next is skipped (1, 1, 3)."""

    place: int
    tally: Tally


def take(total: float) -> float:
    """Return what a sum of peer scores weighs in a season: its square, nothing below 0."""
    return max(total, 0.0) ** 2


def shares(totals: Sequence[float]) -> list[float]:
    """Return each one's share of a season's whole take, in [0, 1]."""
    taken = [take(total) for total in totals]
    whole = sum(taken)
    return [each / whole if whole else 0.0 for each in taken]


def ranked(tallies: Iterable[Tally]) -> list[Placed]:
    """Return those with enough questions by points, the most first; equals by who came first."""
    listed = sorted(
        (each for each in tallies if each.questions >= FEWEST),
        key=lambda each: (-each.points, each.person_id),
    )
    found: list[Placed] = []
    for group in _ties(listed):
        place = len(found) + 1
        found += [Placed(place, each) for each in sorted(group, key=lambda each: each.person_id)]
    return found


def _ties(listed: Sequence[Tally]) -> list[list[Tally]]:
    """Return those in order, whose points are those of the first of their group, together."""
    groups: list[list[Tally]] = []
    for each in listed:
        if groups and groups[-1][0].points - each.points <= TIE:
            groups[-1].append(each)
        else:
            groups.append([each])
    return groups
