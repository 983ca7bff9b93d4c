"""When an answer of a choice is taken away, what readers gave it moves to the last answer."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.predictions.actions.pointing import add_points
from discuss.predictions.actions.sealing import seal
from discuss.predictions.models import ForecastEvent, QuestionRevision, Standing
from discuss.predictions.queries import Face
from discuss.predictions.rules.scores import REST


def retired(before: QuestionRevision, after: QuestionRevision) -> set[str]:
    """Return the keys of the answers that took shares before and take none after."""
    was, now = (
        {each["key"] for each in revision.options if each["live"]} for revision in (before, after)
    )
    return was - now


def fold(session: Session, seen: Face, gone: Collection[str], now: datetime) -> int:
    """Move the shares of answers that are `gone` to the last one; return how many people had any.

    Each is an event of its own, of kind `fold`, with a receipt, blind or exposed like the one it
    replaces; the crowd has one new point.
    """
    rows = session.execute(
        select(Standing, ForecastEvent)
        .join(ForecastEvent, ForecastEvent.id == Standing.event_id)
        .where(Standing.question_id == seen.question.id)
        .order_by(Standing.event_id)
    ).all()
    folded = [
        (standing, _event(seen, standing, last, gone, now))
        for standing, last in rows
        if standing.shares and any(key in standing.shares for key in gone)
    ]
    session.add_all(event for _, event in folded)
    session.flush()
    for standing, event in folded:
        standing.event_id, standing.shares = event.id, event.shares
        standing.since = now
    session.flush()
    if folded:
        seal(session, [event for _, event in folded])
        add_points(session, seen, folded[-1][1])
    return len(folded)


def moved(shares: Mapping[str, Any], gone: Collection[str]) -> dict[str, float]:
    """Return shares with those of the answers that are gone added to the last one."""
    kept = {key: share for key, share in shares.items() if key not in gone}
    extra = sum(share for key, share in shares.items() if key in gone)
    return {**kept, REST: kept.get(REST, 0.0) + extra}


def _event(
    seen: Face, standing: Standing, last: ForecastEvent, gone: Collection[str], now: datetime
) -> ForecastEvent:
    return ForecastEvent(
        question_id=seen.question.id,
        revision_n=seen.revision.n,
        person_id=standing.person_id,
        kind="fold",
        shares=moved(standing.shares or {}, gone),
        exposure=last.exposure,
        is_seasoned=standing.is_seasoned,
        source="revision",
        expires_at=last.expires_at,
        idempotency_key=f"{seen.question.id}/fold/{seen.revision.n}",
        created_at=now,
    )
