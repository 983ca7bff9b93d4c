"""Reads of who wants mail about what, and of what there is to tell at this moment."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, literal, select
from sqlalchemy.orm import Session

from discuss.accounts.models import Person
from discuss.comments.models import Comment, CommentRevision
from discuss.inbox.models import MailPreference
from discuss.inbox.queries.watching import hears, listens
from discuss.inbox.rules import DEFAULTS, Rhythm, Stream


def rhythms_of(session: Session, person_id: int) -> dict[Stream, Rhythm]:
    """Return how often somebody wants mail of each stream; one statement."""
    chosen = session.execute(
        select(MailPreference.stream, MailPreference.rhythm).where(
            MailPreference.person_id == person_id
        )
    ).all()
    known = {row.stream: Rhythm(row.rhythm) for row in chosen}
    return {stream: known.get(stream.value, default) for stream, default in DEFAULTS.items()}


def rhythms_for(session: Session, stream: Stream, people: Sequence[int]) -> dict[int, Rhythm]:
    """Return how often each of up to 500 people wants mail of one stream; one statement."""
    chosen = session.execute(
        select(MailPreference.person_id, MailPreference.rhythm).where(
            MailPreference.stream == stream.value, MailPreference.person_id.in_(people)
        )
    ).all()
    known = {row.person_id: Rhythm(row.rhythm) for row in chosen}
    return {person: known.get(person, DEFAULTS[stream]) for person in people}


@dataclass(frozen=True, slots=True)
class SaidNow:
    """What a comment says now, and what its author is called now."""

    name: str
    text: str


def said_now(session: Session, person_id: int, comment_ids: Sequence[int]) -> dict[int, SaidNow]:
    """Return the words of comments that everybody can read at this moment; one statement.

    None from a place that the reader has muted, and none by somebody whom they ignore or who
    ignores them.
    """
    reader = literal(person_id)
    found = session.execute(
        select(Comment.id, Person.name, CommentRevision.text)
        .join(Person, Person.id == Comment.author_id)
        .join(
            CommentRevision,
            (CommentRevision.comment_id == Comment.id) & (CommentRevision.n == Comment.revision_n),
        )
        .where(
            Comment.id.in_(comment_ids),
            Comment.state == "published",
            Person.erased_at.is_(None),
            hears(reader, Comment.author_id),
            listens(reader, Comment.prompt_id, func.coalesce(Comment.root_id, Comment.id)),
        )
    ).all()
    return {row.id: SaidNow(row.name, row.text) for row in found}
