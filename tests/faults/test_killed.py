"""The server is killed at random moments while people write: nothing acknowledged is lost.

`DISCUSS_TEST_KILLS=100` makes a night of it.
"""

import os
import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from discuss.app import create_app, prepare
from discuss.web.extensions import db
from tests.faults.crowd import Crowd
from tests.faults.serving import process
from tests.fixtures.databases import fresh_database, settings_for

KILLS = int(os.environ.get("DISCUSS_TEST_KILLS", "5"))


@pytest.fixture
def house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """A prepared site on SQLite."""
    with fresh_database("sqlite", tmp_path, request) as url:
        app = create_app(settings_for(url, tmp_path, bundled_article="yes"))
        prepare(app)
        yield app
        with app.app_context():
            db.session.remove()
            db.engine.dispose()


@pytest.mark.timeout(60 + 20 * KILLS)
def test_nothing_that_was_acknowledged_is_lost_or_doubled(house: Flask) -> None:
    moments = random.Random(20260302)
    with process(house) as server:
        crowd = Crowd(house, server.url)
        crowd.begin()
        try:
            for _ in range(KILLS):
                crowd.wait_for(3)
                time.sleep(moments.uniform(0, 0.4))
                server.kill()
                crowd.ledger.check(house)
                server.start()
            crowd.wait_for(3)
        finally:
            crowd.end()
        crowd.ledger.check(house)
        assert crowd.ledger.silences > 0
