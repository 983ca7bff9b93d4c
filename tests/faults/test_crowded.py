"""More people come at once than there are connections: some wait, nobody meets a fault."""

from pathlib import Path

import pytest
from flask import Flask

from discuss.app import create_app, prepare
from discuss.web.extensions import db
from tests.fixtures.databases import KINDS, fresh_database, settings_for


@pytest.mark.parametrize("kind", KINDS)
def test_who_gets_no_connection_is_asked_to_come_again(
    kind: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    with fresh_database(kind, tmp_path, request, "ready") as url:
        app = create_app(settings_for(url, tmp_path, bundled_article="yes"))
        prepare(app)
        with app.app_context():
            pool = db.engine.pool
        pool._timeout = 0.1  # type: ignore[attr-defined] # noqa: SLF001 - the test need not wait
        taken = take_all(app)
        answer = app.test_client().get("/")
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
        assert app.test_client().get("/healthz").status_code == 200
        assert app.test_client().get("/readyz").status_code == 503
        for each in taken:
            each.close()
        assert app.test_client().get("/", follow_redirects=True).status_code == 200
        with app.app_context():
            db.engine.dispose()


def take_all(app: Flask) -> list[object]:
    with app.app_context():
        engine = db.engine
    most = engine.pool.size() + engine.pool._max_overflow  # type: ignore[attr-defined] # noqa: SLF001
    return [engine.connect() for _ in range(most)]
