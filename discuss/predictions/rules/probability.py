"""A probability as people type and read it: percent at the doors, [0.01, 0.99] inside."""

import math
import re
from typing import Final

LOWEST: Final = 0.01
HIGHEST: Final = 0.99

NEVER: Final = (
    "Never is a long time. The lowest forecast is 1, which leaves room for what nobody expects."
)
ALWAYS: Final = (
    "Nothing is certain before it has happened. The highest forecast is 99, "
    "which leaves room for what nobody expects."
)
RANGE: Final = "Enter a number from 1 to 99."
WHOLE: Final = "Enter a whole number from 1 to 99, without a decimal part."

_TYPED: Final = re.compile(r"([+-]?)0*(\d{1,6})(?:[.,](\d{0,6}))?\s*%?", re.ASCII)

_BANDS: Final = (
    (5, "Almost no chance"),
    (20, "Very unlikely"),
    (40, "Unlikely"),
    (60, "About even"),
    (80, "Likely"),
    (95, "Very likely"),
)
_FUTURES: Final = 20
_TENTH: Final = 10
# No percent is further than this from a fraction with a denominator of at most ten.
_CLOSE: Final = 0.03


class NotAForecast(ValueError):  # noqa: N818 - it names what was typed, and is shown to the reader
    """What was typed is no forecast; the message is a full sentence for the reader."""


def parse_percent(typed: str) -> int:
    """Return the whole percent, 1 to 99, that a reader typed: "62", "62%", " 62 % ", "62.0".

    Raises NotAForecast with a sentence for the reader. 0 and 100 are refused, not snapped: a
    forecast is never changed behind its author's back.
    """
    found = _TYPED.fullmatch(typed.strip())
    if found is None or found[1] == "-":
        raise NotAForecast(RANGE)
    if (found[3] or "").strip("0"):
        raise NotAForecast(WHOLE)
    return checked_percent(int(found[2]))


def checked_percent(percent: int) -> int:
    """Return `percent` if it lies in 1..99; raises NotAForecast with a sentence for the reader."""
    if percent == 0:
        raise NotAForecast(NEVER)
    if percent == 100:  # noqa: PLR2004 - a hundred percent is no magic number
        raise NotAForecast(ALWAYS)
    if not 1 <= percent <= 99:  # noqa: PLR2004 - the range that the sentence names
        raise NotAForecast(RANGE)
    return percent


def offered(typed: str) -> int | None:
    """Return the forecast that is nearest to a certainty that was typed, None for anything else.

    It is offered, and saved only where the reader presses for it.
    """
    found = _TYPED.fullmatch(typed.strip())
    if found is None or found[1] == "-" or (found[3] or "").strip("0"):
        return None
    return {0: 1, 100: 99}.get(int(found[2]))


def from_percent(percent: int) -> float:
    """Return the probability in [0.01, 0.99] for a whole percent in 1..99; raises NotAForecast."""
    return checked_percent(percent) / 100


def to_percent(probability: float) -> int:
    """Return the nearest whole percent, halves upward, of a probability in [0, 1]."""
    # Rounding to 9 places first keeps 0.285 * 100 = 28.499999999999996 from reading as 28.
    return math.floor(round(probability * 100, 9) + 0.5)


def is_probability(value: float) -> bool:
    """Say whether a value may be stored as a forecast: a number in [0.01, 0.99]."""
    return LOWEST <= value <= HIGHEST


def verbal(probability: float) -> str:
    """Return the verbal reading of a probability, such as "Likely"."""
    percent = to_percent(probability)
    return next((words for limit, words in _BANDS if percent < limit), "Almost certain")


def reading(probability: float) -> str:
    """Return the reading that stands under the number: words first, then a frequency out of 20."""
    return f"{verbal(probability)}. {futures(probability)}"


def futures(probability: float) -> str:
    """Return how many of 20 such futures are a yes, without promising never or always."""
    percent = to_percent(probability)
    yes = math.floor(percent * _FUTURES / 100 + 0.5)
    if yes == 0:
        return f"Of {_FUTURES} futures like this one, fewer than 1 is a yes."
    if yes == _FUTURES:
        return f"Of {_FUTURES} futures like this one, nearly all {_FUTURES} are a yes."
    return f"Of {_FUTURES} futures like this one, about {yes} {'is' if yes == 1 else 'are'} a yes."


def odds(probability: float) -> str:
    """Return the chance as a fraction: "about 3 in 5", and near the ends "about 1 in 20"."""
    percent = min(99, max(1, to_percent(probability)))
    if percent < _TENTH:
        return f"about 1 in {math.floor(100 / percent + 0.5)}"
    if percent > 100 - _TENTH:
        whole = math.floor(100 / (100 - percent) + 0.5)
        return f"about {whole - 1} in {whole}"
    above, below = next(
        (above, below)
        for below in range(2, _TENTH + 1)
        for above in range(1, below)
        if abs(above / below - percent / 100) <= _CLOSE
    )
    return f"about {above} in {below}"
