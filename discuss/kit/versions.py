"""Which state of the site a page shows: one row that every change of what is shown moves.

The row holds a text that never comes again, so that a database put back from a copy is not taken
for a later state that happened to have the same number.
"""

import re
import secrets

from sqlalchemy import Connection, inspect, update
from sqlalchemy.orm import Mapped, mapped_column

from discuss.kit.orm import Base, RowId

FIRST = 1
"""The number of the only row."""

CURRENT = "SELECT token FROM page_version WHERE id = 1"
"""What asks for the present state; for connections that speak no more than SQL."""

BOUNDS = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")
READS = ("SELECT", "PRAGMA", "SET ", "ANALYZE", *BOUNDS)
WRITES = re.compile(
    r"\b(?:INSERT(?:\s+OR\s+\w+)?\s+INTO|REPLACE\s+INTO|MERGE\s+INTO|DELETE\s+FROM"
    r"|TRUNCATE(?:\s+TABLE)?|(?<!FOR )(?<!DO )(?<!KEY )UPDATE(?:\s+OR\s+\w+)?)"
    r'\s+(?:ONLY\s+)?"?(\w+)',
    re.IGNORECASE,
)


class PageVersion(Base):
    """The state that pages for strangers show; one row."""

    __tablename__ = "page_version"

    token: Mapped[str]
    id: Mapped[int] = mapped_column(RowId, primary_key=True, default=FIRST)


def fresh() -> str:
    """Return a text that names a state; none comes twice."""
    return secrets.token_hex(12)


def move(connection: Connection) -> None:
    """Let every stored page be out of date as soon as this transaction commits. One statement.

    The row is everybody's: move it last, so that nobody waits for longer than a commit.
    """
    connection.execute(update(PageVersion).values(token=fresh()))


def move_if_there(connection: Connection) -> None:
    """Do the same where the tables may be older than the row."""
    if inspect(connection).has_table(PageVersion.__tablename__):
        move(connection)


def changes(statement: str, never_shown: frozenset[str]) -> bool:
    """Tell whether `statement` may change what strangers are shown; in doubt it may."""
    if statement.startswith(READS):
        return False
    written = {name.lower() for name in WRITES.findall(statement)}
    if not written and statement.startswith("WITH"):
        return False
    return not (written and written <= never_shown)
