"""What a distribution gave to the value that happened, for scores by logarithm.

The axis between the bounds is cut into as many equal buckets as the distribution has steps, and
what lies beyond each bound is one bucket more. A value on the border of two belongs to the lower
one. Source: buckets and baseline as Metaculus publishes them.
"""

import math
from collections.abc import Sequence
from typing import Final

from discuss.predictions.rules.spread import LEAST_STEP, masses

BEYOND: Final = 0.05
"""What knowing nothing gives to everything beyond one open bound."""
_DIGITS: Final = 9


def bucket_of(place: float, steps: int) -> int:
    """Return the number of a place's bucket: 0 below the bounds, `steps` + 1 above them."""
    if place < 0:
        return 0
    if place > 1:
        return steps + 1
    # Rounded, since 0.07 * 100 is a hair above 7 in binary.
    return max(1, math.ceil(round(place * steps, _DIGITS)))


def given_to(cdf: Sequence[float], place: float) -> float:
    """Return the mass in the bucket of a place."""
    return masses(cdf)[bucket_of(place, len(cdf) - 1)]


def half_log(cdf: Sequence[float], place: float) -> float:
    """Return half the natural logarithm of what was given to the bucket of the outcome.

    Half, since distributions are many times as far apart as probabilities, and the points of both
    stand in one sum.
    """
    return math.log(max(LEAST_STEP, given_to(cdf, place))) / 2


def baseline(cdf: Sequence[float], place: float, open_bounds: int) -> float:
    """Return 100 times the half log against knowing nothing: 0 for an even distribution."""
    steps = len(cdf) - 1
    even = (1 - BEYOND * open_bounds) / steps if 0 <= place <= 1 else BEYOND
    return 50 * math.log(max(LEAST_STEP, given_to(cdf, place)) / even)
