"""A ruled question as its scores need it: who held what when, and what the crowd said."""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from discuss.predictions.models import (
    CrowdPoint,
    ForecastEvent,
    Question,
    QuestionRevision,
    ResolutionEvent,
)
from discuss.predictions.queries.crowds import IN_FORCE, adjusted_formula_of, formula_of
from discuss.predictions.queries.excluding import apart_until_over
from discuss.predictions.queries.face import order_of
from discuss.predictions.rules import crowd
from discuss.predictions.rules.ruled import place_of
from discuss.predictions.rules.scale import NUMERIC, Scale
from discuss.predictions.rules.scoring import Case, Parts, Value
from discuss.predictions.rules.standing import Event, Window, stretches

Log = dict[int, list[Event[Value]]]


def case_of(
    session: Session, question: Question, revision: QuestionRevision, ruling: ResolutionEvent
) -> Case:
    """Return what a ruling has to score; three statements, however many forecast.

    One more where it was decided anew whose forecasts count.
    """
    window = Window.of(revision.open_at, revision.close_at, ruling.knowable_at)
    scale = Scale.of(revision.scale) if question.kind in NUMERIC else None
    said, unswayed = _logs(session, question.id)
    apart = apart_until_over(session, revision, ruling) if question.edition else {}
    return Case(
        kind=question.kind,
        outcome=ruling.outcome,
        window=window,
        held=_cut(said, window),
        blind=_cut(unswayed, window),
        crowd=_crowd(session, formula_of(question.kind), revision, window),
        adjusted=_crowd(session, adjusted_formula_of(question.kind), revision, window),
        place=place_of(scale, ruling.outcome) if scale else 0.0,
        order=order_of(revision, ruling.outcome),
        open_bounds=scale.is_open_lower + scale.is_open_upper if scale else 0,
        apart=apart,
    )


def _logs(session: Session, question_id: int) -> tuple[Log, Log]:
    """Return everybody's events, and the same where what was said after looking is a gap."""
    rows = session.execute(
        select(
            ForecastEvent.person_id,
            ForecastEvent.created_at,
            ForecastEvent.id,
            ForecastEvent.probability,
            ForecastEvent.shares,
            ForecastEvent.cdf,
            ForecastEvent.exposure,
        )
        .where(ForecastEvent.question_id == question_id)
        .order_by(ForecastEvent.id)
    )
    said: Log = defaultdict(list)
    unswayed: Log = defaultdict(list)
    for person_id, at, seq, probability, shares, cdf, exposure in rows:
        value: Value | None = (shares or cdf) if probability is None else probability
        said[person_id].append(Event(at, seq, value))
        unswayed[person_id].append(Event(at, seq, value if exposure == "blind" else None))
    return said, unswayed


def _cut(log: Log, window: Window) -> dict[int, Parts]:
    return {person_id: stretches(events, window) for person_id, events in log.items()}


def _crowd(session: Session, version: str, revision: QuestionRevision, window: Window) -> Parts:
    """Return how long each published figure stood, by a formula; small crowds have none."""
    points = session.scalars(
        select(CrowdPoint)
        .where(CrowdPoint.question_id == revision.question_id)
        .where(CrowdPoint.version == version, IN_FORCE)
        .order_by(CrowdPoint.created_at, CrowdPoint.id)
        .options(undefer(CrowdPoint.cdf))
    )
    return stretches(_said(points, revision.min_show), window)


def _said(points: Iterable[CrowdPoint], least: int) -> list[Event[Value]]:
    return [
        Event(
            point.created_at,
            point.id,
            _told(point) if crowd.is_shown(point.n, least) else None,
        )
        for point in points
    ]


def _told(point: CrowdPoint) -> Value:
    if point.cdf is not None:
        return point.cdf
    if "estimate" in point.figures:
        estimate: Value = point.figures["estimate"]
        return estimate
    if "median" in point.figures:
        median: float = point.figures["median"]
        return median
    return {key: figures["median"] for key, figures in point.figures.items()}
