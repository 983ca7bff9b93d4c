"""How marks order comments."""

import math
from collections.abc import Sequence
from enum import StrEnum
from itertools import zip_longest
from typing import Final, TypeVar

Z80: Final = 1.281551565545
"""The 80 % two-sided normal quantile: one friend is little evidence, but some."""
FEWEST_A_SIDE: Final = 3
"""Marks that each side has to give before a comment counts as judged by both."""
ENOUGH_A_SIDE: Final = 10
"""Marks of each side from which on a comment may say that both value it."""
LOW: Final = 0.35
HIGH: Final = 0.65
BANDS: Final = 5
NOISE: Final = 1e-9
"""0.6 · 5 is a little less than 3 in binary fractions, and belongs to the band from 60 on."""
FIRST_TEN: Final = 10

Placed = TypeVar("Placed")

UP_KINDS: Final = frozenset({"good_point", "well_sourced"})


class Order(StrEnum):
    """How top-level comments are ordered; below the orders by time, replies are oldest first."""

    BEST = "best"
    NEWEST = "newest"
    OLDEST = "oldest"
    CONTROVERSIAL = "controversial"
    ANSWERED = "answered"
    STAFF = "staff"
    UNREAD = "unread"
    FORECAST = "forecast"
    BRIDGING = "bridging"
    SAW = "saw"


class Stance(StrEnum):
    """In which part of a yes-or-no question's scale a forecast stands."""

    LOW = "low"
    MIDDLE = "middle"
    HIGH = "high"


def neg_staff(*, is_staff: bool, is_author: bool) -> int:
    """Return −1 for the site's own people, −2 for the article's author, −3 for who is both."""
    return -(is_staff + 2 * is_author)


AUTHORS: Final = -2
"""From here on down the author of a comment wrote the article too."""


def wilson(up: int, down: int, z: float = Z80) -> float:
    """Return the lower bound of the share of `up` in [0, 1]; exactly 0 without any of them.

    Source: Wilson (1927), Probable inference, the law of succession, and statistical inference.
    """
    if up == 0:
        return 0.0
    n = up + down
    share = up / n
    spread = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return max(0.0, (share + z * z / (2 * n) - spread) / (1 + z * z / n))


def quantised_rank(up: int, down: int) -> int:
    """Return −round(10⁶ · Wilson bound): an integer, so that equal ranks compare equal."""
    return -in_millionths(wilson(up, down))


def controversy(up: int, down: int) -> float:
    """Return how much marks disagree: more of them and closer to halves is more; 0 at one-sided.

    Source: the controversy sort of reddit's published code, (u + d)^(min / max).
    """
    if up <= 0 or down <= 0:
        return 0.0
    return float((up + down) ** (min(up, down) / max(up, down)))


def quantised_controversy(up: int, down: int) -> int:
    """Return −round(10⁶ · controversy): an integer, so that equal ranks compare equal."""
    return -in_millionths(controversy(up, down))


def quantised_consensus(low_up: int, low_marks: int, high_up: int, high_marks: int) -> int:
    """Return −round(10⁶ · consensus of both sides), 0 while either has fewer than three marks.

    The consensus is the product of (A + 1) / (S + 2) over the sides, of which A accepted a comment
    and S judged it. Source: the group-informed consensus of Polis (Small and others, 2021).

    0 is behind every comment that both sides have judged, so that their marks alone order the rest.
    """
    if min(low_marks, high_marks) < FEWEST_A_SIDE:
        return 0
    accepted = (low_up + 1) * (high_up + 1) * 1_000_000
    judged = (low_marks + 2) * (high_marks + 2)
    return -((2 * accepted + judged) // (2 * judged))  # halves up, in whole numbers throughout


def in_millionths(value: float) -> int:
    """Return a value times 10⁶ as a whole number, halves up, as every database can do it."""
    return math.floor(value * 1_000_000 + 0.5)


def side(probability: float | None) -> str:
    """Return on which side of a question a forecast stands: `low`, `high`, or `` between them."""
    if probability is None or LOW <= probability <= HIGH:
        return ""
    return "low" if probability < LOW else "high"


def stance(probability: float | None) -> Stance | None:
    """Return in which part of the scale a forecast stands; None where it is no yes or no."""
    if probability is None:
        return None
    return Stance(side(probability) or Stance.MIDDLE)


def is_valued_by_both(low_up: int, low_marks: int, high_up: int, high_marks: int) -> bool:
    """Tell whether ten readers of each side judged a comment, and most of each accepted it."""
    return (
        min(low_marks, high_marks) >= ENOUGH_A_SIDE
        and 2 * low_up > low_marks
        and 2 * high_up > high_marks
    )


def band(probability: float) -> int:
    """Return the fifth of the scale in which a probability lies, 0 to 4."""
    return min(BANDS - 1, int(probability * BANDS + NOISE))


def in_turn(bands: Sequence[Sequence[Placed]], most: int) -> list[Placed]:
    """Return the first of each band, then the second of each, and so on: at most `most`."""
    rows = zip_longest(*bands)
    return [each for row in rows for each in row if each is not None][:most]


def spread(authors: Sequence[int]) -> list[int]:
    """Return the places of a page in such an order that nobody has two of the first ten.

    What is put off stays in its own order behind them; a page by too few authors stays full.
    """
    first: list[int] = []
    later: list[int] = []
    for place, author in enumerate(authors):
        is_new = all(authors[each] != author for each in first)
        (first if len(first) < FIRST_TEN and is_new else later).append(place)
    return [*first, *later]
