"""How close shares of answers in an order came: a near miss costs less than a far one.

Epstein, E. S. (1969), A scoring system for probability forecasts of ranked categories, Journal of
Applied Meteorology 8. Where the order is cut between two answers, it asks a yes-or-no question; the
score is the mean of the squared errors over all cuts, so that of two answers it is the Brier score,
half form.
"""

import math
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Final

FORMULA: Final = "rps-1"
FORM: Final = "Ranked probability score, 0 best, 1 worst"


def rps(shares: Sequence[float], outcome: int) -> float:
    """Return the ranked probability score, from 0, best, to 1, worst.

    `outcome` is the place of what happened. Answers beyond the last cut count by what is left.
    """
    cuts = list(accumulate(shares))[:-1]
    return math.fsum((below - (outcome <= place)) ** 2 for place, below in enumerate(cuts)) / len(
        cuts
    )


def knowing_nothing(answers: int, outcome: int) -> float:
    """Return what the same share for each answer earns, which depends on what happened."""
    return rps([1 / answers] * answers, outcome)


def rps_of_shares(shares: Mapping[str, float], outcome: str, order: Sequence[str]) -> float:
    """Return the score of shares by answer; an answer that is younger than they are has none."""
    return rps([shares.get(key, 0.0) for key in order], list(order).index(outcome))
