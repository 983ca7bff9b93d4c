"""The orders in which discussions are read: a total one each, continued after a key."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import Select, func, select, true, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session

from discuss.comments.models import Comment, Discussion
from discuss.comments.queries.anchors import is_about
from discuss.comments.rules import ROOTS_A_PAGE, Order
from discuss.comments.rules.ranks import BANDS
from discuss.kit.paging import Cursor

Column = InstrumentedAttribute[int]
Row = TypeVar("Row")

RANKS: Mapping[Order, tuple[Column, ...]] = {
    Order.BEST: (Comment.neg_best,),
    Order.CONTROVERSIAL: (Comment.neg_controversy,),
    Order.ANSWERED: (Comment.neg_replies,),
    Order.STAFF: (Comment.neg_staff, Comment.neg_best),
    Order.BRIDGING: (Comment.neg_bridging, Comment.neg_best),
}
"""What an order goes by before the id, all ascending; the orders by time go by the id alone."""

BY_QUESTION = frozenset({Order.FORECAST, Order.SAW})
"""Orders of the comments that carry a forecast on one question."""

NEWCOMERS = 2
"""Comments of the last half hour that are given a place on the first page by best."""

_OTHERS = {
    Order.NEWEST: 1,
    Order.OLDEST: 1,
    Order.FORECAST: 2 + 2 * BANDS,
    Order.SAW: 3,
}
KEY_LENGTH = {
    order: _OTHERS.get(order) or len(RANKS[order]) + 2 + (NEWCOMERS if order is Order.BEST else 0)
    for order in Order
}
"""By a rank: the ranks, the id, and the discussion's version at which the reading began; by best
then the newcomers that the first page has shown. By forecast: the question, that version, and a
place in each band. By who saw it: the question, the score and the id."""

MOST_MOVED = 99


def ordered(statement: Select[Any], order: Order, after: Cursor | None) -> Select[Any]:
    """Return the statement in `order`, from behind `after`, with one row more than a page.

    The parent, the same in every row, leads the order: PostgreSQL does not see that a column that
    IS NULL is constant, and would sort the whole top level instead of reading its index.
    """
    if order in RANKS:
        statement = _by_rank(statement, order, after)
    elif order is Order.NEWEST:
        statement = statement.order_by(Comment.parent_id.desc(), Comment.id.desc())
        if after is not None:
            statement = statement.where(Comment.id < after.key[0])
    else:
        statement = statement.order_by(Comment.parent_id, Comment.id)
        if after is not None:
            statement = statement.where(Comment.id > after.key[0])
    return statement.limit(ROOTS_A_PAGE + 1)


def _by_rank(statement: Select[Any], order: Order, after: Cursor | None) -> Select[Any]:
    columns = RANKS[order]
    statement = statement.order_by(Comment.parent_id, *columns, Comment.id)
    if after is None:
        return statement
    place, (since, *shown) = after.key[: len(columns) + 1], after.key[len(columns) + 1 :]
    statement = statement.where(
        tuple_(*columns, Comment.id) > tuple_(*place), _moved_in(order) <= since
    )
    return statement.where(Comment.id.not_in(shown)) if any(shown) else statement


def _moved_in(order: Order) -> Column:
    """Return the version in which a comment's place in `order` last changed."""
    return Comment.answered_in if order is Order.ANSWERED else Comment.moved_in


def began(talk: Discussion, order: Order, after: Cursor | None) -> int:
    """Return the version at which this reading began: that of its first page."""
    if after is not None and order in RANKS:
        return after.key[len(RANKS[order]) + 1]
    return talk.version or 0


def cut(
    found: list[Row], order: Order, since: int, shown: Sequence[int] = ()
) -> tuple[list[Row], Cursor | None]:
    """Return a page, and the cursor behind its last row when there is more."""
    if len(found) <= ROOTS_A_PAGE:
        return found, None
    last: Any = found[ROOTS_A_PAGE - 1]
    if order not in RANKS:
        return found[:ROOTS_A_PAGE], Cursor(order, (last.id,))
    ranks = (getattr(last, column.key) for column in RANKS[order])
    key = (*ranks, last.id, since, *shown)
    return found[:ROOTS_A_PAGE], Cursor(order, key + (0,) * (KEY_LENGTH[order] - len(key)))


def moved(session: Session, prompt_id: int, order: Order, after: Cursor, about: str) -> int:
    """Return how many top-level comments appeared or changed rank since the reading began."""
    found = (
        select(Comment.id)
        .where(
            Comment.prompt_id == prompt_id,
            Comment.parent_id.is_(None),
            Comment.is_shown == true(),
            _moved_in(order) > after.key[len(RANKS[order]) + 1],
            is_about(prompt_id, about) if about else true(),
        )
        .limit(MOST_MOVED)
        .subquery()
    )
    return session.scalar(select(func.count()).select_from(found)) or 0
