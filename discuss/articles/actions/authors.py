"""Accounts are tied to the articles that their owners wrote."""

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from discuss.accounts import queries as accounts
from discuss.accounts.actions.events import Erased
from discuss.accounts.models import Person
from discuss.accounts.rules import Actor
from discuss.articles import policy, queries
from discuss.articles.actions.events import AuthorsChanged
from discuss.articles.models import Authorship
from discuss.kit import audit
from discuss.kit.announce import announce
from discuss.kit.audit import Entry
from discuss.kit.errors import Invalid, Missing

MOST_AUTHORS = 10
ENOUGH = f"An article has at most {MOST_AUTHORS} authors here. Take somebody off first."


def tie(session: Session, actor: Actor, article_id: int, name: str, now: datetime) -> Person:
    """Say that an account is that of the article's author; twice is once.

    `name` is what stands above their comments, or their address on the site. Raises `Invalid`
    where nobody has it or there are enough.
    """
    policy.may_write(actor).enforce()
    queries.locked(session, article_id)
    try:
        person = accounts.named(session, name)
    except Missing as nobody:
        raise Invalid(nobody.sentence, {"name": nobody.sentence}) from None
    tied = {each.id for each in queries.authors_of(session, article_id)}
    if person.id in tied:
        return person
    if len(tied) >= MOST_AUTHORS:
        raise Invalid(ENOUGH, {"name": ENOUGH})
    session.add(
        Authorship(article_id=article_id, person_id=person.id, tied_by_id=actor.id, tied_at=now)
    )
    _changed(session, actor, article_id, person.id, now, is_author=True)
    return person


def untie(session: Session, actor: Actor, article_id: int, handle: str, now: datetime) -> Person:
    """Say that an account is not that of the article's author any more; twice is once."""
    policy.may_write(actor).enforce()
    queries.locked(session, article_id)
    person = accounts.by_handle(session, handle)
    known = session.get(Authorship, (article_id, person.id))
    if known is not None:
        session.delete(known)
        _changed(session, actor, article_id, person.id, now, is_author=False)
    return person


def on_erased(session: Session, event: Erased) -> None:
    """Let a deleted account be nobody's any more."""
    session.execute(delete(Authorship).where(Authorship.person_id == event.person_id))


def _changed(  # noqa: PLR0913 - who said what of whom and when
    session: Session,
    actor: Actor,
    article_id: int,
    person_id: int,
    now: datetime,
    *,
    is_author: bool,
) -> None:
    session.flush()
    announce(session, AuthorsChanged(article_id, person_id, is_author))
    deed, facts = "author" if is_author else "author.removal", {"person": person_id}
    audit.note(session, Entry(deed, f"article:{article_id}", now, actor.id, actor.role, facts))
