"""A question as a card on other people's pages: the same for everybody, and nothing told early."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from discuss.kit.text import counted
from discuss.predictions.presenters.cards import QuestionCard

WIDTH: Final = 48
"""Letters of a title in one line of the picture."""
MOST_LINES: Final = 4


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
        state=card.ruling.words if card.ruling else card.state_words,
        figure=_figure(card),
        note=_note(card),
        path=card.path,
    )


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
