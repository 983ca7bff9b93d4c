import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text
from sqlalchemy.exc import OperationalError

from discuss.app import create_app, prepare, start_worker
from discuss.web.extensions import db
from tests.fixtures.databases import settings_for


def test_a_process_that_lives_says_so(client: FlaskClient) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json) == (200, {"status": "ok"})
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_site_is_ready_when_its_database_is_at_the_newest_revision(client: FlaskClient) -> None:
    answer = client.get("/readyz")
    parts = {"database": "ok", "migrations": "ok", "disk": "ok"}
    assert (answer.status_code, answer.json) == (200, {"status": "ok", "parts": parts})


def test_it_is_not_ready_while_a_migration_waits(
    client: FlaskClient, connection: Connection
) -> None:
    connection.execute(text("DELETE FROM alembic_version"))
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json is not None
    assert answer.json["parts"]["migrations"] == "the database waits for its migration"
    assert answer.json["parts"]["database"] == "ok"


def test_it_is_not_ready_while_the_database_is_away(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OperationalError("SELECT 1", {}, Exception("secret host"))

    monkeypatch.setattr("sqlalchemy.orm.Session.execute", refuse)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert "secret" not in answer.text
    assert answer.json is not None
    assert answer.json["parts"]["database"] == "the database does not answer"
    assert client.get("/healthz").status_code == 200


def test_it_is_not_ready_when_its_disk_is_full(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = SimpleNamespace(total=10**9, used=10**9, free=4096)
    monkeypatch.setattr("discuss.web.health.shutil.disk_usage", lambda _path: full)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json is not None
    assert answer.json["parts"]["disk"] == "the disk of the instance folder is full"


def test_it_tells_when_the_worker_beside_it_gives_no_sign_of_life(tmp_path: Path) -> None:
    settings = settings_for(f"sqlite:///{tmp_path / 'a.sqlite3'}", tmp_path, worker="inside")
    app = create_app(settings)
    prepare(app)
    client = app.test_client()

    def told() -> tuple[int, str]:
        answer = client.get("/readyz")
        assert answer.json is not None
        return answer.status_code, answer.json["parts"]["worker"]

    assert told() == (503, "the worker does not run in this process")
    worker = start_worker(app)
    assert told() == (200, "ok")
    worker.stop()
    worker.wait(10)
    assert told() == (503, "the worker does not run in this process")
    app.extensions["discuss_worker"] = SimpleNamespace(lives=True, seen=time.monotonic() - 300)
    assert told() == (503, "no sign of life for 300 seconds")
    with app.app_context():
        db.engine.dispose()
