"""Reads of who wants mail about what, and of what there is to tell at this moment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, literal, select
from sqlalchemy.orm import Session

from discuss.accounts.models import Person
from discuss.comments.models import Comment, CommentRevision
from discuss.inbox.models import MailPreference, Notice
from discuss.inbox.queries.watching import hears, listens
from discuss.inbox.rules import DEFAULTS, TITLES, Rhythm, Stream, comment_of
from discuss.kit.outbox import Outgoing


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
class Mailed:
    """An unread notice that a mail has told, and when that mail left, as far as it is known."""

    person_id: int
    key: str
    at: datetime | None


def mailed(session: Session, about: str, people: Sequence[int]) -> Sequence[Mailed]:
    """Return what mails have told some people of a place that they have not read; one statement."""
    found = session.execute(
        select(
            Notice.person_id,
            Notice.key,
            func.coalesce(Outgoing.done_at, Outgoing.due_at).label("at"),
        )
        .outerjoin(Outgoing, Outgoing.key == Notice.mailed_in)
        .where(
            Notice.about == about,
            Notice.person_id.in_(people),
            Notice.read_at.is_(None),
            Notice.mailed_in.is_not(None),
        )
    )
    return [Mailed(row.person_id, row.key, row.at) for row in found]


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


def said_in(session: Session, person_id: int, notices: Sequence[Notice]) -> dict[int, SaidNow]:
    """Return what the comments say that some notices tell of; one statement, or none."""
    ids = [n for each in notices if each.kind in TITLES and (n := comment_of(each.about))]
    return said_now(session, person_id, ids) if ids else {}
