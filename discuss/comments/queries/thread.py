"""Pages of a discussion: keyset over the top level, first replies below, cost bound to the page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select, true, union_all
from sqlalchemy.orm import Session, aliased

from discuss.comments.models import Comment, Discussion, Honour
from discuss.comments.queries.anchors import is_about
from discuss.comments.queries.one import discussion
from discuss.comments.queries.ordering import (
    BY_QUESTION,
    NEWCOMERS,
    RANKS,
    began,
    cut,
    moved,
    ordered,
)
from discuss.comments.queries.said import IS_PINNED, Said, rows, said
from discuss.comments.queries.stamped import Among, by_forecast, by_score
from discuss.comments.rules import FIRST_REPLIES, ROOTS_A_PAGE, Order
from discuss.comments.rules.ranks import spread
from discuss.kit.paging import Cursor


@dataclass(frozen=True, slots=True)
class Thread:
    """One page of a discussion: comments in reading order within each parent."""

    discussion: Discussion
    order: Order
    said: Sequence[Said]
    after: Cursor | None
    moved: int = 0
    """On later pages by a rank: top-level comments that appeared or changed rank since the first,
    counted up to 99."""
    began: int = 0
    """The discussion's version at which this reading began."""
    newcomers: frozenset[int] = frozenset()
    """Comments of the last half hour that were given a place among the best."""


PLACES = (4, 14)
"""Where newcomers stand on the first page by best: one in each ten."""


@dataclass(frozen=True, slots=True)
class Guide:
    """What is read: by which question, since when comments are new, about which paragraph."""

    question_id: int | None = None
    newcomers_since: datetime | None = None
    about: str = ""
    """The paragraph that comments answer; empty for the whole discussion."""


def page_of_thread(
    session: Session,
    prompt_id: int,
    order: Order,
    after: Cursor | None = None,
    guide: Guide = Guide(),
) -> Thread:
    """Return up to 20 top-level comments in `order` with their first replies, level by level.

    Pinned comments come first on the first page and nowhere else. With the guide's `about`, only
    what answers that paragraph is read, pinned or not. The orders by forecast and by who saw it
    take the comments that carry one on the guide's question. On the first page by best nobody has
    two of the first ten places, and up to two that are newer than the guide says get places.
    Six statements at any size, each over an index range as long as what it returns; newcomers take
    one more, and so do the orders by a question. In the orders by time no comment is repeated or
    lost between two pages, whatever happens meanwhile. By a rank the cursor names the version at
    which the reading began: what appeared or changed rank since then is left out of later pages, so
    that nothing is met twice, and is counted in `moved`, so that the reader can start again from
    the top; one more statement.
    """
    talk = discussion(session, prompt_id)
    if order in BY_QUESTION:
        found, cursor = _by_question(session, talk, order, after, guide)
        newcomers: list[Said] = []
    else:
        found, cursor, newcomers = _ordered(session, talk, order, after, guide)
    if after is None and not guide.about:
        found = [*_pinned(session, prompt_id), *found]
    return Thread(
        discussion=talk,
        order=order,
        said=[*found, *_below(session, found, order, FIRST_REPLIES)],
        after=cursor,
        moved=moved(session, prompt_id, order, after, guide.about)
        if after and order in RANKS
        else 0,
        began=began(talk, order, after),
        newcomers=frozenset(each.id for each in newcomers),
    )


def _top(prompt_id: int, about: str) -> Select[Any]:
    return said(
        Comment.prompt_id == prompt_id,
        Comment.parent_id.is_(None),
        Comment.is_shown == true(),
        is_about(prompt_id, about) if about else ~IS_PINNED,
    )


def _ordered(
    session: Session,
    talk: Discussion,
    order: Order,
    after: Cursor | None,
    guide: Guide,
) -> tuple[list[Said], Cursor | None, list[Said]]:
    """Return a page in one of the stored orders, the cursor behind it, and newcomers among it."""
    is_first = order is Order.BEST and after is None
    newcomers = _newcomers(session, talk.prompt_id, guide) if is_first else []
    statement = ordered(_top(talk.prompt_id, guide.about), order, after)
    guests = [each.id for each in newcomers]
    if guests:
        statement = statement.where(Comment.id.not_in(guests))
    since = began(talk, order, after)
    shown = guests if after is None else after.key[len(RANKS.get(order, ())) + 2 :]
    found, cursor = cut(rows(session, statement), order, since, shown)
    if is_first:
        found = [found[place] for place in spread([each.author_id for each in found])]
        for place, guest in zip(PLACES, newcomers, strict=False):
            found.insert(place, guest)
    return found, cursor, newcomers


def _newcomers(session: Session, prompt_id: int, guide: Guide) -> list[Said]:
    """Return the two least marked of the newest top-level comments, if any are new enough."""
    if guide.newcomers_since is None:
        return []
    # The newest are read and then looked at: asked for their time, all older ones would be read.
    latest = _top(prompt_id, guide.about).order_by(Comment.parent_id.desc(), Comment.id.desc())
    newest = [
        each
        for each in rows(session, latest.limit(ROOTS_A_PAGE))
        if each.created_at > guide.newcomers_since and each.state == "published"
    ]
    newest.sort(key=lambda each: (each.good_points + each.well_sourced, -each.id))
    return newest[:NEWCOMERS]


def _by_question(
    session: Session, talk: Discussion, order: Order, after: Cursor | None, guide: Guide
) -> tuple[list[Said], Cursor | None]:
    """Return a page of the comments with a forecast on a question, and the cursor behind it."""
    among = Among(guide.question_id or 0, talk.prompt_id, guide.about)
    if order is Order.FORECAST:
        ids, cursor = by_forecast(session, among, talk.version or 0, after)
    else:
        ids, cursor = by_score(session, among, after)
    here = true() if guide.about else ~IS_PINNED
    found = {each.id: each for each in rows(session, said(Comment.id.in_(ids), here))}
    return [found[each] for each in ids if each in found], cursor


def _pinned(session: Session, prompt_id: int) -> list[Said]:
    """Return the pinned comments, oldest first; one statement."""
    return rows(
        session,
        said(Honour.prompt_id == prompt_id, Honour.kind == "pin", IS_PINNED).order_by(Comment.id),
    )


def replies(
    session: Session, parent: Comment, order: Order, after: Cursor | None = None
) -> tuple[Sequence[Said], Cursor | None]:
    """Return up to 20 replies to one comment with their own first replies; four statements."""
    inner = reply_order(order)
    since = began(discussion(session, parent.prompt_id), inner, after)
    below = said(
        Comment.prompt_id == parent.prompt_id,
        Comment.parent_id == parent.id,
        Comment.is_shown == true(),
    )
    found, cursor = cut(rows(session, ordered(below, inner, after)), inner, since)
    return [*found, *_below(session, found, order, FIRST_REPLIES[1:])], cursor


def latest(session: Session, prompt_id: int, count: int) -> Sequence[Said]:
    """Return the comments that appeared last, at any depth, for feeds; one statement."""
    newest = said(Comment.prompt_id == prompt_id, Comment.state == "published")
    order = (Comment.appeared_in.desc(), Comment.id.desc())
    return rows(session, newest.order_by(*order).limit(count))


def latest_of_thread(session: Session, root_id: int, count: int) -> Sequence[Said]:
    """Return the newest published comments of one thread, its root among them; one statement."""
    one = said((Comment.root_id == root_id) | (Comment.id == root_id), Comment.state == "published")
    return rows(session, one.order_by(Comment.id.desc()).limit(count))


def reply_order(order: Order) -> Order:
    """Return how replies stand when the top level is in `order`."""
    return Order.OLDEST if order in {Order.NEWEST, Order.OLDEST} else Order.BEST


def _below(
    session: Session, parents: Sequence[Said], order: Order, levels: Sequence[int]
) -> list[Said]:
    """Return the first replies below `parents`; one statement a level."""
    everything: list[Said] = []
    for most in levels:
        answered = [parent.id for parent in parents if parent.reply_count]
        if not answered:
            break
        parents = rows(session, _first_replies(answered, order, most))
        everything.extend(parents)
    return everything


def _first_replies(parents: list[int], order: Order, most: int) -> Select[Any]:
    """Return the select of the first `most` replies to each parent.

    One scalar subquery a place: each takes a single step in the index, even below a parent with a
    hundred thousand replies, and both databases can do it.
    """
    above, below = aliased(Comment), aliased(Comment)
    keys = (below.neg_best, below.id) if reply_order(order) is Order.BEST else (below.id,)
    first = (
        select(below.id)
        .where(
            below.prompt_id == above.prompt_id,
            below.parent_id == above.id,
            below.is_shown == true(),
        )
        .order_by(*keys)
        .limit(1)
        .correlate(above)
    )
    places = [
        select(first.offset(place).scalar_subquery().label("id")).where(above.id.in_(parents))
        for place in range(most)
    ]
    # Made once: PostgreSQL might otherwise look the places up anew for every comment there is.
    chosen = union_all(*places).cte("chosen").prefix_with("MATERIALIZED", dialect="postgresql")
    own = (Comment.neg_best, Comment.id) if reply_order(order) is Order.BEST else (Comment.id,)
    return said(Comment.id.in_(select(chosen.c.id))).order_by(*own)


def these(session: Session, ids: Sequence[int]) -> Sequence[Said]:
    """Return comments by id, whatever their state, from the top down; one statement."""
    return rows(session, said(Comment.id.in_(ids)).order_by(Comment.depth, Comment.id))
