"""The second number: what a crowd says once recent forecasts count more and small crowds less.

The plain median stays the headline, since readers can check it. This one is an estimate: log-odds
are averaged with the newest weighing most, drawn towards one half while few have answered, and
pushed a little from it once many have, because each of them knows only a part. Source of the parts:
the recency weights of Metaculus; Satopää and others (2014), Combining multiple probability
predictions using a simple logit model.
"""

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from operator import mul
from typing import Final

from discuss.predictions.rules.crowd import renormalise

FORMULA: Final = "adjusted-1"
ALONG_FORMULA: Final = "adjusted-pool-1"
"""Of numbers and dates."""
TEMPO: Final = 2.0
"""How fast older forecasts fade."""
STRONGEST: Final = 1.25
SLOPE: Final = 1.6
HALFWAY: Final = 3
CLIP: Final = 0.01
"""A single forecast pulls no harder than one of 1 or 99 %."""
MOST: Final = 1_000
"""Forecasts that are read, the newest: among 10,000, each older one weighs less than 1/10,000."""


def weights(n: int, tempo: float = 1.0, total: int | None = None) -> list[float]:
    """Return the weight of each of the newest `n` of `total` forecasts, oldest first; newest 1.

    The i-th of N weighs exp(tempo · (√i − √N)). One or two weigh the same.
    """
    total = n if total is None else total
    if total <= 2:  # noqa: PLR2004 - of two, neither is a trend
        return [1.0] * n
    first = total - n + 1
    return [math.exp(tempo * (math.sqrt(i) - math.sqrt(total))) for i in range(first, total + 1)]


def strength(n: int) -> float:
    """Return by what a crowd of `n` multiplies its log-odds: under 1 to 4 readers, 1.25 from 11."""
    return min(STRONGEST, SLOPE * n / (n + HALFWAY))


def pooled(oldest_first: Sequence[float], by: Sequence[float], strengthened: float) -> float:
    """Return the probability whose log-odds are the weighted mean of the others', times a factor.

    Probabilities are in [0, 1] and are held within 1 and 99 %.
    """
    mean = math.fsum(w * logit(p) for w, p in zip(by, oldest_first, strict=True)) / math.fsum(by)
    return 1 / (1 + math.exp(-strengthened * mean))


def estimate(oldest_first: Sequence[float], total: int | None = None) -> float | None:
    """Return the adjusted estimate from standing forecasts, None when nobody stands.

    `total` is how many stand where only the newest are given.
    """
    if not oldest_first:
        return None
    total = len(oldest_first) if total is None else total
    by = weights(len(oldest_first), TEMPO, total)
    return round(pooled(oldest_first, by, strength(total)), 12)


def choice_estimate(
    oldest_first: Sequence[Mapping[str, float]], keys: Sequence[str], total: int | None = None
) -> dict[str, float] | None:
    """Return the adjusted share of each answer, adding up to 1; None when nobody stands.

    A forecast made before an answer was added counts for it as the least share.
    """
    if not oldest_first or not keys:
        return None
    total = len(oldest_first) if total is None else total
    by = weights(len(oldest_first), TEMPO, total)
    shares = [
        pooled([each.get(key, CLIP) for each in oldest_first], by, strength(total)) for key in keys
    ]
    whole = math.fsum(shares)
    scaled = renormalise([share / whole for share in shares])
    return {key: round(share, 12) for key, share in zip(keys, scaled, strict=True)}


def along_estimate(
    oldest_first: Sequence[Sequence[float]], total: int | None = None
) -> tuple[float, ...] | None:
    """Return the adjusted distribution of a number or a date, None when nobody stands.

    The mean of what stands, the newest weighing most. Nothing is pushed or drawn: the mean of
    distributions is as wide as the readers disagree, which a small crowd needs and a large one
    bears.
    """
    if not oldest_first:
        return None
    total = len(oldest_first) if total is None else total
    by = weights(len(oldest_first), TEMPO, total)
    whole = math.fsum(by)
    return tuple(
        round(math.fsum(map(mul, by, column)) / whole, 12)
        for column in zip(*oldest_first, strict=True)
    )


@lru_cache(maxsize=4_096)
def logit(probability: float) -> float:
    """Return the log-odds of a probability held within 1 and 99 %."""
    held = min(1 - CLIP, max(CLIP, probability))
    return math.log(held / (1 - held))
