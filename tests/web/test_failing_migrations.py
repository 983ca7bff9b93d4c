"""A migration that breaks half-way leaves the tables, the rows and the revision as they were."""

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from discuss.app import create_app
from discuss.kit import clock, outbox
from discuss.web import database
from discuss.web.extensions import db
from discuss.web.transaction import transaction
from tests.fixtures.databases import KINDS, fresh_database, settings_for

GOOD = '''"""The first half, which is well."""
from alembic import op
import sqlalchemy as sa

revision = "9998"
down_revision = "{before}"
branch_labels = depends_on = None


def upgrade():
    op.create_table("later", sa.Column("id", sa.Integer, primary_key=True))
    op.execute("UPDATE outgoing SET kind = 'changed'")
'''
BAD = '''"""The second half, which breaks after it has rebuilt a table."""
from alembic import op
import sqlalchemy as sa

revision = "9999"
down_revision = "9998"
branch_labels = depends_on = None


def upgrade():
    with op.batch_alter_table("outgoing") as batch:
        batch.add_column(sa.Column("extra", sa.Integer, nullable=True))
        batch.drop_column("last_error")
    op.execute("DELETE FROM outgoing")
    raise RuntimeError("the power of this migration has failed")
'''


@pytest.fixture(params=KINDS)
def behind(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Flask]:
    """A site with a row in it, whose program has grown by two migrations; the second breaks."""
    with fresh_database(request.param, tmp_path, request, "bare") as url:
        app = create_app(settings_for(url, tmp_path, postgresql_programs="/nowhere"))
        with app.app_context():
            database.prepare(lambda _session: None)
            with transaction() as session:
                outbox.enqueue(session, key="a", kind="mail", payload={}, now=clock.now())
            before = database.revisions()[1]
            db.session.remove()
        grown = tmp_path / "migrations"
        shutil.copytree(database.MIGRATIONS, grown, ignore=shutil.ignore_patterns("__pycache__"))
        (grown / "versions" / "9998_good.py").write_text(GOOD.format(before=before))
        (grown / "versions" / "9999_bad.py").write_text(BAD)
        monkeypatch.setattr(database, "MIGRATIONS", grown)
        yield app
        with app.app_context():
            db.session.remove()
            db.engine.dispose()


def as_it_stands(app: Flask) -> tuple[object, ...]:
    """Return the revision, the tables with their columns, and the rows of the outbox."""
    with app.app_context(), db.engine.connect() as connection:
        inspector = sa.inspect(connection)
        tables = {
            name: sorted(column["name"] for column in inspector.get_columns(name))
            for name in inspector.get_table_names()
        }
        rows = connection.exec_driver_sql("SELECT * FROM outgoing").all()
        revision = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
        return revision, tables, [tuple(row) for row in rows]


def test_a_start_whose_migration_breaks_changes_nothing(behind: Flask) -> None:
    before = as_it_stands(behind)
    for _ in range(2):  # whoever tries again finds the same
        with behind.app_context(), pytest.raises(SystemExit):
            database.prepare(lambda _session: None)
        assert as_it_stands(behind) == before
    with behind.app_context(), transaction() as session:  # and the old program goes on
        outbox.enqueue(session, key="b", kind="mail", payload={}, now=clock.now())


def test_the_copy_that_was_taken_before_holds_what_there_was(behind: Flask) -> None:
    revision = as_it_stands(behind)[0]
    with behind.app_context(), pytest.raises(SystemExit):
        database.prepare(lambda _session: None)
    copies = list(behind.config["DISCUSS"].instance.glob("*.before-*"))
    if behind.config["SQLALCHEMY_DATABASE_URI"].startswith("postgresql"):
        assert copies == []
        return
    assert [copy.name for copy in copies] == [f"test.sqlite3.before-{revision}"]
    assert copies[0].stat().st_mode & 0o077 == 0
    held = sqlite3.connect(copies[0])
    try:
        assert held.execute("SELECT key, kind FROM outgoing").fetchall() == [("a", "mail")]
        assert held.execute("PRAGMA foreign_key_check").fetchall() == []
    finally:
        held.close()
