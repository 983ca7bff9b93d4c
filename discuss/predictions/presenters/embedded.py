"""A question as a card on other people's pages: the same for everybody, and nothing told early."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from discuss.kit.text import counted
from discuss.predictions.presenters.cards import QuestionCard
from discuss.predictions.presenters.groups import GroupCard

WIDTH: Final = 48
"""Letters of a title in one line of the picture."""
MOST_LINES: Final = 4
MOST_ROWS: Final = 8
"""Questions of a group that its card shows."""
FRAME, LINE, ROW = 74, 25, 22
"""Heights in the picture of a group: what frames it, a line of its title, a row."""


@dataclass(frozen=True, slots=True)
class Embedded:
    """What the card says."""

    title: str
    lines: Sequence[str]
    """The title broken into at most four lines, for a picture that breaks none itself."""
    state: str
    figure: str
    """What the readers say, empty where a reader has to answer first."""
    note: str
    path: str


def embedded(card: QuestionCard) -> Embedded:
    """Return the card as a stranger may see it."""
    return Embedded(
        title=card.title,
        lines=textwrap.wrap(card.title, WIDTH, max_lines=MOST_LINES, placeholder=" …"),
        state=_state(card),
        figure=_figure(card),
        note=_note(card),
        path=card.path,
    )


@dataclass(frozen=True, slots=True)
class EmbeddedGroup:
    """What the card of a group says: a row a question, none of them told early."""

    title: str
    lines: Sequence[str]
    rows: Sequence[tuple[str, str, str]]
    """What a question is called, what the readers say or nothing, and how it stands."""
    height: int
    note: str
    path: str


def embedded_group(card: GroupCard) -> EmbeddedGroup:
    """Return the card of a group as a stranger may see it."""
    lines = textwrap.wrap(card.name, WIDTH, max_lines=2, placeholder=" …")
    rows = [(each.label, _figure(each.card), _state(each.card)) for each in card.members]
    hidden = any(not each.card.is_over and not _figure(each.card) for each in card.members)
    return EmbeddedGroup(
        title=card.name,
        lines=lines,
        rows=rows[:MOST_ROWS],
        height=FRAME + ROW * min(MOST_ROWS, len(rows)) + LINE * len(lines),
        note="Answer them, then see what other readers think" if hidden else card.decided,
        path=card.path,
    )


def _state(card: QuestionCard) -> str:
    return card.ruling.words if card.ruling else card.state_words


def _figure(card: QuestionCard) -> str:
    crowd = card.crowd
    if card.spread is not None:
        return card.spread.crowd or ""
    if crowd is None or not crowd.is_shown or crowd.median is None:
        return ""
    return f"{crowd.median}%"


def _note(card: QuestionCard) -> str:
    crowd = card.crowd
    if crowd is not None and crowd.is_shown:
        return f"Median of {counted(crowd.n, 'reader', 'readers')}"
    if card.is_over:
        return "See how it ended"
    return "Answer it, then see what other readers think"
