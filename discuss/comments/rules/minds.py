"""What moved a reader's forecast, and how far."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from discuss.predictions.rules.probability import HIGHEST, LOWEST

FEWEST_MOVED: Final = 5
"""A comment says whom it moved from so many readers on."""

GUESS: Final = "guess"
"""The answer of a number or a date: its best guess, as a value of the question's scale."""


@dataclass(frozen=True, slots=True)
class Movement:
    """One answer's probability before and after, each in [0, 1]; of a guess its two values."""

    answer: str
    before: float
    after: float

    @property
    def points(self) -> float:
        """How far it moved, in percentage points, whichever way."""
        return abs(self.after - self.before) * 100

    @property
    def log_odds(self) -> float:
        """Return logit(after) − logit(before), in nats, each within [0.01, 0.99] first.

        A guess has no odds, and counts as 0.
        """
        return 0.0 if self.answer == GUESS else _logit(self.after) - _logit(self.before)


def movement(before: Mapping[str, float], after: Mapping[str, float]) -> Movement | None:
    """Return the answer that moved most between two forecasts; None where nothing moved.

    A forecast on a yes-or-no question has the one answer `yes`. Of answers that moved equally far
    the first by key counts.
    """
    moved = [
        Movement(key, before.get(key, 0.0), after.get(key, 0.0))
        for key in sorted({*before, *after})
    ]
    farthest = max(moved, key=lambda each: each.points, default=None)
    return farthest if farthest is not None and farthest.points > 0 else None


@dataclass(frozen=True, slots=True)
class Summed:
    """How many were moved, and by what median: in points, or of guesses in the question's unit."""

    people: int
    median_points: int
    median_value: float | None


def summed(movements: Sequence[Movement]) -> Summed:
    """Return what movements on one question add up to."""
    if all(each.answer == GUESS for each in movements):
        values = [abs(each.after - each.before) for each in movements]
        return Summed(len(values), 0, median(values) if values else None)
    return Summed(len(movements), median_points([each.points for each in movements]), None)


def median_points(movements: Sequence[float]) -> int:
    """Return the median of some movements in points as a whole number, halves up; 0 for none."""
    return math.floor(median(movements) + 0.5) if movements else 0


def _logit(probability: float) -> float:
    held = min(HIGHEST, max(LOWEST, probability))
    return math.log(held / (1 - held))
