"""What stands around a question: one reader's deeds on it, its wordings, and who may see it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import and_, exists, select
from sqlalchemy.orm import Session

from discuss.articles.models import Article, Prompt
from discuss.predictions.models import ForecastEvent, Pass, Question, QuestionRevision
from discuss.predictions.queries.face import Face
from discuss.predictions.rules.alike import alike


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


def asked_at(session: Session, seen: Face, event: ForecastEvent) -> Face:
    """Return a question as it was worded at an event; one statement if it was reworded since."""
    if event.revision_n == seen.revision.n:
        return seen
    worded = select(QuestionRevision).where(
        QuestionRevision.question_id == event.question_id, QuestionRevision.n == event.revision_n
    )
    return replace(seen, revision=session.scalars(worded).one())


def alike_now(session: Session, title: str, now: datetime) -> list[tuple[int, str]]:
    """Return (id, title) of open questions that ask nearly the same, the nearest first.

    One statement, which reads the titles of the 500 newest open questions.
    """
    return alike(title, open_titles(session, now)) if title.strip() else []


def open_titles(session: Session, now: datetime) -> list[tuple[int, str]]:
    """Return (id, title) of the 500 newest open questions; one statement."""
    rows = session.execute(
        select(Question.id, QuestionRevision.title)
        .join(
            QuestionRevision,
            and_(
                QuestionRevision.question_id == Question.id,
                QuestionRevision.n == Question.revision_n,
            ),
        )
        .where(Question.published_at.is_not(None), QuestionRevision.close_at > now)
        .order_by(Question.id.desc())
        .limit(500)
    )
    return [(row.id, row.title) for row in rows]


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
