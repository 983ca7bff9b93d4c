"""One's own forecasts as programs are told them."""

from datetime import datetime
from itertools import accumulate

from pydantic import BaseModel

from discuss.predictions.models import ForecastEvent
from discuss.predictions.presenters.spreads import QuantilesOut, quantiles_out
from discuss.predictions.queries import Face


class ForecastOut(BaseModel):
    """One deed of one's own; `n` counts them, and `follows` of the next is the last `n`.

    That a forecast has ended by its plan, `expire`, is no deed, and has the number of the last one.
    """

    n: int
    kind: str
    probability: float | None
    shares: dict[str, float] | None
    quantiles: QuantilesOut | None
    exposure: str
    reason: str
    expires_at: datetime | None
    """Until when it is to stand; without it, until the question closes."""
    created_at: datetime


def forecasts_out(face: Face) -> list[ForecastOut]:
    """Return everything that a reader said on a question, in order."""
    deeds = accumulate(int(each.kind != "expire") for each in face.own)
    return [_forecast(n, each, face) for n, each in zip(deeds, face.own, strict=True)]


def _forecast(n: int, event: ForecastEvent, face: Face) -> ForecastOut:
    return ForecastOut(
        n=n,
        kind=event.kind,
        probability=event.probability,
        shares=event.shares,
        quantiles=quantiles_out(face.scale, event.quantiles) if face.is_numeric else None,
        exposure=event.exposure,
        reason=event.reason,
        expires_at=event.expires_at,
        created_at=event.created_at,
    )
