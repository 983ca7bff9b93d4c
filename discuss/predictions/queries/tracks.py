"""All that somebody's forecasts of decided questions say about them; two statements."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import Session

from discuss.articles.models import Article, Prompt
from discuss.predictions.models import (
    ForecastEvent,
    Question,
    QuestionRevision,
    ResolutionEvent,
    Score,
)
from discuss.predictions.queries.people import CURRENT
from discuss.predictions.rules.calibration import Said
from discuss.predictions.rules.lifecycle import Action
from discuss.predictions.rules.standing import Event, Window, stretches

IN_FORCE = and_(
    ResolutionEvent.question_id == Question.id,
    ResolutionEvent.seq == Question.resolution_seq,
    ResolutionEvent.action == Action.RESOLVE.value,
)


@dataclass(frozen=True, slots=True)
class Settled:
    """A decided question of somebody's: their score and the median's, where, and when."""

    kind: str
    section: str
    decided_at: datetime
    value: float
    crowd: float | None


@dataclass(frozen=True, slots=True)
class Track:
    """What somebody scored on decided questions, and what they said on yes-or-no questions.

    `said` leaves out questions whose last day is still ahead: what happens early is decided early,
    so that those alone would make the world look as if more happened than does.
    """

    settled: Sequence[Settled]
    said: Sequence[Said]
    waiting: int
    """Decided questions left out of `said`."""


def track_of(session: Session, person_id: int, now: datetime) -> Track:
    """Return somebody's track record; two statements, however long it is."""
    rows = session.execute(_settled(person_id))
    settled = [
        Settled(row.kind, row.section, row.created_at, row.value, row.figures.get("crowd"))
        for row in rows
    ]
    said, waiting = _said(session, person_id, now)
    return Track(settled, said, waiting)


def _settled(person_id: int) -> Select[Any]:
    return (
        select(
            Question.kind,
            Article.section,
            ResolutionEvent.created_at,
            Score.value,
            ResolutionEvent.figures,
        )
        .join(Question, Question.id == Score.question_id)
        .join(ResolutionEvent, IN_FORCE)
        .join(Prompt, Prompt.id == Question.prompt_id)
        .join(Article, Article.id == Prompt.article_id)
        .where(
            Score.person_id == person_id,
            Score.resolution_seq == Question.resolution_seq,
            Score.is_shown,
            Score.superseded_in.is_(None),
        )
        .order_by(ResolutionEvent.created_at, Question.id)
    )


def _said(session: Session, person_id: int, now: datetime) -> tuple[list[Said], int]:
    """Return what somebody said on decided yes-or-no questions, and how many are left out."""
    rows = session.execute(
        select(
            ForecastEvent.question_id,
            ForecastEvent.created_at,
            ForecastEvent.id,
            ForecastEvent.probability,
            QuestionRevision.open_at,
            QuestionRevision.close_at,
            QuestionRevision.resolve_by,
            ResolutionEvent.knowable_at,
            ResolutionEvent.outcome,
        )
        .join(Question, Question.id == ForecastEvent.question_id)
        .join(QuestionRevision, CURRENT)
        .join(ResolutionEvent, IN_FORCE)
        .where(ForecastEvent.person_id == person_id, Question.kind == "binary")
        .order_by(ForecastEvent.question_id, ForecastEvent.id)
    )
    by_question: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        by_question[row.question_id].append(row)
    over = [events for events in by_question.values() if events[0].resolve_by <= now]
    return [each for events in over for each in _weighed(events)], len(by_question) - len(over)


def _weighed(events: Sequence[Any]) -> list[Said]:
    """Return one question's forecasts, each with the share of the question's life it stood."""
    first = events[0]
    window = Window.of(first.open_at, first.close_at, first.knowable_at)
    log = [Event(each.created_at, each.id, each.probability) for each in events]
    return [
        Said(
            first.question_id,
            part.value,
            part.length / window.scheduled,
            happened=first.outcome == "yes",
        )
        for part in stretches(log, window)
    ]
