"""Reads of people and their devices."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select, union
from sqlalchemy.orm import Session, joinedload

from discuss.accounts.models import (
    ExpertiseGrant,
    Ignoring,
    OneTimeLink,
    Person,
    RecoveryCode,
    SecondFactor,
    SignIn,
)
from discuss.accounts.rules import FOR_GOOD
from discuss.kit.errors import Gone, Missing
from discuss.kit.ids import digest
from discuss.kit.text import skeleton

NOBODY = "There is nobody at this address. The account may have been deleted."


def by_email(session: Session, email: str) -> Person | None:
    """Return who has this address, in any spelling of its case; one statement."""
    return session.scalar(select(Person).where(Person.email == email.casefold()))


def by_handle(session: Session, handle: str) -> Person:
    """Return who has this address on the site; raise `Missing` (404). One statement."""
    person = session.scalar(select(Person).where(Person.handle == handle))
    if person is None or person.erased_at is not None or person.role == "guest":
        raise Missing(NOBODY)
    return person


def named(session: Session, name: str) -> Person:
    """Return who has this address on the site or is called so; raise `Missing`. One statement."""
    person = session.scalar(
        select(Person)
        .where(
            or_(Person.handle == name, Person.name_skeleton == skeleton(name)),
            Person.erased_at.is_(None),
            Person.role != "guest",
        )
        .order_by((Person.handle == name).desc())
    )
    if person is None:
        raise Missing("Nobody here has this name. Write it as it stands above their comments.")
    return person


def by_id(session: Session, person_id: int) -> Person:
    """Return a person; raise `Missing` (404). One statement."""
    person = session.get(Person, person_id)
    if person is None:
        raise Missing("There is nobody at this address.")
    return person


def is_name_taken(session: Session, name: str, *, by_other_than: int | None = None) -> bool:
    """Tell whether somebody else's name looks like this one; one statement."""
    taken = select(Person.id).where(Person.name_skeleton == skeleton(name))
    if by_other_than is not None:
        taken = taken.where(Person.id != by_other_than)
    return session.scalar(taken) is not None


def sign_ins_of(session: Session, person_id: int, now: datetime) -> Sequence[SignIn]:
    """Return the devices on which a person is signed in, newest first; one statement."""
    return session.scalars(
        select(SignIn)
        .where(SignIn.person_id == person_id, SignIn.ended_at.is_(None), SignIn.expires_at > now)
        .order_by(SignIn.id.desc())
    ).all()


def factor_of(session: Session, person_id: int) -> SecondFactor | None:
    """Return a person's second factor, confirmed or not yet; one statement."""
    return session.get(SecondFactor, person_id, populate_existing=True)


def unused_codes(session: Session, person_id: int) -> int:
    """Return how many recovery codes a person has left; one statement."""
    counting = select(func.count()).select_from(RecoveryCode)
    left = counting.where(RecoveryCode.person_id == person_id, RecoveryCode.used_at.is_(None))
    return session.scalar(left) or 0


def usable_link(session: Session, secret: str, purpose: str, now: datetime) -> OneTimeLink:
    """Return a link that may still be used, its person joined; one statement.

    Raises `Missing` (404) for a link that is none of ours, `Gone` (410) for one used or too old.
    """
    link = session.scalar(
        select(OneTimeLink)
        .where(OneTimeLink.secret_digest == digest(secret), OneTimeLink.purpose == purpose)
        .options(joinedload(OneTimeLink.person))
    )
    if link is None:
        raise Missing("This link is not one of ours. Copy the whole of it from the mail.")
    if link.used_at is not None or link.expires_at <= now:
        raise Gone("This link has been used or has grown too old. Ask for a new one.")
    return link


def awaiting_guest(session: Session, person_id: int) -> int | None:
    """Return as whom the device of a sign-up forecast while its link is unused; one statement."""
    return session.scalar(
        select(OneTimeLink.guest_id)
        .where(OneTimeLink.person_id == person_id, OneTimeLink.purpose == "confirm")
        .where(OneTimeLink.used_at.is_(None))
    )


def has_admin(session: Session) -> bool:
    """Tell whether somebody runs the site; one statement."""
    found = select(Person.id).where(Person.role == "admin", Person.erased_at.is_(None))
    return session.scalar(found.limit(1)) is not None


def has_other_admin(session: Session, person_id: int) -> bool:
    """Tell whether anybody else runs the site; one statement."""
    found = select(Person.id).where(
        Person.role == "admin", Person.erased_at.is_(None), Person.id != person_id
    )
    return session.scalar(found.limit(1)) is not None


def recognitions(session: Session, person_id: int) -> Sequence[ExpertiseGrant]:
    """Return what somebody was called an expert of, by whom and when, latest first; one."""
    return session.scalars(
        select(ExpertiseGrant)
        .where(ExpertiseGrant.person_id == person_id)
        .options(joinedload(ExpertiseGrant.granted_by))
        .order_by(ExpertiseGrant.id.desc())
        .limit(50)
    ).all()


def ignored_by(session: Session, person_id: int) -> Sequence[Person]:
    """Return whom somebody ignores, the latest first; one statement."""
    return session.scalars(
        select(Person)
        .join(Ignoring, Ignoring.ignored_id == Person.id)
        .where(Ignoring.person_id == person_id)
        .order_by(Ignoring.created_at.desc(), Person.id)
    ).all()


def is_ignored(session: Session, person_id: int, other_id: int) -> bool:
    """Tell whether somebody ignores another; one statement at most."""
    return session.get(Ignoring, (person_id, other_id)) is not None


def ignored_count(session: Session, person_id: int) -> int:
    """Return how many people somebody ignores; one statement."""
    counting = select(func.count()).select_from(Ignoring).where(Ignoring.person_id == person_id)
    return session.scalar(counting) or 0


def estranged(session: Session, person_id: int) -> frozenset[int]:
    """Return who ignores somebody and whom they ignore; one statement."""
    ignored = select(Ignoring.ignored_id).where(Ignoring.person_id == person_id)
    ignoring = select(Ignoring.person_id).where(Ignoring.ignored_id == person_id)
    return frozenset(session.scalars(union(ignored, ignoring)))


def is_named() -> ColumnElement[bool]:
    """Select those who are named in lists: no guests, and not who erased or lost their account."""
    not_banned = or_(Person.suspended_until.is_(None), Person.suspended_until < FOR_GOOD)
    return and_(Person.erased_at.is_(None), Person.role != "guest", not_banned)
