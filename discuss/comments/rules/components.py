"""Along which two lines readers differ most, by what they accept and reject.

Source: the principal components of Polis (Small and others, 2021), by power iteration.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from operator import mul
from typing import Final

Row = Sequence[float]
Votes = Sequence[Sequence[float | None]]
"""By reader, what they said of each comment: 1 accepted, −1 rejected, 0 both, None nothing."""

ROUNDS: Final = 100
CLOSE: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Plane:
    """The middle of all votes, and the two directions in which they differ most."""

    centre: Row
    directions: tuple[Row, Row]

    def place(self, votes: Sequence[float | None]) -> tuple[float, float]:
        """Return where somebody stands; few votes are stretched, as they reach less far."""
        scale = stretch(len(votes), sum(vote is not None for vote in votes))
        apart = _from(self.centre, votes)
        first, second = (scale * _along(apart, each) for each in self.directions)
        return first, second

    def extremity(self, comment: int) -> float:
        """Return how far from the middle somebody stands who accepts this comment alone."""
        alone: list[float | None] = [None] * len(self.centre)
        alone[comment] = 1.0
        return math.hypot(*self.place(alone))


def plane(votes: Votes) -> Plane:
    """Return the plane of votes; what somebody did not judge counts as the mean of all."""
    centre = [
        _mean([vote for vote in column if vote is not None]) for column in zip(*votes, strict=True)
    ]
    rows = [_from(centre, each) for each in votes]
    first = principal(rows, [1.0] * len(centre))
    rest = [_without(row, first) for row in rows]
    start = _without([1.0 / (n + 1) for n in range(len(centre))], first)
    return Plane(centre, (first, principal(rest, start)))


def principal(rows: Sequence[Row], start: Row, rounds: int = ROUNDS) -> Row:
    """Return the direction, of length 1, in which rows differ most; zeros where they do not."""
    found = start
    for _ in range(rounds + 1):
        weights = [_along(row, found) for row in rows]
        product = [_along(column, weights) for column in zip(*rows, strict=True)]
        length = math.hypot(*product)
        if length < CLOSE:
            return [0.0] * len(start)
        product = [each / length for each in product]
        if max(abs(new - old) for new, old in zip(product, found, strict=True)) < CLOSE:
            return product
        found = product
    return found


def stretch(comments: int, judged: int) -> float:
    """Return the factor for somebody who judged only some of all comments."""
    return math.sqrt(comments / max(judged, 1))


def _from(centre: Row, votes: Sequence[float | None]) -> list[float]:
    """Return how far each vote is from the middle; one that is missing is in it."""
    return [
        0.0 if vote is None else vote - middle for vote, middle in zip(votes, centre, strict=True)
    ]


def _without(row: Row, direction: Row) -> list[float]:
    along = _along(row, direction)
    return [each - along * part for each, part in zip(row, direction, strict=True)]


def _along(row: Row, direction: Row) -> float:
    return math.fsum(map(mul, row, direction))


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
