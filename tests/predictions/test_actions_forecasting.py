"""Readers forecast, change, withdraw and pass."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from discuss.accounts.acting import actor_of
from discuss.accounts.models import Person
from discuss.accounts.rules import STRANGER
from discuss.kit.errors import Conflict, Gone, Invalid, Refusal, Refused, Unknown
from discuss.predictions import actions, queries
from discuss.predictions.actions.commands import Answer, Withdraw
from discuss.predictions.models import CrowdPoint, ForecastEvent, Pass, Question, Standing
from discuss.predictions.rules.crowd import FORMULA
from tests.makers.accounts import a_person
from tests.makers.predictions import START, a_forecast, a_question, a_ruling

HOUR = timedelta(hours=1)


def withdraw(
    session: Session, question: Question, person: Person, at: datetime = START + 2 * HOUR
) -> ForecastEvent:
    command = Withdraw(question.id, None, "")
    return actions.withdraw(session, actor_of(person), command, at)


def said(percent: int | None, question: Question, **more: Any) -> Answer:
    return Answer(
        **{
            "question_id": question.id,
            "percent": percent,
            "shares": None,
            "follows": None,
            "submission_key": "",
            "entered": {},
            **more,
        }
    )


def test_a_forecast_stands_and_counts(session: Session) -> None:
    question = a_question(session)
    event = a_forecast(session, question, percent=62)
    standing = session.scalars(select(Standing)).one()
    session.refresh(question)
    assert (standing.event_id, standing.probability) == (event.id, 0.62)
    assert question.forecaster_count == 1
    assert event.exposure == "blind"


def test_a_change_adds_to_the_history_and_edits_nothing(session: Session) -> None:
    question, ada = a_question(session), a_person(session)
    first = a_forecast(session, question, ada, 62)
    second = a_forecast(session, question, ada, 41, at=START + 2 * HOUR)
    session.expire_all()
    events = queries.own_events(session, question.id, ada.id)
    assert [(e.id, e.probability) for e in events] == [(first.id, 0.62), (second.id, 0.41)]
    assert session.scalars(select(Standing.probability)).all() == [0.41]
    assert question.forecaster_count == 1
    assert second.exposure == "exposed"


def test_saying_the_same_again_affirms(session: Session) -> None:
    question, ada = a_question(session), a_person(session)
    a_forecast(session, question, ada, 62)
    assert a_forecast(session, question, ada, 62).kind == "affirm"


def test_double_submit_or_retry_is_one_forecast(session: Session) -> None:
    question, ada = a_question(session), a_person(session)
    first = a_forecast(session, question, ada, 62, key="k1")
    again = a_forecast(session, question, ada, 70, key="k1")
    by_page = a_forecast(session, question, ada, 41, follows=1)
    once_more = a_forecast(session, question, ada, 41, follows=1)
    assert again.id == first.id
    assert once_more.id == by_page.id
    assert session.scalar(select(func.count()).select_from(ForecastEvent)) == 2


def test_a_stale_window_is_told_and_changes_nothing(session: Session) -> None:
    question, ada = a_question(session), a_person(session)
    a_forecast(session, question, ada, 62, follows=0)
    with pytest.raises(Conflict, match="another window"):
        a_forecast(session, question, ada, 20, follows=0)
    a_forecast(session, question, ada, 41, follows=1)
    with pytest.raises(Conflict, match="another window"):
        a_forecast(session, question, ada, 62, follows=0)
    assert session.scalars(select(Standing.probability)).all() == [0.41]


def test_a_withdrawn_forecast_no_longer_counts_and_its_past_stays(session: Session) -> None:
    question, ada = a_question(session), a_person(session)
    a_forecast(session, question, ada, 62)
    withdraw(session, question, ada)
    session.refresh(question)
    assert question.forecaster_count == 0
    assert session.scalars(select(Standing)).all() == []
    assert [e.kind for e in queries.own_events(session, question.id, ada.id)] == [
        "set",
        "withdraw",
    ]


def test_nobody_withdraws_what_does_not_stand(session: Session) -> None:
    question, ada = a_question(session), a_person(session)
    with pytest.raises(Invalid, match="no forecast"):
        withdraw(session, question, ada)


@pytest.mark.parametrize(
    ("at", "refusal"),
    [
        (START - HOUR, Refused),
        (START + timedelta(days=10), Gone),
        (START + timedelta(days=99), Gone),
    ],
)
def test_forecasts_are_taken_from_the_opening_to_before_the_close(
    session: Session, at: datetime, refusal: type[Refusal]
) -> None:
    question, ada = a_question(session), a_person(session)
    with pytest.raises(refusal):
        a_forecast(session, question, ada, at=at)
    a_forecast(session, question, ada, at=START)
    a_forecast(session, question, ada, 63, at=START + timedelta(days=10, microseconds=-1))


def test_a_decided_question_takes_no_forecast(session: Session) -> None:
    question = a_question(session)
    a_ruling(session, question, at=START + HOUR)
    with pytest.raises(Gone, match="decided"):
        a_forecast(session, question, at=START + 2 * HOUR)


def test_strangers_and_unconfirmed_people_do_not_forecast(session: Session) -> None:
    question = a_question(session)
    with pytest.raises(Unknown):
        actions.forecast(session, STRANGER, said(62, question), START)
    with pytest.raises(Refused, match="Confirm your e-mail"):
        a_forecast(session, question, a_person(session, confirmed=False))


def test_an_empty_forecast_gets_its_sentence_at_its_field(session: Session) -> None:
    question, ada = a_question(session), actor_of(a_person(session))
    with pytest.raises(Invalid) as refused:
        actions.forecast(session, ada, said(None, question), START)
    assert refused.value.fields == {"percent": "Enter a number from 1 to 99."}
    choice = a_question(session, kind="choice")
    with pytest.raises(Invalid) as refused:
        actions.forecast(session, ada, said(62, choice, shares={"gone": 5}), START)
    assert set(refused.value.fields) == {"shares"}


def test_shares_are_scaled_and_add_up(session: Session) -> None:
    question = a_question(session, kind="choice")
    event = a_forecast(session, question, shares={"a": 3, "b": 1})
    assert event.shares == {"a": 0.74, "b": 0.25, "other": 0.01}


def test_passing_reveals_and_marks_what_follows(session: Session) -> None:
    question, ada = a_question(session), a_person(session)
    actions.look(session, actor_of(ada), question.id, START)
    actions.look(session, actor_of(ada), question.id, START + HOUR)
    assert session.scalars(select(Pass.created_at)).all() == [START]
    assert queries.face(session, question.id, ada.id, START).is_revealed
    assert a_forecast(session, question, ada, 30).exposure == "exposed"


def test_each_event_leaves_a_point_of_the_crowd(session: Session) -> None:
    question = a_question(session)
    people = [a_person(session) for _ in range(3)]
    for person, percent in zip(people, (20, 40, 90), strict=True):
        a_forecast(session, question, person, percent)
    withdraw(session, question, people[2])
    points = session.scalars(
        select(CrowdPoint).where(CrowdPoint.version == FORMULA).order_by(CrowdPoint.id)
    ).all()
    assert [(p.n, p.figures.get("median")) for p in points] == [
        (1, 0.2),
        (2, 0.3),
        (3, 0.4),
        (2, 0.3),
    ]


deeds = st.lists(
    st.tuples(st.integers(0, 2), st.one_of(st.none(), st.integers(1, 99))), min_size=1, max_size=8
)


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(deeds=deeds)
def test_whatever_people_do_what_stands_is_what_the_log_says(
    session: Session, deeds: list[tuple[int, int | None]]
) -> None:
    question = a_question(session)
    people = [a_person(session) for _ in range(3)]
    expected: dict[int, float] = {}
    for place, (who, percent) in enumerate(deeds):
        person, at = people[who], START + place * HOUR
        if percent is not None:
            a_forecast(session, question, person, percent, at=at)
            expected[person.id] = percent / 100
        elif person.id in expected:
            withdraw(session, question, person, at)
            del expected[person.id]
    rows = session.execute(
        select(Standing.person_id, Standing.probability).where(Standing.question_id == question.id)
    )
    assert {row.person_id: row.probability for row in rows} == expected
    session.expire_all()
    assert queries.replay(session, question.id) == []
