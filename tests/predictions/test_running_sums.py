"""The crowd of a number is added up as it changes, and a recount finds the same."""

from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, undefer

from discuss.accounts.acting import actor_of
from discuss.predictions import actions, queries
from discuss.predictions.actions.commands import Withdraw
from discuss.predictions.models import CrowdPoint, Question, RunningPool
from discuss.predictions.rules.pool import POOL, pool_of
from tests.makers.accounts import a_person
from tests.makers.predictions import START, a_forecast, a_question

HOUR = timedelta(hours=1)


def newest(session: Session, question: Question) -> tuple[int, list[float] | None]:
    point = session.scalars(
        select(CrowdPoint)
        .where(CrowdPoint.question_id == question.id, CrowdPoint.version == POOL)
        .order_by(CrowdPoint.id.desc())
        .options(undefer(CrowdPoint.cdf))
        .limit(1)
    ).one()
    return point.n, point.cdf


def test_changing_and_leaving_is_taken_out_of_the_sums(session: Session) -> None:
    question, ada = a_question(session, kind="number"), a_person(session)
    a_forecast(session, question, ada, spread=("10", "20", "30"))
    a_forecast(session, question, spread=("40", "50", "60"))
    a_forecast(session, question, ada, spread=("70", "80", "90"), at=START + 2 * HOUR)
    pool = pool_of(queries.standing_cdfs(session, question.id))
    assert pool is not None
    assert newest(session, question) == (2, list(pool.cdf))
    leaves = Withdraw(question.id, None, "")
    actions.withdraw(session, actor_of(ada), leaves, START + 3 * HOUR)
    (alone,) = queries.standing_cdfs(session, question.id)
    assert newest(session, question) == (1, alone)


def test_sums_are_begun_where_there_are_none_and_wrong_ones_are_found(session: Session) -> None:
    question = a_question(session, kind="number")
    for guess in (20, 30):
        a_forecast(session, question, spread=("10", str(guess), "90"))
    session.execute(delete(RunningPool))
    session.commit()
    a_forecast(session, question, spread=("10", "40", "90"))
    assert queries.replay(session, question.id) == []
    running = session.get_one(RunningPool, question.id)
    running.n += 1
    session.commit()
    (drift,) = queries.replay(session, question.id)
    assert drift.what == "running sums"
