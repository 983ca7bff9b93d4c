"""Reads of whole discussions, row by row, so that a large one needs no large memory."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Executable, select
from sqlalchemy.orm import Session

from discuss.accounts.models import Person
from discuss.comments.models import Anchor, Comment, CommentRevision
from discuss.predictions.models import Question, QuestionRevision

BATCH = 500


def comments(session: Session, prompt_id: int) -> Iterator[dict[str, Any]]:
    """Yield the published comments of a discussion in the order of their ids; one statement."""
    return _mappings(
        session,
        select(
            Comment.id,
            Comment.parent_id,
            Person.handle.label("author"),
            Person.name.label("author_name"),
            CommentRevision.source,
            CommentRevision.html,
            Comment.created_at,
            Comment.edited_at,
            Comment.good_point_count.label("good_points"),
            Comment.well_sourced_count.label("well_sourced"),
            Anchor.block.label("about"),
            Anchor.quote.label("about_quote"),
        )
        .join(Person, Person.id == Comment.author_id)
        .join(
            CommentRevision,
            (CommentRevision.comment_id == Comment.id) & (CommentRevision.n == Comment.revision_n),
        )
        .outerjoin(Anchor, Anchor.comment_id == Comment.id)
        .where(Comment.prompt_id == prompt_id, Comment.state == "published")
        .order_by(Comment.id),
    )


def questions(session: Session, prompt_id: int) -> Iterator[dict[str, Any]]:
    """Yield the published questions under a prompt as they are worded now; one statement."""
    return _mappings(
        session,
        select(
            Question.id,
            Question.kind,
            QuestionRevision.title,
            QuestionRevision.criteria,
            QuestionRevision.source_name,
            QuestionRevision.source_url,
            QuestionRevision.options,
            QuestionRevision.scale,
            QuestionRevision.open_at,
            QuestionRevision.close_at,
            QuestionRevision.resolve_by,
        )
        .join(
            QuestionRevision,
            (QuestionRevision.question_id == Question.id)
            & (QuestionRevision.n == Question.revision_n),
        )
        .where(Question.prompt_id == prompt_id, Question.published_at.is_not(None))
        .order_by(Question.position, Question.id),
    )


def _mappings(session: Session, statement: Executable) -> Iterator[dict[str, Any]]:
    rows = session.execute(statement.execution_options(yield_per=BATCH)).mappings()
    return (dict(row) for row in rows)
