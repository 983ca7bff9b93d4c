"""Somebody holds a lock for long: writers are told in good time, readers notice nothing."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa

from discuss.app import create_app, prepare
from discuss.web import database, transaction
from tests.faults.crowd import Crowd
from tests.fixtures.databases import KINDS, fresh_database, settings_for
from tests.fixtures.sites import Site, serve

PATIENCE = 1


@pytest.fixture(params=KINDS)
def hasty(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Site]:
    """A running site that waits for one second where others wait for five."""
    monkeypatch.setattr(database, "LOCK_SECONDS", PATIENCE)
    monkeypatch.setattr(transaction, "PATIENCE", PATIENCE)
    with fresh_database(request.param, tmp_path, request, "ready") as url:
        app = create_app(settings_for(url, tmp_path, bundled_article="yes"))
        prepare(app)
        with serve(app) as site:
            yield site


@contextmanager
def held(url: str) -> Iterator[None]:
    """Hold what every new comment has to change."""
    if url.startswith("sqlite"):
        path = url.removeprefix("sqlite:///")
        holder = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        holder.execute("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            holder.execute("ROLLBACK")
            holder.close()
        return
    engine = sa.create_engine(url, poolclass=sa.NullPool)
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE discussion SET comment_count = comment_count"))
        connection.execute(sa.text("LOCK TABLE comment IN SHARE ROW EXCLUSIVE MODE"))
        yield


def test_a_lock_that_is_held_for_long_stops_nobody_for_good(hasty: Site) -> None:
    crowd = Crowd(hasty.app, hasty.url)
    crowd.begin()
    try:
        crowd.wait_for(4)
        with held(hasty.app.config["DISCUSS"].database_url):
            crowd.wait_for_refusals(8)
            reader = hasty.app.test_client()  # who had to wait for the lock would get 503
            for path in ("/", "/search?q=key", "/readyz"):
                assert reader.get(path, follow_redirects=True).status_code == 200
        crowd.wait_for(4)
    finally:
        crowd.end()
    crowd.ledger.check(hasty.app)
