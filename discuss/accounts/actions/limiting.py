"""Moderators are limited to sections of the site, and freed again; each time is on record."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.orm import Session

from discuss.accounts import policy
from discuss.accounts.models import Person, SectionGrant
from discuss.accounts.rules import Actor
from discuss.kit import audit
from discuss.kit.audit import Entry


def limit(
    session: Session, actor: Actor | None, person: Person, sections: Collection[str], now: datetime
) -> None:
    """Let a moderator see to these sections alone, or with none to the whole site.

    `actor` is None for the machine's operator. The same again is no deed. Raises `Refused` with the
    policy's sentence.
    """
    allowed = policy.may_limit(actor, person.role) if actor else policy.limitable(person.role)
    allowed.enforce()
    asked = sorted(set(sections))
    if asked == person.sections:
        return
    by, standing = (actor.id, actor.role) if actor else (None, "operator")
    keep(session, person, asked, by, now)
    about, facts = f"person:{person.id}", {"after": asked}
    audit.note(session, Entry("sections", about, now, by, standing, facts))


def keep(
    session: Session, person: Person, sections: list[str], by: int | None, now: datetime
) -> None:
    """Keep to which sections somebody is limited from now on."""
    person.sections = sections
    session.add(
        SectionGrant(person_id=person.id, sections=sections, granted_by_id=by, granted_at=now)
    )
    session.flush()
