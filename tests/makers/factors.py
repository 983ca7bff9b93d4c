"""Second factors, set up and used through the pages as people do."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask.testing import FlaskClient
from pyotp import TOTP
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from discuss.accounts.models import Person
from tests.makers.accounts import PASSWORD, send, sign_in

PAGE = "/settings/second-factor"
MORNING = datetime(2026, 3, 2, 9, 0, 5, tzinfo=UTC)
NO_FIT = "This code does not fit."


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """A morning that stands still until a test moves it."""
    with time_machine.travel(MORNING, tick=False) as traveller:
        yield traveller


def code(secret: str, steps: int = 0) -> str:
    """Return what an app shows, `steps` half minutes from now."""
    return TOTP(secret).at(datetime.now(UTC) + steps * timedelta(seconds=30))


def enrol(
    client: FlaskClient, person: Person, session: Session, clock: time_machine.Traveller
) -> tuple[str, list[str]]:
    """Set a second factor up through the pages; return the secret and the recovery codes."""
    sign_in(client, person, session)
    shown = send(client, PAGE, password=PASSWORD).text
    found = re.search(r'<code class="secret">([A-Z2-7 ]+)</code>', shown)
    assert found
    secret = found[1].replace(" ", "")
    assert f"secret={secret}" in shown
    done = send(client, f"{PAGE}/confirmation", PAGE, code=code(secret))
    codes = re.findall(r"\d{5}(?:-\d{5}){3}", done.text)
    assert (done.status_code, len(set(codes))) == (200, 10)
    clock.shift(timedelta(minutes=1))
    return secret, codes


def first_step(client: FlaskClient, person: Person, **more: str) -> str:
    """Give the password on a fresh device; return the token of the page that asks for a code."""
    page = send(client, "/signin", email=person.email or "", password=PASSWORD, **more)
    assert page.status_code == 200
    assert 'autocomplete="one-time-code"' in page.text
    found = re.search(r'name="token" value="([^"]+)"', page.text)
    assert found
    return found[1]


def second_step(client: FlaskClient, token: str, code: str, **more: str) -> TestResponse:
    return send(client, "/signin/code", "/signin", token=token, code=code, **more)
