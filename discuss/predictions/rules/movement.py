"""How far a crowd moved: by divergence where answers are picked, by distance along a scale.

A divergence counts a step near never or always for more than the same step in the middle: from 2
to 5 % is news, from 52 to 55 % is none. Jeffreys, H. (1946), An invariant form for the prior
probability in estimation problems, Proceedings of the Royal Society A 186.
"""

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

FORMULA: Final = "movement-1"
ENOUGH_READERS: Final = 20
ENOUGH_DAYS: Final = 14
"""Among few readers on a young question every forecast moves the crowd; that is no news."""


def jeffreys(before: Sequence[float], after: Sequence[float]) -> float:
    """Return the divergence between two sets of shares, in bits: the same both ways, 0 for none."""
    return math.fsum((p - q) * math.log2(p / q) for p, q in zip(before, after, strict=True))


FAR: Final = jeffreys((0.45, 0.55), (0.55, 0.45))
"""Ten points around even: so far must picked answers move to be worth a second look."""


def earth_mover(before: Sequence[float], after: Sequence[float]) -> tuple[float, float]:
    """Return how far the mass of a distribution was carried, and how far upwards.

    Both in parts of the scale, whose places are evenly spaced and joined by straight lines.
    """
    apart = [was - now for was, now in zip(before, after, strict=True)]
    width = 1 / (len(apart) - 1)
    carried = math.fsum((abs(left) + abs(right)) / 2 * width for left, right in pairwise(apart))
    upwards = math.fsum((left + right) / 2 * width for left, right in pairwise(apart))
    return carried, upwards


def is_news(readers: int, days: float) -> bool:
    """Say whether a movement may be told: of enough readers, or of a question old enough."""
    return readers >= ENOUGH_READERS or days >= ENOUGH_DAYS


def period(days: float) -> tuple[float, str]:
    """Return over how many days a movement is told, and in words: shorter for young questions."""
    if days < 1:
        return 1 / 24, "in the last hour"
    if days < 7:  # noqa: PLR2004 - a week
        return 1.0, "in the last day"
    return 7.0, "in the last week"
