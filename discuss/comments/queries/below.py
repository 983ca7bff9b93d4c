"""Replies: the first ones below a page of comments, and the pages of replies to one comment."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Select, bindparam, select, true, union_all
from sqlalchemy.orm import Session, aliased

from discuss.comments.models import Comment
from discuss.comments.queries.one import discussion
from discuss.comments.queries.ordering import began, cut, moved, ordered
from discuss.comments.queries.said import Said, rows, said
from discuss.comments.rules import FIRST_REPLIES, Order
from discuss.kit.paging import Cursor

PARENTS = "parents"


@dataclass(frozen=True, slots=True)
class Replies:
    """A page of replies to one comment, each with its own first replies."""

    said: Sequence[Said]
    after: Cursor | None
    moved: int
    """On later pages by a rank: replies that appeared or changed rank since the first page."""


def replies(
    session: Session, parent: Comment, order: Order, after: Cursor | None = None
) -> Replies:
    """Return up to 20 replies to one comment; four statements, five on later pages by a rank."""
    inner = reply_order(order)
    since = began(discussion(session, parent.prompt_id), inner, after)
    here = (Comment.prompt_id == parent.prompt_id, Comment.parent_id == parent.id)
    these = said(*here, Comment.is_shown == true())
    found, cursor = cut(rows(session, ordered(these, inner, after)), inner, since)
    counted = moved(inner, after, *here)
    return Replies(
        said=[*found, *below(session, found, order, FIRST_REPLIES[1:])],
        after=cursor,
        moved=0 if counted is None else session.scalar(counted) or 0,
    )


def reply_order(order: Order) -> Order:
    """Return how replies stand when the top level is in `order`."""
    if order is Order.UNREAD:
        return Order.NEWEST
    return Order.OLDEST if order in {Order.NEWEST, Order.OLDEST} else Order.BEST


def below(
    session: Session, parents: Sequence[Said], order: Order, levels: Sequence[int]
) -> list[Said]:
    """Return the first replies below `parents`; one statement a level."""
    everything: list[Said] = []
    for most in levels:
        answered = [parent.id for parent in parents if parent.reply_count]
        if not answered:
            break
        parents = rows(session, _first_replies(reply_order(order), most), {PARENTS: answered})
        everything.extend(parents)
    return everything


@lru_cache
def _first_replies(inner: Order, most: int) -> Select[Any]:
    """Return the select of the first `most` replies, in order `inner`, to each of `PARENTS`.

    One scalar subquery a place: each takes a single step in the index, even below a parent with a
    hundred thousand replies, and both databases can do it. It is made once, which takes longer than
    to run it.
    """
    above, below = aliased(Comment), aliased(Comment)
    first = (
        select(below.id)
        .where(
            below.prompt_id == above.prompt_id,
            below.parent_id == above.id,
            below.is_shown == true(),
        )
        .order_by(*_keys(below, inner))
        .limit(1)
        .correlate(above)
    )
    parents: BindParameter[Any] = bindparam(PARENTS, expanding=True)
    places = [
        select(first.offset(place).scalar_subquery().label("id")).where(above.id.in_(parents))
        for place in range(most)
    ]
    # Made once: PostgreSQL might otherwise look the places up anew for every comment there is.
    chosen = union_all(*places).cte("chosen").prefix_with("MATERIALIZED", dialect="postgresql")
    return said(Comment.id.in_(select(chosen.c.id))).order_by(*_keys(Comment, inner))


def _keys(reply: type[Comment], inner: Order) -> tuple[ColumnElement[int], ...]:
    """Return what replies go by in order `inner`."""
    if inner is Order.BEST:
        return (reply.neg_best.asc(), reply.id.asc())
    return (reply.id.desc() if inner is Order.NEWEST else reply.id.asc(),)
