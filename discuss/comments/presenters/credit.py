"""Whom a comment moved, as its card says it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from discuss.comments.queries import Moved
from discuss.comments.rules.minds import FEWEST_MOVED
from discuss.predictions.rules import figures
from discuss.predictions.rules.scale import Scale


@dataclass(frozen=True, slots=True)
class Credit:
    """What a comment changed, on questions that this reader has answered."""

    minds: int = 0
    """How many changes of mind it is credited with."""
    has_mine: bool = False
    moved: Sequence[Moved] = ()
    """On which questions it moved so many readers that it may say so."""
    by: Mapping[int, str] = field(default_factory=dict, hash=False)
    """By how much on each of those questions, in words."""


NO_CREDIT = Credit()


def _by(row: Moved) -> str:
    """Return by what median a comment moved readers, in the unit of the question."""
    if row.median_value is not None:
        return figures.difference(Scale.of(row.scale), row.median_value)
    return f"{row.median_points} {'point' if row.median_points == 1 else 'points'}"


def credit(moved: Sequence[Moved]) -> Credit:
    """Return what a comment changed; on which questions only from so many readers on."""
    if not moved:
        return NO_CREDIT
    told = tuple(row for row in moved if row.people >= FEWEST_MOVED)
    return Credit(
        minds=sum(row.people for row in moved),
        has_mine=any(row.is_own for row in moved),
        moved=told,
        by={row.question_id: _by(row) for row in told},
    )
