"""Which forecasts stand at an instant, and which have come to their planned end."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, ScalarSelect, func, or_, select
from sqlalchemy.orm import Session

from discuss.predictions.models import ForecastEvent, Question, Standing
from discuss.predictions.queries.face import Face


def stands_at(now: datetime | ColumnElement[datetime]) -> ColumnElement[bool]:
    """Return the condition under which a standing forecast has not come to its end."""
    return or_(Standing.expires_at.is_(None), Standing.expires_at > now)


def next_end() -> ScalarSelect[datetime | None]:
    """Return when the first of a question's standing forecasts ends by its plan."""
    return (
        select(func.min(Standing.expires_at))
        .where(Standing.question_id == Question.id)
        .correlate(Question)
        .scalar_subquery()
    )


def with_own_end(face: Face) -> Face:
    """Return what a reader faces with the end of their forecast, if no event tells it yet."""
    standing = face.standing
    at = face.end_of(standing) if standing else None
    if standing is None or at is None or at > face.now:
        return face
    end = end_event(standing, face.revision.n, at)
    # It is not stored, and stands behind the forecast that it ends.
    end.id = standing.id
    return replace(face, own=[*face.own, end])


def end_event(last: ForecastEvent, revision_n: int, at: datetime) -> ForecastEvent:
    """Return the event by which a forecast ends at its planned moment."""
    return ForecastEvent(
        question_id=last.question_id,
        revision_n=revision_n,
        person_id=last.person_id,
        kind="expire",
        exposure=last.exposure,
        source="plan",
        idempotency_key=f"{last.question_id}/expire/{last.id}",
        created_at=at,
    )


def ended(
    session: Session, question_id: int, now: datetime
) -> Sequence[tuple[Standing, ForecastEvent]]:
    """Return what stands on a question past its end, with its event, in order; one statement."""
    rows = session.execute(
        select(Standing, ForecastEvent)
        .join(ForecastEvent, ForecastEvent.id == Standing.event_id)
        .where(Standing.question_id == question_id, Standing.expires_at <= now)
        .order_by(Standing.expires_at, Standing.event_id)
    )
    return [(row.Standing, row.ForecastEvent) for row in rows]
