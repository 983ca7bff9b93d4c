"""What a crowd of standing forecasts says: plain numbers that every reader can check by hand.

Published numbers carry the version of the formula that made them, so that a later formula never
passes for an earlier one.
"""

import math
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

FORMULA: Final = "median-1"
BINS: Final = 20
FLOOR: Final = 0.01


@dataclass(frozen=True, slots=True)
class Crowd:
    """The standing forecasts on a yes-or-no question: probabilities in [0, 1], readers a bin."""

    n: int
    median: float
    q1: float
    q3: float
    mean: float
    bins: tuple[int, ...]
    formula: str = FORMULA


@dataclass(frozen=True, slots=True)
class AnswerCrowd:
    """The crowd on one answer of several: median after renormalising, middle half as given."""

    key: str
    median: float
    q1: float
    q3: float


@dataclass(frozen=True, slots=True)
class ChoiceCrowd:
    """The standing forecasts on a question with several answers; the medians add up to 1."""

    n: int
    answers: tuple[AnswerCrowd, ...]
    formula: str = FORMULA


def crowd_of(probabilities: Iterable[float]) -> Crowd | None:
    """Return the crowd of the standing forecasts, or None when nobody stands."""
    ranked = sorted(probabilities)
    if not ranked:
        return None
    return Crowd(
        n=len(ranked),
        median=quantile(ranked, 1, 2),
        q1=quantile(ranked, 1, 4),
        q3=quantile(ranked, 3, 4),
        mean=math.fsum(ranked) / len(ranked),
        bins=histogram(ranked),
    )


def choice_crowd_of(
    forecasts: Sequence[Mapping[str, float]], keys: Sequence[str]
) -> ChoiceCrowd | None:
    """Return the crowd over several answers, in the order of `keys`, or None when nobody stands.

    A forecast made before an answer was added has no share for it and counts for it as the floor.
    """
    if not forecasts:
        return None
    columns = {key: sorted(shares.get(key, FLOOR) for shares in forecasts) for key in keys}
    medians = renormalise([quantile(columns[key], 1, 2) for key in keys])
    return ChoiceCrowd(
        n=len(forecasts),
        answers=tuple(
            AnswerCrowd(key, median, quantile(columns[key], 1, 4), quantile(columns[key], 3, 4))
            for key, median in zip(keys, medians, strict=True)
        ),
    )


def is_shown(n: int, min_show: int) -> bool:
    """Say whether a crowd of `n` is large enough for its numbers to be shown."""
    return n >= max(1, min_show)


def quantile(ranked: Sequence[float], above: int, below: int) -> float:
    """Return the above/below quantile of sorted values, by the midpoint rule.

    Where the cut falls exactly between two values their midpoint counts. The cut is a fraction of
    integers, because sums of float weights put it on the wrong side of a value.
    """
    whole, part = divmod(len(ranked) * above, below)
    if part:
        return ranked[whole]
    # Rounded, because (0.2 + 0.4) / 2 is 0.30000000000000004 and people compare these numbers.
    return round((ranked[whole - 1] + ranked[whole]) / 2, 12)


def histogram(probabilities: Iterable[float], bins: int = BINS) -> tuple[int, ...]:
    """Return how many forecasts fall into each of `bins` equal half-open bins over [0, 1]."""
    counts = [0] * bins
    for probability in probabilities:
        counts[bin_of(probability, bins)] += 1
    return tuple(counts)


def bin_of(probability: float, bins: int = BINS) -> int:
    """Return the number, from 0, of the half-open bin that a probability falls into."""
    # In hundredths of a percent, since 0.15 * 20 is a hair off 3 in binary.
    return min(bins - 1, round(probability * 10_000) * bins // 10_000)


def renormalise(medians: Sequence[float], floor: float = FLOOR) -> tuple[float, ...]:
    """Return medians scaled to add up to 1 with none below `floor`.

    What each has above the floor is scaled in proportion. When none has anything above it, each
    answer gets the same.
    """
    above = [max(0.0, median - floor) for median in medians]
    total = math.fsum(above)
    room = 1 - floor * len(medians)
    if total <= 0:
        return tuple(1 / len(medians) for _ in medians)
    return tuple(floor + room * part / total for part in above)


def higher_than(own: float, ranked_others: Sequence[float]) -> int | None:
    """Return N for "You are higher than N in 100" others, rounded down; None without others.

    `ranked_others` are the other readers' standing forecasts, sorted; equal ones are not below.
    """
    if not ranked_others:
        return None
    return 100 * bisect_left(ranked_others, own) // len(ranked_others)
