import re
from types import SimpleNamespace

import pytest
from flask.testing import FlaskClient
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from discuss.accounts import actions
from discuss.kit import clock
from discuss.kit.outbox import Outgoing
from tests.makers.accounts import PASSWORD, a_person, send, sign_in, the_mailed_link, token_of


@pytest.fixture
def pace(monkeypatch: pytest.MonkeyPatch) -> None:
    """Count tries from now on, as a site outside of tests does."""
    counting = SimpleNamespace(enabled=True, limiter=FixedWindowRateLimiter(MemoryStorage()))
    monkeypatch.setattr("discuss.web.limits.limiter", counting)


def sign_up(
    client: FlaskClient, email: str = "ruth@example.org", name: str = "Ruth Okafor"
) -> TestResponse:
    return send(client, "/signup", name=name, email=email, password="three unusual words")


def test_a_newcomer_signs_up_confirms_and_is_signed_in(
    client: FlaskClient, session: Session
) -> None:
    assert "on its way" in sign_up(client).text
    link = the_mailed_link(session, "confirm")
    assert "Hello Ruth Okafor" in client.get(link).text
    assert send(client, link, password="somebody else's").status_code == 422
    assert send(client, link, password="three unusual words").status_code == 303
    assert "Ruth Okafor" in client.get("/settings").text
    assert client.get(link).status_code == 410


def test_a_known_address_gets_the_same_answer_and_another_mail(
    client: FlaskClient, session: Session
) -> None:
    ruth = a_person(session)
    known = sign_up(client, email=ruth.email or "", name="Somebody Else").text
    session.expire_all()
    mail = session.scalars(select(Outgoing)).one()
    assert "on its way" in known
    assert "has an account" in mail.payload["text"]


def test_names_that_look_like_somebodys_are_refused_and_nothing_is_lost(
    client: FlaskClient, session: Session
) -> None:
    a_person(session, name="Olga Petrova")
    answer = sign_up(client, name="0lga Pеtrоva")
    assert answer.status_code == 422
    assert "looks like it" in answer.text
    assert "ruth@example.org" in answer.text


def test_a_reader_signs_in_and_comes_back_where_they_were(
    client: FlaskClient, session: Session
) -> None:
    ruth = a_person(session)
    answer = send(client, "/signin", email=ruth.email or "", password=PASSWORD, next="/rules")
    assert (answer.status_code, answer.location) == (303, "/rules")


def test_signing_in_never_leads_to_another_site(client: FlaskClient, session: Session) -> None:
    ruth = a_person(session)
    answer = send(
        client, "/signin", email=ruth.email or "", password=PASSWORD, next="//evil.example"
    )
    assert answer.location == "/"


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(
    client: FlaskClient, session: Session
) -> None:
    ruth = a_person(session)
    wrong = send(client, "/signin", email=ruth.email or "", password="not the password")
    unknown = send(client, "/signin", email="nobody@example.org", password="not the password")
    assert wrong.status_code == unknown.status_code == 422
    assert "do not belong together" in wrong.text
    assert "do not belong together" in unknown.text


def test_a_copied_cookie_is_worth_nothing_after_signing_out(
    client: FlaskClient, session: Session
) -> None:
    sign_in(client, a_person(session), session)
    copied = client.get_cookie("discuss").value  # type: ignore[union-attr]
    left = send(client, "/signout", "/settings")
    assert left.headers["Clear-Site-Data"] == '"storage"'
    client.set_cookie("discuss", copied)
    assert client.get("/settings").status_code == 401


def test_a_forgotten_password_is_set_anew_and_all_devices_are_signed_out(
    client: FlaskClient, session: Session
) -> None:
    ruth = a_person(session)
    sign_in(client, ruth, session)
    other = client.application.test_client()
    assert "on its way" in send(other, "/reset", email=ruth.email or "").text
    link = the_mailed_link(session, "reset")
    assert send(other, link, password="another three words").status_code == 303
    assert client.get("/settings").status_code == 401
    assert other.get("/settings").status_code == 200
    again = send(client, "/signin", email=ruth.email or "", password="another three words")
    assert again.status_code == 303


def test_asking_for_a_link_tells_nobody_whether_an_address_is_known(
    client: FlaskClient, session: Session
) -> None:
    ruth = a_person(session)
    known = send(client, "/reset", email=ruth.email or "")
    unknown = send(client, "/reset", email="nobody@example.org")
    assert known.status_code == unknown.status_code == 200
    strip = re.compile(r'value="[^"]*"|[\w.]+@example.org')
    assert strip.sub("", known.text) == strip.sub("", unknown.text)


def test_a_newcomer_goes_on_where_they_were_asked_to_sign_up(
    client: FlaskClient, session: Session
) -> None:
    page = "/signup?next=/questions/3%3Fp%3D62"
    fields = {"name": "Ruth Okafor", "email": "ruth@example.org", "password": "three unusual words"}
    assert 'value="/questions/3?p=62"' in client.get(page).text
    send(client, "/signup", page, **fields, next="/questions/3?p=62")
    link = the_mailed_link(session, "confirm")
    answer = send(client, link, password=fields["password"])
    assert answer.location == "/questions/3?p=62"


def test_the_owner_claims_the_site_by_the_link_of_the_console(
    client: FlaskClient, session: Session
) -> None:
    secret = actions.owner_link(session, clock.now())
    session.commit()
    fields = {"name": "Mara Keel", "email": "mara@example.org"}
    weak = send(client, f"/claim/{secret}", **fields, password="password1234")
    assert weak.status_code == 422
    assert "mara@example.org" in weak.text
    assert send(client, f"/claim/{secret}", **fields, password="a phrase of mine").location == "/"
    assert "New article" in client.get("/settings").text
    assert client.get(f"/claim/{secret}").status_code == 410


def test_the_text_typed_before_signing_in_is_carried_through_every_try(
    client: FlaskClient, session: Session
) -> None:
    ruth, words = a_person(session), "What I wrote\nbefore my session ended."
    refused = client.post(
        "/settings/name", data={"name": words, "csrf_token": token_of(client, "/signin")}
    )
    assert refused.status_code == 401
    assert 'name="kept_body"' in refused.text
    kept = {"email": ruth.email or "", "kept_body": words, "kept_place": "/settings/name"}
    again = send(client, "/signin", **kept, password="guess")
    assert again.text.count("before my session ended.") >= 1
    assert send(client, "/signin", **kept, password=PASSWORD).status_code == 303


def test_somebody_unconfirmed_is_told_and_gets_the_link_again(
    client: FlaskClient, session: Session
) -> None:
    sign_in(client, a_person(session, confirmed=False), session)
    assert "Send the link again" in client.get("/settings").text
    assert send(client, "/confirm", "/settings").status_code == 303
    link = the_mailed_link(session, "confirm")
    assert send(client, link, password=PASSWORD).status_code == 303
    assert "Send the link again" not in client.get("/settings").text


@pytest.mark.usefixtures("pace")
@pytest.mark.parametrize("path", ["/signin", "/signup", "/reset"])
def test_many_tries_from_one_network_are_slowed_down(client: FlaskClient, path: str) -> None:
    token = token_of(client, path)
    answers = [
        client.post(path, data={"csrf_token": token, "email": f"n{n}@example.org"})
        for n in range(31)
    ]
    assert answers[0].status_code in {200, 422}
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["Retry-After"]) > 0
    assert "many tries" in answers[-1].text


@pytest.mark.usefixtures("pace")
def test_guesses_at_one_account_are_slowed_down_in_any_spelling_of_its_address(
    client: FlaskClient, session: Session
) -> None:
    ruth = a_person(session)
    token = token_of(client, "/signin")
    spellings = [ruth.email or "", (ruth.email or "").upper()] * 5
    fields = {"csrf_token": token, "password": "guess"}
    tries = [client.post("/signin", data={**fields, "email": email}) for email in spellings]
    last = client.post("/signin", data={**fields, "email": ruth.email, "password": PASSWORD})
    assert {answer.status_code for answer in tries} == {422}
    assert last.status_code == 429


def test_pages_for_strangers_that_need_no_form_set_no_cookie(client: FlaskClient) -> None:
    assert "Set-Cookie" not in client.get("/nothing-here").headers


def test_nobody_confirms_an_address_for_somebody_elses_sign_up(
    client: FlaskClient, session: Session
) -> None:
    sign_up(client)
    send(
        client,
        "/signup",
        name="Ruth Okafor",
        email="ruth@example.org",
        password="the thief's own one",
    )
    newest = the_mailed_link(session, "confirm")
    assert send(client, newest, password="three unusual words").status_code == 422
    taken = {"email": "ruth@example.org", "password": "the thief's own one"}
    token = client.post("/api/v1/sessions", json=taken).json["token"]  # type: ignore[index]
    me = client.get("/api/v1/me", headers={"Authorization": f"Bearer {token}"})
    assert me.json["is_confirmed"] is False  # type: ignore[index]
