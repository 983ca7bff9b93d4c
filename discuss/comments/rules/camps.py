"""How the readers of a discussion divide: who accepts and rejects the same comments.

Source: the groups, the consensus and the priority of comments of Polis (Small and others, 2021).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Final

from discuss.comments.rules.components import Plane, Votes, plane
from discuss.comments.rules.ranks import Z80
from discuss.comments.rules.worth import accepted, told_apart

Place = tuple[float, float]
Groups = list[list[int]]

ENOUGH: Final = 7
"""Comments that somebody judged before they take part; fewer where there are fewer."""
FEWEST: Final = 15
"""Readers who take part at least, those who judged most, where so many judged anything."""
LEAST: Final = 5
"""Readers of a camp that is told at all: figures of fewer would tell what each of them marked."""
MOST_GROUPS: Final = 5
A_GROUP: Final = 12
ROUNDS: Final = 20
APART: Final = 0.25
"""The least silhouette with which readers divide at all."""
NEW: Final = 8
HALVES_AFTER: Final = 5


@dataclass(frozen=True, slots=True)
class Judged:
    """How many of some readers accepted a comment, did neither, and judged it at all."""

    up: int
    passed: int
    all: int


@dataclass(frozen=True, slots=True)
class Camps:
    """The camps, largest first, as places of readers, and the plane in which they lie.

    Who stands with too few others is in none, where there are two camps at least.
    """

    groups: Groups
    taking_part: Sequence[int]
    plane: Plane


def camps(votes: Votes) -> Camps:
    """Return how readers divide; one camp where no division is clear."""
    inside = taking_part([sum(vote is not None for vote in each) for each in votes], len(votes[0]))
    lies = plane([votes[reader] for reader in inside])
    places = [lies.place(votes[reader]) for reader in inside]
    apart = [[math.dist(one, other) for other in places] for one in places]
    tried = [divided(places, k) for k in range(2, most_groups(len(places)) + 1)]
    scored = [(silhouette(apart, each), each) for each in tried]
    clear, best = max(scored, key=itemgetter(0), default=(0.0, []))
    told = [group for group in best if len(group) >= LEAST]
    if len(told) < 2 or clear < APART:  # noqa: PLR2004 - one group divides nothing
        told = [list(range(len(inside)))]
    groups = [[inside[each] for each in group] for group in told]
    return Camps(sorted(groups, key=lambda group: (-len(group), group)), inside, lies)


def taking_part(judged: Sequence[int], comments: int) -> list[int]:
    """Return the places of readers who judged enough, or those who judged most, by place."""
    ranked = sorted(range(len(judged)), key=lambda reader: (-judged[reader], reader))
    enough = [reader for reader in ranked if judged[reader] >= enough_of(comments)]
    return sorted(ranked[: max(len(enough), FEWEST)])


def enough_of(comments: int) -> int:
    """Return how many of so many comments somebody has to judge to take part."""
    return min(ENOUGH, comments)


def most_groups(readers: int) -> int:
    """Return into how many camps so many readers may divide."""
    return min(MOST_GROUPS, 2 + readers // A_GROUP)


def divided(places: Sequence[Place], k: int) -> Groups:
    """Return at most k groups of readers who stand near each other; by no chance, always alike."""
    ranked = sorted(range(len(places)), key=lambda each: places[each])
    middles = [places[ranked[(2 * n + 1) * len(ranked) // (2 * k)]] for n in range(k)]
    groups: Groups = []
    for _ in range(ROUNDS):
        found: Groups = [[] for _ in middles]
        for reader, place in enumerate(places):
            nearest = min(range(len(middles)), key=lambda n: math.dist(place, middles[n]))
            found[nearest].append(reader)
        found = [group for group in found if group]
        if found == groups:
            break
        groups = found
        middles = [_middle([places[each] for each in group]) for group in groups]
    return groups


def silhouette(apart: Sequence[Sequence[float]], groups: Groups) -> float:
    """Return how much nearer readers are to their own group than to the next, on average."""
    widths = [silhouette_of(each, apart, groups) for group in groups for each in group]
    return sum(widths) / len(widths) if widths else 0.0


def silhouette_of(member: int, apart: Sequence[Sequence[float]], groups: Groups) -> float:
    """Return how much nearer one reader is to their own group than to the next, from −1 to 1."""
    own = next(group for group in groups if member in group)
    others = [_mean(apart, member, group) for group in groups if group is not own]
    if len(own) == 1 or not others:
        return 0.0
    near, next_one = _mean(apart, member, [each for each in own if each != member]), min(others)
    return (next_one - near) / max(near, next_one) if max(near, next_one) else 0.0


def consensus(judged: Sequence[Judged]) -> float:
    """Return how far every group accepts a comment: one that a single group rejects has little."""
    return math.prod((each.up + 1) / (each.all + 2) for each in judged)


def importance(judged: Judged, extremity: float) -> float:
    """Return how much a comment tells of those who judge it."""
    passed, up = ((n + 1) / (judged.all + 2) for n in (judged.passed, judged.up))
    return (1 - passed) * (extremity + 1) * up


def priority(judged: Judged, extremity: float) -> float:
    """Return how much would be learned if more readers judged a comment; new ones come first."""
    newness = NEW * math.pow(2, -judged.all / HALVES_AFTER)
    return (importance(judged, extremity) * (1 + newness)) ** 2


def typical(own: Judged, others: Judged) -> float:
    """Return how typical of a group it is to accept a comment; 0 where that may be chance."""
    sure = accepted(own.up, own.all)
    apart = told_apart(own.up, own.all, others.up, others.all)
    if min(sure, apart) <= Z80:
        return 0.0
    inside, outside = ((each.up + 1) / (each.all + 2) for each in (own, others))
    return inside / outside * apart * inside * sure


def _middle(places: Sequence[Place]) -> Place:
    xs, ys = zip(*places, strict=True)
    return sum(xs) / len(xs), sum(ys) / len(ys)


def _mean(apart: Sequence[Sequence[float]], member: int, group: Sequence[int]) -> float:
    return sum(apart[member][each] for each in group) / len(group)
