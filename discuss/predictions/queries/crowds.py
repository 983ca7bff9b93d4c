"""What the crowd says now and how it moved."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from discuss.predictions.models import CrowdPoint, QuestionRevision, Standing
from discuss.predictions.queries.face import live_options
from discuss.predictions.rules.crowd import (
    FORMULA,
    ChoiceCrowd,
    Crowd,
    choice_crowd_of,
    crowd_of,
)

MOST_POINTS = 400
"""Points of a history that are read, evenly picked; no screen shows more."""


def standing_probabilities(session: Session, question_ids: Iterable[int]) -> dict[int, list[float]]:
    """Return each question's standing probabilities, sorted; one statement, few rows."""
    rows = session.execute(
        select(Standing.question_id, Standing.probability, func.count())
        .where(Standing.question_id.in_(list(question_ids)), Standing.probability.is_not(None))
        .group_by(Standing.question_id, Standing.probability)
        .order_by(Standing.question_id, Standing.probability)
    )
    found: dict[int, list[float]] = defaultdict(list)
    for question_id, probability, count in rows:
        if probability is not None:
            found[question_id].extend([probability] * count)
    return found


def standing_shares(
    session: Session, question_ids: Iterable[int]
) -> dict[int, list[dict[str, float]]]:
    """Return each question's standing shares over its answers; one statement."""
    rows = session.execute(
        select(Standing.question_id, Standing.shares).where(
            Standing.question_id.in_(list(question_ids)), Standing.probability.is_(None)
        )
    )
    found: dict[int, list[dict[str, float]]] = defaultdict(list)
    for question_id, shares in rows:
        found[question_id].append(shares)
    return found


def crowd_now(
    session: Session, question_id: int, kind: str, revision: QuestionRevision
) -> Crowd | ChoiceCrowd | None:
    """Return what the standing forecasts say, None when nobody stands; one statement."""
    if kind == "binary":
        return crowd_of(standing_probabilities(session, [question_id]).get(question_id, ()))
    shares = standing_shares(session, [question_id]).get(question_id, [])
    return choice_crowd_of(shares, list(live_options(revision)))


def histories(session: Session, question_ids: Iterable[int]) -> dict[int, list[CrowdPoint]]:
    """Return up to `MOST_POINTS` points of each question's history, in order; one statement."""
    place = func.row_number().over(partition_by=CrowdPoint.question_id, order_by=CrowdPoint.id)
    size = func.count().over(partition_by=CrowdPoint.question_id)
    numbered = (
        select(CrowdPoint.id, place.label("place"), size.label("size"))
        .where(CrowdPoint.question_id.in_(list(question_ids)), CrowdPoint.version == FORMULA)
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


def figures_of(crowd: Crowd | ChoiceCrowd | None) -> dict[str, Any]:
    """Return what a point of the history stores: plain figures, by answer for a choice."""
    if crowd is None:
        return {}
    if isinstance(crowd, Crowd):
        return {"median": crowd.median, "q1": crowd.q1, "q3": crowd.q3, "mean": crowd.mean}
    return {
        each.key: {"median": each.median, "q1": each.q1, "q3": each.q3} for each in crowd.answers
    }
