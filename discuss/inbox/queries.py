"""Reads of what people are told."""

from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from discuss.comments.models import Comment
from discuss.inbox.models import Notice
from discuss.kit.paging import Cursor, Page

ORDER = "notices"
A_PAGE = 30


def page_of_notices(
    session: Session, person_id: int, now: datetime, after: Cursor | None = None
) -> Page[Notice]:
    """Return a person's notices, newest first; one statement."""
    found = select(Notice).where(*_told(person_id, now)).order_by(Notice.id.desc())
    if after is not None:
        found = found.where(Notice.id < after.key[0])
    rows = session.scalars(found.limit(A_PAGE + 1)).all()
    more = len(rows) > A_PAGE
    return Page(rows[:A_PAGE], Cursor(ORDER, (rows[A_PAGE - 1].id,)) if more else None)


def unread_count(session: Session, person_id: int, now: datetime) -> int:
    """Return how many notices a person has not read; one statement."""
    unread = select(func.count()).where(*_told(person_id, now), Notice.read_at.is_(None))
    return session.scalar(unread) or 0


def _told(person_id: int, now: datetime) -> list[ColumnElement[bool]]:
    """Return what makes a notice a person's, due, and about words that can be read."""
    readable = select(Comment.id).where(
        Comment.id == Notice.comment_id, Comment.state == "published"
    )
    return [
        Notice.person_id == person_id,
        Notice.visible_at <= now,
        or_(Notice.comment_id.is_(None), readable.exists()),
    ]
