"""What a device forecast without an account becomes that of the account which claims it."""

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from discuss.accounts.actions.events import Claimed
from discuss.predictions import policy, queries
from discuss.predictions.actions.following import count, follow
from discuss.predictions.actions.lapsing import expire
from discuss.predictions.models import Exclusion, ForecastEvent, Pass, Score, Standing
from discuss.predictions.rules.lifecycle import Deed

OWNED = (ForecastEvent, Standing, Pass, Score, Exclusion)
SUPERSEDED = "joined"
"""The source of a withdrawal by which one person stops standing twice."""


def on_claimed(session: Session, event: Claimed) -> None:
    """Let a guest's forecasts, passes and scores belong to an account, with all their history.

    What was said, and when, stays as it is; only whose it is changes. Where the account has
    forecast itself, its own stands: the guest's is withdrawn, and its history stays the guest's.
    Each question is locked in turn, in one order for everybody.
    """
    guest, person = event.guest_id, event.person_id
    theirs = _questions(session, ForecastEvent, guest)
    both = theirs & _questions(session, ForecastEvent, person)
    for question_id in sorted(theirs | _questions(session, Pass, guest)):
        if question_id in both:
            _supersede(session, question_id, guest, event.now)
        else:
            _hand_over(session, question_id, guest, person, event.now)
    session.expire_all()


def _questions(session: Session, table: type[ForecastEvent | Pass], person_id: int) -> set[int]:
    return set(session.scalars(select(table.question_id).where(table.person_id == person_id)))


def _hand_over(session: Session, question_id: int, guest: int, person: int, now: datetime) -> None:
    """Let everything of a guest on a question be a person's; who looked twice looked once."""
    queries.locked(session, question_id, now)
    if queries.has_passed(session, question_id, person):
        session.execute(
            delete(Pass).where(Pass.question_id == question_id, Pass.person_id == guest)
        )
    for table in OWNED:
        session.execute(
            update(table)
            .where(table.person_id == guest, table.question_id == question_id)
            .values(person_id=person)
            .execution_options(synchronize_session=False)
        )


def _supersede(session: Session, question_id: int, guest: int, now: datetime) -> None:
    """Withdraw a guest's forecast, so that one person counts once, while the question takes any.

    Afterwards nothing moves any more, and what was counted stays counted.
    """
    seen = queries.locked(session, question_id, now)
    expire(session, seen)
    standing = session.get(Standing, (question_id, guest))
    if standing is None or not policy.is_taking(Deed.WITHDRAW, seen.state):
        return
    event = ForecastEvent(
        question_id=question_id,
        revision_n=seen.question.revision_n,
        person_id=guest,
        kind="withdraw",
        exposure="exposed" if seen.is_revealed else "blind",
        source=SUPERSEDED,
        idempotency_key=f"{question_id}/{SUPERSEDED}",
        created_at=now,
    )
    session.add(event)
    session.delete(standing)
    session.flush()
    count(session, seen.question, -1)
    follow(session, seen, event)
