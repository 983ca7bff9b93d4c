"""Once a question is decided, each comment's forecast on it is scored, to tell who saw it."""

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from discuss.comments.models import ForecastStamp
from discuss.predictions.actions.events import Resolved
from discuss.predictions.models import ResolutionEvent
from discuss.predictions.rules.scores import brier, brier_of_shares


def on_resolved(session: Session, event: Resolved) -> None:
    """Score what comments forecast before the answer was knowable; anything else has no score.

    Annulled and reopened, nothing has a score any more. One statement a comment, in one go.
    """
    step = session.scalars(
        select(ResolutionEvent).where(
            ResolutionEvent.question_id == event.question_id, ResolutionEvent.seq == event.seq
        )
    ).one()
    stamps = session.scalars(
        select(ForecastStamp).where(ForecastStamp.question_id == event.question_id)
    ).all()
    if stamps:
        session.execute(
            update(ForecastStamp),
            [
                {
                    "comment_id": each.comment_id,
                    "question_id": each.question_id,
                    "score": _score(each, step),
                }
                for each in stamps
            ],
        )


def _score(stamp: ForecastStamp, step: ResolutionEvent) -> int | None:
    """Return round(10⁶ · Brier), None where the forecast came too late or nothing is decided."""
    if step.action != "resolve":
        return None
    if step.knowable_at is not None and stamp.created_at >= step.knowable_at:
        return None
    if stamp.probability is not None:
        return round(brier(stamp.probability, happened=step.outcome == "yes") * 1_000_000)
    return round(brier_of_shares(stamp.shares or {}, step.outcome) * 1_000_000)
