"""Shares for a question with several answers: what readers type, scaled to add up to a whole."""

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final

from discuss.predictions.rules.probability import NotAForecast

SMALLEST: Final = 1
TOLERANCE: Final = 1e-9

EMPTY: Final = "Give at least one answer a share above 0."
SHARE: Final = "Enter a whole number from 0 to 100."
_MOST_TYPED: Final = 100


def parse_share(typed: str) -> int:
    """Return the whole percent, 0 to 100, typed for one answer; an empty field is 0.

    Raises NotAForecast with a sentence for the reader.
    """
    text = typed.strip().removesuffix("%").strip()
    if not text:
        return 0
    if not (text.isascii() and text.isdecimal() and len(text) <= len("100")):
        raise NotAForecast(SHARE)
    if int(text) > _MOST_TYPED:
        raise NotAForecast(SHARE)
    return int(text)


def scale(typed: Mapping[str, int], live: Sequence[str]) -> dict[str, int]:
    """Return whole percents, at least 1 a live answer and in their order, that add up to 100.

    Answers left out count as 0. Shares are scaled in proportion; leftovers go to the largest
    remainders, the earlier answer first. Shares that add up to 100 already come back as they are.
    Raises NotAForecast when an answer is not live, or when nothing was given.
    """
    _refuse_strangers(typed, live)
    given = {key: typed.get(key, 0) for key in live}
    if min(given.values()) < 0 or not any(given.values()):
        raise NotAForecast(EMPTY)
    exact = _with_floor(given)
    shares = {key: math.floor(value) for key, value in exact.items()}
    by_remainder = sorted(live, key=lambda key: (shares[key] - exact[key], live.index(key)))
    for key in by_remainder[: 100 - sum(shares.values())]:
        shares[key] += 1
    return shares


def _with_floor(given: Mapping[str, int]) -> dict[str, Fraction]:
    """Return exact shares of 100 in proportion, those that were too small lifted to the floor."""
    lifted: set[str] = set()
    while True:
        rest = sum(value for key, value in given.items() if key not in lifted)
        room = 100 - SMALLEST * len(lifted)
        exact = {
            key: Fraction(SMALLEST) if key in lifted else Fraction(room * value, rest)
            for key, value in given.items()
        }
        too_small = {key for key, value in exact.items() if value < SMALLEST}
        if not too_small:
            return exact
        lifted |= too_small


def probabilities(percents: Mapping[str, int]) -> dict[str, float]:
    """Return the probabilities for whole percents that add up to 100."""
    return {key: percent / 100 for key, percent in percents.items()}


def check(shares: Mapping[str, float], live: Sequence[str]) -> None:
    """Raise NotAForecast unless each live answer has at least 0.01 and all together 1 ± 1e-9."""
    _refuse_strangers(shares, live)
    if set(shares) != set(live):
        message = "Give every answer a share."
        raise NotAForecast(message)
    if min(shares.values()) < SMALLEST / 100 - TOLERANCE:
        message = "Every answer needs a share of at least 1 percent. Never is a long time."
        raise NotAForecast(message)
    if abs(math.fsum(shares.values()) - 1) > TOLERANCE:
        message = "The shares need to add up to 100."
        raise NotAForecast(message)


def _refuse_strangers(shares: Mapping[str, object], live: Sequence[str]) -> None:
    """Raise NotAForecast when a share is given to an answer that the question does not have."""
    if not set(shares) <= set(live):
        message = "One of these answers is no longer part of the question. Load the page again."
        raise NotAForecast(message)
