"""What people forecast, and how right they were; and whose numbers a reader may see."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from operator import attrgetter
from typing import Any

from sqlalchemy import BindParameter, Exists, Select, and_, bindparam, exists, literal, select
from sqlalchemy.orm import Session

from discuss.kit.orm import Instant
from discuss.predictions.models import (
    ForecastEvent,
    Pass,
    ProposedOutcome,
    Question,
    QuestionRevision,
    ResolutionEvent,
    Score,
    Standing,
)
from discuss.predictions.queries.lapsing import stands_at
from discuss.predictions.queries.questions import scored
from discuss.predictions.rules import lifecycle
from discuss.predictions.rules.lifecycle import Action, Dates, Deed, Reveal, Ruling, State, allows

NEVER = datetime.max.replace(tzinfo=UTC)
CURRENT = and_(
    QuestionRevision.question_id == Question.id, QuestionRevision.n == Question.revision_n
)


@dataclass(frozen=True, slots=True)
class Unanswered:
    """An open question that waits for somebody's forecast."""

    question_id: int
    short_title: str
    kind: str
    options: Sequence[Any]
    scale: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Scored:
    """A decided question on somebody's page: their score and the crowd's, 0 is best."""

    question_id: int
    title: str
    kind: str
    decided_at: datetime
    outcome: str
    options: Sequence[Any]
    scale: Mapping[str, Any]
    value: float
    formula: str
    coverage: float
    crowd: float | None
    better_than: int | None


@dataclass(frozen=True, slots=True)
class Lead:
    """A question by which a discussion can be read."""

    question_id: int
    short_title: str


@dataclass(frozen=True, slots=True)
class Sight:
    """Which questions of a prompt show a viewer other people's numbers, and which take some."""

    revealed: frozenset[int] = frozenset()
    taking: frozenset[int] = frozenset()
    lead: Lead | None = None
    """The yes-or-no question that was asked first; questions asked later never take its place."""
    decided: Lead | None = None
    """The first question that has been decided."""
    binary: Sequence[Lead] = ()
    """The yes-or-no questions, in the order in which they stand."""
    at: datetime = NEVER
    """The moment of looking; forecasts whose time is over by then stand no more."""


def sight(session: Session, prompt_id: int, viewer_id: int | None, now: datetime) -> Sight:
    """Return what a viewer may see and do under a prompt; one statement."""
    asked = _under() if viewer_id is None else _under_for_somebody()
    given = {"prompt_id": prompt_id, "viewer_id": viewer_id}
    found = [(row, _state(row, now)) for row in session.execute(asked, given)]
    return Sight(
        revealed=frozenset(row.id for row, state in found if _is_revealed(row, state, now)),
        taking=frozenset(row.id for row, _ in found if _takes(row, now)),
        lead=_first(
            sorted(
                (row for row, _ in found if row.kind == "binary"), key=attrgetter("published_at")
            )
        ),
        decided=_first(row for row, state in found if state is State.RESOLVED),
        binary=[Lead(row.id, row.short_title) for row, _ in found if row.kind == "binary"],
        at=now,
    )


def _first(rows: Iterable[Any]) -> Lead | None:
    return next((Lead(row.id, row.short_title) for row in rows), None)


@cache
def _under() -> Select[Any]:
    """Return the select of a prompt's questions, on which nobody has done anything; made once."""
    nothing = literal(value=False)
    return _asked().add_columns(nothing.label("answered"), nothing.label("passed"))


@cache
def _under_for_somebody() -> Select[Any]:
    """Return the same with what the viewer did about each."""
    return _asked().add_columns(_did(ForecastEvent).label("answered"), _did(Pass).label("passed"))


def _asked() -> Select[Any]:
    last_action = (
        select(ResolutionEvent.action)
        .where(
            ResolutionEvent.question_id == Question.id,
            ResolutionEvent.seq == Question.resolution_seq,
        )
        .scalar_subquery()
    )
    return (
        select(
            Question.id,
            Question.kind,
            Question.published_at,
            QuestionRevision.short_title,
            QuestionRevision.reveal,
            QuestionRevision.reveal_at,
            QuestionRevision.open_at,
            QuestionRevision.close_at,
            QuestionRevision.resolve_by,
            last_action.label("action"),
            _pending().label("is_pending"),
        )
        .join(QuestionRevision, CURRENT)
        .where(Question.prompt_id == bindparam("prompt_id"), Question.published_at.is_not(None))
        .order_by(Question.position, Question.id)
    )


def _did(table: type[ForecastEvent | Pass]) -> Exists:
    viewer: BindParameter[int] = bindparam("viewer_id")
    return exists().where(table.question_id == Question.id, table.person_id == viewer)


def _pending() -> Any:  # noqa: ANN401 - a SQL expression
    return exists().where(
        ProposedOutcome.question_id == Question.id, ProposedOutcome.ended_at.is_(None)
    )


def _takes(row: Any, now: datetime) -> bool:  # noqa: ANN401 - a row of named columns
    return not row.is_pending and allows(_state(row, now), Deed.FORECAST)


def _state(row: Any, now: datetime) -> State:  # noqa: ANN401 - a row of named columns
    """Return where a question stands; an outcome that is only proposed changes nothing here."""
    rulings = [] if row.action is None else [Ruling(1, Action(row.action), None, None)]
    return lifecycle.state_at(Dates(row.open_at, row.close_at, row.resolve_by), rulings, now)


def _is_revealed(row: Any, state: State, now: datetime) -> bool:  # noqa: ANN401 - a row of named columns
    return lifecycle.is_revealed(
        Reveal(row.reveal),
        answered=bool(row.answered),
        passed=bool(row.passed),
        state=state,
        now=now,
        reveal_at=row.reveal_at,
    )


def unanswered(session: Session, prompt_id: int, person_id: int, now: datetime) -> list[Unanswered]:
    """Return the open questions on which a person has no forecast; one statement."""
    given = {"prompt_id": prompt_id, "person_id": person_id, "now": now}
    rows = session.execute(_without_forecast(), given)
    return [
        Unanswered(row.id, row.short_title, row.kind, row.options, row.scale)
        for row in rows
        if _takes(row, now)
    ]


@cache
def _without_forecast() -> Select[Any]:
    """Return the select of a prompt's questions on which a person has no forecast; made once."""
    stands = exists().where(
        Standing.question_id == Question.id,
        Standing.person_id == bindparam("person_id"),
        stands_at(bindparam("now", type_=Instant)),
    )
    asked = _under().add_columns(QuestionRevision.options, QuestionRevision.scale)
    return asked.where(~stands)


def record_of(session: Session, person_id: int, limit: int = 50) -> list[Scored]:
    """Return somebody's decided questions, the latest first, at most `limit`; one statement."""
    rows = session.execute(
        scored(Score.person_id == person_id)
        .add_columns(Question.kind, QuestionRevision.title)
        .add_columns(QuestionRevision.options, QuestionRevision.scale)
        .add_columns(ResolutionEvent.created_at, ResolutionEvent.outcome, ResolutionEvent.figures)
        .join(QuestionRevision, CURRENT)
        .join(
            ResolutionEvent,
            and_(
                ResolutionEvent.question_id == Question.id,
                ResolutionEvent.seq == Question.resolution_seq,
            ),
        )
        .order_by(ResolutionEvent.created_at.desc(), Question.id.desc())
        .limit(limit)
    )
    return [_scored(row) for row in rows]


def _scored(row: Any) -> Scored:  # noqa: ANN401 - a row of named columns
    others = row.people - 1
    return Scored(
        question_id=row.Score.question_id,
        title=row.title,
        kind=row.kind,
        decided_at=row.created_at,
        outcome=row.outcome,
        options=row.options,
        scale=row.scale,
        value=row.Score.value,
        formula=row.Score.formula,
        coverage=row.Score.coverage,
        crowd=row.figures.get("crowd"),
        better_than=100 * (row.people - row.not_worse) // others if others else None,
    )
