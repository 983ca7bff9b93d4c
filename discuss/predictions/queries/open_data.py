"""Forecasts for everybody to reckon with: of questions that are over, and of enough readers."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, undefer

from discuss.predictions.models import (
    Exclusion,
    ForecastEvent,
    Question,
    QuestionRevision,
    ResolutionEvent,
)
from discuss.predictions.queries.excluding import STANDS, span_of
from discuss.predictions.queries.people import CURRENT
from discuss.predictions.rules.excluding import Apart, Span, until_over

BATCH = 500
LEAST = 5
"""Forecasters below whom a question's forecasts are given to nobody."""

PEOPLE = (
    select(func.count(func.distinct(ForecastEvent.person_id)))
    .where(ForecastEvent.question_id == Question.id)
    .correlate(Question)
    .scalar_subquery()
)
COLUMNS = (
    Question.id,
    QuestionRevision.title,
    Question.kind,
    QuestionRevision.options,
    QuestionRevision.is_ordered,
    QuestionRevision.scale,
    QuestionRevision.open_at.label("opened_at"),
    QuestionRevision.close_at.label("closes_at"),
    ResolutionEvent.knowable_at,
    ResolutionEvent.action,
    ResolutionEvent.outcome,
    ResolutionEvent.created_at.label("ended_at"),
    PEOPLE.label("forecasters"),
)
"""What is told of each of these questions, as `Given` names it."""


@dataclass(frozen=True, slots=True)
class Given:
    """A question whose forecasts are given out: how it ended, and how many took part."""

    id: int
    title: str
    kind: str
    options: Sequence[Mapping[str, Any]]
    is_ordered: bool
    scale: Mapping[str, Any]
    opened_at: datetime
    closes_at: datetime
    knowable_at: datetime | None
    action: str
    outcome: str
    ended_at: datetime
    """When the ruling in force was made."""
    forecasters: int


def given_out(session: Session, question_id: int | None = None) -> list[Given]:
    """Return the questions whose forecasts are given out, the latest first; one statement.

    Public, decided, annulled or without an answer, with at least five forecasters.
    """
    found = (
        select(*COLUMNS)
        .join(QuestionRevision, CURRENT)
        .join(
            ResolutionEvent,
            (ResolutionEvent.question_id == Question.id)
            & (ResolutionEvent.seq == Question.resolution_seq),
        )
        .where(
            Question.published_at.is_not(None),
            ResolutionEvent.action != "reopen",
            PEOPLE >= LEAST,
        )
        .order_by(ResolutionEvent.created_at.desc(), Question.id.desc())
    )
    if question_id is not None:
        found = found.where(Question.id == question_id)
    return [Given(**row) for row in session.execute(found).mappings()]


def apart_in(session: Session, given: Sequence[Given]) -> dict[int, Apart]:
    """Return by question whose forecasts were left out when it was over, and when; one statement.

    No edge lies after the end of a question: what does not come is not told.
    """
    asked = Exclusion.question_id.in_([each.id for each in given])
    spans: dict[int, dict[int, list[Span]]] = defaultdict(lambda: defaultdict(list))
    for row in session.scalars(select(Exclusion).where(asked, STANDS)):
        spans[row.question_id][row.person_id].append(span_of(row))
    return {each.id: until_over(spans[each.id], each.closes_at, each.ended_at) for each in given}


def forecasts(session: Session, question_ids: list[int]) -> Iterator[ForecastEvent]:
    """Yield the forecasts on questions in their order, batch by batch; one statement."""
    rows = session.scalars(
        select(ForecastEvent)
        .where(ForecastEvent.question_id.in_(question_ids))
        .options(undefer(ForecastEvent.cdf))
        .order_by(ForecastEvent.question_id, ForecastEvent.id)
        .execution_options(yield_per=BATCH)
    )
    yield from rows


def entered(event: ForecastEvent) -> dict[str, Any]:
    """Return the three values of a forecast of a number or a date, as they were typed."""
    return {name: event.entered[name] for name in ("low", "guess", "high") if name in event.entered}
