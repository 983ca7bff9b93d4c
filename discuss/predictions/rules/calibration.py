"""Whether what somebody calls likely happens that often.

Forecasts are put into ranges by what was said, and each range is compared with how often it
happened. The ranges are narrow where a point matters most, near never and always. Each number
counts for the share of a question's life for which it stood, so that saying it often is no gain.
"""

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import Final

EDGES: Final = (
    *(number / 24 for number in range(4)),
    *((35 + 10 * number) / 200 for number in range(15)),
    *(number / 24 for number in range(22, 25)),
)
POINTS: Final[tuple[int, ...]] = (1, 3, 5, *range(10, 91, 10), 95, 97, 99)
"""Percentages to which what a crowd said is rounded, so that few questions make a table."""
FEWEST: Final = 5
"""Questions below this number say nothing about a range."""
_TAIL: Final = 0.05


@dataclass(frozen=True, slots=True)
class Said:
    """A probability that somebody gave, for how much of the question's life, and what happened."""

    question_id: int
    probability: float
    weight: float
    happened: bool = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class Range:
    """What was said within one range: the mean, how often it happened, and on how many questions.

    From `low` to `high` nine in ten well calibrated forecasters would lie by chance alone.
    """

    said: float
    happened: float
    questions: int
    low: float
    high: float

    @property
    def is_telling(self) -> bool:
        """Whether there is enough of it to be drawn."""
        return self.questions >= FEWEST

    @property
    def is_within(self) -> bool:
        """Whether chance alone explains the distance between said and happened."""
        return self.low <= self.happened <= self.high


def ranges(said: Iterable[Said]) -> list[Range]:
    """Return the ranges in which something was said, the least likely first."""
    found: dict[int, list[Said]] = defaultdict(list)
    for each in said:
        found[_range_of(each.probability)].append(each)
    return [_range(place, held) for place, held in sorted(found.items())]


def _range_of(probability: float) -> int:
    """Return the range; the upper edge belongs to the next, but 1 to the last."""
    return min(bisect_right(EDGES, probability), len(EDGES) - 1) - 1


def _range(place: int, held: Sequence[Said]) -> Range:
    weight = math.fsum(each.weight for each in held)
    questions = len({each.question_id for each in held})
    low, _, high = chance(questions, EDGES[place], EDGES[place + 1])
    return Range(
        said=math.fsum(each.weight * each.probability for each in held) / weight,
        happened=math.fsum(each.weight for each in held if each.happened) / weight,
        questions=questions,
        low=low,
        high=high,
    )


def nearest_point(probability: float) -> float:
    """Return the point nearest to a probability; of two that are as near, the lower one."""
    hundredths = round(100 * probability, 9)
    nearest = min(POINTS, key=lambda point: (round(abs(point - hundredths), 9), point))
    return nearest / 100


def chance(count: int, lower: float, upper: float) -> tuple[float, float, float]:
    """Return the shares at the 5th, the middle and the 95th hundredth of what chance gives.

    For `count` questions on which something between `lower` and `upper` was rightly said.
    """
    places = (_TAIL, lower), (0.5, (lower + upper) / 2), (1 - _TAIL, upper)
    low, middle, high = (_quantile(cut, count, chance) / count for cut, chance in places)
    return low, middle, high


def _quantile(cut: float, count: int, chance: float) -> int:
    """Return the least number of successes whose cumulated binomial chance reaches `cut`."""
    reached = 0.0
    for successes in range(count):
        ways = math.comb(count, successes)
        reached += ways * chance**successes * (1 - chance) ** (count - successes)
        if reached >= cut:
            return successes
    return count


@dataclass(frozen=True, slots=True)
class Murphy:
    """The Brier score in three parts: reliability, less resolution, plus uncertainty.

    Source: Murphy, A. H. (1973), A new vector partition of the probability score, Journal of
    Applied Meteorology 12, 595-600.
    """

    brier: float
    reliability: float
    resolution: float
    uncertainty: float


@dataclass(frozen=True, slots=True)
class Corp:
    """The Brier score in three parts that need no ranges: miscalibration - discrimination + rest.

    Source: Dimitriadis, T., Gneiting, T. & Jordan, A. I. (2021), Stable reliability diagrams for
    probabilistic classifiers, PNAS 118 (8).
    """

    brier: float
    miscalibration: float
    discrimination: float
    uncertainty: float
    recalibrated: tuple[float, ...]
    """What should have been said, for each forecast in ascending order."""


Pair = tuple[float, bool]
"""What was said, and whether it happened."""


def murphy(pairs: Sequence[Pair]) -> Murphy:
    """Return the parts of the Brier score, by each distinct value that was said."""
    rate, count = _rate(pairs), len(pairs)
    groups = [list(group) for _, group in groupby(sorted(pairs), key=itemgetter(0))]
    return Murphy(
        brier=_brier(pairs),
        reliability=math.fsum(len(g) * (g[0][0] - _rate(g)) ** 2 for g in groups) / count,
        resolution=math.fsum(len(g) * (_rate(g) - rate) ** 2 for g in groups) / count,
        uncertainty=rate * (1 - rate),
    )


def corp(pairs: Sequence[Pair]) -> Corp:
    """Return the parts of the Brier score against the best ascending recalibration."""
    ordered = sorted(pairs)
    better = _ascending(ordered)
    recalibrated = _brier(
        [(said, happened) for said, (_, happened) in zip(better, ordered, strict=True)]
    )
    rate, brier = _rate(pairs), _brier(pairs)
    uncertainty = rate * (1 - rate)
    return Corp(brier, brier - recalibrated, uncertainty - recalibrated, uncertainty, tuple(better))


@dataclass(slots=True)
class _Pool:
    happened: int
    count: int

    @property
    def rate(self) -> float:
        """How often it happened."""
        return self.happened / self.count


def _ascending(ordered: Sequence[Pair]) -> list[float]:
    """Return the rates that never fall and come nearest to what happened (pool the violators)."""
    pools: list[_Pool] = []
    for _, group in groupby(ordered, key=itemgetter(0)):
        outcomes = [happened for _, happened in group]
        pools.append(_Pool(sum(outcomes), len(outcomes)))
        while len(pools) > 1 and pools[-2].rate >= pools[-1].rate:
            last = pools.pop()
            pools[-1].happened += last.happened
            pools[-1].count += last.count
    return [pool.rate for pool in pools for _ in range(pool.count)]


def skill(brier: float, reference: float) -> float | None:
    """Return the share of a reference score that was saved; 0 like the reference, 1 perfect."""
    return 1 - brier / reference if reference else None


def last_words(said: Iterable[Said]) -> list[Pair]:
    """Return what was said last on each question, with what happened; `said` is in order."""
    by_question = sorted(said, key=attrgetter("question_id"))
    last = {each.question_id: (each.probability, each.happened) for each in by_question}
    return list(last.values())


def _brier(pairs: Sequence[Pair]) -> float:
    return math.fsum((said - happened) ** 2 for said, happened in pairs) / len(pairs)


def _rate(pairs: Sequence[Pair]) -> float:
    return sum(happened for _, happened in pairs) / len(pairs)
