"""What the site's people set in its own pages: every change is a row, and one row holds the sum.

The sum is read where somebody who acts is looked up, in the same statement; elsewhere it is one
statement a transaction. No process keeps it for longer, so all of them go by the same numbers.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, ScalarSelect, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from discuss.kit import audit
from discuss.kit.audit import Entry
from discuss.kit.errors import Conflict, Invalid
from discuss.kit.knobs import Chosen, Knob
from discuss.kit.orm import Base, RowId, add_missing

FIRST = 1
"""The number of the only row of the sum."""

ASKED = "discuss_chosen"
"""Where a session keeps what was read with who acts: it holds for the request."""

READ = "discuss_chosen_here"
"""Where it keeps what was read by itself: it holds for the transaction."""


class Choice(Base):
    """That somebody set something: rows that are added and never changed."""

    __tablename__ = "choice"
    __table_args__ = (UniqueConstraint("name", "n"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True, init=False)
    name: Mapped[str]
    n: Mapped[int]
    """Counts the changes of this setting: of two at once the database takes one."""
    value: Mapped[str]
    before: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str]
    created_at: Mapped[datetime]
    undoes: Mapped[int | None] = mapped_column(default=None)
    """Which change it takes back."""


class Sum(Base):
    """What follows from all choices; one row, so that changes wait for each other."""

    __tablename__ = "chosen"

    id: Mapped[int] = mapped_column(RowId, primary_key=True, default=FIRST)
    settings: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    """The value of each setting that was ever changed, by its name."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to set, and which change of it they saw last, 0 for none."""

    knob: Knob
    value: str
    seen: int
    person_id: int
    role: str
    reason: str = ""
    undoes: int | None = None


def standing() -> ScalarSelect[dict[str, Any]]:
    """Return what is set, for use in another statement."""
    return select(Sum.settings).where(Sum.id == FIRST).scalar_subquery()


def remember(session: Session, found: Mapping[str, str] | None) -> None:
    """Keep what was read with who acts, for as long as their request lasts."""
    session.info[ASKED] = Chosen(found or {})


def of(session: Session) -> Chosen:
    """Return what is set; no statement where somebody signed in acts, else one a transaction."""
    asked, read = session.info.get(ASKED), session.info.get(READ)
    if isinstance(asked, Chosen):
        return asked
    if read is not None and read[0] is session.get_transaction():
        found: Chosen = read[1]
        return found
    found = Chosen(session.scalar(select(Sum.settings).where(Sum.id == FIRST)) or {})
    session.info[READ] = (session.get_transaction(), found)
    return found


def choose(session: Session, wish: Wish, now: datetime) -> Choice:
    """Set something, and write so into the record; sent twice by one person, it is one change.

    Raises `Conflict` (409) where somebody else has set it since, with the newer value, and
    `Invalid` for a value that it cannot have or has already.
    """
    fault = wish.knob.fault(wish.value)
    if fault:
        raise Invalid(fault, {"value": fault})
    add_missing(session, Sum, [{"id": FIRST, "settings": {}}])
    held = session.get(Sum, FIRST, with_for_update=True, populate_existing=True)
    assert held is not None
    _forget(session)
    last = latest(session, wish.knob.name)
    value, n = wish.knob.kept(wish.value), last.n if last else 0
    if last is not None and _is_same(last, wish, value):
        return last
    before = Chosen(held.settings).text(wish.knob)
    if wish.seen != n:
        raise Conflict(
            f"Somebody set this to {wish.knob.said(before)} while you were reading. What you "
            "typed is still here: look at it again, then decide."
        )
    if value == before:
        sentence = f"It is {wish.knob.said(before)} already."
        raise Invalid(sentence, {"value": sentence})
    return _added(session, held, wish, (before, value), now)


def latest(session: Session, name: str) -> Choice | None:
    """Return the last change of a setting, None where there is none; one statement."""
    found = select(Choice).where(Choice.name == name).order_by(Choice.n.desc()).limit(1)
    return session.scalar(found)


def drifted(session: Session) -> int:
    """Return for how many settings the sum says something else than the history; two statements."""
    rows = session.execute(select(Choice.name, Choice.value).order_by(Choice.name, Choice.n))
    last = {row.name: row.value for row in rows}
    held = session.scalar(select(Sum.settings).where(Sum.id == FIRST)) or {}
    return sum(last.get(name) != held.get(name) for name in {*last, *held})


def _forget(session: Session) -> None:
    """Let what is set be read anew: whoever waited for the row may have read it before a change."""
    session.info.pop(ASKED, None)
    session.info.pop(READ, None)


def _is_same(last: Choice, wish: Wish, value: str) -> bool:
    """Tell whether a wish is the last change, sent again."""
    same = (last.value, last.person_id, last.n, last.undoes)
    return same == (value, wish.person_id, wish.seen + 1, wish.undoes)


def _added(
    session: Session, held: Sum, wish: Wish, change: tuple[str, str], now: datetime
) -> Choice:
    before, value = change
    row = Choice(
        name=wish.knob.name,
        n=wish.seen + 1,
        value=value,
        before=before,
        person_id=wish.person_id,
        reason=wish.reason,
        undoes=wish.undoes,
        created_at=now,
    )
    session.add(row)
    held.settings = {**held.settings, wish.knob.name: value}
    session.flush()
    _forget(session)
    facts = {"before": before, "after": value, "n": row.n, "undoes": wish.undoes or 0}
    facts["reason"] = audit.digest(wish.reason)
    about = f"setting:{wish.knob.name}"
    audit.note(session, Entry("setting", about, now, wish.person_id, wish.role, facts))
    return row
