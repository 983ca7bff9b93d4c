"""The record on both databases: chained, without gaps, and whatever is done to it is found."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from discuss.kit import audit
from discuss.kit.audit import AuditRow, Entry
from discuss.kit.clock import now as moment
from tests.fixtures.sites import Site

TRIGGERS = {
    "sqlite": ("audit_row_no_update", "audit_row_no_delete"),
    "postgresql": ("audit_row_stays", "audit_table_stays"),
}


def an_entry(now: datetime, comment_id: int = 7) -> Entry:
    return Entry("decision", f"comment:{comment_id}", now, 3, "moderator", {"outcome": "reject"})


@pytest.fixture
def rows(session: Session, now: datetime) -> list[AuditRow]:
    """Five entries of the record."""
    for comment_id in range(1, 6):
        audit.note(session, an_entry(now, comment_id))
        session.commit()
    return list(session.scalars(sa.select(AuditRow).order_by(AuditRow.n)))


@contextmanager
def unguarded(session: Session) -> Iterator[None]:
    """Let somebody who owns the database change what it refuses to change."""
    kind = session.connection().dialect.name
    for name in TRIGGERS[kind]:
        on_table = " ON audit_row" if kind == "postgresql" else ""
        session.execute(sa.text(f"DROP TRIGGER {name}{on_table}"))
    yield
    session.commit()


def test_every_entry_is_numbered_and_follows_from_the_one_before(
    session: Session, rows: list[AuditRow]
) -> None:
    assert [row.n for row in rows] == [1, 2, 3, 4, 5]
    assert rows[0].previous == audit.BEGINNING
    assert [row.previous for row in rows[1:]] == [row.hash for row in rows[:-1]]
    assert audit.verify(session) is None
    assert audit.newest(session) == (5, rows[-1].hash)


def test_an_empty_record_is_whole(session: Session) -> None:
    assert audit.verify(session) is None


def test_what_is_undone_leaves_no_entry(session: Session, now: datetime) -> None:
    audit.note(session, an_entry(now))
    session.rollback()
    session.commit()
    assert audit.newest(session)[0] == 0


def test_what_is_undone_in_part_leaves_the_rest(session: Session, now: datetime) -> None:
    audit.note(session, an_entry(now, 1))
    outer = session.begin_nested()
    audit.note(session, an_entry(now, 2))
    with session.begin_nested():
        audit.note(session, an_entry(now, 3))
    outer.rollback()
    session.commit()
    assert session.scalars(sa.select(AuditRow.about)).all() == ["comment:1"]


@pytest.mark.parametrize(
    "deed", ["UPDATE audit_row SET role = 'admin' WHERE n = 2", "DELETE FROM audit_row WHERE n = 2"]
)
def test_the_database_refuses_to_change_the_record(
    session: Session, rows: list[AuditRow], deed: str
) -> None:
    del rows
    with pytest.raises(DBAPIError, match="added to and never changed"), session.begin_nested():
        session.execute(sa.text(deed))
    assert audit.verify(session) is None


def test_a_server_refuses_to_empty_the_record(session: Session, rows: list[AuditRow]) -> None:
    del rows
    deed = "TRUNCATE audit_row"
    if session.connection().dialect.name == "sqlite":  # a file knows no TRUNCATE
        deed = "DELETE FROM audit_row"
    with pytest.raises(DBAPIError, match="added to and never changed"), session.begin_nested():
        session.execute(sa.text(deed))


def test_one_flipped_bit_is_found(session: Session, rows: list[AuditRow]) -> None:
    with unguarded(session):
        flipped = rows[2].about[:-1] + chr(ord(rows[2].about[-1]) ^ 1)
        session.execute(sa.update(AuditRow).where(AuditRow.n == 3).values(about=flipped))
    fault = audit.verify(session)
    assert fault is not None
    assert (fault.n, fault.sentence) == (3, "It does not hold what was written.")


def test_a_row_that_was_changed_together_with_its_hash_is_found_at_the_next(
    session: Session, rows: list[AuditRow]
) -> None:
    entry = Entry("decision", "comment:9", rows[2].at, 3, "moderator", {})
    found = audit.hash_of(3, rows[2].previous, entry)
    with unguarded(session):
        changed = {"about": "comment:9", "facts": {}, "hash": found}
        session.execute(sa.update(AuditRow).where(AuditRow.n == 3).values(**changed))
    fault = audit.verify(session)
    assert fault is not None
    assert (fault.n, fault.sentence) == (4, "It does not follow from the row before it.")


@pytest.mark.parametrize("n", [1, 3, 5])
def test_a_row_that_was_taken_out_is_found(session: Session, rows: list[AuditRow], n: int) -> None:
    del rows
    with unguarded(session):
        session.execute(sa.delete(AuditRow).where(AuditRow.n == n))
    fault = audit.verify(session)
    assert fault is not None
    assert fault.n == n


def test_rows_that_changed_places_are_found(session: Session, rows: list[AuditRow]) -> None:
    del rows
    with unguarded(session):
        for before, after in ((2, 99), (3, 2), (99, 3)):
            session.execute(sa.update(AuditRow).where(AuditRow.n == before).values(n=after))
    fault = audit.verify(session)
    assert fault is not None
    assert fault.n == 2


def test_twenty_writers_at_once_leave_no_gap(site: Site) -> None:
    def write(number: int) -> None:
        with site.session() as session:
            audit.note(session, an_entry(moment(), number))

    with ThreadPoolExecutor(20) as pool:
        list(pool.map(write, range(20)))
    with site.session() as session:
        numbers = session.scalars(sa.select(AuditRow.n).order_by(AuditRow.n)).all()
        assert list(numbers) == list(range(1, 21))
        assert audit.verify(session) is None
