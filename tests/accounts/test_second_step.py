"""A sign-in with a second factor: by app, by paper, by program, and never without."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts import actions
from discuss.accounts.models import Person, RecoveryCode, SecondFactor
from discuss.kit.outbox import Outgoing
from discuss.web.extensions import limiter
from tests.fixtures.sites import Site
from tests.makers.accounts import PASSWORD, a_person, send, token_of
from tests.makers.factors import MORNING, NO_FIT, PAGE, clock, code, enrol, first_step, second_step

__all__ = ["clock"]


@pytest.fixture(autouse=True)
def _still(clock: time_machine.Traveller) -> None:
    """Every test begins on the same morning."""
    del clock


@pytest.fixture
def ruth(session: Session) -> Person:
    return a_person(session, "Ruth Okafor", role="moderator")


@pytest.fixture
def device(app: Flask) -> Callable[[], FlaskClient]:
    return app.test_client


def test_a_moderator_sets_it_up_and_signs_in_with_it(
    client: FlaskClient,
    session: Session,
    ruth: Person,
    clock: time_machine.Traveller,
    device: Callable[[], FlaskClient],
) -> None:
    secret, _ = enrol(client, ruth, session, clock)
    phone = device()
    kept = {"next": "/people/x?page=2", "kept_body": "Words <b> I typed", "stay": "1"}
    token = first_step(phone, ruth, **kept)
    assert phone.get("/settings").status_code == 401
    done = second_step(phone, token, code(secret), **kept)
    assert (done.status_code, done.location) == (303, "/people/x?page=2")
    assert phone.get("/settings").status_code == 200


def test_the_page_that_asks_for_a_code_keeps_what_was_typed(
    client: FlaskClient,
    session: Session,
    ruth: Person,
    clock: time_machine.Traveller,
    device: Callable[[], FlaskClient],
) -> None:
    enrol(client, ruth, session, clock)
    phone, kept = device(), {"next": "/people/x", "kept_body": "Words <b> I typed", "stay": "1"}
    first = send(phone, "/signin", email=ruth.email or "", password=PASSWORD, **kept)
    token = re.search(r'name="token" value="([^"]+)"', first.text)
    assert token
    again = second_step(phone, token[1], "000000", **kept)
    for page in (first, again):
        assert 'name="next" value="/people/x"' in page.text
        assert 'name="kept_body" value="Words &lt;b&gt; I typed"' in page.text
        assert 'name="stay" value="1"' in page.text
        assert PASSWORD not in page.text
        assert '<label for="code">' in page.text
    assert again.status_code == 422


def test_a_wrong_an_old_a_coming_and_a_used_code_get_the_same_answer(
    client: FlaskClient,
    session: Session,
    ruth: Person,
    clock: time_machine.Traveller,
    device: Callable[[], FlaskClient],
) -> None:
    secret, _ = enrol(client, ruth, session, clock)
    phone = device()
    token = first_step(phone, ruth)
    assert second_step(device(), token, code(secret)).status_code == 303
    used, answers = code(secret), set()
    for each in (used, code(secret, -1), code(secret, -2), code(secret, 2), "12345", "١٢٣٤٥٦", "x"):
        refused = second_step(phone, token, each)
        assert refused.status_code == 422
        answers.add(re.sub(r'value="[^"]*"', "", refused.text))
    assert len(answers) == 1
    assert NO_FIT in answers.pop()
    assert second_step(phone, token, code(secret, 1)).status_code == 303


def test_a_code_is_taken_a_half_minute_early_or_late(
    client: FlaskClient,
    session: Session,
    ruth: Person,
    clock: time_machine.Traveller,
    device: Callable[[], FlaskClient],
) -> None:
    secret, _ = enrol(client, ruth, session, clock)
    for early_or_late in (-1, 0, 1):
        phone = device()
        spaced = f"{code(secret, early_or_late)[:3]} {code(secret, early_or_late)[3:]}"
        assert second_step(phone, first_step(phone, ruth), spaced).status_code == 303


def test_a_recovery_code_opens_once_and_its_owner_is_told(
    client: FlaskClient,
    session: Session,
    ruth: Person,
    clock: time_machine.Traveller,
    device: Callable[[], FlaskClient],
) -> None:
    _, codes = enrol(client, ruth, session, clock)
    phone = device()
    token = first_step(phone, ruth)
    assert second_step(phone, token, codes[3]).status_code == 303
    assert NO_FIT in second_step(device(), token, codes[3]).text
    mail = session.scalars(select(Outgoing).order_by(Outgoing.id.desc())).first()
    assert mail is not None
    assert "9 are left" in mail.payload["text"]
    assert "You have 9 recovery codes left" in client.get(PAGE).text


def test_codes_are_slowed_down_wherever_they_come_from(
    client: FlaskClient,
    session: Session,
    ruth: Person,
    clock: time_machine.Traveller,
    device: Callable[[], FlaskClient],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    secret, _ = enrol(client, ruth, session, clock)
    phone = device()
    token, form = first_step(phone, ruth), token_of(phone, "/signin")
    monkeypatch.setattr(limiter, "enabled", True)
    limiter.reset()
    seen = []
    for n in range(10):
        data = {"csrf_token": form, "token": token, "code": f"{n:06}"}
        spoofed = {"X-Forwarded-For": f"203.{n}.113.9", "Forwarded": f"for=198.51.{n}.7"}
        place = {"REMOTE_ADDR": f"192.0.{n}.1"}
        answer = phone.post("/signin/code", data=data, headers=spoofed, environ_overrides=place)
        seen.append(answer.status_code)
    assert seen == [422] * 8 + [429] * 2
    login = {"email": ruth.email, "password": PASSWORD, "code": code(secret)}
    assert phone.post("/api/v1/sessions", json=login).status_code == 429
    limiter.reset()


def test_a_password_that_was_right_waits_ten_minutes_for_its_code(
    client: FlaskClient,
    session: Session,
    ruth: Person,
    clock: time_machine.Traveller,
    device: Callable[[], FlaskClient],
) -> None:
    secret, _ = enrol(client, ruth, session, clock)
    phone = device()
    token = first_step(phone, ruth)
    for made_up in ("", "x", token[:-2], token + "x"):
        assert second_step(phone, made_up, code(secret)).status_code == 422
    clock.shift(timedelta(minutes=11))
    late = second_step(phone, token, code(secret), next="/people/x")
    assert late.status_code == 422
    assert "Enter your password again." in late.text
    assert 'name="next" value="/people/x"' in late.text


def test_a_program_sends_the_code_along(
    client: FlaskClient, session: Session, ruth: Person, clock: time_machine.Traveller
) -> None:
    secret, _ = enrol(client, ruth, session, clock)
    login = {"email": ruth.email, "password": PASSWORD}
    without = client.application.test_client().post("/api/v1/sessions", json=login)
    assert without.status_code == 422
    assert "code" in without.json["errors"]  # type: ignore[index]
    guess = {**login, "password": "a guess", "code": code(secret)}
    wrong = client.application.test_client().post("/api/v1/sessions", json=guess)
    assert "code" not in wrong.json.get("errors", {})  # type: ignore[union-attr]
    right = client.application.test_client().post(
        "/api/v1/sessions", json={**login, "code": code(secret)}
    )
    assert right.status_code == 201


def test_a_mailed_link_alone_signs_nobody_in(
    client: FlaskClient,
    session: Session,
    ruth: Person,
    clock: time_machine.Traveller,
    device: Callable[[], FlaskClient],
) -> None:
    enrol(client, ruth, session, clock)
    phone = device()
    send(phone, "/reset", email=ruth.email or "")
    text = session.scalars(select(Outgoing).order_by(Outgoing.id.desc())).first()
    link = re.search(r"/reset/[\w-]+", text.payload["text"])  # type: ignore[union-attr]
    assert link
    done = send(phone, link[0], password="another three words")
    assert done.location == "/signin"
    assert phone.get("/settings").status_code == 401


def test_another_key_of_the_site_leaves_the_codes_on_paper(
    app: Flask,
    client: FlaskClient,
    session: Session,
    ruth: Person,
    monkeypatch: pytest.MonkeyPatch,
    clock: time_machine.Traveller,
) -> None:
    secret, codes = enrol(client, ruth, session, clock)
    changed = replace(app.config["DISCUSS"], secret_key="k" * 40)
    monkeypatch.setitem(app.config, "DISCUSS", changed)
    phone = app.test_client()
    token = first_step(phone, ruth)
    assert second_step(phone, token, code(secret)).status_code == 422
    assert second_step(phone, token, codes[0]).status_code == 303


def test_two_at_once_use_a_code_once(site: Site) -> None:
    with site.session() as session:
        ruth = a_person(session)
        session.add(SecondFactor(person_id=ruth.id, sealed="", begun_at=MORNING))
        session.add(RecoveryCode(person_id=ruth.id, code_digest="d"))
    gate = Barrier(4)

    def use(_: int) -> tuple[bool, bool]:
        gate.wait()
        with site.session() as session:
            step = actions.use_step(session, ruth.id, 7)
            return step, actions.use_recovery_code(session, ruth.id, "d", MORNING)

    with ThreadPoolExecutor(4) as pool:
        steps, codes = zip(*pool.map(use, range(4)), strict=True)
    assert (sum(steps), sum(codes)) == (1, 1)
