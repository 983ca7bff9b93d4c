"""What makes a branch hot, and when somebody last answered in it."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, func, literal, or_, select
from sqlalchemy.orm import Session, aliased

from discuss.comments.models import Comment
from discuss.moderation.models import Case, Decision
from discuss.moderation.queries.standing import stands
from discuss.moderation.rules.outcomes import REMOVED, REMOVES


def reports_above(session: Session, parent_id: int, ancestors: int) -> int:
    """Return the reports that wait on a comment and on some above it; one statement."""
    return int(session.scalar(waiting_above(parent_id, ancestors)) or 0)


def waiting_above(
    parent_id: int | ColumnElement[int], ancestors: int | ColumnElement[int]
) -> Select[int]:
    """Select the reports that wait on so many comments: on one, and on those above it."""
    climb = (
        select(Comment.id, Comment.parent_id, literal(1).label("step"))
        .where(Comment.id == parent_id)
        .cte("climb", recursive=True)
    )
    above = aliased(Comment)
    climb = climb.union_all(
        select(above.id, above.parent_id, climb.c.step + 1)
        .join(climb, above.id == climb.c.parent_id)
        .where(climb.c.step < ancestors)
    )
    return select(func.sum(Case.report_count)).where(
        Case.comment_id.in_(select(climb.c.id)), Case.closed_at.is_(None)
    )


def own_upheld(session: Session, person_id: int, now: datetime, memory: timedelta) -> int:
    """Return how many comments of somebody were removed after reports lately; one statement."""
    found = (
        select(func.count())
        .select_from(Decision)
        .join(Case, Case.id == Decision.case_id)
        .join(Comment, Comment.id == Case.comment_id)
        .where(
            Comment.author_id == person_id,
            Comment.state.in_(REMOVED),
            Decision.outcome.in_(REMOVES),
            Decision.source == "reports",
            Decision.created_at > now - memory,
            stands(),
        )
    )
    return session.scalar(found) or 0


def last_answer_at(session: Session, person_id: int, root_id: int) -> datetime | None:
    """Return when somebody last wrote in the branch below a top-level comment; one statement."""
    return session.scalar(
        select(Comment.created_at)
        .where(
            Comment.author_id == person_id,
            or_(Comment.root_id == root_id, Comment.id == root_id),
        )
        .order_by(Comment.id.desc())
        .limit(1)
    )
