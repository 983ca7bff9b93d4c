"""A second factor: set up, changed, ended, taken off, and required."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from discuss.accounts.models import Person, RecoveryCode, SecondFactor, SignIn
from discuss.kit.audit import AuditRow
from discuss.kit.outbox import Outgoing
from tests.makers.accounts import PASSWORD, a_person, send, sign_in
from tests.makers.factors import PAGE, clock, code, enrol, first_step, second_step

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


def test_recovery_codes_and_the_secret_are_not_stored_as_they_are(
    client: FlaskClient, session: Session, ruth: Person, clock: time_machine.Traveller
) -> None:
    secret, codes = enrol(client, ruth, session, clock)
    stored = session.scalars(select(RecoveryCode.code_digest)).all()
    factor = session.get(SecondFactor, ruth.id)
    assert factor is not None
    assert secret not in factor.sealed
    assert not {each.replace("-", "") for each in codes} & set(stored)
    assert all(len(each) == 64 for each in stored)
    later = client.get(PAGE).text
    assert secret not in later
    assert codes[0] not in later
    everything = str(session.execute(select(AuditRow.facts, AuditRow.about)).all())
    everything += str(session.scalars(select(Outgoing.payload)).all())
    assert secret not in everything
    assert codes[0] not in everything


def test_setting_it_up_needs_the_password_and_a_right_code(
    client: FlaskClient, session: Session, ruth: Person
) -> None:
    sign_in(client, ruth, session)
    assert send(client, PAGE, password="a guess").status_code == 422
    assert session.scalar(select(func.count()).select_from(SecondFactor)) == 0
    assert send(client, f"{PAGE}/confirmation", PAGE, code="123456").status_code == 422
    assert send(client, PAGE, password=PASSWORD).status_code == 200
    wrong = send(client, f"{PAGE}/confirmation", PAGE, code="123456")
    assert wrong.status_code == 422
    assert 'class="qr"' not in wrong.text
    session.expire_all()
    assert session.get(Person, ruth.id).second_factor_at is None  # type: ignore[union-attr]


def test_a_secret_waits_a_quarter_of_an_hour_for_its_first_code(
    client: FlaskClient, session: Session, ruth: Person, clock: time_machine.Traveller
) -> None:
    sign_in(client, ruth, session)
    shown = send(client, PAGE, password=PASSWORD).text
    secret = re.search(r"secret=([A-Z2-7]+)", shown)
    assert secret
    clock.shift(timedelta(minutes=16))
    late = send(client, f"{PAGE}/confirmation", PAGE, code=code(secret[1]))
    assert late.status_code == 410


def test_setting_it_up_ends_the_other_sign_ins_and_is_on_record_and_told(
    client: FlaskClient,
    session: Session,
    ruth: Person,
    clock: time_machine.Traveller,
    device: Callable[[], FlaskClient],
) -> None:
    other = device()
    sign_in(other, ruth, session)
    enrol(client, ruth, session, clock)
    assert other.get("/settings").status_code == 401
    assert client.get("/settings").status_code == 200
    row = session.scalars(select(AuditRow).order_by(AuditRow.n.desc())).first()
    assert row is not None
    assert (row.deed, row.about, row.actor_id) == ("second factor", f"person:{ruth.id}", ruth.id)
    mail = session.scalars(select(Outgoing).order_by(Outgoing.id.desc())).first()
    assert mail is not None
    assert "has a second factor now" in mail.payload["text"]


def test_nobody_sets_up_a_second_one_over_the_first(
    client: FlaskClient, session: Session, ruth: Person, clock: time_machine.Traveller
) -> None:
    enrol(client, ruth, session, clock)
    before = session.get(SecondFactor, ruth.id).sealed  # type: ignore[union-attr]
    assert send(client, PAGE, password=PASSWORD).status_code == 403
    session.expire_all()
    assert session.get(SecondFactor, ruth.id).sealed == before  # type: ignore[union-attr]


def test_ending_it_needs_the_password_and_a_code(
    client: FlaskClient, session: Session, ruth: Person, clock: time_machine.Traveller
) -> None:
    secret, codes = enrol(client, ruth, session, clock)
    end = f"{PAGE}/ending"
    assert send(client, end, PAGE, password="a guess", code=code(secret)).status_code == 422
    assert send(client, end, PAGE, password=PASSWORD, code="123456").status_code == 422
    session.expire_all()
    assert session.get(Person, ruth.id).second_factor_at is not None  # type: ignore[union-attr]
    assert send(client, end, PAGE, password=PASSWORD, code=codes[0]).status_code == 303
    session.expire_all()
    assert session.get(Person, ruth.id).second_factor_at is None  # type: ignore[union-attr]
    assert session.scalar(select(func.count()).select_from(RecoveryCode)) == 0
    page = send(client.application.test_client(), "/signin", email=ruth.email, password=PASSWORD)
    assert page.status_code == 303


def test_new_recovery_codes_take_the_place_of_the_old(
    client: FlaskClient,
    session: Session,
    ruth: Person,
    clock: time_machine.Traveller,
    device: Callable[[], FlaskClient],
) -> None:
    secret, old = enrol(client, ruth, session, clock)
    page = send(client, f"{PAGE}/codes", PAGE, password=PASSWORD, code=code(secret))
    new = re.findall(r"\d{5}(?:-\d{5}){3}", page.text)
    assert len(set(new) - set(old)) == 10
    phone = device()
    token = first_step(phone, ruth)
    assert second_step(phone, token, old[0]).status_code == 422
    assert second_step(phone, token, new[0]).status_code == 303


def test_an_operator_takes_it_off_and_the_person_is_told(
    app: Flask,
    client: FlaskClient,
    session: Session,
    ruth: Person,
    clock: time_machine.Traveller,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    enrol(client, ruth, session, clock)
    monkeypatch.setitem(app.extensions, "discuss_prepare", lambda: None)
    words = ["accounts", "drop-second-factor", ruth.email or ""]
    assert "signs in by password alone now" in app.test_cli_runner().invoke(args=words).output
    session.expire_all()
    row = session.scalars(select(AuditRow).order_by(AuditRow.n.desc())).first()
    assert row is not None
    assert (row.role, row.facts) == ("operator", {"after": "off"})
    mail = session.scalars(select(Outgoing).order_by(Outgoing.id.desc())).first()
    assert mail is not None
    assert (mail.payload["to"], "no second factor any more" in mail.payload["text"]) == (
        ruth.id,
        True,
    )
    ended = session.scalars(select(SignIn.ended_at).where(SignIn.person_id == ruth.id)).all()
    assert None not in ended
    again = app.test_cli_runner().invoke(args=words)
    assert again.exit_code
    assert "has no second factor" in again.output


def test_a_deleted_account_keeps_none(
    client: FlaskClient, session: Session, ruth: Person, clock: time_machine.Traveller
) -> None:
    enrol(client, ruth, session, clock)
    assert send(client, "/settings/deletion", "/settings", password=PASSWORD).status_code == 303
    assert session.scalar(select(func.count()).select_from(SecondFactor)) == 0
    assert session.scalar(select(func.count()).select_from(RecoveryCode)) == 0


def with_factors(app: Flask, patch: pytest.MonkeyPatch, requirement: str) -> None:
    settings = replace(app.config["DISCUSS"], second_factor=requirement)
    patch.setitem(app.config, "DISCUSS", settings)


@pytest.mark.parametrize("role", ["moderator", "editor", "admin"])
def test_where_it_is_required_a_role_counts_once_it_is_set_up(
    app: Flask,
    client: FlaskClient,
    session: Session,
    monkeypatch: pytest.MonkeyPatch,
    clock: time_machine.Traveller,
    role: str,
) -> None:
    person = a_person(session, role=role)
    with_factors(app, monkeypatch, "required")
    desk = "/desk/articles" if role == "editor" else "/desk"
    led = send(client, "/signin", email=person.email or "", password=PASSWORD, next=desk)
    assert led.location == f"{PAGE}?next={desk}"
    refused = client.get(desk)
    assert refused.status_code == 403
    assert "Your role waits for a second factor" in refused.text
    me = client.get("/api/v1/me").json
    assert (me["role"], me["owes_second_factor"]) == ("reader", True)  # type: ignore[index]
    enrol(client, person, session, clock)
    assert client.get(desk).status_code == 200
    assert client.get("/api/v1/me").json["role"] == role  # type: ignore[index]


def test_where_it_is_required_readers_are_not_asked(
    app: Flask, client: FlaskClient, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = a_person(session)
    with_factors(app, monkeypatch, "required")
    assert send(client, "/signin", email=reader.email or "", password=PASSWORD).location == "/"


def test_where_it_is_off_nobody_is_asked_and_nobody_sets_one_up(
    app: Flask,
    client: FlaskClient,
    session: Session,
    ruth: Person,
    monkeypatch: pytest.MonkeyPatch,
    clock: time_machine.Traveller,
) -> None:
    enrol(client, ruth, session, clock)
    with_factors(app, monkeypatch, "off")
    fresh = app.test_client()
    assert send(fresh, "/signin", email=ruth.email or "", password=PASSWORD).status_code == 303
    assert fresh.get(PAGE).status_code == 404
    assert PAGE not in fresh.get("/settings/security").text
