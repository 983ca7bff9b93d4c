"""Whether what was said lately stands out from what was said before: many in one narrow place."""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

WITHIN: Final = timedelta(hours=1)
"""Forecasts up to so long before the latest one are compared with all earlier ones."""
FEWEST: Final = 5
"""Forecasts below which nothing stands out."""
SHARE: Final = 0.6
"""Of the late ones so many lie in one place at least."""
TIMES: Final = 3.0
"""So many times more often than the early ones at least."""
PLACES: Final = 20
"""Places of five points each, one forecast in each of which is taken for granted."""


@dataclass(frozen=True, slots=True)
class Burst:
    """So many of the late forecasts lie in one place, and of the early ones so many."""

    place: Hashable
    late: int
    of_late: int
    early: int
    of_early: int


def burst(late: Sequence[Hashable], early: Sequence[Hashable]) -> Burst | None:
    """Return the place in which late forecasts stand out, by where each lies; None for none.

    Its share is compared with that of the early ones, to which one in each place is added, so that
    the first forecasts on a question do not stand out from nothing.
    """
    if len(late) < FEWEST:
        return None
    place, count = Counter(late).most_common(1)[0]
    before = early.count(place)
    usual = (before + 1) / (len(early) + PLACES)
    share = count / len(late)
    if share < SHARE or share < TIMES * usual:
        return None
    return Burst(place, count, len(late), before, len(early))
