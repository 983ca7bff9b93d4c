from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import literal, select
from sqlalchemy.exc import StatementError
from sqlalchemy.orm import Session

from discuss.kit.orm import Instant
from discuss.kit.outbox import Outgoing


def test_an_instant_comes_back_aware_in_utc_to_the_microsecond(session: Session) -> None:
    east = datetime(2026, 3, 2, 9, 0, 0, 123456, timezone(timedelta(hours=5)))
    back = session.scalar(select(literal(east, Instant())))
    assert back == east
    assert back is not None
    assert back.tzinfo is UTC


def test_a_time_without_a_zone_is_refused(session: Session) -> None:
    naive = datetime(2026, 3, 2, 9, 0)  # noqa: DTZ001 - what is to be refused
    with pytest.raises(StatementError, match="no time zone"):
        session.scalar(select(literal(naive, Instant())))


def test_a_row_names_itself_by_its_key_alone(now: datetime) -> None:
    row = Outgoing(key="k", kind="mail", payload={"secret": "s"}, created_at=now, due_at=now)
    row.id = 4
    assert repr(row) == "<Outgoing 4>"
