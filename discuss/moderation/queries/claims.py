"""Who is working on a case, and what moderators tell each other about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts.models import Person
from discuss.moderation.models import CaseNote, Claim

NOTES = 20


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a case, and until when unless they open it again."""

    moderator_id: int
    name: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Noted:
    """A note about a case."""

    words: str
    by: str
    at: datetime


def holder(session: Session, case_id: int, now: datetime) -> Holder | None:
    """Return who has a case now, None when it is free; one statement."""
    row = session.execute(
        select(Claim.moderator_id, Person.name, Claim.until)
        .join(Person, Person.id == Claim.moderator_id)
        .where(Claim.case_id == case_id, Claim.until > now)
    ).first()
    return Holder(*row) if row else None


def case_notes(session: Session, case_id: int) -> Sequence[Noted]:
    """Return the latest notes about a case, newest first; one statement."""
    rows = session.execute(
        select(CaseNote.words, Person.name, CaseNote.created_at)
        .join(Person, Person.id == CaseNote.moderator_id)
        .where(CaseNote.case_id == case_id)
        .order_by(CaseNote.id.desc())
        .limit(NOTES)
    ).all()
    return [Noted(*row) for row in rows]
