"""Whom comments moved, as one reader may see it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from discuss.comments.models import MindChange, Persuasion
from discuss.comments.rules.minds import Movement
from discuss.predictions.models import Question, QuestionRevision
from discuss.predictions.queries import is_left_out
from discuss.predictions.queries.people import CURRENT

BY_WHO_COUNTS = ~is_left_out(MindChange.person_id, MindChange.question_id, MindChange.created_at)
"""The condition under which a change was made by a forecast that counts in the crowd."""


@dataclass(frozen=True, slots=True)
class Moved:
    """How many readers a comment moved on a question, and whether this reader is one of them."""

    comment_id: int
    question_id: int
    short_title: str
    people: int
    median_points: int
    median_value: float | None
    scale: Mapping[str, Any] = field(hash=False)
    is_own: bool


def moved_by(
    session: Session, ids: Sequence[int], revealed: frozenset[int], viewer_id: int | None
) -> dict[int, list[Moved]]:
    """Return, by comment, whom it moved on the questions that this reader has answered.

    One statement; none where there is nothing that they may see.
    """
    if not ids or not revealed:
        return {}
    mine = and_(
        MindChange.comment_id == Persuasion.comment_id,
        MindChange.question_id == Persuasion.question_id,
        MindChange.person_id == (viewer_id or 0),
    )
    found = session.execute(
        select(
            Persuasion.comment_id,
            Persuasion.question_id,
            QuestionRevision.short_title,
            Persuasion.people,
            Persuasion.median_points,
            Persuasion.median_value,
            QuestionRevision.scale,
            MindChange.person_id.is_not(None).label("is_own"),
        )
        .join(Question, Question.id == Persuasion.question_id)
        .join(QuestionRevision, CURRENT)
        .outerjoin(MindChange, mine)
        .where(Persuasion.comment_id.in_(ids), Persuasion.question_id.in_(revealed))
        .order_by(Question.position, Question.id)
    ).mappings()
    moved: dict[int, list[Moved]] = {}
    for row in found:
        moved.setdefault(row["comment_id"], []).append(Moved(**row))
    return moved


def changes_of(session: Session, comment_id: int, person_id: int) -> Sequence[MindChange]:
    """Return what somebody said a comment changed; one statement."""
    return session.scalars(
        select(MindChange)
        .where(MindChange.comment_id == comment_id, MindChange.person_id == person_id)
        .order_by(MindChange.question_id)
    ).all()


def movements(session: Session, comment_id: int, question_id: int) -> Sequence[Movement]:
    """Return how far each reader was moved whose forecast counts in the crowd; one statement."""
    rows = session.execute(
        select(MindChange.answer, MindChange.before, MindChange.after)
        .where(MindChange.comment_id == comment_id, MindChange.question_id == question_id)
        .where(BY_WHO_COUNTS)
    )
    return [Movement(*row) for row in rows]
