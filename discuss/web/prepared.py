"""A select as the driver takes it, for answers that are made before Flask and its session."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

from sqlalchemy import BindParameter, CompoundSelect, Dialect, Select
from sqlalchemy.exc import SQLAlchemyError

if TYPE_CHECKING:
    import psycopg

Statement = Select[*tuple[Any, ...]] | CompoundSelect[*tuple[Any, ...]]
Row = tuple[Any, ...]

BOOLEAN, NUMBERS = 16, {20, 21, 23}
"""By which numbers PostgreSQL knows its types."""


class Prepared:
    """A select that is put together once and then asked of the driver's own connections.

    Its values are written as the columns' types say; its rows come back as the driver reads them:
    numbers, texts and truths, no instants.
    """

    def __init__(self, statement: Statement, dialect: Dialect) -> None:
        made = statement.compile(dialect=dialect)
        self._sql = str(made)
        self._order: Sequence[str] = made.positiontup or ()
        self._write = {name: self._writer(bind, dialect) for name, bind in made.binds.items()}
        self._fixed = {
            name: self._write[name](value)
            for name, value in made.params.items()
            if value is not None
        }

    def ask(self, raw: Any, given: Mapping[str, object]) -> Sequence[Row]:  # noqa: ANN401 - the driver's own
        """Return the rows for the values in `given`, by the names of the select's parameters."""
        values = self._fixed | {name: self._write[name](value) for name, value in given.items()}
        return self._rows(raw, [values[name] for name in self._order])

    def _writer(self, bind: BindParameter[Any], dialect: Dialect) -> Callable[[Any], Any]:
        return bind.type.dialect_impl(dialect).bind_processor(dialect) or (lambda value: value)

    def _rows(self, raw: Any, values: Sequence[Any]) -> Sequence[Row]:  # noqa: ANN401 - the same
        rows: Sequence[Row] = raw.execute(self._sql, values).fetchall()
        return rows


class PreparedByLibpq(Prepared):
    """The same for PostgreSQL, asked of the client's library itself.

    A cursor in between costs more than the answer. The server plans the select once for each
    connection.
    """

    def __init__(self, statement: Statement, dialect: Dialect) -> None:
        numbered: Any = type(dialect)
        super().__init__(statement, numbered(paramstyle="numeric_dollar"))
        self._name = f"discuss_{id(self)}".encode()
        self._known: WeakSet[psycopg.Connection] = WeakSet()

    def _writer(self, bind: BindParameter[Any], dialect: Dialect) -> Callable[[Any], Any]:
        del bind, dialect
        return _written

    def _rows(self, raw: "psycopg.Connection", values: Sequence[Any]) -> Sequence[Row]:
        answer = _heard(self._answer(raw, values))
        kinds = [answer.ftype(column) for column in range(answer.nfields)]
        return [
            tuple(_read(kind, answer.get_value(row, column)) for column, kind in enumerate(kinds))
            for row in range(answer.ntuples)
        ]

    def _answer(self, raw: "psycopg.Connection", values: Sequence[Any]) -> Any:  # noqa: ANN401 - the library's own
        if raw.pgconn.transaction_status:  # what is undone may take with it what was prepared
            return raw.pgconn.exec_params(self._sql.encode(), values)
        if raw not in self._known:
            _heard(raw.pgconn.prepare(self._name, self._sql.encode()))
            self._known.add(raw)
        return raw.pgconn.exec_prepared(self._name, values)


def prepare(statement: Statement, dialect: Dialect) -> Prepared:
    """Return a select that can be asked of connections of this kind of database."""
    kind = PreparedByLibpq if dialect.name == "postgresql" else Prepared
    return kind(statement, dialect)


def _written(value: object) -> bytes:
    text = value.isoformat() if isinstance(value, datetime) else str(value)
    return text.encode()


def _read(kind: int, value: bytes | None) -> Any:  # noqa: ANN401 - what a column holds
    if value is None:
        return None
    if kind == BOOLEAN:
        return value == b"t"
    return int(value) if kind in NUMBERS else value.decode()


def _heard(answer: Any) -> Any:  # noqa: ANN401 - the library's own
    if answer.error_message:
        raise SQLAlchemyError(answer.error_message.decode(errors="replace"))
    return answer
