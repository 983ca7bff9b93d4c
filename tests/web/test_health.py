import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text
from sqlalchemy.exc import OperationalError


def test_a_process_that_lives_says_so(client: FlaskClient) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json) == (200, {"status": "ok"})
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_site_is_ready_when_its_database_is_at_the_newest_revision(client: FlaskClient) -> None:
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json) == (200, {"status": "ok", "parts": {"database": "ok"}})


def test_it_is_not_ready_while_a_migration_waits(
    client: FlaskClient, connection: Connection
) -> None:
    connection.execute(text("DELETE FROM alembic_version"))
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json is not None
    assert answer.json["parts"] == {"database": "the database waits for its migration"}


def test_it_is_not_ready_while_the_database_is_away(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OperationalError("SELECT 1", {}, Exception("secret host"))

    monkeypatch.setattr("sqlalchemy.orm.Session.execute", refuse)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert "secret" not in answer.text
    assert client.get("/healthz").status_code == 200
