"""Signing in and out, device by device."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from discuss.accounts.actions.commands import Visit
from discuss.accounts.actions.events import Arrived
from discuss.accounts.models import Person, SignIn
from discuss.accounts.rules import STAY, VISIT, Actor
from discuss.kit.announce import announce
from discuss.kit.errors import Missing
from discuss.kit.ids import digest, secret


def sign_in(session: Session, person: Person, command: Visit, now: datetime) -> str:
    """Return the secret of a new sign-in on a device; what was kept for it is handed on."""
    text = secret()
    session.add(
        SignIn(
            secret_digest=digest(text),
            person_id=person.id,
            device=command.device,
            created_at=now,
            expires_at=now + (STAY if command.stay else VISIT),
        )
    )
    session.flush()
    announce(session, Arrived(person.id, command.kept, now))
    return text


def sign_out(session: Session, sign_in_id: int, now: datetime) -> None:
    """End the sign-in on this device: a copy of its cookie is worth nothing from now on."""
    session.execute(
        update(SignIn)
        .where(SignIn.id == sign_in_id, SignIn.ended_at.is_(None))
        .values(ended_at=now)
    )


def end(session: Session, actor: Actor, sign_in_id: int, now: datetime) -> None:
    """End one of one's own sign-ins; raises `Missing` (404) for anybody else's."""
    found = session.scalar(
        select(SignIn).where(SignIn.id == sign_in_id, SignIn.person_id == actor.id)
    )
    if found is None:
        raise Missing("You are not signed in on such a device.")
    sign_out(session, found.id, now)


def end_all(session: Session, person_id: int, now: datetime, *, keep: int | None = None) -> None:
    """End all of a person's sign-ins, but for the one to `keep`."""
    ending = update(SignIn).where(SignIn.person_id == person_id, SignIn.ended_at.is_(None))
    if keep is not None:
        ending = ending.where(SignIn.id != keep)
    session.execute(ending.values(ended_at=now))
