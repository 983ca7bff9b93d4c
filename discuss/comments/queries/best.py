"""The best of what was said about a question that is decided."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, select, true
from sqlalchemy.orm import Session

from discuss.accounts.models import Ignoring, Person
from discuss.comments.models import Comment, CommentRevision, ForecastStamp, Persuasion
from discuss.comments.rules.worth import Earned, most, steps, strength, worth

NOT_RANKED = 0
"""The stored rank of a comment that nobody marked."""
COMPARED = 20
"""Comments that are compared, the best by their marks."""


def best_of(
    session: Session, prompt_id: int, question_id: int, score_below: int, viewer_id: int | None
) -> Any | None:  # noqa: ANN401 - a row: comment, its text, the author's name and handle, is_near
    """Return the comment worth most of those that forecast near to the outcome and in time.

    Marks count, and whose minds it changed and how far. Where there is none, the best of the
    discussion's beginnings; None where readers marked none. Two statements at most.
    """
    near = and_(ForecastStamp.question_id == question_id, ForecastStamp.score < score_below)
    said = _said(viewer_id)
    found = _worth_most(
        session, said.join(ForecastStamp, ForecastStamp.comment_id == Comment.id).where(near)
    )
    if found is not None:
        return (*found, True)
    begun = (Comment.prompt_id == prompt_id, Comment.parent_id.is_(None), Comment.is_shown)
    found = _worth_most(session, said.where(*begun))
    return None if found is None else (*found, False)


def _worth_most(session: Session, said: Select[Any]) -> tuple[int, datetime, str, str, str] | None:
    rows = session.execute(said).all()
    if not rows:
        return None
    earned = [_earned(row) for row in rows]
    best = most(earned)
    place = max(range(len(rows)), key=lambda each: (worth(earned[each], best), -each))
    row = rows[place]
    return row.id, row.created_at, row.text, row.name, row.handle


def _earned(row: Any) -> Earned:  # noqa: ANN401 - a row of named columns
    minds = int(row.minds)  # PostgreSQL adds up to decimals
    moving = strength(minds * steps(row.points), minds)
    return Earned(max(0, row.up - row.down), minds, moving)


def _said(viewer_id: int | None) -> Select[Any]:
    """Select what can be read and was marked by readers, best first, with what it earned."""
    moved = Persuasion.comment_id == Comment.id
    minds = select(func.coalesce(func.sum(Persuasion.people), 0)).where(moved)
    points = select(func.coalesce(func.max(Persuasion.median_points), 0)).where(moved)
    return (
        select(Comment.id, Comment.created_at, CommentRevision.text, Person.name, Person.handle)
        .add_columns(Comment.up, Comment.down)
        .add_columns(
            minds.correlate(Comment).scalar_subquery().label("minds"),
            points.correlate(Comment).scalar_subquery().label("points"),
        )
        .join(Person, Person.id == Comment.author_id)
        .join(
            CommentRevision,
            and_(CommentRevision.comment_id == Comment.id, CommentRevision.n == Comment.revision_n),
        )
        .where(Comment.state == "published", Comment.neg_best < NOT_RANKED, _is_heard(viewer_id))
        .order_by(Comment.neg_best, Comment.id)
        .limit(COMPARED)
    )


def _is_heard(viewer_id: int | None) -> ColumnElement[bool]:
    """Say whether the reader does not ignore the author; a stranger ignores nobody."""
    if viewer_id is None:
        return true()
    return ~exists().where(
        Ignoring.person_id == viewer_id, Ignoring.ignored_id == Comment.author_id
    )
