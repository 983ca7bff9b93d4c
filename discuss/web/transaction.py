"""Doors commit: the one place where a write begins and ends."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from flask import current_app
from sqlalchemy.exc import DBAPIError, OperationalError, TimeoutError  # noqa: A004 - the pool's own
from sqlalchemy.orm import Session

from discuss.kit.errors import Busy
from discuss.web.extensions import db

WRITING = "discuss_writing"
"""Execution option by which `web.database` knows that a transaction will write."""

PATIENCE = 5
"""Seconds for which a write waits for others before the reader is asked to try again."""

BUSY = "The site cannot save anything just now. Your text is kept; send it again in a moment."

READ_ONLY = "25006"
"""What PostgreSQL answers to a write while it is a stand-by; no operational error to its driver."""

log = logging.getLogger(__name__)

_turn = threading.Lock()


def reading() -> Session:
    """Return the session of this request for reading."""
    return db.session()


@contextmanager
def transaction() -> Iterator[Session]:
    """Yield the session inside a write transaction, committed at the end, undone on any error.

    Raises `Busy` (503) when the database is locked, read-only, full or away.
    """
    session = db.session()
    # What was read so far ends here: a write that follows a read in one deferred transaction can
    # fail at once on SQLite, however long it would be willing to wait.
    session.commit()
    session.info["settings"] = current_app.config["DISCUSS"]
    with _in_turn():
        try:
            session.connection(execution_options={WRITING: True})
            yield session
            session.commit()
        except (DBAPIError, TimeoutError) as error:
            session.rollback()
            if not is_passing(error):
                raise
            log.warning("a write was refused: %s", reason(error))
            raise Busy(BUSY) from error
        except BaseException:
            session.rollback()
            raise


def is_passing(error: DBAPIError | TimeoutError) -> bool:
    """Tell whether the same may work later: the database is locked, full, read-only or away."""
    if isinstance(error, TimeoutError | OperationalError) or error.connection_invalidated:
        return True
    return getattr(error.orig, "sqlstate", None) == READ_ONLY


def reason(error: DBAPIError | TimeoutError) -> str:
    """Return the database's own name for what it refused; its sentence may quote what was typed."""
    original = error.orig if isinstance(error, DBAPIError) else error
    named = getattr(original, "sqlite_errorname", None) or getattr(original, "sqlstate", None)
    return str(named or type(original).__name__)


@contextmanager
def _in_turn() -> Iterator[None]:
    """Let this process's writers wait for each other where the database takes one at a time.

    SQLite's own waiting is a poll with growing pauses: under load the unlucky starve past any
    patience. A lock wakes the next one at once.
    """
    if db.engine.dialect.name != "sqlite":
        yield
        return
    if not _turn.acquire(timeout=PATIENCE):
        raise Busy(BUSY)
    try:
        yield
    finally:
        _turn.release()
