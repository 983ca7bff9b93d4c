import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from discuss.web.extensions import db
from tests.makers.accounts import a_person, sign_in

STRANGE = "This came from another site"


@pytest.fixture
def reader(trial: Flask) -> tuple[FlaskClient, str]:
    """Somebody signed in by cookie, and the token that this cookie holds."""
    client = trial.test_client()
    with trial.app_context():
        session = db.session()
        secret = sign_in(client, a_person(session), session)
    return client, secret


def token_of(client: FlaskClient) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/trial/page").text)
    assert found
    return found[1]


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "nonsense"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost.evil.example"},
        {"Origin": "http://localhost:81"},
        {"Origin": "http://["},
        {"Origin": "localhost"},
        {"Origin": "https://evil.example", "Sec-Fetch-Site": "none"},
    ],
)
def test_what_another_site_sends_is_refused(visitor: FlaskClient, headers: dict[str, str]) -> None:
    for path in ("/trial/echo", "/api/v1/trial/done", "/theme"):
        answer = visitor.post(path, data={"body": "x"}, headers=headers)
        assert answer.status_code == 403
        assert STRANGE in answer.text


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "http://localhost"},
        {"Origin": "null", "Sec-Fetch-Site": "same-origin"},
    ],
)
def test_what_this_site_sends_is_taken(visitor: FlaskClient, headers: dict[str, str]) -> None:
    assert visitor.post("/trial/echo", data={"body": "x"}, headers=headers).status_code == 200


def test_reading_is_open_to_links_from_everywhere(visitor: FlaskClient) -> None:
    assert visitor.get("/trial/page", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200


def test_who_is_signed_in_by_cookie_needs_the_forms_token(reader: tuple[FlaskClient, str]) -> None:
    client, _ = reader
    assert client.post("/trial/echo", data={"body": "x"}).status_code == 403
    good = {"body": "x", "csrf_token": token_of(client)}
    assert client.post("/trial/echo", data=good).status_code == 200


def test_a_script_may_send_the_token_as_a_header(reader: tuple[FlaskClient, str]) -> None:
    client, _ = reader
    headers = {"X-CSRFToken": token_of(client)}
    assert client.post("/api/v1/trial/done", headers=headers).status_code == 303
    assert client.post("/api/v1/trial/done").status_code == 403


def test_one_readers_token_does_not_serve_another(
    trial: Flask, reader: tuple[FlaskClient, str]
) -> None:
    other = trial.test_client()
    with trial.app_context():
        session = db.session()
        sign_in(other, a_person(session), session)
    stolen = token_of(other)
    client, _ = reader
    assert client.post("/trial/echo", data={"body": "x", "csrf_token": stolen}).status_code == 403


def test_a_program_with_its_own_token_needs_no_forms_token(
    trial: Flask, reader: tuple[FlaskClient, str]
) -> None:
    headers = {"Authorization": f"Bearer {reader[1]}"}
    assert trial.test_client().post("/api/v1/trial/done", headers=headers).status_code == 303


def test_a_programs_token_opens_the_api_only(trial: Flask, reader: tuple[FlaskClient, str]) -> None:
    client, secret = reader
    headers = {"Authorization": f"Bearer {secret}"}
    assert client.post("/trial/echo", data={"body": "x"}, headers=headers).status_code == 403
    assert "csrf_token" not in trial.test_client().get("/trial/page", headers=headers).text


@pytest.mark.parametrize("path", ["/signin", "/signup", "/reset"])
def test_the_forms_with_which_somebody_signs_in_ask_strangers_for_the_token(
    visitor: FlaskClient, path: str
) -> None:
    answer = visitor.post(path, data={"email": "ada@example.org", "password": "swordfish-hunter"})
    assert answer.status_code == 403
    assert "ada@example.org" in answer.text
    assert "swordfish-hunter" not in answer.text
