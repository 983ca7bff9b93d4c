"""Copies of the whole database: taken while people write, looked through, and put back.

Both kinds offer the same four deeds: `take`, `check`, `revision` and `put_back`.
"""

from pathlib import Path

from sqlalchemy import URL

from discuss.kit.copies.embedded import Embedded
from discuss.kit.copies.server import Server
from discuss.kit.errors import Invalid

__all__ = ["Embedded", "Keeper", "Server", "keeper_of", "refuse_strange"]

Keeper = Embedded | Server

MARKS: dict[bytes, type[Keeper]] = {b"SQLite format 3\0": Embedded, b"PGDMP": Server}
"""The first bytes of a copy, by the kind of database that it is of."""


def keeper_of(url: URL, programs: str) -> Keeper:
    """Return who copies the database at `url`; `programs` is the folder of PostgreSQL's own."""
    if url.get_backend_name() == "sqlite":
        return Embedded(Path(url.database or ""))
    return Server(url, programs)


def refuse_strange(keeper: Keeper, path: Path) -> None:
    """Raise `Invalid` unless the file at `path` is a copy of the keeper's kind."""
    try:
        with path.open("rb") as file:
            beginning = file.read(16)
    except OSError as error:
        raise Invalid(f"{path} cannot be read: {error.strerror}.") from None
    kinds = [kind for mark, kind in MARKS.items() if beginning.startswith(mark)]
    if not kinds:
        raise Invalid(f"{path} is no copy of a database, or it is damaged. Nothing was changed.")
    if not isinstance(keeper, kinds[0]):
        raise Invalid(
            f"{path} is a copy of {kinds[0].name}, and the site's database is {keeper.name}. "
            "Set DISCUSS_DATABASE_URL to a database of the copy's kind. Nothing was changed."
        )
