"""What the tests of faults stand on beside the rest."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from discuss.app import create_app, prepare
from discuss.web.extensions import db
from tests.fixtures.databases import fresh_database, settings_for


@pytest.fixture
def embedded(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """A prepared site on SQLite."""
    with fresh_database("sqlite", tmp_path, request, "ready") as url:
        app = create_app(settings_for(url, tmp_path, bundled_article="yes"))
        prepare(app)
        yield app
        with app.app_context():
            db.session.remove()
            db.engine.dispose()
