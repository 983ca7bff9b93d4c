"""Large crowds: a forecast reads nobody else's, and the estimate follows within a minute."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from discuss.accounts.acting import actor_of
from discuss.inbox import jobs
from discuss.kit import clock
from discuss.kit.outbox import Outgoing
from discuss.predictions import actions, presenters, queries
from discuss.predictions.actions.commands import Withdraw
from discuss.predictions.actions.pointing import AT_ONCE, ESTIMATE
from discuss.predictions.models import CrowdPoint, Question, RunningTally
from discuss.predictions.rules import adjusted
from tests.makers.accounts import a_person
from tests.makers.predictions import START, a_forecast, a_question, a_ruling, an_open_question

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SAID: dict[str, Callable[[int], dict[str, Any]]] = {
    "binary": lambda n: {"percent": n},
    "choice": lambda n: {"shares": {"a": n, "b": 40, "other": 60 - n}},
}


def a_crowd(session: Session, question: Question, size: int, at: Any = None) -> None:
    for n in range(size):
        a_forecast(session, question, a_person(session), 20 + n, at=at)


def estimates(session: Session, question: Question) -> list[int]:
    """Return how many counted in each estimate that was made, in order."""
    found = select(CrowdPoint.n).where(
        CrowdPoint.question_id == question.id, CrowdPoint.version == adjusted.FORMULA
    )
    return list(session.scalars(found.order_by(CrowdPoint.id)))


@pytest.mark.parametrize("kind", ["binary", "choice"])
def test_changing_and_leaving_is_taken_out_of_the_counts(session: Session, kind: str) -> None:
    question, ada = a_question(session, kind=kind), a_person(session)
    a_forecast(session, question, ada, **SAID[kind](20))
    a_forecast(session, question, **SAID[kind](30))
    a_forecast(session, question, ada, **SAID[kind](50), at=START + 2 * HOUR)
    assert queries.replay(session, question.id) == []
    actions.withdraw(session, actor_of(ada), Withdraw(question.id, None, ""), START + 3 * HOUR)
    assert session.get_one(RunningTally, question.id).n == 1
    assert queries.replay(session, question.id) == []


def test_counts_are_begun_where_there_are_none_and_wrong_ones_are_found(session: Session) -> None:
    question = a_question(session)
    a_crowd(session, question, 3)
    session.execute(delete(RunningTally))
    session.commit()
    a_forecast(session, question)
    assert queries.replay(session, question.id) == []
    session.get_one(RunningTally, question.id).n += 1
    session.commit()
    (drift,) = queries.replay(session, question.id)
    assert drift.what == "running counts"


def test_in_a_large_crowd_the_estimate_is_made_once_for_a_minute_of_forecasts(
    app: Flask, session: Session
) -> None:
    question, now = an_open_question(session, min_show=1), clock.now().replace(second=0)
    a_crowd(session, question, AT_ONCE + 3, at=now)
    made = estimates(session, question)
    row = session.scalars(select(Outgoing).where(Outgoing.kind == ESTIMATE)).one()
    assert now < row.due_at <= now + timedelta(minutes=1)
    with app.app_context(), time_machine.travel(row.due_at, tick=False):
        for _ in range(2):
            jobs.HANDLERS[ESTIMATE](row.key, row.payload)
    session.expire_all()
    assert len(estimates(session, question)) == len(made) + 1
    assert queries.replay(session, question.id) == []
    ada = a_person(session)
    a_forecast(session, question, ada, at=now)
    told = queries.face(session, question.id, ada.id, now + HOUR)
    card = presenters.card(told, actor_of(ada))
    assert card.crowd is not None
    assert card.crowd.adjusted_at == row.due_at


def test_a_ruling_counts_the_estimate_that_was_still_to_be_made(session: Session) -> None:
    question = a_question(session)
    a_crowd(session, question, AT_ONCE + 3)
    last = select(func.max(CrowdPoint.event_id)).where(CrowdPoint.version == adjusted.FORMULA)
    before = session.scalar(last)
    a_ruling(session, question, "yes", at=START + DAY)
    assert session.scalar(last) > before
    assert not actions.estimate(session, question.id, START + 2 * DAY)
    assert queries.replay(session, question.id) == []
