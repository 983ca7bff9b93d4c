"""A forecast of a number or a date: three values typed, one distribution stored.

The distribution is the probability at 201 evenly spaced places that the answer lies at or below
each. It runs through the three values exactly, before every place gets a little: one percent is
spread evenly, and beyond each open bound lies at least a thousandth. Never is a long time.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from discuss.predictions.rules import scale as axes
from discuss.predictions.rules.probability import NotAForecast
from discuss.predictions.rules.scale import Scale

POINTS: Final = 201
FLOOR: Final = 0.01
OUTSIDE: Final = 0.001
LEAST_STEP: Final = FLOOR / (POINTS - 1)

_TENTH: Final = 0.1
_Z_OF_TENTH: Final = 1.2815515655446004
"""How many standard deviations a tenth of a normal distribution lies from its middle."""
_EVEN: Final = 1e-6
"""Skews nearer to 0 than this are none."""
_CLOSEST: Final = 1e-9
"""Places nearer to each other than this are the same."""
_DIGITS: Final = 12

FIELDS: Final = ("low", "guess", "high")
LOW_FIRST: Final = {
    "date": "The early date must be before the best guess.",
    "number": "The low value must be below the best guess.",
}
HIGH_LAST: Final = {
    "date": "The late date must be after the best guess.",
    "number": "The high value must be above the best guess.",
}


@dataclass(frozen=True, slots=True)
class Triple:
    """Three values: one in ten answers lies below `low`, half below `guess`, nine below `high`."""

    low: float
    guess: float
    high: float


class NotATriple(NotAForecast):
    """What was typed is no forecast; `faults` has a sentence for each of the fields."""

    def __init__(self, faults: dict[str, str]) -> None:
        """Keep the sentences; the first is the message."""
        super().__init__(next(iter(faults.values())))
        self.faults = faults


def parse(scale: Scale, typed: Sequence[str]) -> Triple:
    """Return the three values typed, in order; raises NotATriple with a sentence a field."""
    values: dict[str, float] = {}
    faults: dict[str, str] = {}
    for field, text in zip(FIELDS, typed, strict=True):
        try:
            values[field] = within(scale, axes.parse(scale.kind, text))
        except NotAForecast as refusal:
            faults[field] = str(refusal)
    if not faults:
        faults = _out_of_order(scale, values)
    if faults:
        raise NotATriple(faults)
    return Triple(**values)


def within(scale: Scale, value: float) -> float:
    """Return the value if an answer may lie there; raises NotAForecast."""
    below, above = ("before", "after") if scale.kind == "date" else ("below", "above")
    if value < scale.lower and not scale.is_open_lower:
        message = f"No answer can lie {below} {axes.typed(scale.kind, scale.lower)}."
        raise NotAForecast(message)
    if value > scale.upper and not scale.is_open_upper:
        message = f"No answer can lie {above} {axes.typed(scale.kind, scale.upper)}."
        raise NotAForecast(message)
    if scale.is_log and value <= 0:
        message = "Enter a number above 0, since this scale grows by multiples."
        raise NotAForecast(message)
    return value


def _out_of_order(scale: Scale, values: dict[str, float]) -> dict[str, str]:
    kind = "date" if scale.kind == "date" else "number"
    places = {field: scale.place(value) for field, value in values.items()}
    faults = {}
    if places["guess"] - places["low"] < _CLOSEST:
        faults["low"] = LOW_FIRST[kind]
    if places["high"] - places["guess"] < _CLOSEST:
        faults["high"] = HIGH_LAST[kind]
    return faults


def canonical(scale: Scale, triple: Triple) -> tuple[float, ...]:
    """Return the distribution through three values, in order and allowed by the axis."""
    low, guess, high = (scale.place(each) for each in (triple.low, triple.guess, triple.high))
    curve = _Curve(low, guess, high)
    said = [curve.below(number / (POINTS - 1)) for number in range(POINTS)]
    if not scale.is_open_lower:
        said = _lower_closed(said, low)
    if not scale.is_open_upper:
        said = [1 - each for each in reversed(said)]
        said = _lower_closed(said, 1 - high)
        said = [1 - each for each in reversed(said)]
    return _with_floor(scale, said)


class _Curve:
    """The smooth curve with one peak that runs through three places: a shifted log-normal one.

    Places are bent by a logarithm until both tenths lie equally far from the guess; there they are
    normal. A forecast that is not skewed is normal as it stands.
    """

    def __init__(self, low: float, guess: float, high: float) -> None:
        self._guess = guess
        self._skew = math.log((high - guess) / (guess - low)) / _Z_OF_TENTH
        self._is_even = abs(self._skew) < _EVEN
        self._width = (
            (high - low) / (2 * _Z_OF_TENTH)
            if self._is_even
            else (guess - low) / -math.expm1(-self._skew * _Z_OF_TENTH)
        )

    def below(self, place: float) -> float:
        """Return the probability of an answer at or below a place."""
        return 0.5 * math.erfc(-self._deviations(place) / math.sqrt(2))

    def _deviations(self, place: float) -> float:
        """Return how many standard deviations a place lies above the guess, once bent."""
        apart = (place - self._guess) / self._width
        if self._is_even:
            return apart
        if apart <= -1:
            return -math.inf if self._skew > 0 else math.inf
        return math.log1p(apart) / self._skew


def _lower_closed(said: Sequence[float], low: float) -> list[float]:
    """Return the same with nothing below place 0: the lowest tenth lies between 0 and `low`."""
    outside = said[0]
    kept = [
        _TENTH * (each - outside) / (_TENTH - outside) if number / (POINTS - 1) < low else each
        for number, each in enumerate(said[1:], start=1)
    ]
    return [0.0, *kept]


def _with_floor(scale: Scale, said: Sequence[float]) -> tuple[float, ...]:
    below = OUTSIDE if scale.is_open_lower else 0.0
    above = OUTSIDE if scale.is_open_upper else 0.0
    share = 1 - FLOOR - below - above
    return tuple(
        round(below + FLOOR * number / (POINTS - 1) + share * each, _DIGITS)
        for number, each in enumerate(said)
    )


def quantile(cdf: Sequence[float], share: float) -> float:
    """Return the place below which a share of a distribution lies, in [0, 1].

    What lies beyond a bound counts at the bound.
    """
    if share <= cdf[0]:
        return 0.0
    for number in range(1, len(cdf)):
        if share <= cdf[number]:
            step = cdf[number] - cdf[number - 1]
            return (number - 1 + (share - cdf[number - 1]) / step) / (len(cdf) - 1)
    return 1.0


def masses(cdf: Sequence[float]) -> tuple[float, ...]:
    """Return the probability below the axis, in each step of it, and above it."""
    ends = [0.0, *cdf, 1.0]
    return tuple(after - before for before, after in pairwise(ends))


def is_allowed(scale: Scale, cdf: Sequence[float]) -> bool:
    """Say whether a distribution may be stored on an axis."""
    tolerance = 1e-9
    steps = masses(cdf)
    outside = (scale.is_open_lower, steps[0]), (scale.is_open_upper, steps[-1])
    return (
        len(cdf) == POINTS
        and all(step >= LEAST_STEP - tolerance for step in steps[1:-1])
        and all(
            mass >= OUTSIDE - tolerance if is_open else abs(mass) <= tolerance
            for is_open, mass in outside
        )
    )
