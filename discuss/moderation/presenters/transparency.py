"""The published numbers of a month: as rows, as tables of a page, and as CSV."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime, timedelta

from pydantic import BaseModel
from sqlalchemy.orm import Session

from discuss.kit import chosen
from discuss.kit.errors import Missing
from discuss.kit.text import span_in_words
from discuss.moderation import queries
from discuss.moderation.queries import Tally, Waited
from discuss.moderation.rules.claims import TARGETS
from discuss.moderation.rules.knobs import targets
from discuss.moderation.rules.reasons import BY_CODE as REASONS
from discuss.moderation.rules.reporting import BY_CODE as CONCERNS
from discuss.moderation.rules.statistics import Times, times_of
from discuss.moderation.rules.transparency import (
    FEWEST,
    MEASURES,
    NAMELESS,
    QUESTIONS,
    Row,
    complete_months,
    pooled,
    span,
    whole,
)

QUEUE_OF = {"held": "held", "reports": "reported", "notice": "notice", "objection": "objection"}
WAITING = ("time_to_decide", "Time until a decision")
COLUMNS = tuple(each.name for each in fields(Row))
TITLES = dict([*((name, title) for name, title, _ in MEASURES), *QUESTIONS, WAITING])
NAMES = {
    "held": "Held before it appeared",
    "reports": "Reported by readers",
    "notice": "Legal notices",
    "own": "Noticed by a moderator",
    "objection": "Objections",
    "upheld": "The decision stands",
    "reversed": "The decision was reversed",
    "changed": "The decision stands for another reason",
    **{code: concern.title for code, concern in CONCERNS.items()},
    **{code: reason.title for code, reason in REASONS.items()},
}
NO_MONTH = "There are no numbers of this month. They appear when a month is over."
BY = {
    "section": "Section",
    "language": "Language",
    "reason": "Reason",
    "source": "What brought it",
    "outcome": "Answer",
    "kind": "Step",
}


class NumberOut(BaseModel):
    """One published number; `count` is null where it would tell too much."""

    month: str
    measure: str
    by: str
    name: str
    count: int | None
    median_minutes: int | None
    p90_minutes: int | None
    within_target_percent: int | None


class NumbersOut(BaseModel):
    """The published numbers of a month that is over."""

    month: str
    counted_at: datetime
    rows: list[NumberOut]


@dataclass(frozen=True, slots=True)
class Part:
    """A number of which a whole is made."""

    by: str
    name: str
    count: str


@dataclass(frozen=True, slots=True)
class Whole:
    """How much there was of one thing that is counted, and of what."""

    title: str
    count: str
    parts: Sequence[Part]


@dataclass(frozen=True, slots=True)
class Wait:
    """How long something waited, in words."""

    name: str
    half: str
    most: str
    """What nine in ten did not exceed."""
    on_target: str


@dataclass(frozen=True, slots=True)
class Numbers:
    """A month as the page shows it."""

    wholes: Sequence[Whole]
    waits: Sequence[Wait]


def counted_numbers(session: Session, month: str, now: datetime) -> list[Row]:
    """Return the rows of a month from the tables; raise `Missing` (404) for one not over yet."""
    known = span(month)
    if known is None or month not in complete_months(queries.first_comment_at(session), now):
        raise Missing(NO_MONTH)
    tallies, waits = queries.tallies(session, known), queries.waits(session, known)
    due = targets(chosen.of(session))
    return rows_of(month, tallies, waits, queries.questions(session, known), due)


def rows_of(
    month: str,
    tallies: Sequence[Tally],
    waits: Sequence[Waited],
    questions: Mapping[str, int],
    due: Mapping[str, timedelta] = TARGETS,
) -> list[Row]:
    """Return what is published of a month: the page, the file and the command show these rows."""
    return [
        *_counted(month, tallies),
        *_timed(month, waits, due),
        *(Row(month, name, "all", "all", questions.get(name, 0)) for name, _ in QUESTIONS),
    ]


def numbers(rows: Sequence[Row]) -> Numbers:
    """Return the rows as the tables of a page."""
    counts = [row for row in rows if row.median_minutes is None]
    return Numbers(
        wholes=[
            _whole(title, [row for row in counts if row.measure == name])
            for name, title in TITLES.items()
            if name in {row.measure for row in counts}
        ],
        waits=[_wait(row) for row in rows if row.median_minutes is not None],
    )


def _whole(title: str, rows: Sequence[Row]) -> Whole:
    return Whole(
        title,
        next(_count(row) for row in rows if row.by == "all"),
        [Part(BY[row.by], _name(row), _count(row)) for row in rows if row.by != "all"],
    )


def _wait(row: Row) -> Wait:
    name = TITLES[row.measure] if row.by == "all" else NAMES[row.name]
    half, most = span_in_words(row.median_minutes or 0), span_in_words(row.p90_minutes or 0)
    return Wait(name, half, most, f"{row.within_target_percent}%")


def _name(row: Row) -> str:
    if row.name == NAMELESS:
        return f"No {row.by}"
    return NAMES.get(row.name, row.name)


def _count(row: Row) -> str:
    return f"{row.count:,}" if row.count is not None else "fewer than five"


def as_csv(rows: Sequence[Row]) -> Iterator[str]:
    """Yield the lines of a CSV file with these rows."""
    yield _written(COLUMNS)
    for row in rows:
        yield _written(["" if value is None else value for value in asdict(row).values()])


def numbers_out(month: str, rows: Sequence[Row], counted_at: datetime) -> NumbersOut:
    """Return the rows for programs."""
    return NumbersOut(
        month=month, counted_at=counted_at, rows=[NumberOut(**asdict(row)) for row in rows]
    )


def _counted(month: str, tallies: Sequence[Tally]) -> Iterator[Row]:
    for measure, _, breakdowns in MEASURES:
        here = [each for each in tallies if each.measure == measure]
        yield Row(month, measure, "all", "all", whole(sum(each.n for each in here)))
        for by in breakdowns:
            cells = Counter[str]()
            for each in here:
                cells[_cell(each, by)] += each.n
            yield from (Row(month, measure, by, name, n) for name, n in pooled(cells))


def _cell(tally: Tally, by: str) -> str:
    return {"section": tally.section, "language": tally.language, "source": tally.source}.get(
        by, tally.what
    )


def _timed(month: str, waits: Sequence[Waited], due: Mapping[str, timedelta]) -> Iterator[Row]:
    """Yield how long each source waited, and held comments that were published; five at least."""
    held = [each for each in waits if each.source == "held" and each.outcome == "approve"]
    found = [_times(month, ("published_after_hold", "all", "wait"), held, due)]
    for source in QUEUE_OF:
        mine = [each for each in waits if each.source == source]
        found.append(_times(month, (WAITING[0], "source", source), mine, due))
    yield from (row for row in found if row is not None)


def _times(
    month: str,
    about: tuple[str, str, str],
    waits: Sequence[Waited],
    due: Mapping[str, timedelta],
) -> Row | None:
    """Return median, ninth decile and what was in time; no count, which would undo a pool."""
    if len(waits) < FEWEST:
        return None
    times = times_waited(waits, due)
    return Row(month, *about, None, times.median, times.p90, times.within_target_percent)


def times_waited(waits: Iterable[Waited], due: Mapping[str, timedelta]) -> Times:
    """Return how long was waited, and how much of it within the targets of its queues."""
    return times_of(
        (
            (each.until - each.since).total_seconds() / 60,
            due[QUEUE_OF[each.source]].total_seconds() / 60,
        )
        for each in waits
    )


def _written(cells: Sequence[object]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()
