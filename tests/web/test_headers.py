import pytest
from flask import Flask
from flask.testing import FlaskClient

from discuss.app import create_app
from discuss.web.extensions import db
from tests.fixtures.databases import settings_for
from tests.makers.accounts import a_person, sign_in

ANSWERS = [
    "/healthz",
    "/readyz",
    "/trial/page",
    "/trial/refuse/missing",
    "/trial/refuse/refused",
    "/trial/fault",
    "/trial/away",
    "/nothing",
    "/favicon.ico",
    "/static/0/mark.svg",
    "/static/0/none.css",
    "/api/v1/openapi.json",
    "/api/v1/nothing",
    "/api/v1/trial/fault",
    "/signin",
    "/signup",
]


@pytest.mark.parametrize("path", ANSWERS)
def test_every_answer_says_what_may_run_in_it(visitor: FlaskClient, path: str) -> None:
    headers = visitor.get(path, buffered=True).headers
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == "'self'"
    assert policy["style-src"] == "'self'"
    assert policy["object-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["X-Request-Id"]
    assert headers["Cache-Control"]


@pytest.mark.parametrize("path", ["/.git/config", "/wsgi.py", "/instance/secret-key", "/console"])
def test_nothing_of_the_inside_is_served(visitor: FlaskClient, trial: Flask, path: str) -> None:
    assert visitor.get(path).status_code == 404
    assert visitor.open("/trial/page", method="TRACE").status_code == 405
    assert trial.debug is False


@pytest.mark.parametrize("path", ["/trial/page", "/nothing", "/trial/refuse/missing", "/healthz"])
def test_a_strangers_page_holds_no_token_and_sets_no_cookie(
    visitor: FlaskClient, path: str
) -> None:
    answer = visitor.get(path)
    assert "Set-Cookie" not in answer.headers
    assert "csrf_token" not in answer.text


def test_a_page_of_somebody_signed_in_is_kept_by_no_shared_cache(trial: Flask) -> None:
    client = trial.test_client()
    with trial.app_context():
        session = db.session()
        sign_in(client, a_person(session), session)
    answer = client.get("/trial/page")
    assert "private" in answer.headers["Cache-Control"]
    assert "Cookie" in answer.headers["Vary"]


def test_what_changes_something_is_kept_by_nobody(visitor: FlaskClient) -> None:
    assert visitor.post("/trial/done").headers["Cache-Control"] == "no-store"


def test_a_site_behind_https_says_so_and_binds_its_cookies_to_it(tmp_path: object) -> None:
    folder = tmp_path
    url = f"sqlite:///{folder}/none.sqlite3"
    settings = settings_for(url, folder, site_url="https://talk.example")  # type: ignore[arg-type]
    app = create_app(settings)
    answer = app.test_client().get("/healthz", base_url="https://talk.example")
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    assert app.config["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert app.config["SESSION_COOKIE_SECURE"] is True


def test_a_site_without_https_promises_none(visitor: FlaskClient) -> None:
    assert "Strict-Transport-Security" not in visitor.get("/healthz").headers


@pytest.mark.parametrize("path", ["/signin", "/signup", "/reset"])
def test_the_cookie_of_a_form_is_out_of_reach_for_scripts(visitor: FlaskClient, path: str) -> None:
    cookies = visitor.get(path).headers.getlist("Set-Cookie")
    assert cookies
    assert all("HttpOnly" in cookie and "SameSite=Lax" in cookie for cookie in cookies)
