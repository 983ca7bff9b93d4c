"""Somebody forecasts without an account: the device keeps it, and a new account takes it over."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from discuss.accounts import actions as accounts
from discuss.accounts.acting import GUEST
from discuss.accounts.models import Person
from discuss.kit import clock
from discuss.predictions import queries
from discuss.predictions.models import ForecastEvent, Pass, Question, Score, Standing
from discuss.web.extensions import limiter
from tests.makers.accounts import PASSWORD, a_person, send, the_mailed_link
from tests.makers.articles import an_article
from tests.makers.comments import a_comment
from tests.makers.predictions import a_forecast, a_ruling, an_open_question
from tests.predictions.test_adjusted import estimates

ADA = {"name": "Ada Byron", "email": "ada@example.org", "password": PASSWORD}
FRAGMENT = {"Accept": "text/vnd.discuss.fragment+html"}


@pytest.fixture
def question(session: Session) -> Question:
    return an_open_question(session, short_title="Green bridge", min_show=1)


def says(client: FlaskClient, question: Question, percent: object, **more: object) -> int:
    sent = {"percent": percent, **more}
    return client.post(f"/questions/{question.id}/forecast", data=sent).status_code


def guests(session: Session) -> list[Person]:
    session.expire_all()
    return list(session.scalars(select(Person).where(Person.role == "guest")))


def test_a_forecast_sets_the_one_cookie_and_the_crowd_is_shown(
    client: FlaskClient, session: Session, question: Question
) -> None:
    a_forecast(session, question, percent=20, at=clock.now())
    page = f"/questions/{question.id}"
    before = client.get(page)
    assert "Set-Cookie" not in before.headers
    assert "No account needed" in before.text
    assert "Where each reader stands now." not in before.text

    answer = client.post(f"{page}/forecast", data={"percent": "62"})

    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith(f"{GUEST}=")
    assert all(part in cookie for part in ("HttpOnly", "SameSite=Lax", "Max-Age=31536000"))
    after = client.get(page).text
    assert "Where each reader stands now." in after
    assert "This device keeps your forecast" in after
    (guest,) = guests(session)
    event = session.scalars(select(ForecastEvent).where(ForecastEvent.person_id == guest.id)).one()
    assert (event.probability, event.exposure, event.is_seasoned) == (0.62, "blind", False)


def test_a_script_gets_the_card_and_the_cookie(
    client: FlaskClient, session: Session, question: Question
) -> None:
    card = client.post(
        f"/questions/{question.id}/forecast", data={"percent": "62"}, headers=FRAGMENT
    )
    assert card.headers["Set-Cookie"].startswith(f"{GUEST}=")
    assert "csrf_token" not in card.text
    assert "62%" in card.text
    assert len(guests(session)) == 1


def test_the_device_changes_withdraws_and_stays_the_same_guest(
    client: FlaskClient, session: Session, question: Question
) -> None:
    says(client, question, 62)
    says(client, question, 70, follows=1)
    client.post(f"/questions/{question.id}/withdrawal", data={"follows": 2})

    (guest,) = guests(session)
    kinds = session.scalars(
        select(ForecastEvent.kind)
        .where(ForecastEvent.person_id == guest.id)
        .order_by(ForecastEvent.id)
    ).all()
    assert kinds == ["set", "set", "withdraw"]
    assert queries.replay(session, question.id) == []


def test_guests_count_among_all_readers_and_not_in_the_estimate(
    app: Flask, session: Session, question: Question
) -> None:
    for percent in (30, 40, 50):
        says(app.test_client(), question, percent)
    session.refresh(question)
    assert question.forecaster_count == 3
    assert estimates(session, question)[-1] == (0, {})


def test_what_is_refused_leaves_no_guest_and_keeps_what_was_typed(
    client: FlaskClient, session: Session, question: Question
) -> None:
    answer = client.post(f"/questions/{question.id}/forecast", data={"percent": "120"})
    assert answer.status_code == 422
    assert 'value="120"' in answer.text
    assert "Set-Cookie" not in answer.headers
    assert guests(session) == []


def test_a_guest_looks_without_answering(
    client: FlaskClient, session: Session, question: Question
) -> None:
    a_forecast(session, question, percent=20, at=clock.now())
    client.post(f"/questions/{question.id}/pass")
    assert "You looked before answering" in client.get(f"/questions/{question.id}").text
    says(client, question, 62)
    exposure = select(ForecastEvent.exposure).order_by(ForecastEvent.id.desc()).limit(1)
    assert session.scalar(exposure) == "exposed"


@pytest.mark.parametrize("cookie", ["", "nonsense", "WzFd.nonsense"])
def test_a_cookie_that_is_not_ours_is_nobodys(
    client: FlaskClient, session: Session, question: Question, cookie: str
) -> None:
    victim = a_person(session)
    a_forecast(session, question, victim, 20, at=clock.now())
    client.set_cookie(GUEST, cookie)
    assert "Where each reader stands" not in client.get(f"/questions/{question.id}").text


def test_a_device_is_nothing_but_a_forecaster(
    client: FlaskClient, session: Session, question: Question
) -> None:
    comment = a_comment(session)
    says(client, question, 62)
    (guest,) = guests(session)
    assert client.get(f"/people/{guest.handle}").status_code == 404
    mark = client.post(f"/comments/{comment.id}/reactions", data={"kind": "good_point"})
    assert mark.status_code in {302, 303, 401}
    assert client.get("/settings").status_code in {302, 303, 401}
    assert client.get("/").text.count("Sign out") == 0


def test_other_sites_cannot_make_a_device_forecast(
    client: FlaskClient, session: Session, question: Question
) -> None:
    answer = client.post(
        f"/questions/{question.id}/forecast",
        data={"percent": "62"},
        headers={"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"},
    )
    assert answer.status_code == 403
    assert guests(session) == []


@pytest.mark.usefixtures("without_guests")
def test_a_site_without_guests_asks_to_sign_in(
    client: FlaskClient, session: Session, question: Question
) -> None:
    page = f"/questions/{question.id}"
    assert "You will be asked to sign in; your number is kept." in client.get(page).text
    answer = client.post(f"{page}/forecast", data={"percent": "62"})
    assert answer.location == f"/signin?next={page}%3Fp%3D62"
    assert 'value="62"' in client.get(f"{page}?p=62").text
    assert guests(session) == []


def signs_up(client: FlaskClient, session: Session, email: str = "ada@example.org") -> Person:
    """Open an account on the device and confirm its address there."""
    send(client, "/signup", **{**ADA, "email": email})
    done = send(client, the_mailed_link(session, "confirm"), password=PASSWORD)
    assert done.status_code == 303
    session.expire_all()
    return session.scalars(select(Person).where(Person.email == email)).one()


def test_a_new_account_takes_over_what_its_device_forecast_with_all_its_history(
    client: FlaskClient, session: Session, question: Question
) -> None:
    other = an_open_question(session, short_title="Red bridge")
    says(client, question, 62)
    says(client, question, 70, follows=1)
    client.post(f"/questions/{other.id}/pass")
    (guest,) = guests(session)

    ada = signs_up(client, session)

    owners = session.scalars(select(ForecastEvent.person_id).distinct()).all()
    assert owners == [ada.id]
    assert session.scalars(select(Standing.person_id)).all() == [ada.id]
    assert session.scalars(select(Pass.person_id)).all() == [ada.id]
    assert session.get_one(Person, guest.id).erased_at is not None
    assert client.get_cookie(GUEST) is None
    assert "70%" in client.get(f"/questions/{question.id}").text
    assert queries.replay(session, question.id) == []
    a_forecast(session, question, ada, 71, at=clock.now(), follows=2)


def test_a_link_that_is_opened_elsewhere_brings_what_the_device_of_the_sign_up_forecast(
    client: FlaskClient, session: Session, question: Question
) -> None:
    says(client, question, 62)
    assert "What this device forecast without an account comes along" in client.get("/signup").text
    send(client, "/signup", **ADA)
    phone = client.application.test_client()
    assert "comes along" not in phone.get("/signup").text
    send(phone, the_mailed_link(session, "confirm"), password=PASSWORD)
    session.expire_all()
    ada = session.scalars(select(Person).where(Person.email == "ada@example.org")).one()
    assert session.scalars(select(ForecastEvent.person_id)).all() == [ada.id]
    assert "Still 62%" in phone.get(f"/questions/{question.id}").text
    assert "Save forecast" in client.get(f"/questions/{question.id}").text
    assert says(client, question, 40) == 303
    assert "This device keeps your forecast" in client.get(f"/questions/{question.id}").text
    assert says(client, question, 45, follows=1) == 303
    assert len([guest for guest in guests(session) if guest.erased_at is None]) == 1
    assert len(session.scalars(select(Standing)).all()) == 2


def test_a_link_that_is_asked_for_again_elsewhere_still_brings_what_the_device_forecast(
    client: FlaskClient, session: Session, question: Question
) -> None:
    says(client, question, 62)
    send(client, "/signup", **ADA)
    phone = client.application.test_client()
    send(phone, "/signin", email="ada@example.org", password=PASSWORD)
    send(phone, "/confirm", "/settings")
    send(phone, "/confirm", "/settings")
    done = send(phone, the_mailed_link(session, "confirm"), password=PASSWORD)
    assert done.status_code == 303
    assert "Still 62%" in phone.get(f"/questions/{question.id}").text


def test_who_signs_up_again_with_an_address_gets_nothing_of_an_earlier_device(
    client: FlaskClient, session: Session, question: Question
) -> None:
    says(client, question, 62)
    (guest,) = guests(session)
    send(client, "/signup", **ADA)
    phone = client.application.test_client()
    send(phone, "/signup", **ADA)
    send(phone, the_mailed_link(session, "confirm"), password=PASSWORD)
    session.expire_all()
    assert session.scalars(select(ForecastEvent.person_id)).all() == [guest.id]


def test_scores_are_taken_over_as_well(
    client: FlaskClient, session: Session, question: Question
) -> None:
    says(client, question, 62)
    a_ruling(session, question, at=clock.now() + timedelta(hours=1))
    assert session.scalar(select(func.count()).select_from(Score))
    ada = signs_up(client, session)
    assert set(session.scalars(select(Score.person_id))) == {ada.id}


def test_nothing_is_taken_over_before_the_address_is_proved_or_twice(
    client: FlaskClient, session: Session, question: Question
) -> None:
    says(client, question, 62)
    (guest,) = guests(session)
    account = {"name": "Eve Hart", "email": "victim@example.org", "password": PASSWORD}
    send(client, "/signup", **account)
    assert session.scalars(select(ForecastEvent.person_id)).all() == [guest.id]

    ada = signs_up(client, session)
    late = a_person(session)
    accounts.claim_guest(session, guest.id, late, clock.now())
    accounts.claim_guest(session, ada.id, late, clock.now())
    assert session.scalars(select(ForecastEvent.person_id)).all() == [ada.id]


def test_many_new_devices_of_one_network_have_to_wait(
    app: Flask, session: Session, question: Question, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limiter, "enabled", True)
    limiter.reset()
    answers = [says(app.test_client(), question, 30) for _ in range(22)]
    limiter.reset()
    assert answers[:20] == [303] * 20
    assert answers[20:] == [429, 429]
    assert len(guests(session)) == 20


def test_an_article_page_for_a_device_is_kept_by_no_cache(
    client: FlaskClient, session: Session
) -> None:
    article = an_article(session)
    question = an_open_question(session, article.prompt)
    page = f"/articles/{article.slug}"
    assert "private" not in client.get(page).headers["Cache-Control"]
    says(client, question, 62)
    assert "private" in client.get(page).headers["Cache-Control"]
