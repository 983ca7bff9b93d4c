from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from click.testing import Result
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts.models import Person, RoleGrant, SignIn
from tests.makers.accounts import a_person, send, sign_in

Run = Callable[..., Result]


@pytest.fixture
def run(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command of the site on the test's database, which is prepared already."""
    monkeypatch.setitem(app.extensions, "discuss_prepare", lambda: None)
    runner = app.test_cli_runner()
    return lambda *words: runner.invoke(args=["accounts", *words])


def test_an_operator_opens_an_account_and_its_owner_sets_the_password(
    run: Run,
    client: FlaskClient,
    session: Session,
) -> None:
    told = run("create", "Mara@example.org", "Mara Keel", "--role", "moderator").output
    assert "Mara Keel has the role moderator here." in told
    assert (
        send(client, urlsplit(told.split()[-1]).path, password="some long phrase").location == "/"
    )
    mara = session.scalars(select(Person).where(Person.email == "mara@example.org")).one()
    assert (mara.role, mara.confirmed_at is not None) == ("moderator", True)


def test_a_role_given_by_the_operator_is_written_down_and_ends_all_sign_ins(
    run: Run,
    client: FlaskClient,
    session: Session,
) -> None:
    ruth = a_person(session)
    sign_in(client, ruth, session)
    assert "has the role editor now" in run("role", ruth.email, "editor").output
    session.expire_all()
    grant = session.scalars(select(RoleGrant).where(RoleGrant.person_id == ruth.id)).one()
    assert (grant.role, grant.granted_by_id) == ("editor", None)
    ended = session.scalars(select(SignIn.ended_at).where(SignIn.person_id == ruth.id)).one()
    assert ended is not None
    assert client.get("/settings").status_code == 401


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("role", "nobody@example.org", "editor"), "Nobody here has the address"),
        (("create", "no address", "Mara Keel"), "Enter an e-mail address"),
        (("create", "mara@example.org", "x"), "two letters or more"),
        (("create", "mara@example.org", "Mara Keel", "--role", "owner"), "is not one of"),
    ],
)
def test_a_command_that_cannot_be_done_says_why_in_one_line(
    run: Run,
    words: tuple[str, ...],
    sentence: str,
) -> None:
    result = run(*words)
    assert result.exit_code
    assert sentence in result.output
    assert "Traceback" not in result.output
