"""Every forecast gets a receipt, in the transaction in which it is made."""

from collections.abc import Sequence
from datetime import UTC, datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.kit.ids import secret
from discuss.kit.orm import add_missing
from discuss.predictions import queries
from discuss.predictions.models import DailyHead, ForecastEvent, Receipt
from discuss.predictions.rules.receipts import head, link


def seal(session: Session, made: Sequence[ForecastEvent]) -> None:
    """Add forecasts on one question to its chain; the first of a day publishes the last one's head.

    The question's lock keeps the chain in order. Three statements, two more once a day.
    """
    digest = queries.last_digest(session, made[0].question_id)
    for event in made:
        salt = secret()
        digest = link(digest, queries.content_of(event), salt)
        session.add(
            Receipt(event_id=event.id, question_id=event.question_id, salt=salt, digest=digest)
        )
    session.flush()
    _close_the_day(session, made[0])


def _close_the_day(session: Session, made: ForecastEvent) -> None:
    before = session.scalar(
        select(ForecastEvent.created_at)
        .where(ForecastEvent.id < made.id)
        .order_by(ForecastEvent.id.desc())
        .limit(1)
    )
    today = made.created_at.astimezone(UTC).date()
    if before is None or before.astimezone(UTC).date() >= today:
        return
    midnight = datetime.combine(today, time.min, UTC)
    ends = queries.seals_before(session, midnight) + queries.ends_before(session, midnight)
    if ends:
        day = before.astimezone(UTC).date().isoformat()
        add_missing(session, DailyHead, [{"day": day, "digest": head(ends), "ends": ends}])
