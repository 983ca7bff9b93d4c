"""Forecasts end when their forecasters planned it, whoever comes first to write it down."""

from datetime import datetime

from sqlalchemy import exists, select, update
from sqlalchemy.orm import Session

from discuss.kit.outbox import Parcel, enqueue_all
from discuss.predictions import queries
from discuss.predictions.actions.following import count, follow
from discuss.predictions.actions.pointing import pass_edges
from discuss.predictions.models import ForecastEvent, Standing
from discuss.predictions.queries import Face

LAPSE = "lapse"
"""The delivery that ends a forecast."""


def lapse(session: Session, question_id: int, now: datetime) -> int:
    """End every forecast on a question whose planned moment has come; return how many.

    What the worker does at that moment, and when what was left out for a time counts again.
    """
    return expire(session, queries.locked(session, question_id, now))


def expire(session: Session, seen: Face) -> int:
    """Write down what has ended on a locked question, each at its planned moment; return how many.

    Done before any other deed, so that the log stays in order however late the worker is; done
    twice it is done once.
    """
    ended = queries.ended(session, seen.question.id, seen.now)
    for standing, last in ended:
        at = last.expires_at or seen.now
        pass_edges(session, seen, at)
        event = queries.end_event(last, seen.revision.n, at)
        session.add(event)
        session.delete(standing)
        session.flush()
        count(session, seen.question, -1)
        follow(session, seen, event)
    pass_edges(session, seen, seen.now)
    return len(ended)


def plan(session: Session, event: ForecastEvent, now: datetime) -> None:
    """Let the worker end a forecast at its planned moment; one statement, none without a plan."""
    if event.expires_at is not None:
        payload = {"question_id": event.question_id}
        parcel = Parcel(f"{LAPSE}-{event.id}", LAPSE, payload, event.expires_at)
        enqueue_all(session, [parcel], now)


def plan_anew(session: Session, seen: Face) -> None:
    """Let plans hold by the close as it is now, and by no later moment than a ruling in force.

    What has come to its end by then is ended. Two statements.
    """
    decided_at = seen.ruling.created_at if seen.ruling else None
    planned = select(ForecastEvent.expires_at).where(ForecastEvent.id == Standing.event_id)
    holds = ForecastEvent.expires_at < seen.revision.close_at
    if decided_at is not None:
        holds &= ForecastEvent.expires_at < decided_at
    session.execute(
        update(Standing)
        .where(
            Standing.question_id == seen.question.id,
            exists().where(
                ForecastEvent.id == Standing.event_id, ForecastEvent.expires_at.is_not(None)
            ),
        )
        .values(expires_at=planned.where(holds).scalar_subquery())
        .execution_options(synchronize_session="fetch")
    )
    expire(session, seen)
