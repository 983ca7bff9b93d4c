"""What the site holds, in figures."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from discuss.comments.models import Comment
from discuss.moderation.models import Decision
from discuss.predictions.models import ForecastEvent


@dataclass(frozen=True, slots=True)
class Held:
    """How many rows of each kind there are."""

    comments: int
    forecasts: int
    decisions: int


def held(session: Session) -> Held:
    """Return how much has been written so far, whatever became of it. One statement."""
    counts = (
        select(func.count(model.id)).scalar_subquery()
        for model in (Comment, ForecastEvent, Decision)
    )
    return Held(*session.execute(select(*counts)).one())
