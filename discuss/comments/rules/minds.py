"""What moved a reader's forecast, and how far."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from discuss.predictions.rules.probability import HIGHEST, LOWEST

FEWEST_MOVED: Final = 5
"""A comment says whom it moved from so many readers on."""


@dataclass(frozen=True, slots=True)
class Movement:
    """One answer's probability before and after, each in [0, 1]."""

    answer: str
    before: float
    after: float

    @property
    def points(self) -> float:
        """How far it moved, in percentage points, whichever way."""
        return abs(self.after - self.before) * 100

    @property
    def log_odds(self) -> float:
        """Return logit(after) − logit(before), in nats, each within [0.01, 0.99] first."""
        return _logit(self.after) - _logit(self.before)


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


def median_points(movements: Sequence[float]) -> int:
    """Return the median of some movements in points as a whole number, halves up; 0 for none."""
    return math.floor(median(movements) + 0.5) if movements else 0


def _logit(probability: float) -> float:
    held = min(HIGHEST, max(LOWEST, probability))
    return math.log(held / (1 - held))
