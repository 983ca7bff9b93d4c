"""The orders in which discussions are read: a total one each, continued after a key."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, func, select, true, tuple_
from sqlalchemy.orm import InstrumentedAttribute

from discuss.comments.models import Comment, Discussion
from discuss.comments.rules import MOST_PINS, ROOTS_A_PAGE, Order
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
    Order.UNREAD: (Comment.neg_fresh,),
}
"""What an order goes by before the id, all ascending; the orders by time go by the id alone."""

BY_QUESTION = frozenset({Order.FORECAST, Order.SAW})
"""Orders of the comments that carry a forecast on one question."""

STEADY = frozenset({Order.NEWEST, Order.OLDEST, Order.UNREAD})
"""Orders in which nothing but new words moves a comment, and those only to the beginning or the
end: pins leave its place as it is."""

NEWCOMERS = 10
"""Comments of the last half hour that are given places in one reading by best."""

SHOWN: Mapping[Order, int] = {
    Order.BEST: NEWCOMERS,
    Order.NEWEST: MOST_PINS,
    Order.OLDEST: MOST_PINS,
    Order.UNREAD: MOST_PINS,
    Order.SAW: MOST_PINS,
}
"""How many comments earlier pages may have shown out of their order, which a cursor then names."""

_OTHERS = {
    Order.NEWEST: 1,
    Order.OLDEST: 1,
    Order.FORECAST: 2 + 2 * BANDS + 2,
    Order.SAW: 6,
}
KEY_LENGTH = {
    order: (_OTHERS.get(order) or len(RANKS[order]) + 2) + SHOWN.get(order, 0) for order in Order
}
"""By a rank: the ranks, the id, and the discussion's version at which the reading began. By
forecast: the question, that version, a place in each band, and one among the other comments. By
who saw it: the question, that version, the score and the id, and a place among the others. By time
the id. Then what earlier pages have shown out of its order."""

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
    if shown := shown_before(order, after):
        statement = statement.where(Comment.id.not_in(shown))
    return statement.limit(ROOTS_A_PAGE + 1)


def shown_before(order: Order, after: Cursor | None) -> Sequence[int]:
    """Return what earlier pages of a reading have shown out of its order."""
    most = SHOWN.get(order, 0)
    return [number for number in after.key[-most:] if number] if after and most else []


def by_time(order: Order, comment_id: int, shown: Sequence[int] = ()) -> Cursor:
    """Return the cursor behind a comment in an order by time."""
    return Cursor(order, padded(order, (comment_id,), shown))


def padded(order: Order, place: Sequence[int], shown: Sequence[int]) -> tuple[int, ...]:
    """Return the key of a place, with what was shown out of its order so far."""
    key = (*place, *shown)
    return (*key, *(0,) * (KEY_LENGTH[order] - len(key)))


def _by_rank(statement: Select[Any], order: Order, after: Cursor | None) -> Select[Any]:
    columns = RANKS[order]
    statement = statement.order_by(Comment.parent_id, *columns, Comment.id)
    if after is None:
        return statement
    place, since = after.key[: len(columns) + 1], after.key[len(columns) + 1]
    return statement.where(tuple_(*columns, Comment.id) > tuple_(*place), has_stayed(order, since))


def has_moved(order: Order, since: int) -> ColumnElement[bool]:
    """Say whether a comment's place in `order` changed after a version of the discussion."""
    if order is Order.UNREAD:
        return Comment.neg_fresh < -since
    return (Comment.answered_in if order is Order.ANSWERED else Comment.moved_in) > since


def has_stayed(order: Order, since: int) -> ColumnElement[bool]:
    """Say the opposite, for a page that is read along the index of its order.

    Nearly every comment has stayed: the sum keeps SQLite from reading them all by when they moved.
    """
    if order is Order.UNREAD:
        return Comment.neg_fresh + 0 >= -since
    return (Comment.answered_in if order is Order.ANSWERED else Comment.moved_in) + 0 <= since


def began(talk: Discussion, order: Order, after: Cursor | None) -> int:
    """Return the version at which this reading began: that of its first page."""
    since = _since(order, after)
    return talk.version or 0 if since is None else since


def _since(order: Order, after: Cursor | None) -> int | None:
    """Return the version that a cursor names; those by time name none."""
    if after is None or not (order in RANKS or order in BY_QUESTION):
        return None
    return after.key[len(RANKS[order]) + 1 if order in RANKS else 1]


def cut(
    found: list[Row], order: Order, since: int, shown: Sequence[int] = ()
) -> tuple[list[Row], Cursor | None]:
    """Return a page, and the cursor behind its last row when there is more."""
    if len(found) <= ROOTS_A_PAGE:
        return found, None
    last: Any = found[ROOTS_A_PAGE - 1]
    if order not in RANKS:
        return found[:ROOTS_A_PAGE], by_time(order, last.id, shown)
    ranks = (getattr(last, column.key) for column in RANKS[order])
    return found[:ROOTS_A_PAGE], Cursor(order, padded(order, (*ranks, last.id, since), shown))


def moved(order: Order, after: Cursor | None, *among: ColumnElement[bool]) -> Select[int] | None:
    """Return the select that counts what appeared or changed rank since the reading began.

    None on a first page and in the orders by time, which lose nothing.
    """
    since = _since(order, after)
    if since is None:
        return None
    found = select(Comment.id).where(Comment.is_shown == true(), has_moved(order, since), *among)
    return select(func.count()).select_from(found.limit(MOST_MOVED).subquery())
