"""Readers say in one line why they forecast what they do."""

from datetime import timedelta
from html import unescape

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts.actions.events import Erased
from discuss.kit import clock
from discuss.kit.announce import announce
from discuss.predictions import presenters, queries
from discuss.predictions.models import ForecastEvent, Question
from tests.makers.accounts import a_person, sign_in
from tests.makers.predictions import a_forecast, a_question, an_open_question
from tests.predictions.test_views import FRAGMENT, send

WHY = "The council has no money."


@pytest.fixture
def question(session: Session) -> Question:
    """A question that is open at the present moment."""
    return an_open_question(session)


def test_a_reason_stands_in_ones_own_history_and_nowhere_else(
    client: FlaskClient, session: Session, question: Question
) -> None:
    ada, bob = a_person(session), a_person(session)
    sign_in(client, ada, session)
    path = f"/questions/{question.id}"
    send(client, path, f"{path}/forecast", percent="62", follows="0", reason=f" {WHY}\n ")
    assert session.scalars(select(ForecastEvent.reason)).all() == [WHY]
    page = client.get(path).text
    assert f"first answer<br>“{WHY}”" in page
    assert f'href="{path}/comment"' in page
    sign_in(client, bob, session)
    a_forecast(session, question, bob, at=clock.now())
    assert WHY not in client.get(path).text


def test_a_reason_that_is_too_long_is_kept_beside_the_number(
    client: FlaskClient, session: Session, question: Question
) -> None:
    sign_in(client, a_person(session), session)
    path = f"/questions/{question.id}"
    answer = send(
        client, path, f"{path}/forecast", FRAGMENT, percent="62", follows="0", reason="a" * 141
    )
    assert answer.status_code == 422
    assert 'value="62"' in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert session.scalars(select(ForecastEvent)).all() == []


def test_a_reason_survives_a_number_that_is_refused(
    client: FlaskClient, session: Session, question: Question
) -> None:
    sign_in(client, a_person(session), session)
    path = f"/questions/{question.id}"
    answer = send(client, path, f"{path}/forecast", percent="0", follows="0", reason=WHY)
    assert answer.status_code == 422
    assert f'value="{WHY}"' in unescape(answer.text)


@pytest.mark.usefixtures("without_guests")
def test_a_reason_waits_while_a_stranger_signs_in(client: FlaskClient, question: Question) -> None:
    path = f"/questions/{question.id}"
    sent = client.post(f"{path}/forecast", data={"percent": "62", "reason": WHY})
    assert "reason%3DThe%2Bcouncil" in sent.location
    page = client.get(path, query_string={"p": "62", "reason": WHY}).text
    assert f'value="{WHY}"' in page


def test_a_reason_holds_while_its_number_is_affirmed_and_for_no_other(
    session: Session,
) -> None:
    question, ada = a_question(session), a_person(session)
    a_forecast(session, question, ada, 62, reason=WHY)
    a_forecast(session, question, ada, 62, at=question.created_at + timedelta(hours=2))
    own = queries.own_events(session, question.id, ada.id)
    assert [each.kind for each in own] == ["set", "affirm"]
    assert queries.reason_of(own) == WHY
    a_forecast(session, question, ada, 20, at=question.created_at + timedelta(hours=3))
    assert not queries.reason_of(queries.own_events(session, question.id, ada.id))


def test_a_program_reads_its_own_reasons(session: Session) -> None:
    question, ada = a_question(session), a_person(session)
    event = a_forecast(session, question, ada, 62, reason=WHY)
    face = queries.face(session, question.id, ada.id, event.created_at)
    assert [each.reason for each in presenters.question_out(face).forecasts] == [WHY]


def test_one_press_makes_a_reason_the_beginning_of_a_comment_that_carries_the_forecast(
    client: FlaskClient, session: Session, question: Question
) -> None:
    ada = a_person(session)
    a_forecast(session, question, ada, 62, reason=WHY, at=clock.now())
    sign_in(client, ada, session)
    page = client.get(f"/questions/{question.id}/comment")
    assert page.status_code == 200
    assert f">{WHY}</textarea>" in page.text
    assert 'name="attach" value="1" checked' in page.text


def test_nobody_opens_a_comment_below_a_draft_of_a_question(
    client: FlaskClient, session: Session
) -> None:
    draft = a_question(session, published=False)
    assert client.get(f"/questions/{draft.id}/comment").status_code == 404
    assert client.get("/questions/999999/comment").status_code == 404


def test_receipts_and_open_data_say_nothing_of_reasons(session: Session) -> None:
    event = a_forecast(session, a_question(session), reason=WHY)
    assert WHY not in str(queries.content_of(event))


def test_a_deleted_account_takes_its_reasons_along(session: Session) -> None:
    ada = a_person(session)
    a_forecast(session, a_question(session), ada, reason=WHY)
    announce(session, Erased(ada.id, clock.now()))
    assert session.scalars(select(ForecastEvent.reason)).all() == [""]
