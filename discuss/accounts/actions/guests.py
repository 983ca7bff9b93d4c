"""Devices on which somebody forecasts without an account, and the account that claims one."""

from datetime import datetime

from sqlalchemy.orm import Session

from discuss.accounts.actions.events import Claimed
from discuss.accounts.models import Person
from discuss.kit.announce import announce
from discuss.kit.ids import public_id
from discuss.kit.text import skeleton


def begin_guest(session: Session, now: datetime) -> Person:
    """Return a new guest: a row for one device, without an address or a name of its own."""
    handle = public_id()
    name = f"Guest {handle}"
    person = Person(
        handle=handle, name=name, name_skeleton=skeleton(name), role="guest", created_at=now
    )
    session.add(person)
    session.flush()
    return person


def claim_guest(session: Session, guest_id: int | None, person: Person, now: datetime) -> None:
    """Let what a device forecast belong to an account; the device is nobody afterwards.

    Nothing happens without a guest, or with one that was claimed before.
    """
    guest = session.get(Person, guest_id) if guest_id is not None else None
    if guest is None or guest.role != "guest" or guest.erased_at is not None:
        return
    announce(session, Claimed(guest.id, person.id, now))
    guest.erased_at = now
    session.flush()
