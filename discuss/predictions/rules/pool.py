"""What a crowd says about a number or a date: the mean of its distributions.

Published figures carry the version of the formula that made them, like those of other kinds.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from discuss.predictions.rules.spread import quantile

POOL: Final = "pool-1"


@dataclass(frozen=True, slots=True)
class Pool:
    """The standing forecasts of a number or a date as one distribution, and places read from it."""

    n: int
    median: float
    q1: float
    q3: float
    cdf: tuple[float, ...]
    formula: str = POOL


def pool_of(cdfs: Iterable[Sequence[float]]) -> Pool | None:
    """Return the crowd of the standing forecasts, or None when nobody stands.

    Every forecast counts the same; quarters and median are read from the mean distribution.
    """
    kept = list(cdfs)
    if not kept:
        return None
    return read_from(len(kept), linear_pool(kept))


def linear_pool(cdfs: Sequence[Sequence[float]]) -> tuple[float, ...]:
    """Return the mean of distributions over the same axis, place by place."""
    return tuple(math.fsum(column) / len(cdfs) for column in zip(*cdfs, strict=True))


def read_from(n: int, cdf: Sequence[float]) -> Pool:
    """Return the crowd of `n` readers whose mean distribution is known."""
    q1, median, q3 = (quantile(cdf, share) for share in (0.25, 0.5, 0.75))
    return Pool(n, median, q1, q3, tuple(cdf))
