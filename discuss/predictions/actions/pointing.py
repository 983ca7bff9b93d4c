"""What the crowd says after each event is added to its history, what is costly a little later.

The plain figures come with the forecast itself. The adjusted estimate reads who spoke last, so in a
large crowd the worker makes it, at most once a minute, of everything said until then.
"""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from discuss.kit.outbox import Parcel, enqueue_all
from discuss.predictions import queries
from discuss.predictions.actions.running import run, run_anew
from discuss.predictions.models import CrowdPoint, ForecastEvent
from discuss.predictions.queries import Face
from discuss.predictions.queries.face import AnyCrowd
from discuss.predictions.rules.lifecycle import is_decided
from discuss.predictions.rules.pool import Pool

ESTIMATE: Final = "estimate"
"""The delivery that makes the adjusted estimate of a large crowd."""
AT_ONCE: Final = 20
"""Up to so many forecasters a forecast brings its estimate with it."""
PAUSE: Final = timedelta(minutes=1)


def add_points(session: Session, seen: Face, event: ForecastEvent) -> None:
    """Add what the crowd says after the event to its history, or let the worker do it."""
    if event.kind != "affirm":
        _add_point(session, seen, event)
    if seen.question.forecaster_count <= AT_ONCE:
        _add_adjusted(session, seen, event, event.created_at)
    else:
        _later(session, event)


def estimate(session: Session, question_id: int, now: datetime) -> bool:
    """Make the adjusted estimate of all that was said on a question until now; say if it is new."""
    seen = queries.locked(session, question_id, now)
    pass_edges(session, seen, now)
    return not is_decided(seen.state) and catch_up(session, seen)


def catch_up(session: Session, seen: Face) -> bool:
    """Add the adjusted estimate after the last event of a locked question, where it is missing."""
    event = queries.unestimated(session, seen.question.id, seen.question.kind)
    if event is not None:
        then = queries.asked_at(session, seen, event)
        _add_adjusted(session, then, event, seen.now)
    return event is not None


def pass_edges(session: Session, seen: Face, until: datetime) -> None:
    """Let what was left out until a moment count again, on a locked question, from then on.

    What the crowd says then is told by the answers that there were at the last deed. Once the
    question is over nobody comes back. No statement where nothing ever was left out; done twice it
    is done once.
    """
    if not seen.question.edition:
        return
    for at, back in queries.back_again(session, seen, until):
        for standing in back:
            standing.is_left_out = False
        session.flush()
        event = queries.last_event(session, seen.question.id)
        if event is not None:
            then = queries.asked_at(session, seen, event)
            _keep(session, then, event, run_anew(session, then), at, is_edge=True)
            _add_adjusted(session, then, event, at, is_edge=True)


def _later(session: Session, event: ForecastEvent) -> None:
    """Let the worker make the estimate, once for all that is said within the same minute."""
    due_at = event.created_at.replace(second=0, microsecond=0) + PAUSE
    key = f"{ESTIMATE}-{event.question_id}-{due_at:%Y%m%d%H%M}"
    parcel = Parcel(key, ESTIMATE, {"question_id": event.question_id}, due_at)
    enqueue_all(session, [parcel], event.created_at)


def _add_point(session: Session, seen: Face, event: ForecastEvent) -> None:
    _keep(session, seen, event, run(session, seen, event), event.created_at)


def _keep(  # noqa: PLR0913 - what the crowd of which question says after which event, when
    session: Session,
    seen: Face,
    event: ForecastEvent,
    crowd: AnyCrowd | None,
    at: datetime,
    *,
    is_edge: bool = False,
) -> None:
    session.add(
        CrowdPoint(
            question_id=event.question_id,
            event_id=event.id,
            version=queries.formula_of(seen.question.kind),
            n=0 if crowd is None else crowd.n,
            figures=queries.figures_of(crowd, seen.scale if seen.is_numeric else None),
            cdf=list(crowd.cdf) if isinstance(crowd, Pool) else None,
            edition=seen.question.edition,
            is_edge=is_edge,
            created_at=at,
        )
    )
    session.flush()


def _add_adjusted(
    session: Session, seen: Face, event: ForecastEvent, at: datetime, *, is_edge: bool = False
) -> None:
    """Add the adjusted estimate after the event; an affirmation is news to it as well."""
    kind = seen.question.kind
    found = queries.adjusted_now(session, seen.question.id, kind, seen.revision)
    session.add(
        CrowdPoint(
            question_id=seen.question.id,
            event_id=event.id,
            version=queries.adjusted_formula_of(kind),
            n=found.n,
            figures=found.figures,
            cdf=found.cdf,
            edition=seen.question.edition,
            is_edge=is_edge,
            created_at=at,
        )
    )
    session.flush()
