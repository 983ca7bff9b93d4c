"""The best of what was said about a question that is decided."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, select
from sqlalchemy.orm import Session

from discuss.accounts.models import Ignoring, Person
from discuss.comments.models import Comment, CommentRevision, ForecastStamp

NOT_RANKED = 0
"""The stored rank of a comment that nobody marked."""


def best_of(
    session: Session, prompt_id: int, question_id: int, score_below: int, viewer_id: int | None
) -> Any | None:  # noqa: ANN401 - a row: comment, its text, the author's name and handle, is_near
    """Return the best comment by its stored rank that forecast near to the outcome and in time.

    Where there is none, the best of the discussion's beginnings; None where readers marked none.
    Two statements at most.
    """
    near = and_(ForecastStamp.question_id == question_id, ForecastStamp.score < score_below)
    said = _said(viewer_id)
    found = session.execute(
        said.join(ForecastStamp, ForecastStamp.comment_id == Comment.id).where(near)
    ).first()
    if found is not None:
        return (*found, True)
    found = session.execute(
        said.where(Comment.prompt_id == prompt_id, Comment.parent_id.is_(None), Comment.is_shown)
    ).first()
    return None if found is None else (*found, False)


def _said(viewer_id: int | None) -> Select[int, datetime, str, str, str]:
    """Select what can be read and was marked by readers, best first."""
    return (
        select(Comment.id, Comment.created_at, CommentRevision.text, Person.name, Person.handle)
        .join(Person, Person.id == Comment.author_id)
        .join(
            CommentRevision,
            and_(CommentRevision.comment_id == Comment.id, CommentRevision.n == Comment.revision_n),
        )
        .where(Comment.state == "published", Comment.neg_best < NOT_RANKED, _is_heard(viewer_id))
        .order_by(Comment.neg_best, Comment.id)
        .limit(1)
    )


def _is_heard(viewer_id: int | None) -> ColumnElement[bool]:
    """Say whether the reader does not ignore the author."""
    return ~exists().where(
        Ignoring.person_id == viewer_id, Ignoring.ignored_id == Comment.author_id
    )
