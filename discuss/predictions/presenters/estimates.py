"""The adjusted estimate as programs are told it."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel

from discuss.predictions.presenters.spreads import Value, value_out
from discuss.predictions.queries import Face
from discuss.predictions.rules.crowd import is_shown


class AdjustedOut(BaseModel):
    """The adjusted estimate: by which formula, of how many, when it was made, and what it says."""

    formula: str
    n: int
    made_at: datetime
    """In a large crowd up to a minute later than the last forecast that counts in it."""
    estimate: Value | dict[str, float]
    """The probability of a yes, one for each answer, or of a number or a date the median."""
    q1: Value | None = None
    q3: Value | None = None


def adjusted_out(face: Face) -> AdjustedOut | None:
    """Return the adjusted estimate for programs; None while too few count in it."""
    point = face.told.adjusted
    if point is None or not point.figures or not is_shown(point.n, face.revision.min_show):
        return None
    about: dict[str, Any] = {
        "formula": point.version,
        "n": point.n,
        "made_at": point.created_at,
    }
    if not face.is_numeric:
        return AdjustedOut(**about, estimate=point.figures["estimate"])
    median, q1, q3 = (value_out(face.scale, point.figures[name]) for name in ("median", "q1", "q3"))
    return AdjustedOut(**about, estimate=median, q1=q1, q3=q3)
