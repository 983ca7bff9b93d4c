"""How the version of the pages moves with a commit, and how it is read in a few microseconds."""

import logging
import os
import sqlite3
import time
import weakref
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from discuss.kit import versions
from discuss.web.prepared import Prepared, Statement, prepare

if TYPE_CHECKING:
    import psycopg

UNWATCHED = "discuss_unwatched"
"""Execution option of a connection whose writes move nothing by themselves: that of migrations."""

VERSIONS = "discuss_versions"
CHANGED = "discuss_changed"
ASKED = versions.CURRENT.encode()
REST = 5.0
"""Seconds for which the version is not asked for after the database did not answer."""

Answer = TypeVar("Answer")

log = logging.getLogger(__name__)


def watch(engine: Engine, never_shown: frozenset[str]) -> None:
    """Move the version in every transaction of `engine` that changes what strangers are shown.

    Every statement passes here, whoever wrote it: one of the mapper, of a bulk deed or plain SQL.
    """

    def before(connection: Connection, _cursor: object, statement: str, *_: object) -> None:
        if versions.changes(statement, never_shown) and not _is_unwatched(connection):
            connection.info[CHANGED] = True

    event.listen(engine, "before_cursor_execute", before)
    event.listen(engine, "commit", settle)
    event.listen(engine, "rollback", forget)


def settle(connection: Connection, *_: object) -> None:
    """Move the version, as the last thing before a commit, when anything shown has changed."""
    if connection.info.pop(CHANGED, False):
        versions.move(connection)


def forget(connection: Connection) -> None:
    """Forget what is undone; a connection that broke has forgotten it already."""
    if not connection.invalidated:
        connection.info.pop(CHANGED, None)


def _is_unwatched(connection: Connection) -> bool:
    return bool(connection.get_execution_options().get(UNWATCHED))


class Versions:
    """Reads the version by connections of its own, without a transaction or a session.

    A stored page is worth little if asking whether it is current costs as much as an answer.
    """

    def __init__(self, engine: Engine, options: dict[str, Any]) -> None:
        self._engine = create_engine(
            engine.url,
            poolclass=NullPool,
            isolation_level="AUTOCOMMIT",  # none may look at an old state
            connect_args=options.get("connect_args", {}),
        )
        self._failures = (SQLAlchemyError, self._engine.dialect.loaded_dbapi.Error)
        self._current = _by_libpq if engine.dialect.name == "postgresql" else _by_cursor
        self._idle: deque[Any] = deque()
        self._process = os.getpid()
        self._rests_until = 0.0
        event.listen(engine, "engine_disposed", lambda _: self.close())
        weakref.finalize(self, _close_all, self._idle)

    def current(self) -> str | None:
        """Return the present version; None when the database does not say."""
        return self.ask(self._current)

    def prepared(self, statement: Statement) -> Prepared:
        """Return a select that can be asked here."""
        return prepare(statement, self._engine.dialect)

    def ask(self, question: Callable[[Any], Answer]) -> Answer | None:
        """Return what `question` hears from the driver's own connection, None when it is silent."""
        if self._process != os.getpid():
            # What a parent process opened is the parent's, and not this one's to close.
            self._idle, self._process = deque(), os.getpid()
        try:
            raw = self._idle.pop()
        except IndexError:
            raw = self._connect()
        return None if raw is None else self._heard(raw, question)

    def close(self) -> None:
        """Close every connection that waits; the next question opens one."""
        _close_all(self._idle)

    def _connect(self) -> Any:  # noqa: ANN401 - the driver's own
        if time.monotonic() < self._rests_until:
            return None
        try:
            pooled = self._engine.raw_connection()
        except self._failures as error:
            self._rest(error)
            return None
        raw = pooled.driver_connection
        pooled.detach()
        return raw

    def _heard(self, raw: Any, question: Callable[[Any], Answer]) -> Answer | None:  # noqa: ANN401 - the same
        try:
            found = question(raw)
        except self._failures as error:
            raw.close()
            self.close()
            self._rest(error)
            return None
        except BaseException:
            raw.close()
            raise
        self._idle.append(raw)
        return found

    def _rest(self, error: Exception) -> None:
        self._rests_until = time.monotonic() + REST
        log.warning("pages are drawn anew for a while: %s", type(error).__name__)


def _by_cursor(raw: sqlite3.Connection) -> str | None:
    row = raw.execute(versions.CURRENT).fetchone()
    return str(row[0]) if row else None


def _by_libpq(raw: "psycopg.Connection") -> str | None:
    """Ask the client's library itself: a cursor in between costs more than the whole answer."""
    answer = raw.pgconn.exec_(ASKED)
    if answer.error_message:
        raise SQLAlchemyError(answer.error_message.decode(errors="replace"))
    said = answer.get_value(0, 0) if answer.ntuples else None
    return said.decode() if said else None


def _close_all(connections: deque[Any]) -> None:
    with suppress(IndexError):  # when another thread has closed the last one
        while True:
            connections.pop().close()
