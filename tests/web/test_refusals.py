import re
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError

from discuss.web.extensions import db
from discuss.web.respond import FRAGMENT
from tests.makers.accounts import a_person, sign_in
from tests.web.conftest import REFUSALS, SCRIPT


def signed_in(trial: Flask) -> FlaskClient:
    client = trial.test_client()
    with trial.app_context():
        session = db.session()
        sign_in(client, a_person(session), session)
    return client


@pytest.mark.parametrize("kind", REFUSALS)
def test_a_refusal_is_a_page_with_its_sentence(visitor: FlaskClient, kind: str) -> None:
    answer = visitor.get(f"/trial/refuse/{kind}")
    assert answer.status_code == REFUSALS[kind].status
    assert answer.mimetype == "text/html"
    assert REFUSALS[kind].sentence in answer.text
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("kind", REFUSALS)
def test_a_refusal_is_a_fragment_for_a_script(visitor: FlaskClient, kind: str) -> None:
    answer = visitor.post(f"/trial/refuse/{kind}", headers=SCRIPT)
    assert answer.status_code == REFUSALS[kind].status
    assert answer.mimetype == FRAGMENT
    assert REFUSALS[kind].sentence in answer.text
    assert "<html" not in answer.text


@pytest.mark.parametrize("kind", REFUSALS)
def test_a_refusal_is_problem_json_for_a_program(visitor: FlaskClient, kind: str) -> None:
    answer = visitor.post(f"/api/v1/trial/refuse/{kind}")
    assert answer.status_code == REFUSALS[kind].status
    assert answer.mimetype == "application/problem+json"
    assert answer.json is not None
    assert answer.json["status"] == answer.status_code
    assert answer.json["detail"] == REFUSALS[kind].sentence
    assert ("errors" in answer.json) is (kind == "invalid")


@pytest.mark.parametrize(("kind", "seconds"), [("toosoon", "7"), ("busy", "3")])
def test_who_must_wait_is_told_how_long(visitor: FlaskClient, kind: str, seconds: str) -> None:
    for place in ("/trial", "/api/v1/trial"):
        assert visitor.get(f"{place}/refuse/{kind}").headers["Retry-After"] == seconds


@pytest.mark.parametrize("kind", REFUSALS)
def test_what_was_typed_is_still_there_on_every_refusal(visitor: FlaskClient, kind: str) -> None:
    words = 'A long <thought> & a "quote"\nof two lines'
    answer = visitor.post(f"/trial/refuse/{kind}", data={"body": words})
    assert words in unescape(answer.text)
    assert "<thought>" not in answer.text


@pytest.mark.parametrize("door", ["fault", "away"])
def test_what_was_typed_is_still_there_when_the_site_breaks(
    visitor: FlaskClient, door: str
) -> None:
    answer = visitor.post(f"/trial/{door}", data={"body": "My words", "place": "7"})
    assert answer.status_code in {500, 503}
    assert "My words" in answer.text
    assert "secret" not in answer.text


@pytest.mark.parametrize("door", ["fault", "away"])
def test_a_fault_tells_a_program_nothing_of_the_inside(visitor: FlaskClient, door: str) -> None:
    answer = visitor.post(f"/api/v1/trial/{door}")
    assert answer.mimetype == "application/problem+json"
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text


SECRETS = ["password", "new_password", "current_password", "csrf_token"]


@pytest.mark.parametrize("field", SECRETS)
@pytest.mark.parametrize("kind", REFUSALS)
def test_no_secret_is_ever_shown_again(visitor: FlaskClient, kind: str, field: str) -> None:
    data = {field: "swordfish-hunter", "body": "My words"}
    assert "swordfish-hunter" not in visitor.post(f"/trial/refuse/{kind}", data=data).text
    assert "swordfish-hunter" not in visitor.post("/trial/fault", data=data).text


def test_a_refused_get_offers_nothing_to_send_again(visitor: FlaskClient) -> None:
    assert "<textarea" not in visitor.get("/trial/refuse/refused?body=words").text


def test_a_form_that_grew_old_can_be_sent_once_more(trial: Flask) -> None:
    client = signed_in(trial)
    answer = client.post(
        "/trial/echo", data={"body": "My words", "place": "7", "csrf_token": "old"}
    )
    assert answer.status_code == 403
    form = answer.text[answer.text.index("My words") - 900 :]
    names = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))
    assert names["place"] == "7"
    assert 'action="/trial/echo"' in answer.text
    again = client.post("/trial/echo", data={**names, "body": "My words"})
    assert again.status_code == 200
    assert again.json is not None
    assert again.json["body"] == "My words"


@pytest.mark.parametrize(
    ("path", "status"), [("/nothing/here", 404), ("/api/v1/nothing", 404), ("/%ff", 404)]
)
def test_an_unknown_address_gets_the_sites_own_answer(
    visitor: FlaskClient, path: str, status: int
) -> None:
    answer = visitor.get(path)
    assert answer.status_code == status
    assert "nothing at this address" in answer.text


def test_a_wrong_method_names_the_right_ones(visitor: FlaskClient) -> None:
    for place in ("/trial", "/api/v1/trial"):
        answer = visitor.delete(f"{place}/done")
        assert answer.status_code == 405
        assert "POST" in answer.headers["Allow"]


def test_too_much_at_once_is_refused_with_a_sentence(visitor: FlaskClient) -> None:
    answer = visitor.post("/trial/echo", data={"body": "x" * (3 * 1024 * 1024)})
    assert answer.status_code == 413
    assert "too much to send at once" in answer.text


def test_too_many_fields_are_refused_with_a_sentence(visitor: FlaskClient) -> None:
    answer = visitor.post(
        "/trial/echo",
        data={f"f{n}": "x" for n in range(300)},
        content_type="multipart/form-data",
    )
    assert answer.status_code == 413


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "a b"]
)
def test_a_request_for_another_host_gets_a_refusal_that_names_no_host(
    visitor: FlaskClient, host: str
) -> None:
    for path in ("/trial/page", "/api/v1/trial/page", "/nothing"):
        answer = visitor.get(path, headers={"Host": host})
        assert answer.status_code == 400
        assert "evil.example" not in answer.text
        assert "Content-Security-Policy" in answer.headers


def test_a_refusal_page_can_still_be_shown_when_the_database_is_away(
    trial: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = signed_in(trial)

    def refuse(*_: object, **__: object) -> None:
        raise OperationalError("SELECT secret", {}, Exception("gone"))

    monkeypatch.setattr("sqlalchemy.orm.Session.scalar", refuse)
    monkeypatch.setattr("sqlalchemy.orm.Session.execute", refuse)
    answer = client.post("/trial/echo", data={"body": "My words"})
    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
    assert "My words" in answer.text
    assert "secret" not in answer.text
