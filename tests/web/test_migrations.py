"""The tables that the migrations make are the tables that the models describe, and back again."""

from collections.abc import Iterator
from pathlib import Path

import flask_migrate
import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask

from discuss.app import create_app
from discuss.kit.orm import Base
from discuss.web.database import MIGRATIONS
from discuss.web.extensions import db
from tests.fixtures.databases import KINDS, fresh_database, settings_for


@pytest.fixture(params=KINDS)
def made(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """A site whose tables its migrations have made."""
    with fresh_database(request.param, tmp_path, request) as url:
        app = create_app(settings_for(url, tmp_path))
        with app.app_context():
            flask_migrate.upgrade(directory=str(MIGRATIONS))
            yield app
            db.session.remove()
            db.engine.dispose()


def differences() -> list[object]:
    def is_ours(_o: object, name: str | None, kind: str, *_: object) -> bool:
        hidden = kind in {"table", "index"} and name is not None and "_fts" in name
        return not hidden and name != "alembic_version"

    with db.engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"compare_type": True, "compare_server_default": False, "include_object": is_ours},
        )
        return list(compare_metadata(context, Base.metadata))


@pytest.mark.usefixtures("made")
def test_the_migrations_make_what_the_models_say() -> None:
    assert differences() == []


@pytest.mark.usefixtures("made")
def test_the_migrations_go_all_the_way_down_and_up_again() -> None:
    flask_migrate.downgrade(directory=str(MIGRATIONS), revision="base")
    left = set(sa.inspect(db.engine).get_table_names()) - {"alembic_version"}
    assert left == set()
    flask_migrate.upgrade(directory=str(MIGRATIONS))
    assert differences() == []


@pytest.mark.usefixtures("made")
def test_every_check_of_the_models_stands_in_the_database() -> None:
    inspector = sa.inspect(db.engine)
    for table in Base.metadata.tables.values():
        stored = {check["name"] for check in inspector.get_check_constraints(table.name)}
        said = {
            str(rule.name)
            for rule in table.constraints
            if isinstance(rule, sa.CheckConstraint) and rule.name
        }
        assert said <= stored, f"{table.name} lacks {said - stored}"


@pytest.mark.usefixtures("made")
def test_the_newest_revision_is_a_single_one() -> None:
    assert len(ScriptDirectory(str(MIGRATIONS)).get_heads()) == 1
