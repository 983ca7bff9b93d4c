"""What the readers together said on decided questions, and how near each way to add it up came."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.articles.models import Article, Prompt
from discuss.predictions.models import Question, QuestionRevision, ResolutionEvent
from discuss.predictions.queries.people import CURRENT
from discuss.predictions.queries.tracks import IN_FORCE

MOST = 2_000
"""The latest decisions that are read."""


@dataclass(frozen=True, slots=True)
class Decided:
    """A decided question as the crowd's own record needs it."""

    question_id: int
    kind: str
    is_ordered: bool
    section: str
    outcome: str
    is_due: bool
    """Whether its last day for a decision is over; what happens early is decided early."""
    figures: Mapping[str, Any]


def together(session: Session, now: datetime) -> Sequence[Decided]:
    """Return the questions whose rulings stand, the latest first; one statement."""
    rows = session.execute(
        select(
            Question.id,
            Question.kind,
            QuestionRevision.is_ordered,
            Article.section,
            ResolutionEvent.outcome,
            QuestionRevision.resolve_by <= now,
            ResolutionEvent.figures,
        )
        .join(QuestionRevision, CURRENT)
        .join(ResolutionEvent, IN_FORCE)
        .join(Prompt, Prompt.id == Question.prompt_id)
        .join(Article, Article.id == Prompt.article_id)
        .order_by(ResolutionEvent.id.desc())
        .limit(MOST)
    )
    return [Decided(*row) for row in rows]
