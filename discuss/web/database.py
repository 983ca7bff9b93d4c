"""The database behind the site: how connections behave, and how it is prepared before serving."""

import logging
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import flask_migrate
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from filelock import FileLock
from flask import Flask, current_app
from sqlalchemy import Connection, Engine, event, make_url, text
from sqlalchemy.orm import Session

from discuss.kit.copies import Embedded, keeper_of
from discuss.kit.errors import Refusal
from discuss.web import journal, stored, versions
from discuss.web.extensions import db
from discuss.web.transaction import PATIENCE, WRITING, reading, transaction

LOCK_SECONDS = PATIENCE
"""How long a write waits for another before the reader is asked to try again."""

MIGRATIONS = Path(__file__).parents[1] / "migrations"
ADVISORY_LOCK = 0x44495343  # "DISC"

log = logging.getLogger(__name__)


def engine_options(url: str) -> dict[str, Any]:
    """Return what the engine needs for `url`: short waits everywhere."""
    if make_url(url).get_backend_name() == "sqlite":
        if make_url(url).database in {None, "", ":memory:"}:
            return {"hide_parameters": True}  # one connection holds it
        waits = {"connect_args": {"timeout": LOCK_SECONDS}, "pool_size": 16, "max_overflow": 16}
        return {"hide_parameters": True, **waits}
    return {
        "hide_parameters": True,
        "pool_pre_ping": True,
        "pool_size": 10,
        "max_overflow": 10,
        "pool_timeout": LOCK_SECONDS,
        "connect_args": {
            "connect_timeout": LOCK_SECONDS,
            # A network that swallows what is sent is noticed as soon, and so is one that is idle.
            "tcp_user_timeout": LOCK_SECONDS * 1000,
            "keepalives_idle": LOCK_SECONDS,
            "keepalives_interval": 2,
            "keepalives_count": 3,
            "options": f"-c lock_timeout={LOCK_SECONDS}s -c statement_timeout=15s -c timezone=UTC"
            # Every page has an index in its own order. The planner takes "parent is null" for many
            # values, though it is one, and would sort the whole top level bit by bit instead.
            " -c enable_incremental_sort=off",
        },
    }


def tune(engine: Engine) -> None:
    """Make SQLite connections keep foreign keys, wait in turn, and begin writes at once."""
    if engine.dialect.name != "sqlite":
        return
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)


def _on_connect(raw: sqlite3.Connection, _record: object) -> None:
    raw.isolation_level = None  # the driver's own BEGIN would come too late and be too weak
    raw.execute(f"PRAGMA busy_timeout={LOCK_SECONDS * 1000}")
    raw.execute("PRAGMA foreign_keys=ON")
    raw.execute("PRAGMA synchronous=FULL")


def _on_begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get(WRITING)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def prepare(seed: Callable[[Session], None]) -> None:
    """Bring the database to the newest revision and let `seed` fill it; once, whoever comes first.

    A copy of an existing SQLite file is taken before it is changed. A second process that starts
    at the same moment waits and then finds the work done.
    """
    with alone():
        _keep_a_journal()
        if _is_behind():
            _copy_before_change()
            flask_migrate.upgrade(directory=str(MIGRATIONS))
        with transaction() as session:
            seed(session)


@contextmanager
def alone() -> Iterator[None]:
    """Keep other starts out: a lock file beside SQLite, an advisory lock in PostgreSQL."""
    if db.engine.dialect.name == "sqlite":
        instance = current_app.config["DISCUSS"].instance
        with FileLock(instance / "prepare.lock", timeout=60):
            yield
        return
    with db.engine.connect() as connection:
        # Another start may take as long as its migrations do.
        connection.execute(text("SET LOCAL lock_timeout = 0"))
        connection.execute(text("SET LOCAL statement_timeout = '10min'"))
        connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": ADVISORY_LOCK})
        try:
            yield
        finally:
            connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": ADVISORY_LOCK})


def _keep_a_journal() -> None:
    """Let SQLite keep a write-ahead log, so that readers and a writer need not wait."""
    if db.engine.dialect.name == "sqlite":
        with db.engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA journal_mode=WAL")
            connection.exec_driver_sql("BEGIN")


def revisions() -> tuple[str | None, str | None]:
    """Return the revision in the database and the newest one that the program knows."""
    script = ScriptDirectory(str(MIGRATIONS))
    connection = reading().connection()
    return MigrationContext.configure(connection).get_current_revision(), script.get_current_head()


def known_revisions() -> tuple[str, ...]:
    """Return every revision that the program knows, the newest first."""
    script = ScriptDirectory(str(MIGRATIONS))
    return tuple(each.revision for each in script.walk_revisions())


def _is_behind() -> bool:
    current, newest = revisions()
    reading().rollback()  # nothing may hold the tables while they are changed
    return current != newest


def _copy_before_change() -> None:
    """Copy the database when it holds anything: beside an SQLite file, in the instance folder else.

    Where PostgreSQL's programs cannot copy, the start goes on: a migration that fails is undone.
    """
    current, _ = revisions()
    reading().rollback()
    if current is None:
        return
    url, settings = db.engine.url, current_app.config["DISCUSS"]
    if db.engine.dialect.name == "sqlite":
        Embedded(Path(str(url.database))).take(Path(f"{url.database}.before-{current}"), over=True)
        return
    keeper = keeper_of(url, settings.postgresql_programs)
    try:
        keeper.take(settings.instance / f"postgresql.before-{current}", over=True)
    except Refusal as refusal:
        log.warning("no copy is taken before the tables are changed: %s", refusal.sentence)


def bind(app: Flask, never_shown: frozenset[str]) -> None:
    """Tune the engine that the application uses, and let it notice when pages change.

    `never_shown` names the tables of which strangers' pages show nothing.
    """
    with app.app_context():
        tune(db.engine)
        journal.watch(db.engine, app.config["DISCUSS"])
        versions.watch(db.engine, never_shown)
        options = app.config["SQLALCHEMY_ENGINE_OPTIONS"]
        app.extensions[versions.VERSIONS] = versions.Versions(db.engine, options)
        stored.ask(app)
