"""Once a question is decided, each comment's forecast on it is scored, to tell who saw it."""

from collections.abc import Sequence

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from discuss.comments.models import ForecastStamp
from discuss.predictions import queries as predictions
from discuss.predictions.actions.events import Resolved
from discuss.predictions.models import ForecastEvent, ResolutionEvent
from discuss.predictions.queries import Face, order_of
from discuss.predictions.rules.crps import crps
from discuss.predictions.rules.ordered import rps_of_shares
from discuss.predictions.rules.ruled import place_of
from discuss.predictions.rules.scores import brier, brier_of_shares


def on_resolved(session: Session, event: Resolved) -> None:
    """Score what comments forecast before the answer was knowable; anything else has no score.

    Annulled and reopened, nothing has a score any more. One statement a comment, in one go.
    """
    seen = predictions.locked(session, event.question_id, event.now)
    step = session.scalars(
        select(ResolutionEvent).where(
            ResolutionEvent.question_id == event.question_id, ResolutionEvent.seq == event.seq
        )
    ).one()
    stamps = session.execute(
        select(ForecastStamp, ForecastEvent.cdf)
        .join(ForecastEvent, ForecastEvent.id == ForecastStamp.event_id)
        .where(ForecastStamp.question_id == event.question_id)
    ).all()
    if stamps:
        session.execute(
            update(ForecastStamp),
            [
                {
                    "comment_id": each.comment_id,
                    "question_id": each.question_id,
                    "score": _score(each, cdf, step, seen),
                }
                for each, cdf in stamps
            ],
        )


def _score(
    stamp: ForecastStamp, cdf: Sequence[float] | None, step: ResolutionEvent, seen: Face
) -> int | None:
    """Return round(10⁶ · score), None where the forecast came too late or nothing is decided."""
    if step.action != "resolve":
        return None
    if step.knowable_at is not None and stamp.created_at >= step.knowable_at:
        return None
    return round(_missed(stamp, cdf, step, seen) * 1_000_000)


def _missed(
    stamp: ForecastStamp, cdf: Sequence[float] | None, step: ResolutionEvent, seen: Face
) -> float:
    """Return how far off a forecast was, by the score that its kind of question shows."""
    if cdf is not None:
        return crps(cdf, place_of(seen.scale, step.outcome))
    if stamp.probability is not None:
        return brier(stamp.probability, happened=step.outcome == "yes")
    order = order_of(seen.revision, step.outcome)
    if order:
        return rps_of_shares(stamp.shares or {}, step.outcome, order)
    return brier_of_shares(stamp.shares or {}, step.outcome)
