"""Full text in two databases: FTS5 beside a table of SQLite, a tsvector column of PostgreSQL.

Both get words that are folded already and divided by spaces, so that neither has a say in what a
word is, and both find the same. A table with the columns `id` and `words` is indexed; on SQLite by
the FTS5 table `<its name>_fts`, which reads the words from there and has to be told of changes.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Dialect,
    FromClause,
    Integer,
    Table,
    TableClause,
    Text,
    and_,
    bindparam,
    cast,
    column,
    func,
    insert,
    literal,
    select,
    table,
    update,
)
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeDecorator, TypeEngine

from discuss.kit import plain
from discuss.kit.search import Query, Term

FINEST = 10**9
"""Ranks are whole numbers, so that a page can continue after one."""

MOST_PLACES = 255
FARTHEST_PLACE = 16_383
"""Of a word, PostgreSQL keeps so many places, and none beyond that one."""


class Words(TypeDecorator[str]):
    """Folded words, divided by spaces."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[str]:
        """Return the column's type: a tsvector where there is one."""
        return dialect.type_descriptor(TSVECTOR() if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Write the words as PostgreSQL reads a tsvector; SQLite takes them as they are."""
        return value if value is None or dialect.name != "postgresql" else vector(value)


@dataclass(frozen=True, slots=True)
class Match:
    """How to select the rows that a query finds: by the index, or by asking rows one by one."""

    source: FromClause
    id: ColumnElement[int]
    condition: ColumnElement[bool]
    """What the index is asked; good where little is found."""
    says: ColumnElement[bool]
    """The same, asked of a row of the indexed table itself; good where much is found."""
    rank: ColumnElement[int]
    """How well a row of the indexed table fits; higher is better, and no other row has a say."""
    beside: Table | None = None
    """The indexed table where the source is an index of its own."""

    def narrowed(self, conditions: Sequence[ColumnElement[bool]]) -> ColumnElement[bool]:
        """Return what is found and fits conditions on the indexed table.

        Beside an index of its own they are asked of each hit: joined, a planner that thinks the
        table small would ask the index anew for every row of it.
        """
        if self.beside is None or not conditions:
            return and_(self.condition, *conditions)
        fits = select(literal(1)).where(self.beside.c.id == self.id, *conditions)
        return and_(self.condition, fits.exists())

    def ranked(self) -> ColumnElement[int]:
        """Return the rank of what the index finds."""
        if self.beside is None:
            return self.rank
        return select(self.rank).where(self.beside.c.id == self.id).scalar_subquery()


def match(session: Session, indexed: Table, query: Query) -> Match:
    """Return how `query` is asked of the session's database."""
    if _has_own_index(session):
        index = _index_of(indexed)
        whole = index.c[index.name]
        return Match(
            source=index,
            beside=indexed,
            id=index.c.rowid,
            condition=whole.op("MATCH")(bindparam(None, expression(query), Text())),
            says=plain.says(indexed.c.words, query),
            rank=plain.rank(indexed.c.words, query, FINEST),
        )
    wanted = cast(bindparam(None, tsquery(query), Text()), TSQUERY)
    condition = indexed.c.words.op("@@")(wanted)
    return Match(
        source=indexed,
        id=indexed.c.id,
        condition=condition,
        says=condition,
        rank=cast(func.round(func.ts_rank(indexed.c.words, wanted, 1) * FINEST), BigInteger),
    )


def enter(session: Session, indexed: Table, row_id: int, words: str) -> None:
    """Put a new row into the index, exactly once."""
    if _has_own_index(session):
        session.execute(insert(_index_of(indexed)).values(rowid=row_id, words=words))


def replace(session: Session, indexed: Table, row_id: int, words: str) -> None:
    """Let a row that is in the index say other words."""
    change = update(indexed).where(indexed.c.id == row_id).values(words=words)
    if not _has_own_index(session):
        session.execute(change)
        return
    before = session.scalar(select(indexed.c.words).where(indexed.c.id == row_id))
    _command(session, indexed, "delete", rowid=row_id, words=before)
    session.execute(change)
    enter(session, indexed, row_id, words)


def hold(session: Session, indexed: Table) -> None:
    """Let every other writer of the table wait until this transaction is over; readers go on."""
    if not _has_own_index(session):  # SQLite lets one transaction write at a time as it is
        name = session.get_bind().dialect.identifier_preparer.format_table(indexed)
        lock = f"LOCK TABLE {name} IN SHARE ROW EXCLUSIVE MODE"
        session.connection().exec_driver_sql(lock)


def rebuild(session: Session, indexed: Table) -> None:
    """Make the index anew from what the table's rows say."""
    if _has_own_index(session):
        _command(session, indexed, "rebuild")


def agrees(stored: str, words: str) -> bool:
    """Tell whether a column of words, as the database prints it, says `words`."""
    if not stored.startswith("'"):  # words as they are, or none
        return stored == words
    return _places(stored) == _places(vector(words))


def _places(printed: str) -> set[tuple[str, frozenset[str]]]:
    """Return a printed tsvector's words with their places."""
    parts = (part.rpartition(":") for part in printed.split())
    return {(word, frozenset(places.split(","))) for word, _, places in parts}


def is_whole(session: Session, indexed: Table) -> bool:
    """Tell whether an index beside the table says what the table says; it asks as a writer."""
    if _has_own_index(session):
        try:
            _command(session, indexed, "integrity-check", rank=1)
        except OperationalError:  # somebody else holds the database: that says nothing
            raise
        except DatabaseError:
            return False
    return True


def _has_own_index(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"


def _index_of(indexed: Table) -> TableClause:
    """Return the FTS5 table, with the hidden column of its own name that takes commands."""
    name, rank = f"{indexed.name}_fts", column("rank", Integer)
    return table(name, column("rowid", Integer), column("words", Text), column(name, Text), rank)


def _command(session: Session, indexed: Table, what: str, **values: object) -> None:
    index = _index_of(indexed)
    session.execute(insert(index).values({index.name: what, **values}))


def expression(query: Query) -> str:
    """Return a query in the language of FTS5; every word stands in quotes and means itself."""
    wanted = " AND ".join(map(_in_fts5, query.wanted))
    unwanted = " OR ".join(map(_in_fts5, query.unwanted))
    return f"({wanted}) NOT ({unwanted})" if unwanted else wanted


def _in_fts5(term: Term) -> str:
    return f'"{" ".join(term.words)}"' + (" *" if term.is_beginning else "")


def tsquery(query: Query) -> str:
    """Return a query as PostgreSQL reads a tsquery; every word stands in quotes."""
    wanted = [_in_tsquery(term) for term in query.wanted]
    unwanted = [f"!{_in_tsquery(term)}" for term in query.unwanted]
    return " & ".join(wanted + unwanted)


def _in_tsquery(term: Term) -> str:
    words = [f"'{word}'" for word in term.words]
    return f"({' <-> '.join(words)}{':*' if term.is_beginning else ''})"


def vector(words: str) -> str:
    """Return folded words as PostgreSQL reads a tsvector: each with its places."""
    places: dict[str, list[int]] = {}
    for place, word in enumerate(words.split(), 1):
        places.setdefault(word, []).append(min(place, FARTHEST_PLACE))
    return " ".join(
        f"'{word}':{','.join(map(str, where[:MOST_PLACES]))}" for word, where in places.items()
    )
