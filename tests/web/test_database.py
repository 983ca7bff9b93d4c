import shutil
import sqlite3
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from discuss.app import create_app
from discuss.kit import clock, outbox
from discuss.kit.copies import keeper_of
from discuss.kit.errors import Busy
from discuss.web import database
from discuss.web.extensions import db
from discuss.web.transaction import reading, transaction
from tests.fixtures.databases import KINDS, fresh_database, settings_for
from tests.upkeep.conftest import programs

LATER = '''"""A later change."""
from alembic import op
import sqlalchemy as sa

revision = "9999"
down_revision = "{before}"
branch_labels = depends_on = None


def upgrade():
    op.create_table("later", sa.Column("id", sa.Integer, primary_key=True))


def downgrade():
    op.drop_table("later")
'''


@pytest.fixture(params=KINDS)
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """A site whose database is there and holds nothing, not even tables."""
    with fresh_database(request.param, tmp_path, request) as url:
        app = create_app(settings_for(url, tmp_path))
        yield app
        with app.app_context():
            db.engine.dispose()


def seed(session: Session) -> None:
    """Put one delivery into the outbox, as a start puts one article onto the site."""
    now = session.scalar(sa.select(sa.func.current_timestamp()))
    assert now is not None
    outbox.enqueue(session, key="seed", kind="mail", payload={}, now=database_time())


def database_time() -> datetime:
    return clock.now()


def seeds_in(app: Flask) -> int:
    with app.app_context():
        return reading().scalar(sa.select(sa.func.count()).select_from(outbox.Outgoing)) or 0


def start(app: Flask) -> None:
    with app.app_context():
        database.prepare(seed)


def test_the_first_start_makes_the_tables_and_fills_them(empty: Flask) -> None:
    start(empty)
    assert seeds_in(empty) == 1
    with empty.app_context():
        current, newest = database.revisions()
    assert current == newest is not None


def test_later_starts_find_the_work_done(empty: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    start(empty)
    calls: list[object] = []
    monkeypatch.setattr(database.flask_migrate, "upgrade", lambda **more: calls.append(more))
    start(empty)
    assert calls == []
    assert seeds_in(empty) == 1


def test_starts_at_the_same_moment_do_the_work_once(empty: Flask) -> None:
    faults: list[BaseException] = []
    gate = threading.Barrier(4)

    def one() -> None:
        gate.wait()
        try:
            start(empty)
        except BaseException as fault:  # noqa: BLE001 - the main thread shows it
            faults.append(fault)

    threads = [threading.Thread(target=one) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert faults == []
    assert seeds_in(empty) == 1


def test_a_start_waits_longer_for_another_start_than_a_page_waits_for_a_write(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "LOCK_SECONDS", 1)
    with fresh_database("postgresql", tmp_path, request) as url:
        app = create_app(settings_for(url, tmp_path))
        holder = sa.create_engine(url, poolclass=sa.NullPool)
        with holder.connect() as held:
            held.execute(sa.text("SELECT pg_advisory_lock(:key)"), {"key": database.ADVISORY_LOCK})
            waiting = threading.Thread(target=start, args=(app,))
            waiting.start()
            time.sleep(1.6)
            assert waiting.is_alive()
            held.execute(sa.text("SELECT pg_advisory_unlock_all()"))
        waiting.join(60)
        assert seeds_in(app) == 1
        with app.app_context():
            assert reading().scalar(sa.text("SHOW lock_timeout")) == "1s"
            db.session.remove()
            db.engine.dispose()


@pytest.fixture
def behind(empty: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """A site that has been running, and whose program has grown by one migration."""
    start(empty)
    grown = tmp_path / "migrations"
    shutil.copytree(database.MIGRATIONS, grown, ignore=shutil.ignore_patterns("__pycache__"))
    with empty.app_context():
        before, _ = database.revisions()
    (grown / "versions" / "9999_later.py").write_text(LATER.format(before=before))
    monkeypatch.setattr(database, "MIGRATIONS", grown)
    return empty


def test_a_newer_program_brings_the_tables_up_to_date_and_loses_nothing(behind: Flask) -> None:
    start(behind)
    assert seeds_in(behind) == 1
    with behind.app_context():
        assert database.revisions()[0] == "9999"
        assert "later" in sa.inspect(db.engine).get_table_names()


def test_a_database_is_copied_before_it_is_changed(
    behind: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = replace(behind.config["DISCUSS"], postgresql_programs=programs())
    monkeypatch.setitem(behind.config, "DISCUSS", kept)
    with behind.app_context():
        before, _ = database.revisions()
        keeper = keeper_of(db.engine.url, kept.postgresql_programs)
        db.session.remove()
    start(behind)
    [copy] = behind.config["DISCUSS"].instance.glob("*.before-*")
    assert keeper.revision(copy) == before
    assert seeds_in(behind) == 1
    with behind.app_context():
        db.session.remove()
        db.engine.dispose()
        keeper.put_back(copy)
    assert seeds_in(behind) == 1
    with behind.app_context():
        assert database.revisions()[0] == before
        assert "later" not in sa.inspect(db.engine).get_table_names()


def test_where_nothing_can_copy_the_start_goes_on_and_says_so(
    behind: Flask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    kept = replace(behind.config["DISCUSS"], postgresql_programs="/nowhere")
    monkeypatch.setitem(behind.config, "DISCUSS", kept)
    start(behind)
    is_server = behind.config["SQLALCHEMY_DATABASE_URI"].startswith("postgresql")
    assert ("no copy is taken" in caplog.text) == is_server
    with behind.app_context():
        assert database.revisions()[0] == "9999"


def test_a_write_that_breaks_leaves_nothing_behind(empty: Flask) -> None:
    start(empty)
    with empty.app_context():
        with pytest.raises(ZeroDivisionError), transaction() as session:
            outbox.enqueue(session, key="b", kind="mail", payload={}, now=database_time())
            raise ZeroDivisionError
        assert not db.session.scalar(
            sa.select(outbox.Outgoing.id).where(outbox.Outgoing.key == "b")
        )


def test_a_write_that_cannot_get_its_turn_is_refused_with_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "LOCK_SECONDS", 0)
    app = create_app(settings_for(f"sqlite:///{tmp_path / 'a.sqlite3'}", tmp_path))
    start(app)
    other = sqlite3.connect(tmp_path / "a.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with app.app_context():
        with pytest.raises(Busy, match="Your text is kept"), transaction():
            pass
        other.execute("ROLLBACK")
        other.close()
        with transaction() as session:
            outbox.enqueue(session, key="c", kind="mail", payload={}, now=database_time())
        db.session.remove()
        db.engine.dispose()


def test_a_reader_is_served_while_somebody_writes(tmp_path: Path) -> None:
    app = create_app(settings_for(f"sqlite:///{tmp_path / 'a.sqlite3'}", tmp_path))
    start(app)
    other = sqlite3.connect(tmp_path / "a.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    other.execute("DELETE FROM outgoing")
    assert seeds_in(app) == 1
    other.execute("ROLLBACK")
    other.close()
    with app.app_context():
        db.engine.dispose()


@pytest.mark.parametrize("_again", range(2))
def test_every_test_starts_with_an_empty_outbox(
    session: Session, now: datetime, _again: int
) -> None:
    assert not outbox.is_due(session, now)
    outbox.enqueue(session, key="a", kind="mail", payload={}, now=now)
    session.commit()
    assert outbox.is_due(session, now)
