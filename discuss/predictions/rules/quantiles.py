"""What a few values of a number or a date are worth, without a whole distribution.

Gneiting, T. & Raftery, A. E. (2007), Strictly proper scoring rules, prediction, and estimation,
Journal of the American Statistical Association 102. All of them are losses in the unit of the
values: 0 is best. Divided by the length of a scale they can be compared across questions.
"""

import math
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Final

from discuss.predictions.rules.spread import quantile

FORMULA: Final = "interval-1"
LOW: Final = 0.1
GUESS: Final = 0.5
HIGH: Final = 0.9
LEVELS: Final = (LOW, GUESS, HIGH)
"""The shares of answers below the three values that readers type."""


def pinball(share: float, value: float, outcome: float) -> float:
    """Return what a value costs of which it was said that a share of answers lies below it."""
    return max(share * (outcome - value), (share - 1) * (outcome - value))


def of_levels(values: Mapping[float, float], outcome: float) -> float:
    """Return twice the mean loss of values by their shares, which comes near to the CRPS."""
    return 2 * math.fsum(pinball(q, value, outcome) for q, value in values.items()) / len(values)


def interval(low: float, high: float, outcome: float, outside: float) -> float:
    """Return what a range costs outside of which a share of answers is expected.

    Its width, and for an outcome beyond it the distance times two by that share.
    """
    missed = max(low - outcome, outcome - high, 0.0)
    return high - low + 2 / outside * missed


def typed_range(cdf: Sequence[float], outcome: float) -> float:
    """Return what the range from low to high of a distribution costs, in parts of its scale."""
    return interval(quantile(cdf, LOW), quantile(cdf, HIGH), outcome, LOW + 1 - HIGH)


def ensemble(values: Sequence[float], outcome: float) -> float:
    """Return the CRPS of values of which each is as likely.

    It is their mean distance from the outcome less half of that from each other.
    """
    ranked, n = sorted(values), len(values)
    before = [0.0, *accumulate(ranked)]
    apart = math.fsum(place * each - before[place] for place, each in enumerate(ranked))
    return math.fsum(abs(each - outcome) for each in ranked) / n - apart / (n * n)
