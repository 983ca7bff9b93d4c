"""What a device forecast without an account becomes that of the account which claims it."""

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from discuss.accounts.actions.events import Claimed
from discuss.predictions import queries
from discuss.predictions.models import ForecastEvent, Pass, Score, Standing

OWNED = (ForecastEvent, Standing, Pass, Score)


def on_claimed(session: Session, event: Claimed) -> None:
    """Let a guest's forecasts, passes and scores belong to an account, with all their history.

    What was said, and when, stays as it is; only whose it is changes. Questions on which the
    account has spoken itself are left out. Each is locked in turn, in one order for everybody.
    """
    spoken = select(ForecastEvent.question_id).where(ForecastEvent.person_id == event.person_id)
    looked = select(Pass.question_id).where(Pass.person_id == event.person_id)
    own = set(session.scalars(spoken.union(looked)))
    theirs = select(ForecastEvent.question_id).where(ForecastEvent.person_id == event.guest_id)
    passed = select(Pass.question_id).where(Pass.person_id == event.guest_id)
    for question_id in sorted(set(session.scalars(theirs.union(passed))) - own):
        queries.locked(session, question_id, event.now)
        for table in OWNED:
            session.execute(
                update(table)
                .where(table.person_id == event.guest_id, table.question_id == question_id)
                .values(person_id=event.person_id)
                .execution_options(synchronize_session=False)
            )
    session.expire_all()
