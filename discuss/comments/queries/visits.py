"""What appeared in a discussion since somebody was last here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, SQLColumnExpression, select
from sqlalchemy.orm import Session

from discuss.comments.models import Comment, Visit
from discuss.comments.queries.one import discussion
from discuss.comments.rules import MOST_NEW, visit_is_over


@dataclass(frozen=True, slots=True)
class Since:
    """What is new to one reader: up to 100 comments of others, the newest first."""

    is_due: bool
    """Whether a visit begins with this view, to be written down."""
    at: datetime | None = None
    """When the visit before began; None on the first."""
    ids: Sequence[int] = ()
    version: int | None = None
    """The discussion's version at that moment: what appeared later is new."""


def since(session: Session, person_id: int, prompt_id: int, now: datetime) -> Since:
    """Return what is new to a reader; one statement, and one more where something happened."""
    visit = session.get(Visit, (person_id, prompt_id))
    if visit is None:
        return Since(is_due=True)
    is_due = visit_is_over(visit.at, now)
    version = visit.seen_version if is_due else visit.before_version
    at = visit.at if is_due else visit.before_at
    if discussion(session, prompt_id).version in {None, version}:
        return Since(is_due, at, version=version)
    fresh = (
        select(Comment.id)
        .where(*appeared(prompt_id, version, person_id))
        .order_by(Comment.appeared_in.desc(), Comment.id.desc())
        .limit(MOST_NEW)
    )
    return Since(is_due, at, session.scalars(fresh).all(), version)


def appeared(
    prompt_id: int | SQLColumnExpression[int],
    version: int | SQLColumnExpression[int],
    reader_id: int | SQLColumnExpression[int],
) -> list[ColumnElement[bool]]:
    """Return what makes a comment news to a reader who has seen a version of a discussion."""
    return [
        Comment.prompt_id == prompt_id,
        Comment.appeared_in > version,
        Comment.state == "published",
        Comment.author_id != reader_id,
    ]
