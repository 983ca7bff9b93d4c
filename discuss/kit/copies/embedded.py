"""Copies of an SQLite file by its online backup: whole, while people write."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from discuss.kit.errors import Busy, Invalid, Refusal
from discuss.kit.files import written_whole

PATIENCE = 30.0
"""Seconds for which a copy waits for whoever holds the file."""

DAMAGED = (sqlite3.Error, UnicodeDecodeError)


class Embedded:
    """Who copies an SQLite file."""

    name = "SQLite"

    def __init__(self, path: Path) -> None:
        self.path = path

    def take(self, copy: Path, *, over: bool = False) -> None:
        """Write a copy of one moment to a file, looked through before it gets its name."""
        if not self.path.exists():
            raise Invalid(f"There is no database at {self.path}, so there is nothing to copy.")
        with _told("The copy could not be made"), written_whole(copy, over=over) as part:
            _copy(self.path, part)
            self.check(part)

    def check(self, copy: Path) -> None:
        """Raise `Invalid` unless a copy can be read to its end and no reference is broken."""
        try:
            with _opened(copy) as found:
                said = found.execute("PRAGMA integrity_check(1)").fetchone()[0]
                broken = found.execute("PRAGMA foreign_key_check").fetchone()
        except DAMAGED as error:
            said, broken = str(error), None
        if said != "ok":
            raise Invalid(f"The copy is damaged ({said}). Nothing was changed.")
        if broken:
            raise Invalid(f"The copy has broken references in {broken[0]}. Nothing was changed.")

    def revision(self, copy: Path) -> str | None:
        """Return the revision of the tables in a copy, None when they are not a site's."""
        with _opened(copy) as found:
            if not _has(found, "alembic_version"):
                return None
            row = found.execute("SELECT version_num FROM alembic_version").fetchone()
        return str(row[0]) if row else None

    def put_back(self, copy: Path) -> None:
        """Let the database be what the copy holds, in one transaction of SQLite's own.

        A file that cannot be read any more is kept beside under a name that ends in `.damaged`.
        """
        with _told("The copy could not be put back, and everything is as it was"):
            if not self.path.exists() or self._is_damaged():
                with written_whole(self.path, over=True) as part:
                    _copy(copy, part)
                    self._set_aside()
            else:
                _copy(copy, self.path, keep_journal=True)

    def _is_damaged(self) -> bool:
        try:
            with _opened(self.path) as found:
                return bool(found.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok")
        except sqlite3.DatabaseError as error:
            return error.sqlite_errorname in {"SQLITE_NOTADB", "SQLITE_CORRUPT"}

    def _set_aside(self) -> None:
        for ending in ("", "-wal", "-shm"):
            file = Path(f"{self.path}{ending}")
            if file.exists():
                file.replace(Path(f"{self.path}.damaged{ending}"))


def _copy(source: Path, target: Path, *, keep_journal: bool = False) -> None:
    """Copy one moment of `source` over all of `target`, or leave `target` as it was."""
    deadline = time.monotonic() + PATIENCE

    def wait(status: int, _remaining: int, _total: int) -> None:
        is_held = status in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
        if is_held and time.monotonic() > deadline:
            raise Busy("Others hold the database. Stop the site, or try again in a moment.")

    with _opened(source) as origin, closing(sqlite3.connect(target)) as goal:
        origin.backup(goal, pages=-1, progress=wait, sleep=0.05)
        if not keep_journal:  # one file, not three
            goal.execute("PRAGMA journal_mode=DELETE")


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    uri = f"{path.resolve().as_uri()}?mode=rw"
    with closing(sqlite3.connect(uri, uri=True, timeout=PATIENCE)) as connection:
        yield connection


def _has(connection: sqlite3.Connection, table: str) -> bool:
    found = connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table,))
    return found.fetchone() is not None


@contextmanager
def _told(what: str) -> Iterator[None]:
    """Say in a sentence what SQLite or the disk refused."""
    try:
        yield
    except sqlite3.Error as error:
        raise Refusal(f"{what}: {error}.") from error
    except OSError as error:
        raise Refusal(f"{what}: {error.strerror}.") from error
