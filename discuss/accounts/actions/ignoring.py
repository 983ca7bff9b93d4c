"""Readers ignore each other, and stop doing so."""

from datetime import datetime

from sqlalchemy import delete, or_
from sqlalchemy.orm import Session

from discuss.accounts import policy, queries
from discuss.accounts.models import Ignoring, Person
from discuss.accounts.rules import Actor
from discuss.kit.orm import add_missing


def ignore(session: Session, actor: Actor, handle: str, now: datetime) -> Person:
    """Fold somebody's words for one reader from now on; twice is no fault.

    Raises `Missing` for nobody, `Refused` with the policy's sentence.
    """
    person = queries.by_handle(session, handle)
    policy.may_ignore(actor, person.id, queries.ignored_count(session, actor.id)).enforce()
    row = {"person_id": actor.id, "ignored_id": person.id, "created_at": now}
    add_missing(session, Ignoring, [row])
    return person


def heed(session: Session, actor: Actor, handle: str) -> Person:
    """Show somebody's words again; twice is no fault. Raises `Missing` for nobody."""
    person = queries.by_handle(session, handle)
    session.execute(
        delete(Ignoring).where(Ignoring.person_id == actor.id, Ignoring.ignored_id == person.id)
    )
    return person


def forget(session: Session, person_id: int) -> None:
    """Forget whom a deleted account ignored, and who ignored it."""
    session.execute(
        delete(Ignoring).where(
            or_(Ignoring.person_id == person_id, Ignoring.ignored_id == person_id)
        )
    )
