"""Pages of a discussion: keyset over the top level, first replies below, cost bound to the page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, Select, and_, select, true, union_all
from sqlalchemy.orm import Session, aliased

from discuss.accounts.models import Person
from discuss.comments.models import Anchor, Comment, CommentRevision, Discussion, Honour
from discuss.comments.queries.anchors import is_about
from discuss.comments.queries.one import discussion
from discuss.comments.queries.ordering import RANKS, began, moved, ordered
from discuss.comments.rules import FIRST_REPLIES, ROOTS_A_PAGE, Order
from discuss.kit.paging import Cursor


@dataclass(frozen=True, slots=True)
class Said:
    """A comment as it is read: columns only, no entity."""

    id: int
    prompt_id: int
    parent_id: int | None
    root_id: int | None
    depth: int
    author_id: int
    author_name: str
    author_handle: str
    author_role: str
    state: str
    state_version: int
    revision_n: int
    removal_note: str
    html: str
    text: str
    neg_best: int
    neg_controversy: int
    neg_replies: int
    neg_staff: int
    good_points: int
    well_sourced: int
    reply_count: int
    descendant_count: int
    created_at: datetime
    edited_at: datetime | None
    honour: str | None = None
    """`pin` or `pick`, by the site's own people."""
    anchor_block: str | None = None
    anchor_quote: str | None = None
    anchor_is_gone: bool | None = None


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


COLUMNS = (
    Comment.id,
    Comment.prompt_id,
    Comment.parent_id,
    Comment.root_id,
    Comment.depth,
    Comment.author_id,
    Person.name.label("author_name"),
    Person.handle.label("author_handle"),
    Person.role.label("author_role"),
    Comment.state,
    Comment.state_version,
    Comment.revision_n,
    Comment.removal_note,
    CommentRevision.html,
    CommentRevision.text,
    Comment.neg_best,
    Comment.neg_controversy,
    Comment.neg_replies,
    Comment.neg_staff,
    Comment.good_point_count.label("good_points"),
    Comment.well_sourced_count.label("well_sourced"),
    Comment.reply_count,
    Comment.descendant_count,
    Comment.created_at,
    Comment.edited_at,
    Honour.kind.label("honour"),
    Anchor.block.label("anchor_block"),
    Anchor.quote.label("anchor_quote"),
    Anchor.is_gone.label("anchor_is_gone"),
)
IS_PINNED = and_(Honour.kind.is_not(None), Honour.kind == "pin", Comment.state == "published")


def said(*conditions: ColumnElement[bool]) -> Select[Any]:
    """Return the select of comments with their current words and their authors."""
    statement = (
        select(*COLUMNS)
        .join(Person, Person.id == Comment.author_id)
        .join(
            CommentRevision,
            (CommentRevision.comment_id == Comment.id) & (CommentRevision.n == Comment.revision_n),
        )
        .outerjoin(Honour, Honour.comment_id == Comment.id)
        .outerjoin(Anchor, Anchor.comment_id == Comment.id)
        .where(*conditions)
    )
    return cast("Select[Any]", statement)


def rows(session: Session, statement: Select[Any]) -> list[Said]:
    """Return a statement's comments."""
    return [Said(**row) for row in session.execute(statement).mappings()]


def page_of_thread(
    session: Session, prompt_id: int, order: Order, after: Cursor | None = None, about: str = ""
) -> Thread:
    """Return up to 20 top-level comments in `order` with their first replies, level by level.

    Pinned comments come first on the first page and nowhere else. With `about`, only what answers
    that paragraph is read, pinned or not.
    Six statements at any size, each over an index range as long as what it returns. In the
    orders by time no comment is repeated or lost between two pages, whatever happens meanwhile.
    By a rank the cursor names the version at which the reading began: what appeared or changed
    rank since then is left out of later pages, so that nothing is met twice, and is counted in
    `moved`, so that the reader can start again from the top; one more statement.
    """
    talk = discussion(session, prompt_id)
    at_top = said(
        Comment.prompt_id == prompt_id,
        Comment.parent_id.is_(None),
        Comment.is_shown == true(),
        is_about(prompt_id, about) if about else ~IS_PINNED,
    )
    since = began(talk, order, after)
    found, cursor = _cut(rows(session, ordered(at_top, order, after)), order, since)
    if after is None and not about:
        found = [*_pinned(session, prompt_id), *found]
    return Thread(
        discussion=talk,
        order=order,
        said=[*found, *_below(session, found, order, FIRST_REPLIES)],
        after=cursor,
        moved=moved(session, prompt_id, order, after, about) if after and order in RANKS else 0,
    )


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
    found, cursor = _cut(rows(session, ordered(below, inner, after)), inner, since)
    return [*found, *_below(session, found, order, FIRST_REPLIES[1:])], cursor


def latest(session: Session, prompt_id: int, count: int) -> Sequence[Said]:
    """Return the newest published comments at any depth, for feeds; one statement."""
    newest = said(Comment.prompt_id == prompt_id, Comment.state == "published")
    return rows(session, newest.order_by(Comment.id.desc()).limit(count))


def latest_of_thread(session: Session, root_id: int, count: int) -> Sequence[Said]:
    """Return the newest published comments of one thread, its root among them; one statement."""
    one = said((Comment.root_id == root_id) | (Comment.id == root_id), Comment.state == "published")
    return rows(session, one.order_by(Comment.id.desc()).limit(count))


def reply_order(order: Order) -> Order:
    """Return how replies stand when the top level is in `order`."""
    return Order.BEST if order in RANKS else Order.OLDEST


def _cut(found: list[Said], order: Order, since: int) -> tuple[list[Said], Cursor | None]:
    """Return a page, and the cursor behind its last row when there is more."""
    if len(found) <= ROOTS_A_PAGE:
        return found, None
    last = found[ROOTS_A_PAGE - 1]
    if order not in RANKS:
        return found[:ROOTS_A_PAGE], Cursor(order, (last.id,))
    ranks = (getattr(last, column.key) for column in RANKS[order])
    return found[:ROOTS_A_PAGE], Cursor(order, (*ranks, last.id, since))


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
