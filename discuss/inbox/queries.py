"""Reads of what people were told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from discuss.accounts.models import Ignoring, Person
from discuss.comments.models import Comment, CommentRevision
from discuss.inbox.models import MailPreference, Notice
from discuss.inbox.rules import DEFAULTS, Rhythm, Stream
from discuss.kit.paging import Cursor, Page

ORDER = "inbox"
KEY = 1
PAGE = 30
MOST_COUNTED = 100


def page_of_inbox(
    session: Session, person_id: int, now: datetime, after: Cursor | None = None
) -> Page[Notice]:
    """Return up to 30 notices, newest first; one statement.

    None before it counts, and none that has been withdrawn.
    """
    statement = select(Notice).where(*_told(person_id, now)).order_by(Notice.id.desc())
    if after is not None:
        statement = statement.where(Notice.id < after.key[0])
    found = session.scalars(statement.limit(PAGE + 1)).all()
    if len(found) <= PAGE:
        return Page(found)
    return Page(found[:PAGE], Cursor(ORDER, (found[PAGE - 1].id,)))


def unread_count(session: Session, person_id: int, now: datetime) -> int:
    """Return how many notices somebody has not read, at most a hundred; one statement."""
    few = (
        select(Notice.id)
        .where(*_told(person_id, now), Notice.read_at.is_(None))
        .limit(MOST_COUNTED)
        .subquery()
    )
    return session.scalar(select(func.count()).select_from(few)) or 0


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

    None by somebody whom the reader ignores, or who ignores the reader.
    """
    estranged = select(Ignoring.ignored_id).where(
        or_(
            and_(Ignoring.person_id == person_id, Ignoring.ignored_id == Comment.author_id),
            and_(Ignoring.person_id == Comment.author_id, Ignoring.ignored_id == person_id),
        )
    )
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
            ~estranged.exists(),
        )
    ).all()
    return {row.id: SaidNow(row.name, row.text) for row in found}


def _told(person_id: int, now: datetime) -> list[ColumnElement[bool]]:
    return [
        Notice.person_id == person_id,
        Notice.visible_at <= now,
        Notice.withdrawn_at.is_(None),
    ]
