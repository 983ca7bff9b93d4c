"""What a crowd said when the answer became knowable: whoever spoke later may have known it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from discuss.predictions.models import CrowdPoint, ForecastEvent
from discuss.predictions.queries.crowds import IN_FORCE, adjusted_formula_of
from discuss.predictions.queries.excluding import apart_until_over
from discuss.predictions.queries.face import Face
from discuss.predictions.rules.excluding import is_apart
from discuss.predictions.rules.lapsing import ENDS
from discuss.predictions.rules.lifecycle import Action


def knowable_at(face: Face) -> datetime | None:
    """Return since when the answer was knowable, where that was before the question was over."""
    ruling = face.ruling
    if ruling is None or ruling.action != Action.RESOLVE or ruling.knowable_at is None:
        return None
    return ruling.knowable_at if ruling.knowable_at < face.over_at else None


def stood_before(session: Session, face: Face, at: datetime) -> Sequence[Row[Any]]:
    """Return what stood and counted just before an instant, in order: who said what.

    Columns alone, since a crowd may be large: person_id, probability, shares. One statement, one
    more where anything was ever left out.
    """
    last = (
        select(func.max(ForecastEvent.id))
        .where(ForecastEvent.question_id == face.question.id, ForecastEvent.created_at < at)
        .group_by(ForecastEvent.person_id)
    )
    rows = session.execute(
        select(ForecastEvent.person_id, ForecastEvent.probability, ForecastEvent.shares)
        .where(ForecastEvent.id.in_(last), ForecastEvent.kind.not_in(ENDS))
        .order_by(ForecastEvent.id)
    ).all()
    edited = face.question.edition
    apart = apart_until_over(session, face.revision, face.ruling) if edited else {}
    return [each for each in rows if not is_apart(apart, each.person_id, at)]


def adjusted_before(session: Session, face: Face, at: datetime) -> CrowdPoint | None:
    """Return the adjusted estimate as it stood just before an instant; one statement."""
    return session.scalars(
        select(CrowdPoint)
        .where(
            CrowdPoint.question_id == face.question.id,
            CrowdPoint.version == adjusted_formula_of(face.question.kind),
            CrowdPoint.created_at < at,
            IN_FORCE,
        )
        .order_by(CrowdPoint.id.desc())
        .limit(1)
    ).first()
