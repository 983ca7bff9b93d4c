"""Questions as their readers and editors face them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Row, Select, and_, bindparam, func, select
from sqlalchemy.orm import Session

from discuss.kit.errors import Missing
from discuss.predictions.models import (
    ForecastEvent,
    Pass,
    ProposedOutcome,
    Question,
    QuestionRevision,
    ResolutionEvent,
    Score,
)
from discuss.predictions.queries.excluding import own_exclusions
from discuss.predictions.queries.face import Face
from discuss.predictions.queries.lapsing import next_end, with_own_end
from discuss.predictions.queries.told import told

GIVEN = "given"
MOST_ON_DESK = 200
NOT_HERE = "There is no question at this address. The article lists the ones it asks."


def board(session: Session, prompt_id: int, viewer_id: int | None, now: datetime) -> list[Face]:
    """Return the published questions under a prompt as this viewer faces them, in order.

    At most nine statements at any size, and what `told` says of questions that were decided; what
    the viewer may not see is not read.
    """
    return told(session, _untold(session, _Asked(_on_board(), prompt_id), viewer_id, now))


def face(session: Session, question_id: int, viewer_id: int | None, now: datetime) -> Face:
    """Return one question, published or not, as this viewer faces it; raise `Missing`.

    At most nine statements.
    """
    faces = several(session, [question_id], viewer_id, now)
    if not faces:
        raise Missing(NOT_HERE)
    return faces[0]


def several(
    session: Session, question_ids: Sequence[int], viewer_id: int | None, now: datetime
) -> list[Face]:
    """Return some questions, published or not, as this viewer faces them.

    At most nine statements at any size.
    """
    return told(session, blind(session, question_ids, viewer_id, now))


def blind(
    session: Session, question_ids: Sequence[int], viewer_id: int | None, now: datetime
) -> list[Face]:
    """Return some questions as this viewer faces them, without what others say; five statements."""
    return _untold(session, _Asked(_among(), question_ids), viewer_id, now)


def all_ids(session: Session) -> Sequence[int]:
    """Return the numbers of all questions, drafts too, in order; one statement."""
    return session.scalars(select(Question.id).order_by(Question.id)).all()


def desk(session: Session, now: datetime, most: int | None = MOST_ON_DESK) -> list[Face]:
    """Return questions with their rulings and nobody's forecasts; two statements.

    Those that were never ruled on come first, so that nothing which waits is left out.
    """
    newest = _current().order_by(Question.resolution_seq > 0, Question.id.desc())
    rows = session.execute(newest.limit(most)).all()
    rulings = _rulings(session, [row.Question.id for row in rows])
    return [
        Face(
            row.Question,
            row.QuestionRevision,
            rulings[row.Question.id],
            now,
            proposed=row.ProposedOutcome,
        )
        for row in rows
    ]


def locked(session: Session, question_id: int, now: datetime) -> Face:
    """Return a question that nobody else can change until this transaction ends.

    Three statements: what belongs to it is read once the lock is held, since whoever held it before
    may have added to it.
    """
    question = session.scalar(
        select(Question)
        .where(Question.id == question_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )
    if question is None:
        raise Missing(NOT_HERE)
    row = session.execute(
        _current().where(Question.id == question_id).execution_options(populate_existing=True)
    ).one()
    rulings = _rulings(session, [question_id])
    return Face(
        question, row.QuestionRevision, rulings[question_id], now, proposed=row.ProposedOutcome
    )


def siblings(session: Session, question: Question) -> Sequence[Row[int, str]]:
    """Return (id, title) of the other published questions under the same prompt; one statement."""
    return session.execute(
        select(Question.id, QuestionRevision.title)
        .join(QuestionRevision, _is_current())
        .where(
            Question.prompt_id == question.prompt_id,
            Question.id != question.id,
            Question.published_at.is_not(None),
        )
        .order_by(Question.position, Question.id)
    ).all()


def _is_current() -> ColumnElement[bool]:
    return and_(
        QuestionRevision.question_id == Question.id, QuestionRevision.n == Question.revision_n
    )


def _current() -> Select[Question, QuestionRevision, ProposedOutcome]:
    """Select questions as worded now, each with the outcome that is proposed, if any."""
    return (
        select(Question, QuestionRevision, ProposedOutcome)
        .join(QuestionRevision, _is_current())
        .outerjoin(
            ProposedOutcome,
            and_(ProposedOutcome.question_id == Question.id, ProposedOutcome.ended_at.is_(None)),
        )
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    """Which questions are faced: a select that is made once, and what it is given."""

    statement: Select[Any]
    given: int | Sequence[int]


@cache
def _on_board() -> Select[Any]:
    """Select the published questions under the prompt that is given."""
    here = Question.prompt_id == bindparam(GIVEN)
    return _faced().where(here, Question.published_at.is_not(None))


@cache
def _among() -> Select[Any]:
    """Select the questions that are given."""
    return _faced().where(Question.id.in_(bindparam(GIVEN, expanding=True)))


def _faced() -> Select[Any]:
    ends = next_end().label("next_end")
    return _current().add_columns(ends).order_by(Question.position, Question.id)


def _untold(session: Session, asked: _Asked, viewer_id: int | None, now: datetime) -> list[Face]:
    rows = session.execute(asked.statement, {GIVEN: asked.given}).all()
    ids = [row.Question.id for row in rows]
    rulings = _rulings(session, ids)
    own, passes, scores = _of_viewer(session, ids, viewer_id)
    faces = [
        with_own_end(
            Face(
                question=row.Question,
                revision=row.QuestionRevision,
                rulings=rulings[row.Question.id],
                now=now,
                own=own[row.Question.id],
                has_passed=row.Question.id in passes,
                proposed=row.ProposedOutcome,
                next_end=row.next_end,
                **_score_of(scores.get(row.Question.id), row.Question.resolution_seq),
            )
        )
        for row in rows
    ]
    excluded = own_exclusions(session, faces, viewer_id) if viewer_id else {}
    return [replace(each, exclusion=excluded.get(each.question.id)) for each in faces]


def _score_of(found: Row[Any] | None, seq: int) -> dict[str, Any]:
    """Return the score by the ruling in force, if any, and how many in 100 it beats."""
    if found is None or found.Score.resolution_seq != seq:
        return {}
    others = found.people - 1
    return {
        "score": found.Score,
        "better_than": 100 * (found.people - found.not_worse) // others if others else None,
    }


def _rulings(session: Session, ids: Sequence[int]) -> dict[int, list[ResolutionEvent]]:
    found: dict[int, list[ResolutionEvent]] = defaultdict(list)
    for ruling in session.scalars(_ruled(), {GIVEN: ids}):
        found[ruling.question_id].append(ruling)
    return found


@cache
def _ruled() -> Select[ResolutionEvent]:
    on = ResolutionEvent.question_id
    return (
        select(ResolutionEvent)
        .where(on.in_(bindparam(GIVEN, expanding=True)))
        .order_by(on, ResolutionEvent.seq)
    )


def _of_viewer(
    session: Session, ids: Sequence[int], viewer_id: int | None
) -> tuple[dict[int, list[ForecastEvent]], set[int], dict[int, Row[Any]]]:
    """Return the viewer's deeds, passes and scores; three statements, none for strangers."""
    own: dict[int, list[ForecastEvent]] = defaultdict(list)
    if viewer_id is None or not ids:
        return own, set(), {}
    deeds, passed, scores = _viewers()
    given = {GIVEN: ids, "viewer_id": viewer_id}
    for event in session.scalars(deeds, given):
        own[event.question_id].append(event)
    passes = session.scalars(passed, given)
    rows = session.execute(scores, given)
    return own, set(passes), {row.Score.question_id: row for row in rows}


@cache
def _viewers() -> tuple[Select[ForecastEvent], Select[int], Select[Any]]:
    """Return the selects of a viewer's deeds, passes and scores, made once."""
    who: BindParameter[int] = bindparam("viewer_id")
    among: BindParameter[Any] = bindparam(GIVEN, expanding=True)
    deeds = select(ForecastEvent).where(
        ForecastEvent.person_id == who, ForecastEvent.question_id.in_(among)
    )
    passed = select(Pass.question_id).where(Pass.person_id == who, Pass.question_id.in_(among))
    scores = scored(Score.person_id == who, Score.question_id.in_(among))
    return deeds.order_by(ForecastEvent.id), passed, scores


def scored(*conditions: ColumnElement[bool]) -> Select[Any]:
    """Select shown scores by the ruling in force: Score, `people` scored, `not_worse` than it."""
    other = Score.__table__.alias()
    same = and_(
        other.c.question_id == Score.question_id,
        other.c.resolution_seq == Score.resolution_seq,
        other.c.kind == Score.kind,
        other.c.formula == Score.formula,
        other.c.superseded_in.is_(None),
    )
    people = select(func.count()).where(same).correlate(Score).scalar_subquery()
    not_worse = (
        select(func.count())
        .where(same, other.c.value <= Score.value)
        .correlate(Score)
        .scalar_subquery()
    )
    return (
        select(Score, people.label("people"), not_worse.label("not_worse"))
        .join(
            Question,
            and_(Question.id == Score.question_id, Question.resolution_seq == Score.resolution_seq),
        )
        .where(Score.is_shown, Score.superseded_in.is_(None), *conditions)
    )
