"""What leaves the house waits here until its transaction has committed.

A row is written by the deed that causes it and delivered later, at least once; `key` makes a
repeated request one row, and goes out as the stable identity of the delivery.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Index, delete, func, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from discuss.kit.orm import Base, RowId, add_missing

PAUSES = (30, 120, 600, 3600, 6 * 3600, 24 * 3600)
"""Seconds to wait after the first, second, … failure; after the last the row is given up."""

CLAIM = timedelta(minutes=2)
"""How long one worker may take before another may try the same row."""


class Outgoing(Base):
    """A delivery that waits, is done, or was given up."""

    __tablename__ = "outgoing"
    __table_args__ = (Index("ix_outgoing_due", "done_at", "due_at"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True, init=False)
    key: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    payload: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]
    due_at: Mapped[datetime]
    done_at: Mapped[datetime | None] = mapped_column(default=None)
    attempts: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str] = mapped_column(default="")
    given_up_at: Mapped[datetime | None] = mapped_column(default=None)


def enqueue(  # noqa: PLR0913 - a delivery has this many facts
    session: Session,
    *,
    key: str,
    kind: str,
    payload: dict[str, Any],
    now: datetime,
    due_at: datetime | None = None,
) -> None:
    """Let a delivery of `kind` leave after this transaction; the same `key` twice is one row."""
    if session.scalar(select(Outgoing.id).where(Outgoing.key == key)) is None:
        session.add(
            Outgoing(key=key, kind=kind, payload=payload, created_at=now, due_at=due_at or now)
        )
        session.flush()


@dataclass(frozen=True, slots=True)
class Parcel:
    """A delivery among many that are handed in together."""

    key: str
    kind: str
    payload: dict[str, Any]
    due_at: datetime


def enqueue_all(session: Session, parcels: Sequence[Parcel], now: datetime) -> None:
    """Let many deliveries leave; a key that is known already is one row. One statement.

    Two deeds that hand in the same key at the same moment do not fail each other.
    """
    rows = [
        {
            "key": each.key,
            "kind": each.kind,
            "payload": each.payload,
            "created_at": now,
            "due_at": each.due_at,
            "attempts": 0,
            "last_error": "",
        }
        for each in sorted(parcels, key=lambda parcel: parcel.key)
    ]
    add_missing(session, Outgoing, rows)


def cancel(session: Session, key: str) -> bool:
    """Take back a delivery that has not left yet; tell whether there was one."""
    found = session.execute(
        delete(Outgoing)
        .where(Outgoing.key == key, Outgoing.done_at.is_(None))
        .returning(Outgoing.id)
    )
    return found.first() is not None


def finish(session: Session, key: str, now: datetime) -> bool:
    """Note that a delivery is done, in the transaction of what it does; tell whether it was not.

    So a deed that only changes the database happens once, however often its delivery is tried.
    """
    done = session.execute(
        update(Outgoing)
        .where(Outgoing.key == key, Outgoing.done_at.is_(None))
        .values(done_at=now, last_error="", payload={})
        .returning(Outgoing.id)
        .execution_options(synchronize_session=False)
    )
    return done.first() is not None


def forget(session: Session, key: str) -> datetime | None:
    """Forget a delivery, done or not; return when it was done, None when it was not."""
    found = session.execute(
        delete(Outgoing)
        .where(Outgoing.key == key)
        .returning(Outgoing.done_at)
        .execution_options(synchronize_session=False)
    ).first()
    return found.done_at if found else None


def claim(session: Session, now: datetime, limit: int = 20) -> Sequence[Outgoing]:
    """Return rows that are due, and keep other workers from them for `CLAIM`; one UPDATE a row."""
    waiting = session.scalars(
        select(Outgoing)
        .where(Outgoing.done_at.is_(None), Outgoing.given_up_at.is_(None), Outgoing.due_at <= now)
        .order_by(Outgoing.due_at, Outgoing.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    ).all()
    for row in waiting:
        row.due_at = now + CLAIM
    session.flush()
    return waiting


def keep(session: Session, row: Outgoing, now: datetime) -> bool:
    """Keep other workers from a claimed row for `CLAIM` from now on; tell whether it is still ours.

    Another one may have taken it, when what came before it took too long.
    """
    kept = session.execute(
        update(Outgoing)
        .where(Outgoing.id == row.id, Outgoing.due_at == row.due_at, Outgoing.done_at.is_(None))
        .values(due_at=now + CLAIM)
        .returning(Outgoing.id)
        .execution_options(synchronize_session=False)
    )
    return kept.first() is not None


def pull_back(session: Session, now: datetime) -> None:
    """Let leave now what a clock that ran ahead wrote at a moment to come. One statement."""
    session.execute(
        update(Outgoing)
        .where(Outgoing.done_at.is_(None), Outgoing.given_up_at.is_(None))
        .where(Outgoing.created_at > now)
        .values(created_at=now, due_at=now)
        .execution_options(synchronize_session=False)
    )


def release(session: Session, rows: Sequence[Outgoing], now: datetime) -> None:
    """Give claimed rows back untried, so that another worker need not wait for them."""
    for row in rows:
        session.execute(
            update(Outgoing)
            .where(Outgoing.id == row.id, Outgoing.due_at == row.due_at)
            .values(due_at=now)
            .execution_options(synchronize_session=False)
        )


def settle(session: Session, row_id: int, now: datetime) -> None:
    """Note that a delivery has been made, and forget its words, names and links."""
    session.execute(
        update(Outgoing).where(Outgoing.id == row_id).values(done_at=now, last_error="", payload={})
    )


def postpone(session: Session, row: Outgoing, error: str, now: datetime) -> None:
    """Note a failed delivery and try again after a growing pause; give up after the last."""
    tries = row.attempts + 1
    values: dict[str, Any] = {"attempts": tries, "last_error": error[:500]}
    if tries > len(PAUSES):
        values["given_up_at"] = now
    else:
        values["due_at"] = now + timedelta(seconds=PAUSES[tries - 1])
    session.execute(update(Outgoing).where(Outgoing.id == row.id).values(**values))


@dataclass(frozen=True, slots=True)
class Standing:
    """How the outbox stands."""

    waiting: int
    """Deliveries that have not left yet, whether due or not."""
    failing: int
    """Those of them that have failed before."""
    given_up: int
    due_since: datetime | None
    """When the one became due that has waited longest, None when nothing is due."""


def standing(session: Session, now: datetime) -> Standing:
    """Return how the outbox stands. One statement."""
    open_ = Outgoing.done_at.is_(None) & Outgoing.given_up_at.is_(None)
    lost = Outgoing.done_at.is_(None) & Outgoing.given_up_at.is_not(None)
    counts = func.count().filter(open_), func.count().filter(open_, Outgoing.attempts > 0)
    due_since = func.min(Outgoing.due_at).filter(open_, Outgoing.due_at <= now)
    row = session.execute(
        select(*counts, func.count().filter(lost), due_since).where(Outgoing.done_at.is_(None))
    ).one()
    return Standing(*row)


def is_due(session: Session, now: datetime) -> bool:
    """Tell whether anything waits to be delivered; one statement that writes nothing."""
    due = select(Outgoing.id).where(
        Outgoing.done_at.is_(None), Outgoing.given_up_at.is_(None), Outgoing.due_at <= now
    )
    return session.scalar(due.limit(1)) is not None
