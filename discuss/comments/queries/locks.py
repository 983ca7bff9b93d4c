"""Reads of locks: where moderators ended the replies."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, false, func, select
from sqlalchemy.orm import Session, aliased, joinedload
from sqlalchemy.orm.util import AliasedClass

from discuss.comments.models import BranchLock, Comment


def is_ended_at(comment: type[Comment] | AliasedClass[Comment]) -> ColumnElement[bool]:
    """Return whether a lock of a comment's own ends the replies to it, for use in a statement."""
    latest = (
        select(BranchLock.is_locked)
        .where(BranchLock.comment_id == comment.id)
        .order_by(BranchLock.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    return and_(comment.is_locked, func.coalesce(latest, false()))


def has_lock(session: Session, comment: Comment) -> bool:
    """Tell whether the replies to a comment are ended there, and not only above; one statement."""
    return bool(session.scalar(select(is_ended_at(Comment)).where(Comment.id == comment.id)))


def lock_above(session: Session, comment: Comment) -> int | None:
    """Return the nearest comment above at which replies are ended; one statement at most."""
    if comment.parent_id is None:
        return None
    climb = (
        select(Comment.id, Comment.parent_id)
        .where(Comment.id == comment.parent_id)
        .cte("climb", recursive=True)
    )
    above = aliased(Comment)
    climb = climb.union_all(
        select(above.id, above.parent_id).join(climb, above.id == climb.c.parent_id)
    )
    return session.scalar(
        select(Comment.id)
        .join(climb, climb.c.id == Comment.id)
        .where(is_ended_at(Comment))
        .order_by(Comment.depth.desc())
        .limit(1)
    )


def locks_of(session: Session, comment_id: int) -> Sequence[BranchLock]:
    """Return how replies to a comment were ended and allowed, newest first; one statement."""
    return session.scalars(
        select(BranchLock)
        .options(joinedload(BranchLock.moderator))
        .where(BranchLock.comment_id == comment_id)
        .order_by(BranchLock.id.desc())
        .limit(20)
    ).all()
