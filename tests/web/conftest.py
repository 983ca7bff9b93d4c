"""A site with a few doors of its own, to try what stands before and behind every door."""

from collections.abc import Iterator

import pytest
from flask import Flask, request
from flask.testing import FlaskClient
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import OperationalError

from discuss.app import create_app
from discuss.kit import errors
from discuss.web.extensions import db, limiter
from discuss.web.limits import PACE, Pace, keep_pace, network
from discuss.web.respond import FRAGMENT, fragment_or_redirect, json_body, page
from tests.fixtures.databases import fresh_database, settings_for

REFUSALS = {
    "missing": errors.Missing("There is no such note. Look on the front page."),
    "refused": errors.Refused("Only its author may do this."),
    "unknown": errors.Unknown("Sign in to go on."),
    "invalid": errors.Invalid("Say more.", {"body": "Say more.", "place": "Choose a place."}),
    "conflict": errors.Conflict("Somebody has decided this."),
    "gone": errors.Gone("The time to edit has passed."),
    "toosoon": errors.TooSoon("Wait a little.", seconds=7),
    "busy": errors.Busy("Try again in a moment.", seconds=3),
}


def refuse(kind: str) -> ResponseReturnValue:
    raise REFUSALS[kind]


def fault() -> ResponseReturnValue:
    raise ZeroDivisionError("a secret inside")


def away() -> ResponseReturnValue:
    raise OperationalError("SELECT secret", {}, Exception("gone"))


def body() -> ResponseReturnValue:
    return {"fields": sorted(json_body())}


def paced() -> ResponseReturnValue:
    keep_pace("2 per minute", network(), sentence="That was quick. Wait a moment.")
    return page("_refusal.html", title="Well", sentence="Done.")


def done() -> ResponseReturnValue:
    context = {"title": "Done", "sentence": "It is done."}
    return fragment_or_redirect("_refusal.html", to="/trial/page", **context)


def shown() -> ResponseReturnValue:
    return page("error.html", status=200, title="A page", sentence="To be read.")


def echo() -> ResponseReturnValue:
    return dict(request.form)


BOTH = ["GET", "POST"]
DOORS = (
    ("refuse/<kind>", refuse, BOTH),
    ("fault", fault, BOTH),
    ("away", away, BOTH),
    ("body", body, ["POST"]),
    ("paced", paced, BOTH),
    ("done", done, ["POST"]),
    ("page", shown, ["GET"]),
    ("echo", echo, ["POST"]),
)


def _add_doors(app: Flask) -> None:
    for prefix in ("/trial", "/api/v1/trial"):
        for path, view, methods in DOORS:
            app.add_url_rule(f"{prefix}/{path}", f"{prefix}/{path}", view, methods=methods)


@pytest.fixture(scope="module")
def trial(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Flask]:
    """The site, with doors under /trial that refuse and break on purpose."""
    folder = tmp_path_factory.mktemp("trial")
    with fresh_database("sqlite", folder, request, "bare") as url:
        app = create_app(settings_for(url, folder))
        _add_doors(app)
        yield app
        with app.app_context():
            db.engine.dispose()


@pytest.fixture
def visitor(trial: Flask) -> FlaskClient:
    """A stranger's browser at the trial site."""
    return trial.test_client()


@pytest.fixture
def pace(trial: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Pace limits as they are on a real site, forgotten before and after the test."""
    monkeypatch.setattr(limiter, "enabled", True)
    with trial.app_context():
        limiter.reset()
        monkeypatch.setitem(trial.extensions, PACE, Pace())
        yield
        limiter.reset()


SCRIPT = {"Accept": FRAGMENT}
"""What a script of ours sends."""
