"""The numbers of a month are published once."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy.orm import Session

from discuss.kit.orm import add_missing
from discuss.moderation.models import PublishedMonth
from discuss.moderation.rules.transparency import Row


def publish_month(
    session: Session, month: str, rows: Sequence[Row], now: datetime
) -> PublishedMonth:
    """Return what is published of a month: these rows, or those of whoever was first."""
    kept = {"month": month, "rows": [asdict(row) for row in rows], "counted_at": now}
    add_missing(session, PublishedMonth, [kept])
    return session.get_one(PublishedMonth, month)
