"""What the sums and counts of standing forecasts are made of, and what they say."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from discuss.predictions.models import ForecastEvent, QuestionRevision, RunningTally, Standing
from discuss.predictions.queries.crowds import COUNTS
from discuss.predictions.queries.face import AnyCrowd, live_options
from discuss.predictions.rules.tally import choice_crowd_from, crowd_from


def standing_cdfs(
    session: Session, question_id: int, *conditions: ColumnElement[bool]
) -> list[list[float]]:
    """Return every standing distribution that counts; one statement, as many rows as people."""
    rows = session.scalars(
        select(Standing.cdf).where(Standing.question_id == question_id, COUNTS, *conditions)
    )
    return [cdf for cdf in rows if cdf is not None]


def standing_picks(session: Session, question_id: int) -> list[Any]:
    """Return every standing probability that counts, or shares by answer; one statement."""
    rows = session.execute(
        select(Standing.probability, Standing.shares).where(
            Standing.question_id == question_id, COUNTS
        )
    )
    return [shares if probability is None else probability for probability, shares in rows]


def picked_before(session: Session, event: ForecastEvent) -> Any:  # noqa: ANN401 - a probability or shares
    """Return the probability or the shares that the same person had until this event, if any."""
    row = session.execute(
        _before(event, select(ForecastEvent.probability, ForecastEvent.shares))
    ).one_or_none()
    if row is None:
        return None
    return row.shares if row.probability is None else row.probability


def crowd_told(kind: str, revision: QuestionRevision, running: RunningTally) -> AnyCrowd | None:
    """Return what the counted forecasts on a yes-or-no question or a choice say."""
    if kind == "binary":
        return crowd_from(running.n, running.counts)
    return choice_crowd_from(running.n, running.counts, list(live_options(revision)))


def said_before(session: Session, event: ForecastEvent) -> Sequence[Any] | None:
    """Return the distribution that the same person had until this event, if any; one statement."""
    found: Sequence[Any] | None = session.scalar(_before(event, select(ForecastEvent.cdf)))
    return found


def _before(event: ForecastEvent, wanted: Select[Any]) -> Select[Any]:
    """Return what is wanted of the last event of the same person before this one."""
    return (
        wanted.where(
            ForecastEvent.person_id == event.person_id,
            ForecastEvent.question_id == event.question_id,
            ForecastEvent.id < event.id,
        )
        .order_by(ForecastEvent.id.desc())
        .limit(1)
    )
