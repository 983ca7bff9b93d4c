"""The scale of a question may be mended until somebody has forecast on it."""

from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.kit.errors import Invalid
from discuss.predictions.models import ForecastEvent
from discuss.predictions.queries import Face
from discuss.predictions.rules.scale import Scale

FIXED: Final = (
    "Readers have forecast between these bounds, so they stay. Annul the question and ask a new "
    "one if they are wrong."
)


def refuse_another_axis(session: Session, seen: Face, scale: Scale | None) -> None:
    """Raise `Invalid` when bounds change under forecasts that were made between the old ones."""
    if scale is None or scale.is_same_axis(seen.scale):
        return
    events = select(ForecastEvent.id).where(ForecastEvent.question_id == seen.question.id)
    if session.scalar(events.limit(1)) is not None:
        raise Invalid(FIXED, {"lower": FIXED})
