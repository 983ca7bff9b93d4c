"""The crowd of a number or a date is added up as it changes: no forecast reads all the others."""

from sqlalchemy.orm import Session

from discuss.predictions import queries
from discuss.predictions.models import ForecastEvent, RunningPool
from discuss.predictions.rules.pool import Pool, added_up, moved, pool_from


def run(session: Session, event: ForecastEvent) -> Pool | None:
    """Return the crowd after this event, whose question is locked; two statements and a write.

    What the same person said before is taken out of the sums, and what they say now is put in.
    """
    running = session.get(RunningPool, event.question_id)
    if running is None:
        return _begin(session, event.question_id)
    before = queries.said_before(session, event)
    running.sums = moved(running.sums, before, event.cdf)
    running.n += (event.cdf is not None) - (before is not None)
    session.flush()
    return pool_from(running.n, running.sums)


def _begin(session: Session, question_id: int) -> Pool | None:
    """Add up everybody who stands, once: at the first forecast."""
    standing = queries.standing_cdfs(session, question_id)
    running = RunningPool(question_id=question_id, n=len(standing), sums=added_up(standing))
    session.add(running)
    session.flush()
    return pool_from(running.n, running.sums)
