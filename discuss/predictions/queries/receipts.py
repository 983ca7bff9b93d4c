"""Receipts of forecasts as they are stored, and whether every chain is whole."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, undefer

from discuss.predictions.models import DailyHead, ForecastEvent, Receipt
from discuss.predictions.queries.sealed import seals
from discuss.predictions.rules.receipts import BEGINNING, head, link

BATCH = 500


@dataclass(frozen=True, slots=True)
class Proof:
    """A forecast with all that is needed to check its receipt by hand."""

    event: ForecastEvent
    previous: str
    salt: str
    digest: str


@dataclass(frozen=True, slots=True)
class Broken:
    """A link or a day's head that does not hold."""

    question_id: int | None
    what: str


def content_of(event: ForecastEvent) -> dict[str, Any]:
    """Return what a receipt proves of a forecast: all but whose it is.

    The planned end is part of it where there is one.
    """
    ends = event.expires_at
    return {
        "event": event.id,
        "question": event.question_id,
        "wording": event.revision_n,
        "kind": event.kind,
        "probability": event.probability,
        "shares": event.shares,
        "cdf": event.cdf,
        "exposure": event.exposure,
        "seasoned": event.is_seasoned,
        "at": event.created_at.isoformat(),
        **({} if ends is None else {"until": ends.isoformat()}),
    }


def last_digest(session: Session, question_id: int) -> str:
    """Return the end of a question's chain; one statement."""
    found = session.scalar(
        select(Receipt.digest)
        .where(Receipt.question_id == question_id)
        .order_by(Receipt.event_id.desc())
        .limit(1)
    )
    return found or BEGINNING


def ends_before(session: Session, midnight: datetime) -> list[list[Any]]:
    """Return the end of each question's chain as it was at an instant; one statement."""
    last = (
        select(func.max(Receipt.event_id))
        .join(ForecastEvent, ForecastEvent.id == Receipt.event_id)
        .where(ForecastEvent.created_at < midnight)
        .group_by(Receipt.question_id)
    )
    rows = session.execute(
        select(Receipt.question_id, Receipt.digest)
        .where(Receipt.event_id.in_(last))
        .order_by(Receipt.question_id)
    )
    return [[row.question_id, row.digest] for row in rows]


def proofs(session: Session, question_id: int, person_id: int) -> Sequence[Proof]:
    """Return somebody's forecasts on a question with their receipts; two statements."""
    chain = session.execute(
        select(Receipt.event_id, Receipt.salt, Receipt.digest)
        .where(Receipt.question_id == question_id)
        .order_by(Receipt.event_id)
    ).all()
    digests = [BEGINNING, *(row.digest for row in chain)]
    before = {row.event_id: digests[place] for place, row in enumerate(chain)}
    own = {
        event.id: event
        for event in session.scalars(
            select(ForecastEvent)
            .where(ForecastEvent.question_id == question_id, ForecastEvent.person_id == person_id)
            .options(undefer(ForecastEvent.cdf))
        )
    }
    return [
        Proof(own[row.event_id], before[row.event_id], row.salt, row.digest)
        for row in chain
        if row.event_id in own
    ]


def heads(session: Session, count: int, before: date | None = None) -> Sequence[DailyHead]:
    """Return the published heads of the latest days, or of those before one, newest first.

    One statement.
    """
    found = select(DailyHead).order_by(DailyHead.day.desc()).limit(count)
    if before is not None:
        found = found.where(DailyHead.day < before.isoformat())
    return session.scalars(found).all()


def broken(session: Session) -> Iterator[Broken]:
    """Yield every place where a chain or a published head does not hold; reads all forecasts.

    A chain is told broken at its first link only: every later one builds on it.
    """
    digests: dict[int, set[str]] = {}
    ends: dict[int, str | None] = {}
    rows = session.execute(
        select(ForecastEvent, Receipt)
        .outerjoin(Receipt, Receipt.event_id == ForecastEvent.id)
        .options(undefer(ForecastEvent.cdf))
        .order_by(ForecastEvent.question_id, ForecastEvent.id)
        .execution_options(yield_per=BATCH)
    )
    for event, found in rows:
        receipt: Receipt | None = found
        number = event.question_id
        previous = ends.get(number, BEGINNING)
        if previous is None or (receipt is None and number not in ends):
            continue  # told already, or made before there were receipts
        if receipt is None or receipt.digest != link(previous, content_of(event), receipt.salt):
            ends[number] = None
            yield Broken(number, f"forecast {event.id} is not what its receipt says")
            continue
        ends[number] = receipt.digest
        digests.setdefault(number, set()).add(receipt.digest)
    for seal, holds in seals(session):
        digests[-seal.question_id] = {seal.digest}
        if not holds:
            yield Broken(seal.question_id, "the author's forecast is not what its seal says")
    yield from _broken_heads(session, digests, {n for n, end in ends.items() if end is None})


def _broken_heads(
    session: Session, digests: dict[int, set[str]], told: set[int]
) -> Iterator[Broken]:
    for day in session.scalars(select(DailyHead).order_by(DailyHead.day)):
        if day.digest != head(day.ends):
            yield Broken(None, f"the head of {day.day} is not that of its chains")
        for number, digest in day.ends:
            if number not in told and digest not in digests.get(number, ()):
                yield Broken(abs(number), f"its chain has lost what the head of {day.day} names")
