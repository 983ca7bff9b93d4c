"""What the crowd says now and how it moved."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session, undefer

from discuss.predictions.models import (
    CrowdPoint,
    ForecastEvent,
    Question,
    QuestionRevision,
    Standing,
)
from discuss.predictions.queries.face import AnyCrowd, live_options
from discuss.predictions.rules import adjusted
from discuss.predictions.rules.crowd import FORMULA, Crowd
from discuss.predictions.rules.pool import POOL, Pool, read_from
from discuss.predictions.rules.scale import NUMERIC, Scale

MOST_POINTS = 400
"""Points of a history that are read, evenly picked; no screen shows more."""

COUNTS: Final = Standing.is_left_out.is_(False)
"""The condition under which a standing forecast counts in the crowd."""

IN_FORCE: Final = CrowdPoint.superseded_in.is_(None)
"""The condition under which a point is what the crowd says by the question's edition."""


def standing_probabilities(
    session: Session, question_ids: Iterable[int], *conditions: ColumnElement[bool]
) -> dict[int, list[float]]:
    """Return each question's standing probabilities, sorted; one statement, few rows."""
    rows = session.execute(
        select(Standing.question_id, Standing.probability, func.count())
        .where(Standing.question_id.in_(list(question_ids)), Standing.probability.is_not(None))
        .where(COUNTS, *conditions)
        .group_by(Standing.question_id, Standing.probability)
        .order_by(Standing.question_id, Standing.probability)
    )
    found: dict[int, list[float]] = defaultdict(list)
    for question_id, probability, count in rows:
        if probability is not None:
            found[question_id].extend([probability] * count)
    return found


def standing_shares(
    session: Session, question_ids: Iterable[int], *conditions: ColumnElement[bool]
) -> dict[int, list[dict[str, float]]]:
    """Return each question's standing shares over its answers; one statement."""
    rows = session.execute(
        select(Standing.question_id, Standing.shares).where(
            Standing.question_id.in_(list(question_ids)),
            Standing.probability.is_(None),
            COUNTS,
            *conditions,
        )
    )
    found: dict[int, list[dict[str, float]]] = defaultdict(list)
    for question_id, shares in rows:
        found[question_id].append(shares)
    return found


def formula_of(kind: str) -> str:
    """Return the version of the formula by which the crowd of a kind of question is read now."""
    return POOL if kind in NUMERIC else FORMULA


def latest_pools(
    session: Session, question_ids: Iterable[int], *_: ColumnElement[bool]
) -> dict[int, Pool]:
    """Return what the crowd of each number or date said last, where anybody stands; one statement.

    It is read from the last point of the history, so that no page loads everybody's distribution.
    """
    last = (
        select(func.max(CrowdPoint.id))
        .where(CrowdPoint.question_id.in_(list(question_ids)), CrowdPoint.version == POOL, IN_FORCE)
        .group_by(CrowdPoint.question_id)
    )
    rows = session.execute(
        select(CrowdPoint.question_id, CrowdPoint.n, CrowdPoint.cdf).where(CrowdPoint.id.in_(last))
    )
    return {question_id: read_from(n, cdf) for question_id, n, cdf in rows if n and cdf}


@dataclass(frozen=True, slots=True)
class Adjusted:
    """The adjusted estimate as it is stored: how many count in it, and what it says."""

    n: int
    figures: dict[str, Any]
    cdf: list[float] | None = None
    """Of a number or a date: the distribution from which the figures are read."""


def adjusted_formula_of(kind: str) -> str:
    """Return the version of the formula of a kind of question's adjusted estimate."""
    return adjusted.ALONG_FORMULA if kind in NUMERIC else adjusted.FORMULA


def adjusted_now(
    session: Session,
    question_id: int,
    kind: str,
    revision: QuestionRevision,
    *conditions: ColumnElement[bool],
) -> Adjusted:
    """Return the adjusted estimate from who stands now; one statement, two for large crowds."""
    said_as = _SAID.get(kind, Standing.cdf)
    of_question = [Standing.question_id == question_id, *conditions]
    seasoned = [*of_question, Standing.is_seasoned.is_(True), COUNTS]
    newest = session.scalars(
        select(said_as).where(*seasoned).order_by(Standing.event_id.desc()).limit(adjusted.MOST)
    ).all()
    n = len(newest)
    if n == adjusted.MOST:
        n = session.scalar(select(func.count()).select_from(Standing).where(*seasoned)) or n
    return adjusted_from(newest[::-1], n, kind, revision)


def unestimated(session: Session, question_id: int, kind: str) -> ForecastEvent | None:
    """Return the last event of a question where no estimate was made after it; two statements."""
    event = last_event(session, question_id)
    if event is None:
        return None
    is_made = select(CrowdPoint.id).where(
        CrowdPoint.question_id == question_id,
        CrowdPoint.event_id == event.id,
        CrowdPoint.version == adjusted_formula_of(kind),
        IN_FORCE,
        CrowdPoint.is_edge.is_(False),
    )
    return None if session.scalar(is_made) else event


def last_event(session: Session, question_id: int) -> ForecastEvent | None:
    """Return the last event of a question; one statement."""
    return session.scalars(
        select(ForecastEvent)
        .where(ForecastEvent.question_id == question_id)
        .order_by(ForecastEvent.id.desc())
        .limit(1)
    ).one_or_none()


_SAID: Final[Mapping[str, InstrumentedAttribute[Any]]] = {
    "binary": Standing.probability,
    "choice": Standing.shares,
}


def adjusted_from(
    oldest_first: Sequence[Any], n: int, kind: str, revision: QuestionRevision
) -> Adjusted:
    """Return what a point of the adjusted estimate stores; no figures when nobody counts."""
    if kind in NUMERIC:
        cdf = adjusted.along_estimate(oldest_first, n)
        if cdf is None:
            return Adjusted(n, {})
        figures = figures_of(read_from(n, cdf), Scale.of(revision.scale))
        return Adjusted(n, figures, list(cdf))
    if kind == "binary":
        found: object = adjusted.estimate(oldest_first, n)
    else:
        found = adjusted.choice_estimate(oldest_first, list(live_options(revision)), n)
    return Adjusted(n, {} if found is None else {"estimate": found})


def latest_adjusted(session: Session, question_ids: Sequence[int]) -> dict[int, CrowdPoint]:
    """Return the newest point of each question's adjusted estimate; one statement."""
    version = case((Question.kind.in_(NUMERIC), adjusted.ALONG_FORMULA), else_=adjusted.FORMULA)
    newest = (
        select(CrowdPoint.id)
        .where(CrowdPoint.question_id == Question.id, CrowdPoint.version == version, IN_FORCE)
        .order_by(CrowdPoint.id.desc())
        .limit(1)
        .correlate(Question)
        .scalar_subquery()
    )
    wanted = select(newest).where(Question.id.in_(question_ids))
    points = session.scalars(select(CrowdPoint).where(CrowdPoint.id.in_(wanted)))
    return {each.question_id: each for each in points}


def point_before(session: Session, question: Question, at: datetime) -> CrowdPoint | None:
    """Return what a crowd said at an instant, its distribution too; one statement."""
    return session.scalars(
        select(CrowdPoint)
        .where(
            CrowdPoint.question_id == question.id,
            CrowdPoint.version == formula_of(question.kind),
            CrowdPoint.created_at <= at,
            IN_FORCE,
        )
        .order_by(CrowdPoint.id.desc())
        .limit(1)
        .options(undefer(CrowdPoint.cdf))
    ).one_or_none()


def histories(session: Session, question_ids: Iterable[int]) -> dict[int, list[CrowdPoint]]:
    """Return up to `MOST_POINTS` points of each question's history, in order; one statement."""
    place = func.row_number().over(partition_by=CrowdPoint.question_id, order_by=CrowdPoint.id)
    size = func.count().over(partition_by=CrowdPoint.question_id)
    numbered = (
        select(CrowdPoint.id, place.label("place"), size.label("size"))
        .where(
            CrowdPoint.question_id.in_(list(question_ids)), CrowdPoint.version.in_((FORMULA, POOL))
        )
        .where(IN_FORCE)
        .subquery()
    )
    step = numbered.c.size // MOST_POINTS + 1
    rows = session.scalars(
        select(CrowdPoint)
        .join(numbered, numbered.c.id == CrowdPoint.id)
        .where((numbered.c.place % step == 0) | (numbered.c.place == numbered.c.size))
        .order_by(CrowdPoint.question_id, CrowdPoint.id)
    )
    found: dict[int, list[CrowdPoint]] = defaultdict(list)
    for point in rows:
        found[point.question_id].append(point)
    return found


def figures_of(crowd: AnyCrowd | None, scale: Scale | None = None) -> dict[str, Any]:
    """Return what a point of the history stores: plain figures, by answer for a choice.

    Those of a number or a date are values of its scale.
    """
    if crowd is None:
        return {}
    if isinstance(crowd, Pool):
        if scale is None:
            message = "the crowd of a number or a date is told by its scale"
            raise TypeError(message)
        places = {"median": crowd.median, "q1": crowd.q1, "q3": crowd.q3}
        return {name: scale.value(place) for name, place in places.items()}
    if isinstance(crowd, Crowd):
        return {"median": crowd.median, "q1": crowd.q1, "q3": crowd.q3, "mean": crowd.mean}
    return {
        each.key: {"median": each.median, "q1": each.q1, "q3": each.q3} for each in crowd.answers
    }
