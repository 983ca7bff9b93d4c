"""How close a forecast of a number or a date was: the continuous ranked probability score.

Matheson, J. E. & Winkler, R. L. (1976), Scoring rules for continuous probability distributions,
Management Science 22, 1087-1096. It is the squared gap between what was forecast and what happened,
summed along the axis and divided by its length: 0 is best, 1 worst, and near misses cost little.
"""

import math
from collections.abc import Sequence
from typing import Final

FORMULA: Final = "crps-1"
FORM: Final = "Ranked probability score, share of the range, 0 best, 1 worst"


def crps(cdf: Sequence[float], outcome: float) -> float:
    """Return the score of a distribution over evenly spaced places in [0, 1].

    Between two places the distribution is straight, so the sum is exact. `outcome` is the place of
    the answer; one beyond a bound counts at infinity on that side.
    """
    steps = len(cdf) - 1
    return math.fsum(
        _segment(
            number / steps, (number + 1) / steps, cdf[number], cdf[number + 1], outcome=outcome
        )
        for number in range(steps)
    )


def _segment(start: float, end: float, first: float, last: float, *, outcome: float) -> float:
    """Return the part of one straight piece, cut in two where the outcome lies within it."""
    if outcome <= start:
        return _square(end - start, first - 1, last - 1)
    if outcome >= end:
        return _square(end - start, first, last)
    middle = first + (last - first) * (outcome - start) / (end - start)
    return _square(outcome - start, first, middle) + _square(end - outcome, middle - 1, last - 1)


def _square(width: float, first: float, last: float) -> float:
    """Return the sum of squares of a straight line over a width."""
    return width * (first * first + first * last + last * last) / 3


def knowing_nothing(outcome: float) -> float:
    """Return what the same chance for every value of the range earns at an outcome."""
    y = min(1.0, max(0.0, outcome))
    return y * y - y + 1 / 3
