"""What a crowd says about a number or a date: the mean of its distributions.

Published figures carry the version of the formula that made them, like those of other kinds.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from discuss.predictions.rules.spread import quantile

POOL: Final = "pool-1"

Sums = list[list[float]]
"""Exact sums, place by place: parts whose sum is exactly that of what was added."""


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


def added_up(cdfs: Iterable[Sequence[float]]) -> Sums:
    """Return the exact sums of distributions; in whatever order, they mean the same."""
    sums: Sums = []
    for cdf in cdfs:
        sums = moved(sums, None, cdf)
    return sums


def moved(sums: Sums, taken: Sequence[float] | None, given: Sequence[float] | None) -> Sums:
    """Return sums after one distribution was taken out and another put in; nothing is lost."""
    found = sums or [[] for _ in taken or given or ()]
    if taken is not None:
        found = [_with(parts, -value) for parts, value in zip(found, taken, strict=True)]
    if given is not None:
        found = [_with(parts, value) for parts, value in zip(found, given, strict=True)]
    return found


def pool_from(n: int, sums: Sums) -> Pool | None:
    """Return the crowd of `n` readers whose distributions are added up, to the same last digit."""
    return read_from(n, [math.fsum(parts) / n for parts in sums]) if n else None


def _with(parts: Sequence[float], value: float) -> list[float]:
    """Return parts of a sum with one value more: what rounding would lose is a part of its own."""
    kept: list[float] = []
    for part in parts:
        large, small = (value, part) if abs(value) >= abs(part) else (part, value)
        value = large + small
        lost = small - (value - large)
        if lost:
            kept.append(lost)
    return [*kept, value] if value else kept
