"""The record of what was done in the house's name: rows that are added, chained, never changed.

Each row carries the SHA-256 of its content and of the row before it, so that whoever changes, takes
out or exchanges one breaks the chain from there on. Rows hold ids, codes and digests, never names
or words: an account can be erased without touching them. The database itself refuses changes.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import event, insert, select, update
from sqlalchemy.orm import Mapped, Session, SessionTransaction, mapped_column

from discuss.kit.orm import Base

BEGINNING = "0" * 64
"""What the first row has in the place of the hash before it."""

WAITING = "discuss_audit"
"""Where a session keeps what is written to the record when it commits."""

A_READING = 500
"""Rows that are read at once while the record is checked."""


class AuditRow(Base):
    """One entry of the record; `n` counts up without gaps."""

    __tablename__ = "audit_row"

    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    deed: Mapped[str]
    about: Mapped[str]
    """What it was done to, e.g. `comment:17`."""
    actor_id: Mapped[int | None]
    """The person's number, None for software and for the machine's operator."""
    role: Mapped[str]
    facts: Mapped[dict[str, Any]]
    at: Mapped[datetime]
    previous: Mapped[str]
    hash: Mapped[str] = mapped_column(unique=True)


class AuditHead(Base):
    """The newest entry: whoever adds one waits here, and a record cut short differs from it."""

    __tablename__ = "audit_head"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    n: Mapped[int]
    hash: Mapped[str]


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that was done; `facts` holds numbers, codes and digests."""

    deed: str
    about: str
    at: datetime
    actor_id: int | None = None
    role: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fault:
    """The first place where the record is broken."""

    n: int
    sentence: str


def note(session: Session, entry: Entry) -> None:
    """Write an entry into the record when this transaction commits, and only then.

    It waits until the end so that two deeds which wait for each other's rows cannot also wait for
    each other here.
    """
    if not session.in_transaction():
        session.begin()
    session.info.setdefault(WAITING, []).append((_around(session), entry))


def digest(words: str) -> str:
    """Return what stands in the record in the place of words: equal words, equal digests."""
    return hashlib.sha256(words.encode()).hexdigest()


def verify(session: Session) -> Fault | None:
    """Return the first fault of the record, None when every row follows from the one before."""
    n, previous = 0, BEGINNING
    for row in _rows(session):
        if row.n != n + 1:
            return Fault(n + 1, "It is missing.")
        if row.previous != previous:
            return Fault(row.n, "It does not follow from the row before it.")
        if row.hash != hash_of(row.n, previous, _entry(row)):
            return Fault(row.n, "It does not hold what was written.")
        n, previous = row.n, row.hash
    head = session.execute(select(AuditHead.n, AuditHead.hash)).one_or_none()
    if head is None or (head.n, head.hash) != (n, previous):
        return Fault(n + 1, "The record ends before its newest row.")
    return None


def newest(session: Session) -> tuple[int, str]:
    """Return number and hash of the newest row; one statement."""
    head = session.execute(select(AuditHead.n, AuditHead.hash)).one()
    return head.n, head.hash


def _around(session: Session) -> list[SessionTransaction]:
    """Return the savepoints inside which something happens, the innermost first."""
    found, each = [], session.get_nested_transaction()
    while each is not None and each.nested:
        found.append(each)
        each = each.parent
    return found


def _rows(session: Session) -> Iterator[AuditRow]:
    after = 0
    while True:
        statement = select(AuditRow).where(AuditRow.n > after).order_by(AuditRow.n)
        rows = session.scalars(
            statement.limit(A_READING).execution_options(populate_existing=True)
        ).all()
        if not rows:
            return
        yield from rows
        after = rows[-1].n


def _entry(row: AuditRow) -> Entry:
    return Entry(row.deed, row.about, row.at, row.actor_id, row.role, row.facts)


def hash_of(n: int, previous: str, entry: Entry) -> str:
    """Return the hash of a row: of its content in one spelling, and of the row before it."""
    content = asdict(entry) | {"n": n, "at": entry.at.astimezone(UTC).isoformat()}
    spelled = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(f"{previous}\n{spelled}".encode()).hexdigest()


@event.listens_for(Session, "before_commit")
def _write(session: Session) -> None:
    """Add what waits, numbered and chained; three statements, none when nothing waits."""
    if session.in_nested_transaction() or not (waiting := session.info.pop(WAITING, None)):
        return
    head = session.execute(select(AuditHead.n, AuditHead.hash).with_for_update()).one()
    n, previous = head.n, head.hash
    rows = []
    for _, entry in waiting:
        n += 1
        found = hash_of(n, previous, entry)
        content = asdict(entry) | {"n": n, "previous": previous, "hash": found}
        rows.append(content | {"facts": dict(entry.facts)})
        previous = found
    session.execute(insert(AuditRow), rows)
    session.execute(update(AuditHead).values(n=n, hash=previous))


@event.listens_for(Session, "after_soft_rollback")
def _forget(session: Session, undone: SessionTransaction) -> None:
    """Forget what waits when what it is about is undone."""
    waiting = session.info.get(WAITING)
    if waiting and undone.nested:
        session.info[WAITING] = [pair for pair in waiting if undone not in pair[0]]
    elif waiting:
        session.info.pop(WAITING)
