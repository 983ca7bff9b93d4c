"""What happened while readers forecast: numbered in the chart, named beside it and in its table.

The article was edited, the question was worded anew, the answer became knowable, it was decided.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from discuss.articles.presenters.history import RevisionCard
from discuss.predictions.presenters.answers import AnswersMoved
from discuss.predictions.presenters.charts import Charts, until
from discuss.predictions.presenters.densities import SpreadCharts
from discuss.predictions.presenters.outcomes import PLAIN
from discuss.predictions.presenters.rewordings import Rewording
from discuss.predictions.queries import Face, outcome_label
from discuss.predictions.rules.geometry import Span
from discuss.predictions.rules.lifecycle import Action
from discuss.predictions.rules.marks import Mark, marks

MOST: Final = 12
"""The latest that are named."""


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened: when, what, why, and where to read more."""

    at: datetime
    what: str
    why: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True)
class Happenings:
    """What happened in order, its marks in the chart, a sentence, and the chart's whole table."""

    listed: Sequence[Happening]
    marks: Sequence[Mark]
    words: str
    head: Sequence[str]
    table: Sequence[Sequence[str]]


def happenings(
    face: Face,
    charts: Charts | SpreadCharts | AnswersMoved,
    edits: Sequence[RevisionCard],
    rewordings: Sequence[Rewording],
) -> Happenings:
    """Return what happened since a question opened, for the chart of how its crowd moved."""
    found = [*_edits(edits), *_rewordings(face, rewordings), *_decision(face)]
    opened = face.revision.open_at
    listed = sorted((e for e in found if e.at >= opened), key=lambda each: each.at)[-MOST:]
    head = ["Date", *charts.moved_head]
    return Happenings(
        listed=listed,
        marks=marks([e.at for e in listed], Span(opened, until(face)), charts.right),
        words=_words(listed),
        head=[*head, "What happened"] if listed else head,
        table=_table(charts.moved_table, listed, len(head)) if listed else charts.moved_table,
    )


def _edits(edits: Sequence[RevisionCard]) -> Iterator[Happening]:
    for each in edits:
        if not each.is_first:
            yield Happening(each.at, "The article was edited", each.note, each.path)


def _rewordings(face: Face, changes: Sequence[Rewording]) -> Iterator[Happening]:
    for each in changes:
        if face.question.published_at is not None and each.at > face.question.published_at:
            yield Happening(each.at, "The question was worded anew", each.reason, "#changes")


def _decision(face: Face) -> Iterator[Happening]:
    knowable = face.ruling.knowable_at if face.ruling else None
    if knowable is not None:
        yield Happening(knowable, "The answer could be known")
    for each in face.rulings:
        if each.action == Action.RESOLVE:
            outcome = outcome_label(face.revision, each.outcome)
            yield Happening(each.created_at, f"Decided: {outcome}", each.note, "#ruling-h")
        else:
            yield Happening(each.created_at, PLAIN[each.action].capitalize(), each.note)


def _words(listed: Sequence[Happening]) -> str:
    """Return the sentence that the chart's description ends with; empty where nothing happened."""
    if not listed:
        return ""
    named = (
        f"{number}, {_day(each.at)}: {each.what[0].lower()}{each.what[1:]}"
        for number, each in enumerate(listed, start=1)
    )
    return f"Marked are {'; '.join(named)}."


def _day(at: datetime) -> str:
    return f"{at.day} {at:%B %Y}"


def _table(
    rows: Sequence[Sequence[str]], listed: Sequence[Happening], columns: int
) -> list[Sequence[str]]:
    """Return the chart's rows by day with what happened on each; a day may have no figures."""
    named: dict[str, list[str]] = {}
    for number, each in enumerate(listed, start=1):
        named.setdefault(_day(each.at), []).append(f"{number}. {each.what}")
    merged = {row[0]: [*row, "; ".join(named.pop(row[0], []))] for row in rows}
    blank = ["–"] * (columns - 1)
    merged |= {day: [day, *blank, "; ".join(what)] for day, what in named.items()}
    return sorted(merged.values(), key=lambda row: datetime.strptime(row[0], "%d %B %Y"))  # noqa: DTZ007 - days of one calendar are compared
