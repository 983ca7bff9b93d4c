"""How the readers of a discussion divide, told in sentences and lists."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from discuss.comments.queries.camps import Judgements
from discuss.comments.queries.said import Said
from discuss.comments.rules.camps import (
    FEWEST,
    Camps,
    Judged,
    camps,
    consensus,
    priority,
    typical,
)
from discuss.comments.rules.ranks import FEWEST_A_SIDE
from discuss.kit.text import clip, counted

LISTED: Final = 5
EXTRACT: Final = 200
NAMES: Final = "ABCDE"


@dataclass(frozen=True, slots=True)
class ToldComment:
    """A comment that a list names: who wrote it, how it begins, and how readers judged it."""

    id: int
    author: str
    words: str
    judged: str


@dataclass(frozen=True, slots=True)
class CampCard:
    """A camp: how many readers, and what they accept and the others do not."""

    name: str
    size: str
    typical: Sequence[ToldComment]


@dataclass(frozen=True, slots=True)
class CampsCard:
    """How readers divide, what all camps accept, and which comments would tell most."""

    words: str
    camps: Sequence[CampCard]
    shared: Sequence[ToldComment]
    telling: Sequence[ToldComment]


def camps_card(found: Judgements) -> CampsCard:
    """Return how readers divide; only what would tell most while too few have judged."""
    if not found.votes:
        return CampsCard("Nobody has marked a comment yet.", (), (), ())
    divided = camps(found.votes)
    telling = _best(
        found.comments, _priorities(found, divided), lambda place: _counts(found.votes, place)
    )
    if len(divided.taking_part) < FEWEST:
        few = counted(len(divided.taking_part), "reader has", "readers have")
        words = f"{few} marked comments so far; how they divide can be told from {FEWEST} on."
        return CampsCard(words, (), (), telling)
    return CampsCard(
        _words(divided, len(found.comments)),
        _camps(found, divided) if len(divided.groups) > 1 else (),
        _shared(found, divided) if len(divided.groups) > 1 else (),
        telling,
    )


def _words(divided: Camps, comments: int) -> str:
    """Return how many divide into how many camps; who is in none is not counted either."""
    n = sum(len(group) for group in divided.groups)
    who = f"{n} readers who marked {counted(comments, 'comment', 'comments')}"
    if len(divided.groups) == 1:
        return f"{who} do not clearly divide: there are no camps yet."
    return f"{who} divide into {len(divided.groups)} camps, by what they accept and reject."


def _camps(found: Judgements, divided: Camps) -> list[CampCard]:
    cards = []
    for name, group in zip(NAMES, divided.groups, strict=False):
        others = [each for other in divided.groups if other is not group for each in other]
        scores = [
            typical(_judged(found, group, place), _judged(found, others, place))
            for place in range(len(found.comments))
        ]
        told = _best(found.comments, scores, _of_camps(found, divided))
        cards.append(CampCard(name, counted(len(group), "reader", "readers"), told))
    return cards


def _shared(found: Judgements, divided: Camps) -> list[ToldComment]:
    """Return what most readers of every camp accept, where three of each have judged it."""
    scores = []
    for place in range(len(found.comments)):
        judged = [_judged(found, group, place) for group in divided.groups]
        is_accepted = all(each.all >= FEWEST_A_SIDE and 2 * each.up > each.all for each in judged)
        scores.append(consensus(judged) if is_accepted else 0.0)
    return _best(found.comments, scores, _of_camps(found, divided))


def _priorities(found: Judgements, divided: Camps) -> list[float]:
    everybody = range(len(found.votes))
    return [
        priority(_judged(found, everybody, place), divided.plane.extremity(place))
        for place in range(len(found.comments))
    ]


def _best(
    comments: Sequence[Said], scores: Sequence[float], judged: Callable[[int], str]
) -> list[ToldComment]:
    """Return the comments with the highest scores above 0, each with how it was judged."""
    ranked = sorted(range(len(comments)), key=lambda place: (-scores[place], comments[place].id))
    return [
        ToldComment(
            comments[place].id,
            comments[place].author_name,
            clip(comments[place].text, EXTRACT),
            judged(place),
        )
        for place in ranked[:LISTED]
        if scores[place] > 0
    ]


def _of_camps(found: Judgements, divided: Camps) -> Callable[[int], str]:
    def told(place: int) -> str:
        each = zip(NAMES, (_judged(found, g, place) for g in divided.groups), strict=False)
        return ", ".join(f"{name}: {judged.up} of {judged.all}" for name, judged in each)

    return told


def _counts(votes: Sequence[Sequence[float | None]], place: int) -> str:
    n = sum(each[place] is not None for each in votes)
    return f"judged by {counted(n, 'reader', 'readers')}"


def _judged(found: Judgements, readers: Iterable[int], place: int) -> Judged:
    said = [vote for each in readers if (vote := found.votes[each][place]) is not None]
    return Judged(sum(vote > 0 for vote in said), sum(vote == 0 for vote in said), len(said))
