"""A select as the driver takes it, for answers that are made before Flask and its session."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import BindParameter, CompoundSelect, Dialect, Select

Statement = Select[*tuple[Any, ...]] | CompoundSelect[*tuple[Any, ...]]


class Prepared:
    """A select that is put together once and then asked of the driver's own connections.

    Its values are written as the columns' types say; its rows come back as the driver reads them:
    numbers, texts and truths, no instants.
    """

    def __init__(self, statement: Statement, dialect: Dialect) -> None:
        made = statement.compile(dialect=dialect)
        self._sql = str(made)
        self._order: Sequence[str] | None = made.positiontup
        self._write = {name: _writer(bind, dialect) for name, bind in made.binds.items()}
        self._fixed = {
            name: self._write[name](value)
            for name, value in made.params.items()
            if value is not None
        }

    def ask(self, raw: Any, given: Mapping[str, object]) -> Sequence[tuple[Any, ...]]:  # noqa: ANN401 - the driver's own
        """Return the rows for the values in `given`, by the names of the select's parameters."""
        values = self._fixed | {name: self._write[name](value) for name, value in given.items()}
        parameters = values if self._order is None else [values[name] for name in self._order]
        rows: Sequence[tuple[Any, ...]] = raw.execute(self._sql, parameters).fetchall()
        return rows


def _writer(bind: BindParameter[Any], dialect: Dialect) -> Callable[[object], object]:
    return bind.type.dialect_impl(dialect).bind_processor(dialect) or (lambda value: value)
