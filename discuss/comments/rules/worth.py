"""What words are worth to a discussion, by the marks and the changes of mind that they earned.

Sources: the comment of the week and the strength of a key factor as Metaculus computes them; the
tests of proportions by which Polis picks what is typical of a group (Small and others, 2021);
Hirsch, J. E. (2005), An index to quantify an individual's scientific research output, PNAS 102.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from discuss.comments.rules.ranks import ENOUGH_A_SIDE, Z80

PRIOR: Final = 2
"""How strongly a comment is taken to move readers before it moved any, in steps of five points."""
AS_IF: Final = 3
"""Readers for which that counts, fewer with each real one."""
HANDICAP: Final = 3
"""Added to counts and maxima alike, so that one mark among two is no triumph."""
FLATTER: Final = 0.5
"""The weight of strength beside marks and minds; its root counts, so that the first is most."""
STEP: Final = 5
STRONGEST: Final = 5
DIGITS: Final = 2


def strength(total: float, readers: int) -> float:
    """Return how far a comment moves readers, drawn towards 2 while it moved fewer than three.

    `total` adds up what each of them gave: 0 for not at all, 5 for very far.
    """
    return (total + PRIOR * max(0, AS_IF - readers)) / max(AS_IF, readers)


def steps(points: float) -> float:
    """Return a move in percentage points as a step of strength, from 0 to 5."""
    return min(STRONGEST, points / STEP)


@dataclass(frozen=True, slots=True)
class Earned:
    """What a comment earned: marks for less those against, readers moved, and how far."""

    marks: int
    minds: int
    strength: float


def most(all_earned: Sequence[Earned]) -> Earned:
    """Return the most that any comment earned of each."""
    return Earned(
        marks=max(each.marks for each in all_earned),
        minds=max(each.minds for each in all_earned),
        strength=max(each.strength for each in all_earned),
    )


def worth(earned: Earned, most_earned: Earned) -> float:
    """Return what a comment is worth beside the most earned: half what it has, half how evenly.

    A sum rewards being first in anything, a product being good at all three.
    """
    marks, minds, moving = (
        (own + HANDICAP) / (best + HANDICAP)
        for own, best in (
            (earned.marks, most_earned.marks),
            (earned.minds, most_earned.minds),
            (earned.strength, most_earned.strength),
        )
    )
    weights = 2 + FLATTER
    added = (marks + minds + FLATTER * math.sqrt(moving)) / weights
    evenly = math.pow(marks * minds * math.sqrt(moving), 1 / weights)
    return (added + evenly) / 2


def accepted(up: int, judged: int) -> float:
    """Return how surely more than half of a group accept something, as a normal deviate."""
    share = (up + 1) / (judged + 1)
    return 2 * math.sqrt(judged + 1) * (share - 0.5)


def told_apart(up: int, judged: int, others_up: int, others_judged: int) -> float:
    """Return how surely a group accepts something more than the others do, as a normal deviate."""
    own, other = judged + 1, others_judged + 1
    both = (up + 1 + others_up + 1) / (own + other)
    if both in {0.0, 1.0}:
        return 0.0
    apart = (up + 1) / own - (others_up + 1) / other
    return apart / math.sqrt(both * (1 - both) * (1 / own + 1 / other))


def speaks_for(low_up: int, low_marks: int, high_up: int, high_marks: int) -> str:
    """Return the side, `low` or `high`, that finds a comment convincing and the other does not.

    Empty where fewer than ten readers of either side judged it, or nothing is sure to nine in ten.
    """
    if min(low_marks, high_marks) < ENOUGH_A_SIDE:
        return ""
    low, high = (low_up, low_marks), (high_up, high_marks)
    for name, own, other in (("low", low, high), ("high", high, low)):
        if accepted(*own) > Z80 and told_apart(*own, *other) > Z80:
            return name
    return ""


def h_index(marks: Sequence[int]) -> float:
    """Return how many comments earned as many marks each, and how far the next number is reached.

    A person with five comments of five marks or more has 5, and 5.9 when little is missing to six.
    """
    ranked = sorted(marks, reverse=True)
    whole = sum(each >= place for place, each in enumerate(ranked, start=1))
    reached = sum(min(whole + 1, each) for each in ranked[: whole + 1]) - whole**2
    return whole + round(reached / ((whole + 1) ** 2 - whole**2), DIGITS)
