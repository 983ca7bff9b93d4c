"""Editors say what somebody is an expert of, and take it back; each time is on record."""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from discuss.accounts import policy, queries
from discuss.accounts.models import ExpertiseGrant, Person
from discuss.accounts.rules import Actor
from discuss.kit import audit
from discuss.kit.audit import Entry


def recognise(session: Session, actor: Actor, handle: str, expertise: str, now: datetime) -> Person:
    """Call somebody an expert of something, or of nothing any more; the same again is no deed.

    Raises `Missing` for nobody, `Refused` with the policy's sentence.
    """
    person = queries.by_handle(session, handle)
    policy.may_recognise(actor, person.id).enforce()
    if person.expertise == expertise:
        return person
    person.expertise = expertise
    session.add(
        ExpertiseGrant(
            person_id=person.id, expertise=expertise, granted_by_id=actor.id, granted_at=now
        )
    )
    session.flush()
    after = {"after": audit.digest(expertise) if expertise else ""}
    audit.note(session, Entry("expertise", f"person:{person.id}", now, actor.id, actor.role, after))
    return person


def forget(session: Session, person: Person) -> None:
    """Forget what a deleted account was an expert of; that editors decided stays on record."""
    person.expertise = ""
    session.execute(
        update(ExpertiseGrant)
        .where(ExpertiseGrant.person_id == person.id)
        .values(expertise="")
        .execution_options(synchronize_session=False)
    )
