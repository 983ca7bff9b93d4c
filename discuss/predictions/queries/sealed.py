"""The sealed forecast of an article's author, and whether every seal holds."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from discuss.accounts.models import Person
from discuss.predictions.models import SealedForecast
from discuss.predictions.rules.receipts import BEGINNING, link


@dataclass(frozen=True, slots=True)
class Sealed:
    """A sealed forecast, whose it is as far as an account tells, and who sealed it."""

    forecast: SealedForecast
    author: str | None
    sealed_by: str


def sealed(session: Session, question_id: int) -> Sealed | None:
    """Return the author's sealed forecast on a question; one statement."""
    author, sealer = aliased(Person), aliased(Person)
    row = session.execute(
        select(SealedForecast, author.name, sealer.name)
        .outerjoin(author, author.id == SealedForecast.author_id)
        .join(sealer, sealer.id == SealedForecast.sealed_by_id)
        .where(SealedForecast.question_id == question_id)
    ).one_or_none()
    return None if row is None else Sealed(*row)


def sealed_content(forecast: SealedForecast) -> dict[str, Any]:
    """Return what a seal proves: all but whose it is."""
    return {
        "question": forecast.question_id,
        "wording": forecast.revision_n,
        "kind": "sealed",
        "probability": forecast.probability,
        "shares": forecast.shares,
        "cdf": forecast.cdf,
        "at": forecast.created_at.isoformat(),
    }


def seals_before(session: Session, midnight: datetime) -> list[list[Any]]:
    """Return each seal's digest under its question's number below 0; one statement.

    So the head of a day holds seals beside the chains, and no number means two things.
    """
    rows = session.execute(
        select(SealedForecast.question_id, SealedForecast.digest)
        .where(SealedForecast.created_at < midnight)
        .order_by(SealedForecast.question_id.desc())
    )
    return [[-row.question_id, row.digest] for row in rows]


def seals(session: Session) -> Iterator[tuple[SealedForecast, bool]]:
    """Yield every sealed forecast and whether its digest is that of what it says."""
    for each in session.scalars(select(SealedForecast).order_by(SealedForecast.id)):
        yield each, each.digest == link(BEGINNING, sealed_content(each), each.salt)
