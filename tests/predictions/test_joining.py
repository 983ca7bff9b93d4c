"""Somebody with an account forecast on a device without it, and says so when they sign in."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts.acting import GUEST
from discuss.accounts.models import Person
from discuss.kit import clock
from discuss.predictions import queries
from discuss.predictions.models import ForecastEvent, Pass, Question, Standing
from tests.makers.accounts import PASSWORD, a_person, send
from tests.makers.predictions import a_forecast, a_ruling, an_open_question
from tests.predictions.test_guests import guests, says


@pytest.fixture
def question(session: Session) -> Question:
    return an_open_question(session, short_title="Green bridge", min_show=1)


def signs_in(client: FlaskClient, person: Person, **more: str) -> str:
    """Sign in by the form; return the page that follows."""
    answer = send(client, "/signin", email=person.email or "", password=PASSWORD, **more)
    assert answer.status_code == 303
    return client.get(answer.location, follow_redirects=True).text


def stands(session: Session, question: Question) -> dict[int, float | None]:
    session.expire_all()
    rows = session.scalars(select(Standing).where(Standing.question_id == question.id))
    return {each.person_id: each.probability for each in rows}


def test_only_a_device_that_forecast_is_asked(client: FlaskClient, question: Question) -> None:
    assert "that this device keeps are mine" not in client.get("/signin").text
    says(client, question, 62)
    page = client.get("/signin").text
    assert "that this device keeps are mine" in page
    assert "Leave this open if others use the device as well." in page


def both_said(client: FlaskClient, session: Session, question: Question) -> tuple[Person, int]:
    """Let a device say 62 % and an account 30 %; return the account, and the device's row."""
    ada = a_person(session)
    says(client, question, 62)
    (guest,) = guests(session)
    guest_id = guest.id
    a_forecast(session, question, ada, 30, at=clock.now())
    return ada, guest_id


def test_an_older_account_takes_over_what_its_device_forecast_with_all_its_history(
    client: FlaskClient, session: Session, question: Question
) -> None:
    ada, other = a_person(session), an_open_question(session, short_title="Red bridge")
    says(client, question, 62)
    says(client, question, 70, follows=1)
    client.post(f"/questions/{other.id}/pass")
    page = signs_in(client, ada, join="1")
    assert "What this device forecast belongs to your account now." in page
    assert session.scalars(select(ForecastEvent.person_id).distinct()).all() == [ada.id]
    assert stands(session, question) == {ada.id: 0.7}
    assert session.scalars(select(Pass.person_id)).all() == [ada.id]
    assert client.get_cookie(GUEST) is None
    assert queries.replay(session, question.id) == []
    assert list(queries.broken(session)) == []


def test_without_a_word_the_device_keeps_what_it_has(
    client: FlaskClient, session: Session, question: Question
) -> None:
    ada = a_person(session)
    says(client, question, 62)
    (guest,) = guests(session)
    assert "belongs to your account now" not in signs_in(client, ada)
    assert stands(session, question) == {guest.id: 0.62}
    assert client.get_cookie(GUEST) is not None


def test_where_both_forecast_the_accounts_own_stands_and_one_person_counts_once(
    client: FlaskClient, session: Session, question: Question
) -> None:
    ada, guest_id = both_said(client, session, question)
    page = signs_in(client, ada, join="1")
    assert "its own forecast stands" in page
    assert stands(session, question) == {ada.id: 0.3}
    kept = session.execute(
        select(ForecastEvent.kind, ForecastEvent.probability, ForecastEvent.source)
        .where(ForecastEvent.person_id == guest_id)
        .order_by(ForecastEvent.id)
    ).all()
    assert [tuple(each) for each in kept] == [("set", 0.62, "page"), ("withdraw", None, "joined")]
    assert session.get_one(Question, question.id).forecaster_count == 1
    assert queries.replay(session, question.id) == []
    assert list(queries.broken(session)) == []


def test_what_is_decided_stays_as_it_was_counted(
    client: FlaskClient, session: Session, question: Question
) -> None:
    ada, guest_id = both_said(client, session, question)
    a_ruling(session, question, at=clock.now())
    signs_in(client, ada, join="1")
    assert stands(session, question) == {guest_id: 0.62, ada.id: 0.3}
    assert queries.replay(session, question.id) == []


def test_who_looked_with_the_account_and_forecast_on_the_device_has_forecast(
    client: FlaskClient, session: Session, question: Question
) -> None:
    ada = a_person(session)
    session.add(Pass(question_id=question.id, person_id=ada.id, created_at=clock.now()))
    session.commit()
    client.post(f"/questions/{question.id}/pass")
    says(client, question, 62)
    signs_in(client, ada, join="1")
    assert stands(session, question) == {ada.id: 0.62}
    assert session.scalars(select(Pass.person_id)).all() == [ada.id]


def test_an_address_that_nobody_proved_takes_nothing_over(
    client: FlaskClient, session: Session, question: Question
) -> None:
    eve = a_person(session, confirmed=False)
    says(client, question, 62)
    (guest,) = guests(session)
    signs_in(client, eve, join="1")
    assert stands(session, question) == {guest.id: 0.62}
