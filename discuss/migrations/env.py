"""How migrations run: on SQLite with foreign keys off, and checked before they are committed."""

from typing import Any

from alembic import context
from flask import current_app
from sqlalchemy import Connection

from discuss.kit.orm import Base
from discuss.kit.versions import move_if_there
from discuss.web.extensions import db
from discuss.web.versions import UNWATCHED


def _is_ours(
    _object: object, name: str | None, kind: str, _reflected: object, _other: object
) -> bool:
    """Leave out what full-text search has for itself: SQLite's tables, PostgreSQL's index."""
    return not (kind in {"table", "index"} and name is not None and "_fts" in name)


def _render(kind: str, thing: Any, autogen: Any) -> Any:  # noqa: ANN401 - alembic's own
    """Write our own types into migrations by their standard equivalents."""
    if kind == "type" and type(thing).__name__ == "Instant":
        autogen.imports.add("from discuss.kit.orm import Instant")
        return "Instant()"
    return False


def _configure(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        include_object=_is_ours,
        render_item=_render,
        compare_type=True,
        render_as_batch=connection.dialect.name == "sqlite",
        transaction_per_migration=False,
    )


def _on_sqlite(connection: Connection) -> None:
    """Rebuilding a table with foreign keys on would follow their ON DELETE rules: keep them off."""
    raw = connection.connection.driver_connection
    assert raw is not None
    connection.exec_driver_sql("COMMIT")
    connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    try:
        _configure(connection)
        context.run_migrations()
        move_if_there(connection)
        _refuse_broken_references(connection)
        connection.exec_driver_sql("COMMIT")
    except BaseException:
        connection.exec_driver_sql("ROLLBACK")
        raise
    finally:
        connection.exec_driver_sql("PRAGMA foreign_keys=ON")
        connection.exec_driver_sql("BEGIN")


def _refuse_broken_references(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        message = f"the migration would break {len(broken)} references, first in {broken[0][0]}"
        raise RuntimeError(message)


# Tables come and go here, the pages' version among them: it is moved once, at the end.
with db.engine.connect().execution_options(**{UNWATCHED: True}) as _connection:
    if _connection.dialect.name == "sqlite":
        _on_sqlite(_connection)
    else:
        _configure(_connection)
        with context.begin_transaction():
            context.run_migrations()
            move_if_there(_connection)
        _connection.commit()
    current_app.logger.debug("the database is at its newest revision")
