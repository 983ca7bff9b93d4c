"""The crowd is added up as it changes: no forecast reads what all the others said."""

from sqlalchemy.orm import Session

from discuss.predictions import queries
from discuss.predictions.models import ForecastEvent, RunningPool, RunningTally
from discuss.predictions.queries import Face
from discuss.predictions.queries.face import AnyCrowd
from discuss.predictions.rules import tally
from discuss.predictions.rules.pool import Pool, added_up, moved, pool_from


def run(session: Session, seen: Face, event: ForecastEvent) -> AnyCrowd | None:
    """Return the crowd after this event, whose question is locked; two statements and a write.

    What the same person said before is taken out, and what they say now is put in; nothing is, of
    who is left out of it.
    """
    counts = queries.counts(session, seen.question, event)
    if seen.is_numeric:
        return _pool(session, event, counts=counts)
    running = session.get(RunningTally, event.question_id)
    if running is None or event.kind == "fold":
        return _counted(session, seen, running)
    if counts:
        before = queries.picked_before(session, event)
        now = event.shares if event.probability is None else event.probability
        running.counts = tally.moved(running.counts, before, now)
        running.n += (now is not None) - (before is not None)
        session.flush()
    return queries.crowd_told(seen.question.kind, seen.revision, running)


def run_anew(session: Session, seen: Face) -> AnyCrowd | None:
    """Return the crowd after it was decided anew who counts in it; everybody is counted."""
    number = seen.question.id
    if seen.is_numeric:
        return _added_up(session, number, session.get(RunningPool, number))
    return _counted(session, seen, session.get(RunningTally, number))


def _counted(session: Session, seen: Face, running: RunningTally | None) -> AnyCrowd | None:
    """Count everybody who counts: at the first forecast, and when many changed at a time."""
    standing = queries.standing_picks(session, seen.question.id)
    if running is None:
        running = RunningTally(question_id=seen.question.id, n=0, counts={})
        session.add(running)
    running.n, running.counts = len(standing), tally.counted(standing)
    session.flush()
    return queries.crowd_told(seen.question.kind, seen.revision, running)


def _pool(session: Session, event: ForecastEvent, *, counts: bool) -> Pool | None:
    running = session.get(RunningPool, event.question_id)
    if running is None:
        return _added_up(session, event.question_id, running)
    if counts:
        before = queries.said_before(session, event)
        running.sums = moved(running.sums, before, event.cdf)
        running.n += (event.cdf is not None) - (before is not None)
        session.flush()
    return pool_from(running.n, running.sums)


def _added_up(session: Session, question_id: int, running: RunningPool | None) -> Pool | None:
    """Add up everybody who counts: once at the first forecast, and when many changed at a time."""
    standing = queries.standing_cdfs(session, question_id)
    if running is None:
        running = RunningPool(question_id=question_id, n=0, sums=[])
        session.add(running)
    running.n, running.sums = len(standing), added_up(standing)
    session.flush()
    return pool_from(running.n, running.sums)
