"""Sections are given to moderators and taken back, and cases follow their articles' sections."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from discuss.accounts import actions as accounts
from discuss.accounts.models import Person
from discuss.accounts.rules import Actor
from discuss.articles.actions.events import SectionChanged
from discuss.articles.models import Prompt
from discuss.comments.models import Comment
from discuss.kit.errors import Invalid
from discuss.moderation import queries
from discuss.moderation.models import Case


def limit(
    session: Session, actor: Actor | None, person: Person, named: Collection[str], now: datetime
) -> None:
    """Let a moderator see to these sections alone, or with none to the whole site.

    `actor` is None for the machine's operator. Raises `Refused` with the policy's sentence,
    `Invalid` for a section that no article is in.
    """
    unknown = set(named) - {*queries.sections(session), *person.sections}
    if unknown:
        sentence = f"No article is in the section “{min(unknown)}”. Choose among those there are."
        raise Invalid(sentence, {"sections": sentence})
    accounts.limit(session, actor, person, named, now)


def on_section_changed(session: Session, event: SectionChanged) -> None:
    """Let the cases below an article follow it; one statement."""
    below = select(Comment.id).join(Prompt, Prompt.id == Comment.prompt_id)
    session.execute(
        update(Case)
        .where(Case.comment_id.in_(below.where(Prompt.article_id == event.article_id)))
        .values(section=event.section)
    )
