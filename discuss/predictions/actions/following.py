"""What follows from a forecast: who stands with what, how many, and what the crowd says now."""

from sqlalchemy import update
from sqlalchemy.orm import Session

from discuss.kit.announce import announce
from discuss.predictions import queries
from discuss.predictions.actions.events import Forecasted
from discuss.predictions.actions.pointing import add_points
from discuss.predictions.actions.sealing import seal
from discuss.predictions.models import (
    ForecastEvent,
    Question,
    Standing,
)
from discuss.predictions.queries import Face


def stand(session: Session, seen: Face, event: ForecastEvent) -> None:
    """Let the event be the one that counts, until it ends by its plan."""
    ends = seen.end_of(event)
    standing = session.get(Standing, (event.question_id, event.person_id))
    if standing is None:
        session.add(
            Standing(
                question_id=event.question_id,
                person_id=event.person_id,
                event_id=event.id,
                probability=event.probability,
                shares=event.shares,
                quantiles=event.quantiles,
                cdf=event.cdf,
                is_seasoned=event.is_seasoned,
                expires_at=ends,
                is_left_out=not queries.counts(session, seen.question, event),
                since=event.created_at,
            )
        )
        count(session, seen.question, 1)
    else:
        standing.event_id = event.id
        standing.probability = event.probability
        standing.shares = event.shares
        standing.quantiles = event.quantiles
        standing.cdf = event.cdf
        standing.is_seasoned = event.is_seasoned
        standing.expires_at = ends
        standing.since = event.created_at
    session.flush()


def count(session: Session, question: Question, by: int) -> None:
    """Move the number of people with a standing forecast."""
    session.execute(
        update(Question)
        .where(Question.id == question.id)
        .values(forecaster_count=Question.forecaster_count + by)
        .execution_options(synchronize_session=False)
    )


def follow(session: Session, seen: Face, event: ForecastEvent) -> None:
    """Give the event its receipt, add what the crowd says after it, and tell those who listen."""
    seal(session, [event])
    add_points(session, seen, event)
    ends = seen.end_of(event)
    announce(
        session,
        Forecasted(event.question_id, event.person_id, event.id, event.created_at, ends),
    )
