"""What people forecast now under a prompt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from discuss.kit.orm import Instant
from discuss.predictions.models import Question, QuestionRevision, Standing
from discuss.predictions.queries.lapsing import stands_at
from discuss.predictions.queries.people import CURRENT


@dataclass(frozen=True, slots=True)
class OwnStanding:
    """A person's forecast that counts now, as a comment is stamped with it."""

    question_id: int
    short_title: str
    kind: str
    options: Sequence[Any]
    event_id: int
    probability: float | None
    shares: dict[str, Any] | None
    quantiles: dict[str, Any] | None = None
    scale: Mapping[str, Any] = field(default_factory=dict)


def own_standings(
    session: Session, prompt_id: int, person_id: int, now: datetime
) -> list[OwnStanding]:
    """Return what a person forecasts now on each question under a prompt; one statement."""
    given = {"prompt_id": prompt_id, "person_id": person_id, "now": now}
    rows = session.execute(_own(), given)
    return [
        OwnStanding(
            question_id=row.Standing.question_id,
            short_title=row.short_title,
            kind=row.kind,
            options=row.options,
            event_id=row.Standing.event_id,
            probability=row.Standing.probability,
            shares=row.Standing.shares,
            quantiles=row.Standing.quantiles,
            scale=row.scale,
        )
        for row in rows
    ]


@cache
def _own() -> Select[Any]:
    """Return the select of what a person forecasts under a prompt, made once."""
    return (
        select(Standing, Question.kind, QuestionRevision.short_title)
        .add_columns(QuestionRevision.options, QuestionRevision.scale)
        .join(Question, Question.id == Standing.question_id)
        .join(QuestionRevision, CURRENT)
        .where(Question.prompt_id == bindparam("prompt_id"))
        .where(Standing.person_id == bindparam("person_id"))
        .where(stands_at(bindparam("now", type_=Instant)))
        .order_by(Question.position, Question.id)
    )


def lead_probability(
    session: Session, prompt_id: int, person_id: int, now: datetime
) -> float | None:
    """Return what a person forecasts now on the yes-or-no question asked first; one statement."""
    lead = (
        select(Question.id)
        .where(
            Question.prompt_id == prompt_id,
            Question.kind == "binary",
            Question.published_at.is_not(None),
        )
        .order_by(Question.published_at, Question.position, Question.id)
        .limit(1)
        .scalar_subquery()
    )
    return session.scalar(
        select(Standing.probability).where(
            Standing.question_id == lead, Standing.person_id == person_id, stands_at(now)
        )
    )
