"""Questions as their readers and editors face them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, select
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

MOST_ON_DESK = 200
NOT_HERE = "There is no question at this address. The article lists the ones it asks."


def board(session: Session, prompt_id: int, viewer_id: int | None, now: datetime) -> list[Face]:
    """Return the published questions under a prompt as this viewer faces them, in order.

    At most nine statements at any size; what the viewer may not see is not read.
    """
    return _faces(
        session,
        [Question.prompt_id == prompt_id, Question.published_at.is_not(None)],
        viewer_id,
        now,
    )


def face(session: Session, question_id: int, viewer_id: int | None, now: datetime) -> Face:
    """Return one question, published or not, as this viewer faces it; raise `Missing`.

    At most nine statements.
    """
    faces = _faces(session, [Question.id == question_id], viewer_id, now)
    if not faces:
        raise Missing(NOT_HERE)
    return faces[0]


def several(
    session: Session, question_ids: Sequence[int], viewer_id: int | None, now: datetime
) -> list[Face]:
    """Return some questions, published or not, as this viewer faces them.

    At most nine statements at any size.
    """
    return _faces(session, [Question.id.in_(question_ids)], viewer_id, now)


def blind(
    session: Session, question_ids: Sequence[int], viewer_id: int | None, now: datetime
) -> list[Face]:
    """Return some questions as this viewer faces them, without what others say; five statements."""
    return _untold(session, [Question.id.in_(question_ids)], viewer_id, now)


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


def _faces(
    session: Session,
    conditions: Sequence[ColumnElement[bool]],
    viewer_id: int | None,
    now: datetime,
) -> list[Face]:
    return told(session, _untold(session, conditions, viewer_id, now))


def _untold(
    session: Session,
    conditions: Sequence[ColumnElement[bool]],
    viewer_id: int | None,
    now: datetime,
) -> list[Face]:
    rows = session.execute(
        _current()
        .add_columns(next_end().label("next_end"))
        .where(*conditions)
        .order_by(Question.position, Question.id)
    ).all()
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
    for ruling in session.scalars(
        select(ResolutionEvent)
        .where(ResolutionEvent.question_id.in_(ids))
        .order_by(ResolutionEvent.question_id, ResolutionEvent.seq)
    ):
        found[ruling.question_id].append(ruling)
    return found


def _of_viewer(
    session: Session, ids: Sequence[int], viewer_id: int | None
) -> tuple[dict[int, list[ForecastEvent]], set[int], dict[int, Row[Any]]]:
    """Return the viewer's deeds, passes and scores; three statements, none for strangers."""
    own: dict[int, list[ForecastEvent]] = defaultdict(list)
    if viewer_id is None or not ids:
        return own, set(), {}
    for event in session.scalars(
        select(ForecastEvent)
        .where(ForecastEvent.person_id == viewer_id, ForecastEvent.question_id.in_(ids))
        .order_by(ForecastEvent.id)
    ):
        own[event.question_id].append(event)
    passes = session.scalars(
        select(Pass.question_id).where(Pass.person_id == viewer_id, Pass.question_id.in_(ids))
    )
    rows = session.execute(scored(Score.person_id == viewer_id, Score.question_id.in_(ids)))
    return own, set(passes), {row.Score.question_id: row for row in rows}


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
