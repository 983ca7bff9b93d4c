"""Several forecasts in one act: the rows of a group's form, and a program's batch."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts.acting import actor_of
from discuss.accounts.models import Person
from discuss.kit import clock
from discuss.kit.errors import Invalid
from discuss.predictions import actions
from discuss.predictions.actions import ORDER, AnswerGroup, RowsRefused
from discuss.predictions.actions.commands import Answer
from discuss.predictions.models import ForecastEvent, Question, QuestionGroup
from tests.makers.accounts import a_person, sign_in
from tests.makers.groups import a_group, members_of
from tests.makers.predictions import a_forecast, a_ruling, an_open_question


@pytest.fixture
def group(session: Session) -> QuestionGroup:
    return a_group(session)


@pytest.fixture
def ada(session: Session) -> Person:
    return a_person(session)


def row(question: Question, percent: int, follows: int = 0) -> Answer:
    return Answer(question.id, percent, None, follows, "", {})


def save(
    session: Session, person: Person, group: QuestionGroup, *rows: Answer, is_sure: bool = False
) -> int:
    """Save rows as a door does: all or nothing."""
    try:
        command = AnswerGroup(group.id, rows, is_sure)
        done = actions.answer_group(session, actor_of(person), command, clock.now())
    except Invalid:
        session.rollback()
        raise
    session.commit()
    return done


def events(session: Session) -> list[tuple[int, float | None, str]]:
    found = session.scalars(select(ForecastEvent).order_by(ForecastEvent.id))
    return [(each.question_id, each.probability, each.kind) for each in found]


def test_all_rows_are_saved_in_one_act_and_twice_is_once(
    session: Session, group: QuestionGroup, ada: Person
) -> None:
    march, june, december = members_of(session, group)
    rows = [row(march, 20), row(june, 40), row(december, 70)]
    assert save(session, ada, group, *rows) == 3
    save(session, ada, group, *rows)
    assert events(session) == [
        (march.id, 0.2, "set"),
        (june.id, 0.4, "set"),
        (december.id, 0.7, "set"),
    ]


def test_a_row_that_is_left_as_it_was_shown_is_not_said_again(
    session: Session, group: QuestionGroup, ada: Person
) -> None:
    march, june, _ = members_of(session, group)
    save(session, ada, group, row(march, 20), row(june, 40))
    assert save(session, ada, group, row(march, 20, 1), row(june, 50, 1)) == 1
    with pytest.raises(Invalid, match="every row is empty or as it was"):
        save(session, ada, group, row(march, 20, 1))
    assert len(events(session)) == 3


def test_one_refused_row_keeps_the_others_back_and_is_named(
    session: Session, group: QuestionGroup, ada: Person
) -> None:
    march, june, _ = members_of(session, group)
    a_ruling(session, march, at=clock.now())
    with pytest.raises(RowsRefused) as refusal:
        save(session, ada, group, row(march, 20), row(june, 40))
    assert refusal.value.status == 422
    assert set(refusal.value.fields) == {f"m{march.id}"}
    assert refusal.value.sentence.startswith("March: This question is decided.")
    assert events(session) == []


def test_a_row_changed_in_another_window_is_a_conflict_with_the_newer_number(
    session: Session, group: QuestionGroup, ada: Person
) -> None:
    march, june, _ = members_of(session, group)
    a_forecast(session, march, ada, 33, at=clock.now())
    with pytest.raises(RowsRefused) as refusal:
        save(session, ada, group, row(march, 20), row(june, 40))
    assert refusal.value.status == 409
    assert "It stands at 33%." in refusal.value.sentence
    assert len(events(session)) == 1


def test_a_row_left_alone_in_an_old_window_hinders_nobody(
    session: Session, group: QuestionGroup, ada: Person
) -> None:
    march, june, _ = members_of(session, group)
    a_forecast(session, march, ada, 20, at=clock.now())
    a_forecast(session, march, ada, 33, at=clock.now())
    assert save(session, ada, group, row(march, 20, 1), row(june, 40)) == 1


def test_a_later_date_with_a_smaller_chance_is_warned_of_and_saved_when_sure(
    session: Session, group: QuestionGroup, ada: Person
) -> None:
    march, june, _ = members_of(session, group)
    with pytest.raises(Invalid) as refusal:
        save(session, ada, group, row(march, 50), row(june, 40))
    assert refusal.value.fields[ORDER].startswith("June has 40% and March has 50%")
    assert save(session, ada, group, row(march, 50), row(june, 40), is_sure=True) == 2


def test_the_warning_knows_what_stands_and_is_silent_about_what_is_left_alone(
    session: Session, group: QuestionGroup, ada: Person
) -> None:
    march, june, december = members_of(session, group)
    save(session, ada, group, row(march, 50), row(june, 40), is_sure=True)
    with pytest.raises(Invalid, match="December has 30% and June has 40%"):
        save(session, ada, group, row(december, 30))
    assert save(session, ada, group, row(december, 60)) == 1


def test_a_question_of_another_group_is_refused(
    session: Session, group: QuestionGroup, ada: Person
) -> None:
    with pytest.raises(Invalid, match="does not stand in this group"):
        save(session, ada, group, row(an_open_question(session), 20))


def posted(client: FlaskClient, *forecasts: dict[str, Any]) -> list[dict[str, Any]]:
    answer = client.post("/api/v1/forecasts", json={"forecasts": list(forecasts)})
    assert answer.status_code == 200, answer.json
    assert answer.json
    results: list[dict[str, Any]] = answer.json["results"]
    return results


@pytest.fixture
def program(client: FlaskClient, session: Session, ada: Person) -> FlaskClient:
    secret = sign_in(client, ada, session)
    client.delete_cookie("session")
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {secret}"
    return client


def test_a_program_is_told_of_each_forecast_by_itself(
    program: FlaskClient, session: Session, group: QuestionGroup
) -> None:
    march, june, december = members_of(session, group)
    a_ruling(session, june, at=clock.now())
    results = posted(
        program,
        {"question_id": march.id, "percent": 20},
        {"question_id": june.id, "percent": 40},
        {"question_id": december.id, "percent": 100},
        {"question_id": 2**31 - 1, "percent": 40},
        {"question_id": march.id, "percent": 30},
        {"percent": 30},
    )
    assert [each["status"] for each in results] == [200, 410, 422, 404, 422, 422]
    assert results[0]["question"]["forecasts"][0]["probability"] == 0.2
    assert results[0]["question"]["is_revealed"]
    assert results[1]["question"] is None
    assert results[2]["errors"] == {"percent": results[2]["detail"]}
    assert results[5]["question_id"] is None
    assert events(session) == [(march.id, 0.2, "set")]


def test_a_program_repeats_itself_by_its_key_and_is_told_when_it_is_stale(
    program: FlaskClient, session: Session, group: QuestionGroup
) -> None:
    march = members_of(session, group)[0]
    one = {"question_id": march.id, "percent": 20, "submission_key": "k1"}
    posted(program, one)
    posted(program, one)
    assert len(events(session)) == 1
    stale = posted(program, {"question_id": march.id, "percent": 30, "follows": 0})[0]
    assert (stale["status"], "It stands at 20%." in stale["detail"]) == (409, True)


def test_too_many_or_none_at_once_are_refused(program: FlaskClient) -> None:
    for forecasts in ([], [{"question_id": 1, "percent": 20}] * 51):
        answer = program.post("/api/v1/forecasts", json={"forecasts": forecasts})
        assert answer.status_code == 422
