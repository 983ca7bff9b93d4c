"""What the sums over a number's or a date's standing forecasts are made of."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from discuss.predictions.models import ForecastEvent, Standing


def standing_cdfs(
    session: Session, question_id: int, *conditions: ColumnElement[bool]
) -> list[list[float]]:
    """Return every standing distribution; one statement, as many rows as people."""
    rows = session.scalars(
        select(Standing.cdf).where(Standing.question_id == question_id, *conditions)
    )
    return [cdf for cdf in rows if cdf is not None]


def said_before(session: Session, event: ForecastEvent) -> Sequence[Any] | None:
    """Return the distribution that the same person had until this event, if any; one statement."""
    return session.scalar(
        select(ForecastEvent.cdf)
        .where(
            ForecastEvent.person_id == event.person_id,
            ForecastEvent.question_id == event.question_id,
            ForecastEvent.id < event.id,
        )
        .order_by(ForecastEvent.id.desc())
        .limit(1)
    )
