"""What stands around a question: one reader's deeds on it, its wordings, and who may see it."""

from collections.abc import Sequence

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from discuss.articles.models import Article, Prompt
from discuss.predictions.models import ForecastEvent, Pass, Question, QuestionRevision


def own_events(session: Session, question_id: int, person_id: int) -> Sequence[ForecastEvent]:
    """Return one person's deeds on a question, in order; one statement."""
    return session.scalars(
        select(ForecastEvent)
        .where(ForecastEvent.person_id == person_id, ForecastEvent.question_id == question_id)
        .order_by(ForecastEvent.id)
    ).all()


def revisions(session: Session, question_id: int) -> Sequence[QuestionRevision]:
    """Return every wording a question had, the newest first; one statement."""
    return session.scalars(
        select(QuestionRevision)
        .where(QuestionRevision.question_id == question_id)
        .order_by(QuestionRevision.n.desc())
    ).all()


def is_public(session: Session, question: Question) -> bool:
    """Say whether a question and its article are published; one statement at most."""
    if question.published_at is None:
        return False
    return (
        session.scalar(
            select(
                exists()
                .where(Prompt.id == question.prompt_id, Article.id == Prompt.article_id)
                .where(Article.published_at.is_not(None))
            )
        )
        or False
    )


def has_passed(session: Session, question_id: int, person_id: int) -> bool:
    """Say whether somebody looked without answering; one statement."""
    return session.get(Pass, (question_id, person_id)) is not None
