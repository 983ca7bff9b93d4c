"""Every forecast gets a receipt, in the transaction in which it is made."""

from datetime import UTC, datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.kit.ids import secret
from discuss.kit.orm import add_missing
from discuss.predictions import queries
from discuss.predictions.actions.events import Forecasted
from discuss.predictions.models import DailyHead, ForecastEvent, Receipt
from discuss.predictions.rules.receipts import head, link


def on_forecasted(session: Session, event: Forecasted) -> None:
    """Add a forecast to its question's chain; the first of a day publishes the head of the last.

    The question's lock keeps the chain in order. Three statements, two more once a day.
    """
    made = session.get_one(ForecastEvent, event.event_id)
    salt = secret()
    previous = queries.last_digest(session, made.question_id)
    digest = link(previous, queries.content_of(made), salt)
    session.add(Receipt(event_id=made.id, question_id=made.question_id, salt=salt, digest=digest))
    session.flush()
    _close_the_day(session, made)


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
    ends = queries.ends_before(session, datetime.combine(today, time.min, UTC))
    if ends:
        day = before.astimezone(UTC).date().isoformat()
        add_missing(session, DailyHead, [{"day": day, "digest": head(ends), "ends": ends}])
