"""Other ways to add up the same forecasts, so that everybody can see which of them came near.

All are taken from what stood when a question closed, or when its answer became knowable, and are
scored beside the plain median and the adjusted estimate. Sources: Satopää and others (2014),
Combining multiple probability predictions using a simple logit model; Neyman & Roughgarden (2022),
Are you smarter than a random expert; Baron and others (2014), Two reasons to make aggregated
probability forecasts more extreme; the recency-weighted median as Metaculus publishes it.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from discuss.predictions.rules import adjusted, crps, quantiles
from discuss.predictions.rules.adjusted import weights
from discuss.predictions.rules.pool import linear_pool
from discuss.predictions.rules.scores import LEAST
from discuss.predictions.rules.spread import quantile

FORMULA: Final = "ways-1"
BARON: Final = 2.5
"""How far the plain mean is pushed."""
_ALIKE: Final = 1e-9
"""Sums of weights nearer to a share than this meet it: six tenths of one are not quite a whole."""

Column = Sequence[float]
"""Probabilities of one answer, those that stand longest first."""


def weighted_quantile(values: Column, by: Column, share: float) -> float:
    """Return the value below which a share of the weight lies, by the midpoint rule."""
    ranked = sorted(zip(values, by, strict=True))
    target, reached = share * math.fsum(by), 0.0
    for place, (value, weight) in enumerate(ranked):
        reached += weight
        if abs(reached - target) <= _ALIKE and place + 1 < len(ranked):
            return (value + ranked[place + 1][0]) / 2
        if reached > target:
            return value
    return ranked[-1][0]


def recent_quantile(oldest_first: Column, share: float) -> float:
    """Return the same where newer forecasts weigh more."""
    return weighted_quantile(oldest_first, weights(len(oldest_first)), share)


def recent_mean(oldest_first: Column) -> float:
    """Return the mean in which newer forecasts weigh more."""
    by = weights(len(oldest_first))
    return math.fsum(w * p for w, p in zip(by, oldest_first, strict=True)) / math.fsum(by)


def of_odds(values: Column, factor: float = 1.0) -> float:
    """Return the probability whose odds are the geometric mean of the others', times a factor."""
    held = [min(1 - LEAST, max(LEAST, each)) for each in values]
    mean = math.fsum(math.log(p / (1 - p)) for p in held) / len(held)
    return 1 / (1 + math.exp(-factor * mean))


def push(n: int) -> float:
    """Return by how much the log-odds of `n` people are pushed from even: 1 of one, √3 of many."""
    if n == 1:
        return 1.0
    return n * (math.sqrt(3 * n * n - 3 * n + 1) - 2) / (n * n - n - 1)


def pushed(probability: float, power: float) -> float:
    """Return a probability pushed from even: its odds to a power."""
    happens, not_so = math.pow(probability, power), math.pow(1 - probability, power)
    return happens / (happens + not_so)


def _mean(values: Column) -> float:
    return math.fsum(values) / len(values)


OF_ONE: Final[Mapping[str, Callable[[Column], float]]] = {
    "median": lambda said: weighted_quantile(said, [1.0] * len(said), 0.5),
    "mean": _mean,
    "recent_median": lambda said: recent_quantile(said, 0.5),
    "recent_mean": recent_mean,
    "odds": of_odds,
    "odds_pushed": lambda said: of_odds(said, push(len(said))),
    "mean_pushed": lambda said: pushed(_mean(said), BARON),
    "newest": lambda said: said[-1],
}
"""Each way gives one probability; of a choice, one for each answer."""


def of_yes(oldest_first: Column) -> dict[str, Any]:
    """Return what each way says of a yes-or-no question on which somebody stands."""
    said: dict[str, Any] = {name: way(oldest_first) for name, way in OF_ONE.items()}
    return {**said, "adjusted": adjusted.estimate(oldest_first)}


def of_choice(oldest_first: Sequence[Mapping[str, float]]) -> dict[str, Any]:
    """Return the shares that each way gives to the answers of a choice; they add up to 1."""
    keys = list(oldest_first[-1])
    columns = {key: [each.get(key, LEAST) for each in oldest_first] for key in keys}
    said = {name: _whole({k: way(c) for k, c in columns.items()}) for name, way in OF_ONE.items()}
    return {**said, "adjusted": adjusted.choice_estimate(oldest_first, keys)}


def _whole(shares: Mapping[str, float]) -> dict[str, float]:
    total = math.fsum(shares.values())
    return {key: share / total for key, share in shares.items()}


def of_scale(oldest_first: Sequence[Column], outcome: float) -> dict[str, float]:
    """Return what each way of adding up numbers or dates would have earned, by the CRPS."""
    levels = [{q: quantile(cdf, q) for q in quantiles.LEVELS} for cdf in oldest_first]
    means = {q: _mean([each[q] for each in levels]) for q in quantiles.LEVELS}
    newest_more = adjusted.along_estimate(oldest_first) or ()
    return {
        "pool": crps.crps(linear_pool(oldest_first), outcome),
        "adjusted": crps.crps(newest_more, outcome),
        "guesses": quantiles.ensemble([each[quantiles.GUESS] for each in levels], outcome),
        "levels": quantiles.of_levels(means, outcome),
        "newest": crps.crps(oldest_first[-1], outcome),
    }
