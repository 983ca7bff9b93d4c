"""What of a deleted account's forecasts goes, and what stays for everybody else's numbers."""

from sqlalchemy import update
from sqlalchemy.orm import Session

from discuss.accounts.actions.events import Erased
from discuss.predictions.models import ForecastEvent


def forget_reasons(session: Session, event: Erased) -> None:
    """Take the words out of somebody's forecasts; the numbers stay, and nobody knows whose."""
    session.execute(
        update(ForecastEvent)
        .where(ForecastEvent.person_id == event.person_id, ForecastEvent.reason != "")
        .values(reason="")
    )
