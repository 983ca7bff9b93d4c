"""Numbers and dates as readers read them: rounded for the eye only, never for a score."""

import math
from collections.abc import Mapping
from typing import Final

from discuss.predictions.rules.scale import Scale, instant

ABOVE: Final = "above"
BELOW: Final = "below"
_DETAIL: Final = 3
"""Digits worth saying: of the range, or of the value where the scale grows by multiples."""
_MOST_DECIMALS: Final = 6


def figure(scale: Scale, value: float) -> str:
    """Return a value without its unit: "1,200", "3.5" or "31 March 2027"."""
    if scale.kind == "date":
        day = instant(value)
        return f"{day.day} {day:%B} {day.year}"
    shown = f"{value:,.{_decimals(scale, value)}f}"
    shown = shown.rstrip("0").rstrip(".") if "." in shown else shown
    return "0" if shown == "-0" else shown.replace("-", "\N{MINUS SIGN}")


def _decimals(scale: Scale, value: float) -> int:
    if scale.kind == "integer":
        return 0
    size = abs(value) if scale.is_log else scale.upper - scale.lower
    if size <= 0:
        return 0
    return min(_MOST_DECIMALS, max(0, _DETAIL - 1 - math.floor(math.log10(size)) + _spare(scale)))


def _spare(scale: Scale) -> int:
    """Return one digit more for a range, whose values are often much smaller than it."""
    return 0 if scale.is_log else 1


def with_unit(scale: Scale, value: float) -> str:
    """Return a value with its unit: "3.5 million"."""
    return f"{figure(scale, value)} {scale.unit}".rstrip()


def difference(scale: Scale, by: float) -> str:
    """Return how far two values lie apart: "3 seats", or of dates "12 days"."""
    if scale.kind == "date":
        days = math.floor(by + 0.5)
        return f"{days:,} {'day' if days == 1 else 'days'}"
    return with_unit(scale, by)


def read_off(scale: Scale, value: float) -> str:
    """Return a value read from a distribution, which at an open bound may lie beyond it."""
    is_date = scale.kind == "date"
    if scale.is_open_lower and value <= scale.lower:
        return f"{figure(scale, scale.lower)} or {'earlier' if is_date else 'less'}"
    if scale.is_open_upper and value >= scale.upper:
        return f"{figure(scale, scale.upper)} or {'later' if is_date else 'more'}"
    return figure(scale, value)


def outside(scale: Scale, side: str) -> str:
    """Return what lies beyond a bound: "above 100 points" or "after 31 March 2027"."""
    word = {"below": "before", "above": "after"}[side] if scale.kind == "date" else side
    return f"{word} {with_unit(scale, scale.lower if side == BELOW else scale.upper)}"


def percent(share: float) -> str:
    """Return a share of a distribution, without promising never or always."""
    if share < 0.005:  # noqa: PLR2004 - what rounds to nothing
        return "under 1%"
    if share >= 0.995:  # noqa: PLR2004 - what rounds to everything
        return "over 99%"
    return f"{math.floor(100 * share + 0.5)}%"


def summary(scale: Scale, quantiles: Mapping[str, float]) -> str:
    """Return a forecast in a line: "median 3.2 (2.1–4.5) million", the middle half in brackets."""
    between = f"{read_off(scale, quantiles['q1'])}–{read_off(scale, quantiles['q3'])}"
    return f"median {figure(scale, quantiles['guess'])} ({between}) {scale.unit}".rstrip()


def in_words(scale: Scale) -> str:
    """Return the bounds as a sentence: "From 0 to 100 points; it may be more."."""
    words = f"From {figure(scale, scale.lower)} to {with_unit(scale, scale.upper)}"
    less, more = ("earlier", "later") if scale.kind == "date" else ("less", "more")
    beyond = [less] * scale.is_open_lower + [more] * scale.is_open_upper
    return f"{words}; it may be {' or '.join(beyond)}." if beyond else f"{words}."


def exact(scale: Scale, value: float) -> str:
    """Return a value to its last digit, as an outcome is told."""
    if scale.kind == "date":
        return figure(scale, value)
    shown = f"{value:,.9f}".rstrip("0").rstrip(".")
    return shown.replace("-", "\N{MINUS SIGN}")
