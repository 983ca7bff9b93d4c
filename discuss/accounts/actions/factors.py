"""Second factors: begun, confirmed, used, ended; each change is on record and told by mail."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import CursorResult, delete, update
from sqlalchemy.orm import Session

from discuss.accounts import policy, queries
from discuss.accounts.actions.visits import end_all
from discuss.accounts.models import Person, RecoveryCode, SecondFactor
from discuss.accounts.rules import ENROLMENT_WINDOW, Actor
from discuss.kit import audit, outbox
from discuss.kit.audit import Entry
from discuss.kit.errors import Gone

LATE = "This began a while ago. Begin again, and enter the first code within a quarter of an hour."


def begin_factor(session: Session, actor: Actor, sealed: str, now: datetime) -> None:
    """Keep a fresh secret until its first code confirms it; one that was begun before is gone."""
    person = queries.by_id(session, actor.id)
    policy.may_enrol(actor, has_factor=person.second_factor_at is not None).enforce()
    forget(session, person)
    session.add(SecondFactor(person_id=person.id, sealed=sealed, begun_at=now))
    session.flush()


def confirm_factor(  # noqa: PLR0913 - what is confirmed, by what, and what it leaves
    session: Session,
    actor: Actor,
    step: int,
    digests: Sequence[str],
    now: datetime,
    *,
    keep: int | None,
) -> None:
    """Ask for codes from now on; every sign-in but the one on this device ends.

    Raises `Gone` when nothing was begun, or too long ago.
    """
    person = queries.by_id(session, actor.id)
    policy.may_enrol(actor, has_factor=person.second_factor_at is not None).enforce()
    factor = queries.factor_of(session, person.id)
    if factor is None or factor.begun_at + ENROLMENT_WINDOW < now:
        raise Gone(LATE)
    factor.last_step, person.second_factor_at = step, now
    _write_codes(session, person.id, digests)
    end_all(session, person.id, now, keep=keep)
    session.flush()
    _tell(session, actor, person, "on", now)


def use_step(session: Session, person_id: int, step: int) -> bool:
    """Use the code of a step; tell whether it was the first use, also of two at once."""
    used = session.execute(
        update(SecondFactor)
        .where(SecondFactor.person_id == person_id, SecondFactor.last_step < step)
        .values(last_step=step)
    )
    return isinstance(used, CursorResult) and used.rowcount == 1


def use_recovery_code(session: Session, person_id: int, digest: str, now: datetime) -> bool:
    """Use a code on paper up; tell whether it was there to use. Its owner learns of it by mail."""
    used = session.execute(
        update(RecoveryCode)
        .where(RecoveryCode.person_id == person_id, RecoveryCode.code_digest == digest)
        .where(RecoveryCode.used_at.is_(None))
        .values(used_at=now)
    )
    if not isinstance(used, CursorResult) or used.rowcount != 1:
        return False
    left = queries.unused_codes(session, person_id)
    _mail(session, queries.by_id(session, person_id), f"code-{digest}", _USED.format(left), now)
    return True


def renew_codes(session: Session, actor: Actor, digests: Sequence[str], now: datetime) -> None:
    """Put fresh codes for paper in the place of all earlier ones."""
    person = queries.by_id(session, actor.id)
    _write_codes(session, person.id, digests)
    _tell(session, actor, person, "codes", now)


def drop_factor(session: Session, actor: Actor | None, person: Person, now: datetime) -> None:
    """Ask for codes no more; `actor` is None for the operator, who ends all sign-ins too."""
    forget(session, person)
    if actor is None:
        end_all(session, person.id, now)
    _tell(session, actor, person, "off", now)


def forget(session: Session, person: Person) -> None:
    """Delete a person's second factor and its codes, if there are any."""
    person.second_factor_at = None
    for table in (RecoveryCode, SecondFactor):
        session.execute(
            delete(table)
            .where(table.person_id == person.id)
            .execution_options(synchronize_session="fetch")
        )
    session.flush()


def _write_codes(session: Session, person_id: int, digests: Sequence[str]) -> None:
    session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person_id))
    session.add_all(RecoveryCode(person_id=person_id, code_digest=each) for each in digests)
    session.flush()


_NEWS = {
    "on": "Your account has a second factor now: a sign-in asks for a code as well. All other "
    "devices are signed out.",
    "off": "Your account has no second factor any more: a sign-in asks for your password alone.",
    "codes": "You have new recovery codes. The earlier ones are worth nothing from now on.",
}
_USED = "A recovery code of your account was used at a sign-in. {} are left."
_ELSE = "If it was not you, set a new password at once and write to the site's people."


def _tell(session: Session, actor: Actor | None, person: Person, what: str, now: datetime) -> None:
    """Write a change into the record, and tell the person whose account it is."""
    by, role = (actor.id, actor.role) if actor else (None, "operator")
    about = f"person:{person.id}"
    audit.note(session, Entry("second factor", about, now, by, role, {"after": what}))
    _mail(session, person, f"factor-{what}-{person.id}-{now.isoformat()}", _NEWS[what], now)


def _mail(session: Session, person: Person, key: str, words: str, now: datetime) -> None:
    text = f"Hello {person.name},\n\n{words}\n\n{_ELSE}\n"
    subject = "About signing in to your account"
    payload = {"to": person.id, "subject": subject, "text": text}
    outbox.enqueue(session, key=key, kind="mail", payload=payload, now=now)
