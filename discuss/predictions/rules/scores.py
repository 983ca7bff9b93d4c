"""How right a forecast was: pure functions of forecasts, outcome and the time that counts.

Brier, G. W. (1950), Verification of forecasts expressed in terms of probability, Monthly Weather
Review 78, 1-3. His score sums over all classes; for yes-or-no questions half of it, the squared
error of the probability, is shown and named "half form". Lower is better for both.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, TypeVar

from discuss.predictions.rules.standing import Stretch, Window

FORMULA: Final = "brier-1"
HALF_FORM: Final = "Brier score, half form, 0 best, 1 worst"
SUM_FORM: Final = "Brier score, sum over all answers, 0 best, 2 worst"
ALWAYS_EVEN: Final = 0.25
REST: Final = "other"
"""The answer of a choice that stands for all that are not named."""
LEAST: Final = 0.001
"""The least probability a log score knows; certainty that is wrong would cost without end."""

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Averaged:
    """A score averaged over time, and the share of the scheduled time for which a forecast stood.

    Without any standing time there is no value.
    """

    value: float | None
    coverage: float


def brier(probability: float, *, happened: bool) -> float:
    """Return the squared error of a probability in [0, 1]; 0 is best, 1 worst.

    Source: Brier (1950), half form.
    """
    return (probability - happened) ** 2


def brier_two_class(probability: float, *, happened: bool) -> float:
    """Return the original score of a yes-or-no forecast, summed over both classes; 0 best, 2 worst.

    Source: Brier (1950).
    """
    return 2 * brier(probability, happened=happened)


def brier_of_shares(shares: Mapping[str, float], outcome: str) -> float:
    """Return the squared errors summed over all answers; 0 is best, 2 worst. Source: Brier (1950).

    An outcome that was no answer yet when the forecast was made was part of the last one.
    """
    counted = outcome if outcome in shares else REST
    missed = 0.0 if counted in shares else 1.0
    return missed + math.fsum(
        brier(share, happened=key == counted) for key, share in shares.items()
    )


def always_equal(answers: int) -> float:
    """Return what knowing nothing earns: the summed score of the same share for each answer."""
    return 1 - 1 / answers


def clip(probability: float) -> float:
    """Return a probability as log scores take it: from 0.001 to 0.999."""
    return min(1 - LEAST, max(LEAST, probability))


def log(probability_of_outcome: float) -> float:
    """Return the natural logarithm of the probability given to what happened; 0 is best.

    Source: Good, I. J. (1952), Rational decisions, Journal of the Royal Statistical Society B 14.
    """
    return math.log(clip(probability_of_outcome))


def baseline(probability_of_outcome: float, answers: int = 2) -> float:
    """Return 100 times the log score against equal shares: 0 for knowing nothing, 100 best."""
    return 100 * math.log(probability_of_outcome * answers) / math.log(answers)


def while_standing(
    standing: Sequence[Stretch[Value]], window: Window, score: Callable[[Value], float]
) -> Averaged:
    """Return the mean score over the time a forecast stood, and that time's share of the schedule.

    For scores where 0 is best: absent time must not count as perfect, so it does not count at all.
    """
    weighed, stood = _weighed(standing, score)
    if not stood or not window.scheduled:
        return Averaged(None, 0.0)
    return Averaged(weighed / stood.total_seconds(), stood / window.scheduled)


def over_schedule(
    standing: Sequence[Stretch[Value]], window: Window, score: Callable[[Value], float]
) -> Averaged:
    """Return the score summed over standing time and divided by the whole scheduled time.

    For scores where 0 is what knowing nothing earns: absent time counts as 0.
    """
    weighed, stood = _weighed(standing, score)
    if not window.scheduled:
        return Averaged(None, 0.0)
    return Averaged(weighed / window.scheduled.total_seconds(), stood / window.scheduled)


def _weighed(
    standing: Iterable[Stretch[Value]], score: Callable[[Value], float]
) -> tuple[float, timedelta]:
    """Return the sum of score times seconds, and the time stood."""
    kept = list(standing)
    return (
        math.fsum(score(each.value) * each.length.total_seconds() for each in kept),
        sum((each.length for each in kept), timedelta()),
    )
