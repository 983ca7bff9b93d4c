"""One-time links: written, mailed and used up."""

from datetime import datetime, timedelta

from sqlalchemy import update
from sqlalchemy.orm import Session

from discuss.accounts import queries
from discuss.accounts.models import OneTimeLink, Person
from discuss.accounts.rules import CLAIM_WINDOW, CONFIRM_WINDOW, RESET_WINDOW
from discuss.kit import outbox
from discuss.kit.ids import digest, secret


def new_link(  # noqa: PLR0913, PLR0917 - a link is made of these
    session: Session,
    purpose: str,
    person_id: int | None,
    lives: timedelta,
    now: datetime,
    guest_id: int | None = None,
) -> str:
    """Return the secret of a new link; earlier ones for the same end stop working."""
    if person_id is not None:
        session.execute(
            update(OneTimeLink)
            .where(OneTimeLink.person_id == person_id, OneTimeLink.purpose == purpose)
            .where(OneTimeLink.used_at.is_(None))
            .values(used_at=now)
        )
    text = secret()
    session.add(
        OneTimeLink(
            secret_digest=digest(text),
            purpose=purpose,
            person_id=person_id,
            created_at=now,
            expires_at=now + lives,
            guest_id=guest_id,
        )
    )
    session.flush()
    return text


def mail_confirmation(  # noqa: PLR0913, PLR0917 - whom, where from, when, and who the device was
    session: Session,
    person: Person,
    site_url: str,
    site_name: str,
    now: datetime,
    guest_id: int | None = None,
) -> None:
    """Send a new person the link that proves their address, and brings what the device forecast."""
    text = new_link(session, "confirm", person.id, CONFIRM_WINDOW, now, guest_id)
    _mail(
        session,
        person,
        key=f"confirm-{digest(text)}",
        subject=f"Confirm your address for {site_name}",
        text=(
            f"Hello {person.name},\n\nfollow this link to confirm your address and take part:\n\n"
            f"{site_url}/confirm/{text}\n\nIt works once, for three days. If you did not open an "
            "account, there is nothing to do: without the link it stays closed.\n"
        ),
        now=now,
    )


def ask_reset(session: Session, email: str, site_url: str, site_name: str, now: datetime) -> None:
    """Send a link to a known address; nobody else's gets a row too, so that both take as long."""
    person = queries.by_email(session, email)
    if person is not None:
        mail_reset(session, person, site_url, site_name, now)
        return
    nobody = {"to": 0, "subject": "", "text": ""}
    outbox.enqueue(session, key=f"reset-{digest(secret())}", kind="mail", payload=nobody, now=now)


def mail_reset(
    session: Session, person: Person, site_url: str, site_name: str, now: datetime
) -> None:
    """Send the link with which a person sets a new password."""
    text = new_link(session, "reset", person.id, RESET_WINDOW, now)
    _mail(
        session,
        person,
        key=f"reset-{digest(text)}",
        subject=f"Set a new password for {site_name}",
        text=(
            f"Hello {person.name},\n\nfollow this link to set a new password:\n\n"
            f"{site_url}/reset/{text}\n\nIt works once, for 30 minutes, and signs out all devices. "
            "If you did not ask for it, there is nothing to do: your password stays as it is.\n"
        ),
        now=now,
    )


def mail_already_known(
    session: Session, person: Person, site_url: str, site_name: str, now: datetime
) -> None:
    """Tell somebody who signs up again that they have an account; the page says nothing of it."""
    _mail(
        session,
        person,
        key=f"known-{person.id}-{now.isoformat()}",
        subject=f"You have an account at {site_name}",
        text=(
            f"Hello {person.name},\n\nsomebody, probably you, signed up with this address, which "
            f"has an account already. Sign in at\n\n{site_url}/signin\n\nor set a new "
            f"password at\n\n{site_url}/reset\n"
        ),
        now=now,
    )


def use_up(session: Session, text: str, purpose: str, now: datetime) -> OneTimeLink:
    """Return a link, its person joined, after marking it as used; raises `Missing` or `Gone`."""
    link = queries.usable_link(session, text, purpose, now)
    link.used_at = now
    session.flush()
    return link


def owner_link(session: Session, now: datetime) -> str | None:
    """Return the secret of a link that claims the admin account, None once there is an admin."""
    if queries.has_admin(session):
        return None
    return new_link(session, "claim", None, CLAIM_WINDOW, now)


def _mail(  # noqa: PLR0913 - a mail has this many facts
    session: Session, person: Person, *, key: str, subject: str, text: str, now: datetime
) -> None:
    payload = {"to": person.id, "subject": subject, "text": text}
    outbox.enqueue(session, key=key, kind="mail", payload=payload, now=now)
