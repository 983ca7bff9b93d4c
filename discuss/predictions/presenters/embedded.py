"""A question as a card on other people's pages: the same for everybody, and nothing told early."""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from discuss.kit.text import counted
from discuss.predictions.presenters.cards import QuestionCard
from discuss.predictions.presenters.groups import GroupCard

WIDTH: Final = 40
"""Letters of a title in one line of a picture: as many as fit in a wide serif."""
MOST_LINES: Final = 4
FRAME, LINE, ROW = 74, 25, 22
"""Heights in the picture of a group: what frames it, a line of its title, a row."""
TOP, MARGIN = 11, 22
"""Above the first line of the picture of a question, and below its last."""
HEIGHTS: Final = {"title": LINE, "big": 44, "row": ROW, "plain": 24, "meta": 18, "small": 17}
"""How far below the one before each kind of line stands."""
SMALL_WIDTH, MOST_SMALL = 62, 5
"""Letters in a line of small print, and its lines at most."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the picture: how it is set, at which height, and what it says at either side."""

    kind: str
    y: int
    text: str
    figure: str = ""


@dataclass(frozen=True, slots=True)
class Embedded:
    """What the card says."""

    title: str
    state: str
    figure: str
    """What the readers say, empty where a reader has to answer first."""
    answers: Sequence[tuple[str, str]]
    """Of a choice: what the readers give each answer, the likeliest first."""
    note: str
    left_out: str
    """What is left out of the crowd, as the question's page says it."""
    path: str

    def picture(self, site: str) -> list[Line]:
        """Return the lines of the picture, which breaks none itself, from the top."""
        lines, y = [], TOP
        for kind, text, figure in self._said(site):
            y += HEIGHTS[kind]
            lines.append(Line(kind, y, text, figure))
        return lines

    def height(self, site: str) -> int:
        """Return the height of the picture."""
        return self.picture(site)[-1].y + MARGIN

    def _said(self, site: str) -> Iterator[tuple[str, str, str]]:
        for text in textwrap.wrap(self.title, WIDTH, max_lines=MOST_LINES, placeholder=" …"):
            yield "title", text, ""
        if self.figure:
            yield "big", self.figure, ""
        for label, share in self.answers:
            yield "row", textwrap.shorten(label, WIDTH, placeholder=" …"), share
        yield "plain", self.note, ""
        yield "meta", f"{self.state} · {site}", ""
        small = textwrap.wrap(self.left_out, SMALL_WIDTH, max_lines=MOST_SMALL, placeholder=" …")
        for text in small:
            yield "small", text, ""


def embedded(card: QuestionCard) -> Embedded:
    """Return the card as a stranger may see it."""
    return Embedded(
        title=card.title,
        state=_state(card),
        figure=_figure(card),
        answers=_answers(card),
        note=_note(card),
        left_out=" ".join(card.left_out),
        path=card.path,
    )


LEFT_OUT = "Forecasts are left out of some of these crowds. Each question says how many, and why."


@dataclass(frozen=True, slots=True)
class EmbeddedGroup:
    """What the card of a group says: a row a question, none of them told early."""

    title: str
    lines: Sequence[str]
    rows: Sequence[tuple[str, str, str]]
    """What a question is called, what the readers say or nothing, and how it stands."""
    height: int
    note: str
    left_out: str
    """That forecasts are left out of what is shown; empty where none are."""
    path: str


def embedded_group(card: GroupCard) -> EmbeddedGroup:
    """Return the card of a group as a stranger may see it."""
    lines = textwrap.wrap(card.name, WIDTH, max_lines=2, placeholder=" …")
    rows = [(each.label, _figure(each.card), _state(each.card)) for each in card.members]
    hidden = any(not each.card.is_over and not _figure(each.card) for each in card.members)
    return EmbeddedGroup(
        title=card.name,
        lines=lines,
        rows=rows,
        height=FRAME + ROW * len(rows) + LINE * len(lines),
        note="Answer them, then see what other readers think" if hidden else card.decided,
        left_out=LEFT_OUT if any(each.card.left_out for each in card.members) else "",
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


def _answers(card: QuestionCard) -> list[tuple[str, str]]:
    told = [(each.crowd, each.label) for each in card.options if each.crowd is not None]
    likeliest = sorted(told, key=lambda each: -each[0])
    return [(label, f"{share}%") for share, label in likeliest]


def _note(card: QuestionCard) -> str:
    crowd = card.crowd
    if crowd is not None and crowd.is_shown:
        of_each = " for each answer" if card.options else ""
        return f"Median of {counted(crowd.n, 'reader', 'readers')}{of_each}"
    if crowd is not None and crowd.n:
        so_far = "" if card.is_over else " so far"
        return f"{counted(crowd.n, 'reader', 'readers')}{so_far}, too few for a number"
    if card.is_over:
        return "See how it ended"
    return "Answer it, then see what other readers think"
