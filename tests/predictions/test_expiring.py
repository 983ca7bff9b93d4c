"""A forecast ends when its forecaster planned it, however late a worker comes by."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts.acting import actor_of
from discuss.accounts.models import Person
from discuss.kit.errors import Invalid
from discuss.predictions import actions, queries
from discuss.predictions.actions.commands import Affirm, Withdraw
from discuss.predictions.models import CrowdPoint, ForecastEvent, Question, Receipt, Standing
from discuss.predictions.queries import Face
from discuss.predictions.rules.crowd import FORMULA
from discuss.predictions.rules.lifecycle import Action
from tests.makers.accounts import a_person
from tests.makers.predictions import START, a_forecast, a_question, a_ruling
from tests.predictions.test_actions_rewording import revise

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SAID_AT = START + HOUR
ENDS = SAID_AT + 2 * DAY
KINDS: list[tuple[str, dict[str, Any]]] = [
    ("binary", {"percent": 62}),
    ("choice", {"shares": {"a": 20, "b": 30, "other": 50}}),
    ("number", {"spread": ("10", "20", "30")}),
]


def faced(session: Session, question: Question, ada: Person, at: datetime) -> Face:
    session.expire_all()
    return queries.face(session, question.id, ada.id, at)


def kinds_of(session: Session, question: Question) -> list[tuple[str, datetime]]:
    return [
        (each.kind, each.created_at)
        for each in session.scalars(
            select(ForecastEvent)
            .where(ForecastEvent.question_id == question.id)
            .order_by(ForecastEvent.id)
        )
    ]


@pytest.mark.parametrize(("kind", "said"), KINDS)
def test_from_the_planned_moment_on_it_does_not_stand_though_no_worker_came(
    session: Session, kind: str, said: dict[str, Any]
) -> None:
    question, ada = a_question(session, kind=kind, min_show=1), a_person(session)
    a_forecast(session, question, ada, **said, stands_for=2 * DAY)
    a_forecast(session, question, **said)
    before = faced(session, question, ada, ENDS - timedelta(microseconds=1))
    assert before.standing is not None
    assert before.told.crowd is not None
    assert before.told.crowd.n == 2
    shown = faced(session, question, ada, ENDS)
    assert (shown.standing, shown.expired) == (None, shown.own[0])
    assert [(each.kind, each.created_at) for each in shown.own[1:]] == [("expire", ENDS)]
    assert shown.told.crowd is not None
    assert shown.told.crowd.n == 1
    assert shown.told.points[-1].created_at == ENDS
    assert queries.own_standings(session, question.prompt_id, ada.id, ENDS) == []
    (asked,) = queries.unanswered(session, question.prompt_id, ada.id, ENDS)
    assert asked.question_id == question.id
    assert not queries.has_stake(session, question.id, ada.id, ENDS)


@pytest.mark.parametrize(("kind", "said"), KINDS)
def test_the_worker_writes_it_down_at_the_planned_moment_once(
    session: Session, kind: str, said: dict[str, Any]
) -> None:
    question, ada = a_question(session, kind=kind, min_show=1), a_person(session)
    a_forecast(session, question, ada, **said, stands_for=2 * DAY)
    a_forecast(session, question, **said)
    late = ENDS + 3 * HOUR
    shown = faced(session, question, ada, late).told.crowd
    assert [actions.lapse(session, question.id, late) for _ in range(2)] == [1, 0]
    session.commit()
    assert kinds_of(session, question)[-1] == ("expire", ENDS)
    assert session.get(Standing, (question.id, ada.id)) is None
    assert faced(session, question, ada, late).told.crowd == shown
    point = session.scalars(
        select(CrowdPoint).order_by(CrowdPoint.event_id.desc(), CrowdPoint.id).limit(1)
    ).one()
    assert (point.n, point.created_at) == (1, ENDS)
    assert queries.replay(session, question.id) == []
    assert list(queries.broken(session)) == []
    assert session.scalars(select(Receipt)).all()[-1].event_id == point.event_id


def test_several_ends_are_written_down_in_their_order_before_the_next_deed(
    session: Session,
) -> None:
    question, ada, bob = a_question(session), a_person(session), a_person(session)
    a_forecast(session, question, ada, 20, stands_for=3 * DAY)
    a_forecast(session, question, bob, 40, stands_for=2 * DAY)
    a_forecast(session, question, percent=70, at=START + 5 * DAY)
    assert kinds_of(session, question)[2:] == [
        ("expire", SAID_AT + 2 * DAY),
        ("expire", SAID_AT + 3 * DAY),
        ("set", START + 5 * DAY),
    ]
    points = select(CrowdPoint.n).where(CrowdPoint.version == FORMULA).order_by(CrowdPoint.id)
    assert list(session.scalars(points)) == [1, 2, 1, 0, 1]
    assert queries.replay(session, question.id) == []


def test_a_new_forecast_replaces_the_plan_and_a_withdrawal_ends_it(session: Session) -> None:
    question, ada, bob = a_question(session), a_person(session), a_person(session)
    for person in (ada, bob):
        a_forecast(session, question, person, 20, stands_for=2 * DAY)
    a_forecast(session, question, ada, 30, at=START + DAY)
    actions.withdraw(session, actor_of(bob), Withdraw(question.id, None, ""), START + DAY)
    assert actions.lapse(session, question.id, ENDS + DAY) == 0
    assert faced(session, question, ada, ENDS + DAY).standing is not None
    assert faced(session, question, bob, ENDS + DAY).expired is None


def test_affirming_renews_the_same_span(session: Session) -> None:
    question, ada = a_question(session), a_person(session)
    a_forecast(session, question, ada, 20, stands_for=2 * DAY)
    affirmed = actions.affirm(session, actor_of(ada), Affirm(question.id, None, ""), START + DAY)
    assert affirmed.expires_at == START + 3 * DAY
    assert faced(session, question, ada, ENDS).standing is not None
    again = actions.affirm(session, actor_of(ada), Affirm(question.id, None, ""), START + 2 * DAY)
    assert again.expires_at == START + 4 * DAY
    assert actions.lapse(session, question.id, START + 4 * DAY) == 1


def test_who_affirms_what_has_ended_is_told_so_and_may_make_the_same_again(
    session: Session,
) -> None:
    question, ada = a_question(session), a_person(session)
    a_forecast(session, question, ada, 20, stands_for=2 * DAY)
    with pytest.raises(Invalid, match="come to its end"):
        actions.affirm(session, actor_of(ada), Affirm(question.id, None, ""), ENDS)
    again = a_forecast(session, question, ada, 20, at=ENDS, follows=1)
    assert (again.kind, again.expires_at) == ("set", None)


def test_after_the_close_and_after_a_ruling_nothing_ends(session: Session) -> None:
    question, ada = a_question(session), a_person(session)
    a_forecast(session, question, ada, 20, stands_for=10 * DAY)
    assert actions.lapse(session, question.id, START + 30 * DAY) == 0
    other = a_question(session)
    a_forecast(session, other, ada, 20, stands_for=2 * DAY)
    a_ruling(session, other, "yes", at=START + DAY)
    assert actions.lapse(session, other.id, ENDS + HOUR) == 0
    assert faced(session, other, ada, ENDS + HOUR).standing is not None
    assert queries.replay(session, other.id) == []


def test_a_later_close_and_a_reopening_let_plans_hold_again(session: Session) -> None:
    question, ada = a_question(session), a_person(session)
    a_forecast(session, question, ada, 20, stands_for=11 * DAY)
    revise(session, question, close_at=START + 15 * DAY)
    assert actions.lapse(session, question.id, SAID_AT + 11 * DAY) == 1
    other = a_question(session)
    a_forecast(session, other, ada, 20, stands_for=2 * DAY)
    a_ruling(session, other, "yes", at=START + DAY)
    a_ruling(session, other, "", at=START + 4 * DAY, action=Action.REOPEN)
    assert kinds_of(session, other)[-1] == ("expire", ENDS)
    assert queries.replay(session, other.id) == []


def test_taking_an_answer_away_leaves_the_plan_as_it_was(session: Session) -> None:
    question, ada = a_question(session, kind="choice"), a_person(session)
    a_forecast(session, question, ada, shares={"a": 20, "b": 30, "other": 50}, stands_for=4 * DAY)
    revise(session, question, options=("Blue", "None of these"))
    assert kinds_of(session, question)[-1][0] == "fold"
    assert actions.lapse(session, question.id, SAID_AT + 4 * DAY) == 1
    assert queries.replay(session, question.id) == []


def test_a_score_counts_the_time_for_which_it_stood(session: Session) -> None:
    question, ada = a_question(session), a_person(session)
    a_forecast(session, question, ada, 80, at=START, stands_for=5 * DAY)
    a_ruling(session, question, "yes", at=START + 12 * DAY)
    found = faced(session, question, ada, START + 13 * DAY)
    assert found.score is not None
    assert found.score.coverage == pytest.approx(0.5)
    track = queries.track_of(session, ada.id, START + 40 * DAY)
    assert [each.weight for each in track.said] == [pytest.approx(0.5)]
    assert queries.replay(session, question.id) == []


@pytest.mark.parametrize("span", [timedelta(minutes=59), timedelta(days=4000)])
def test_an_end_that_is_none_is_refused(session: Session, span: timedelta) -> None:
    with pytest.raises(Invalid) as refusal:
        a_forecast(session, a_question(session), stands_for=span)
    assert set(refusal.value.fields) == {"expires_at"}
