"""The typed base of every table, free of Flask."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, Integer, MetaData, String, insert
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import DeclarativeBase, MappedAsDataclass, Session
from sqlalchemy.types import TypeDecorator

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Instant(TypeDecorator[datetime]):
    """An aware instant in UTC with microseconds, on databases with and without time zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse naive values; store UTC, without its zone where the database keeps none."""
        if value is None:
            return None
        if value.tzinfo is None:
            message = "instants are aware; this one has no time zone"
            raise ValueError(message)
        value = value.astimezone(UTC)
        return value if dialect.name != "sqlite" else value.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the instant aware, in UTC."""
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


# SQLite counts rows up by itself only for a plain INTEGER primary key, which is 64 bits there.
RowId = BigInteger().with_variant(Integer(), "sqlite")


LOCKED = {"key_share": True}
"""For `with_for_update`: nobody else changes the row, while new rows may still refer to it.

A full lock would let whoever adds such rows wait, and two who add and change wait for each other.
"""


class Base(MappedAsDataclass, DeclarativeBase, kw_only=True, repr=False, eq=False):
    """Every table's parent: constraint names by convention, instants by `Instant`."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: Instant(),
        str: String(),
        dict[str, Any]: JSON(),
        list[Any]: JSON(),
        int: BigInteger(),
    }

    def __repr__(self) -> str:
        identity = ", ".join(str(part) for part in self.__mapper__.primary_key_from_instance(self))
        return f"<{type(self).__name__} {identity}>"


def add_all(session: Session, table: type[Base], rows: Sequence[dict[str, Any]]) -> None:
    """Add rows that are known to be new; one statement for each thousand of them.

    The keys that come back are of no use here, but an insert without them is sent row by row.
    """
    if rows:
        session.execute(insert(table).returning(*table.__table__.primary_key), rows)


def add_missing(session: Session, table: type[Base], rows: Sequence[dict[str, Any]]) -> None:
    """Add the rows whose keys are not there yet, whoever adds them at the same time.

    One statement for each thousand. Both databases can do it and neither does it in the other's
    words.
    """
    if not rows:
        return
    name = session.connection().dialect.name
    adding = sqlite.insert(table) if name == "sqlite" else postgresql.insert(table)
    keys = table.__table__.primary_key
    session.execute(adding.on_conflict_do_nothing().returning(*keys), rows)
