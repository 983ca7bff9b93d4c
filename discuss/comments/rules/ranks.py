"""How marks order comments."""

import math
from enum import StrEnum
from typing import Final

Z80: Final = 1.281551565545
"""The 80 % two-sided normal quantile: one friend is little evidence, but some."""
UP_KINDS: Final = frozenset({"good_point", "well_sourced"})


class Order(StrEnum):
    """How top-level comments are ordered; below the orders by time, replies are oldest first."""

    BEST = "best"
    NEWEST = "newest"
    OLDEST = "oldest"
    CONTROVERSIAL = "controversial"
    ANSWERED = "answered"
    STAFF = "staff"


def wilson(up: int, down: int, z: float = Z80) -> float:
    """Return the lower bound of the share of `up` in [0, 1]; 0 without marks.

    Source: Wilson (1927), Probable inference, the law of succession, and statistical inference.
    """
    n = up + down
    if n == 0:
        return 0.0
    share = up / n
    spread = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return max(0.0, (share + z * z / (2 * n) - spread) / (1 + z * z / n))


def quantised_rank(up: int, down: int) -> int:
    """Return −round(10⁶ · Wilson bound): an integer, so that equal ranks compare equal."""
    return -round(wilson(up, down) * 1_000_000)


def controversy(up: int, down: int) -> float:
    """Return how much marks disagree: more of them and closer to halves is more; 0 at one-sided.

    Source: the controversy sort of reddit's published code, (u + d)^(min / max).
    """
    if up <= 0 or down <= 0:
        return 0.0
    return float((up + down) ** (min(up, down) / max(up, down)))


def quantised_controversy(up: int, down: int) -> int:
    """Return −round(10⁶ · controversy): an integer, so that equal ranks compare equal."""
    return -round(controversy(up, down) * 1_000_000)
