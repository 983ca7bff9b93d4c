"""Accounts opened, confirmed, changed and deleted."""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from discuss.accounts import policy, queries
from discuss.accounts.actions import factors, ignoring, limiting, links, recognising
from discuss.accounts.actions.commands import SignUp
from discuss.accounts.actions.events import Erased
from discuss.accounts.actions.guests import claim_guest
from discuss.accounts.actions.visits import end_all
from discuss.accounts.models import OneTimeLink, Person, RoleGrant
from discuss.accounts.rules import ENGLISH, Actor, name_fault
from discuss.kit import audit
from discuss.kit.announce import announce
from discuss.kit.audit import Entry
from discuss.kit.errors import Invalid, Refused
from discuss.kit.ids import public_id
from discuss.kit.text import one_line, skeleton

TAKEN = "Somebody here has this name or one that looks like it. Choose another."


def sign_up(session: Session, command: SignUp, now: datetime) -> None:
    """Open an account and mail its link; for a known address only its owner learns of it.

    Raises `Invalid` for a name that cannot be taken; names are public, addresses are not.
    """
    known = queries.by_email(session, command.email)
    if known is not None and known.confirmed_at is not None:
        _check_name(session, command.name, None)
        links.mail_already_known(session, known, command.site_url, command.site_name, now)
        return
    _check_name(session, command.name, known.id if known else None)
    # Nobody has proved this address yet: the latest sign-up counts, and earlier links stop working.
    person = known or open_account(session, command.name, command.email, command.password_hash, now)
    person.name, person.name_skeleton = one_line(command.name), skeleton(command.name)
    person.password_hash = command.password_hash
    end_all(session, person.id, now)
    links.mail_confirmation(
        session, person, command.site_url, command.site_name, now, command.guest_id
    )


def open_account(
    session: Session, name: str, email: str, password_hash: str | None, now: datetime
) -> Person:
    """Return a new, unconfirmed reader; raises `Invalid` for a name or address that is taken."""
    _check_name(session, name, None)
    if queries.by_email(session, email) is not None:
        raise Invalid(
            "This address has an account already.",
            {"email": "This address has an account already."},
        )
    person = Person(
        handle=public_id(),
        name=one_line(name),
        name_skeleton=skeleton(name),
        email=email.casefold(),
        password_hash=password_hash,
        created_at=now,
    )
    session.add(person)
    session.flush()
    return person


def confirm(session: Session, secret: str, now: datetime, guest_id: int | None = None) -> Person:
    """Return the person whose address the link has proved; raises `Missing` or `Gone`.

    What was forecast before on the device of the sign-up, and on the one where the link is opened,
    belongs to the account from now on: many read their mail elsewhere.
    """
    link = links.use_up(session, secret, "confirm", now)
    person = link.person
    assert person is not None
    if person.confirmed_at is None:
        person.confirmed_at = now
        for guest in (link.guest_id, guest_id):
            claim_guest(session, guest, person, now)
    session.flush()
    return person


def prove(
    session: Session, email: str, name: str, now: datetime, guest_id: int | None = None
) -> Person:
    """Return whose address a mailed link has proved; a new one gets an account without a password.

    Whoever signed up with the address before and never proved it loses that account's password
    and sign-ins: only now is it known whose address it is. A new account gets what the device
    forecast as a guest. Raises `Invalid` for a name that cannot
    be taken, `Refused` for the site's own people and for who has a second factor: they sign in.
    """
    if not email:
        message = "a link proves an address, and this one names none"
        raise ValueError(message)
    person = queries.by_email(session, email)
    if person is None:
        person = open_account(session, name, email, None, now)
    elif person.role != "reader":
        raise Refused("This address belongs to the site's own people. Sign in, then post.")
    elif person.second_factor_at is not None:
        raise Refused("This address has a second factor, so a link alone is not enough. Sign in.")
    elif person.confirmed_at is None:
        _check_name(session, name, person.id)
        person.name, person.name_skeleton = one_line(name), skeleton(name)
        person.password_hash = None
        end_all(session, person.id, now)
    if person.confirmed_at is None:
        person.confirmed_at = now
        claim_guest(session, guest_id, person, now)
    session.flush()
    return person


def reset_password(session: Session, secret: str, password_hash: str, now: datetime) -> Person:
    """Set a new password by a mailed link, which proves the address too; ends all sign-ins."""
    person = links.use_up(session, secret, "reset", now).person
    assert person is not None
    person.password_hash = password_hash
    person.confirmed_at = person.confirmed_at or now
    end_all(session, person.id, now)
    session.flush()
    return person


def change_password(
    session: Session, actor: Actor, password_hash: str, now: datetime, *, keep: int | None
) -> None:
    """Set a new password; every sign-in but the one on this device ends."""
    person = queries.by_id(session, actor.id)
    person.password_hash = password_hash
    end_all(session, person.id, now, keep=keep)
    session.flush()


def rehash(session: Session, person_id: int, password_hash: str) -> None:
    """Keep the same password under today's stronger settings; no sign-in ends."""
    queries.by_id(session, person_id).password_hash = password_hash
    session.flush()


def rename(session: Session, actor: Actor, name: str) -> Person:
    """Show another name from now on; raises `Invalid` for one that cannot be taken."""
    _check_name(session, name, actor.id)
    person = queries.by_id(session, actor.id)
    person.name, person.name_skeleton = one_line(name), skeleton(name)
    session.flush()
    return person


def choose_language(session: Session, actor: Actor, language: str) -> None:
    """Tell somebody in another language from now on what is decided about them."""
    queries.by_id(session, actor.id).language = language
    session.flush()


def erase(session: Session, actor: Actor, now: datetime) -> None:
    """Take everything personal from an account; its words become tombstones, replies stay.

    The last admin cannot go, because nobody could give the role to anybody else.
    """
    person = queries.by_id(session, actor.id)
    if person.role == "admin" and not queries.has_other_admin(session, person.id):
        raise Refused(
            "You are the only admin. Give somebody else the role first, then delete the account."
        )
    announce(session, Erased(person.id, now))
    ignoring.forget(session, person.id)
    recognising.forget(session, person)
    factors.forget(session, person)
    end_all(session, person.id, now)
    session.execute(
        update(OneTimeLink)
        .where(OneTimeLink.person_id == person.id, OneTimeLink.used_at.is_(None))
        .values(used_at=now)
    )
    person.name, person.name_skeleton = "Deleted account", f"deleted{person.id}"
    person.email = person.password_hash = None
    before, person.role, person.erased_at = person.role, "reader", now
    person.sections, person.language = [], ENGLISH
    session.flush()
    entry = Entry("erasure", f"person:{person.id}", now, person.id, before)
    audit.note(session, entry)


def grant(
    session: Session, actor: Actor | None, person: Person, role: str, now: datetime
) -> RoleGrant:
    """Give a role for the whole site; `actor` is None for the machine's operator.

    All of the person's sign-ins end.
    """
    if actor is not None:
        policy.may_grant(actor, role).enforce()
    by, standing = (actor.id, actor.role) if actor else (None, "operator")
    person.role = role
    given = RoleGrant(person_id=person.id, role=role, granted_by_id=by, granted_at=now)
    session.add(given)
    if person.sections:
        limiting.keep(session, person, [], by, now)
    end_all(session, person.id, now)
    session.flush()
    audit.note(session, Entry("role", f"person:{person.id}", now, by, standing, {"after": role}))
    return given


def restrain(
    session: Session, person_id: int, until: datetime | None, warning_id: int | None
) -> None:
    """Let a person read only: until a moment, or until they confirm a warning; None frees them."""
    person = queries.by_id(session, person_id)
    person.suspended_until, person.warning_id = until, warning_id
    session.flush()


def claim(session: Session, secret: str, command: SignUp, now: datetime) -> Person:
    """Open the owner's account by the link that the console printed: confirmed, and admin."""
    links.use_up(session, secret, "claim", now)
    if queries.has_admin(session):
        raise Refused("This site has an admin already. Ask them for a role.")
    person = open_account(session, command.name, command.email, command.password_hash, now)
    person.confirmed_at = now
    grant(session, None, person, "admin", now)
    return person


def _check_name(session: Session, name: str, person_id: int | None) -> None:
    fault = name_fault(name)
    if fault is None and queries.is_name_taken(session, name, by_other_than=person_id):
        fault = TAKEN
    if fault is not None:
        raise Invalid(fault, {"name": fault})
