"""Pages of a discussion: keyset over the top level, first replies below, cost bound to the page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, true
from sqlalchemy.orm import Session

from discuss.comments.models import Comment, Discussion, Honour
from discuss.comments.queries.anchors import is_about
from discuss.comments.queries.below import below
from discuss.comments.queries.one import discussion
from discuss.comments.queries.ordering import (
    BY_QUESTION,
    NEWCOMERS,
    STEADY,
    began,
    cut,
    has_stayed,
    moved,
    ordered,
    padded,
    shown_before,
)
from discuss.comments.queries.said import IS_PINNED, Said, rows, said
from discuss.comments.queries.stamped import Among, by_forecast, by_score
from discuss.comments.rules import FIRST_REPLIES, ROOTS_A_PAGE, Order
from discuss.comments.rules.ranks import FIRST_TEN, spread
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


PROMPT = "prompt_id"
PLACES = (4, 14)
"""Where newcomers stand on a page by best: one in each ten."""


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
    begin with the comments that carry one on the guide's question. On the first page by best
    nobody has two of the first ten places; on each page by best up to two that are newer than the
    guide says get places, ten in one reading. Six statements at any size, each over an index range
    as long as what it returns; newcomers take one more, and the orders by a question up to two. In
    the orders by time no comment is repeated or lost between two pages. By a rank the cursor
    names the version at which the reading began: what appeared or changed rank since then is left
    out of later pages, so that nothing is met twice, and is counted in `moved`, so that the reader
    can start again from the top; one more statement.
    """
    pinned = _pinned(session, prompt_id) if after is None and not guide.about else []
    talk = discussion(session, prompt_id)
    turn = _Turn(session, talk, order, after, guide, [each.id for each in pinned])
    newcomers: list[Said] = []
    if order in BY_QUESTION:
        found, cursor = _by_question(turn)
    else:
        found, cursor, newcomers = _ordered(turn)
    found = [*pinned, *found]
    return Thread(
        discussion=talk,
        order=order,
        said=[*found, *below(session, found, order, FIRST_REPLIES)],
        after=cursor,
        moved=_moved(turn),
        began=began(talk, order, after),
        newcomers=frozenset(each.id for each in newcomers),
    )


@dataclass(frozen=True, slots=True)
class _Turn:
    """The page that is asked for, and what stands pinned before it."""

    session: Session
    talk: Discussion
    order: Order
    after: Cursor | None
    guide: Guide
    pinned: Sequence[int]

    @property
    def among(self) -> Among:
        """Which comments an order by a question reads."""
        question_id, about = self.guide.question_id or 0, self.guide.about
        return Among(question_id, self.talk.prompt_id, about, self.order is Order.SAW)


def _moved(turn: _Turn) -> int:
    """Return how many top-level comments later pages leave out; one statement at most."""
    top = [Comment.prompt_id == turn.talk.prompt_id, Comment.parent_id.is_(None)]
    if turn.guide.about:
        top.append(is_about(turn.talk.prompt_id, turn.guide.about))
    if turn.order is Order.SAW:
        top.append(turn.among.has_no_place())
    counted = moved(turn.order, turn.after, *top)
    return 0 if counted is None else turn.session.scalar(counted) or 0


def _top(
    prompt_id: int | ColumnElement[int], about: str, *, but_pinned: bool = True
) -> Select[Any]:
    """Return the select of the top level, or of what answers a paragraph, pinned or not."""
    return said(
        Comment.prompt_id == prompt_id,
        Comment.parent_id.is_(None),
        Comment.is_shown == true(),
        is_about(prompt_id, about) if about else ~IS_PINNED if but_pinned else true(),
    )


def _ordered(turn: _Turn) -> tuple[list[Said], Cursor | None, list[Said]]:
    """Return a page in one of the stored orders, the cursor behind it, and newcomers among it.

    In a steady order a later page leaves out what the first one had pinned, whatever is by now.
    """
    order, after = turn.order, turn.after
    read = _read(turn)
    page, newcomers = read[:ROOTS_A_PAGE], list[Said]()
    shown = shown_before(order, after) if after else turn.pinned if order in STEADY else []
    if order is Order.BEST:
        if after is None:
            page = [page[place] for place in spread([each.author_id for each in page])]
        newcomers = _newcomers(turn, page, shown)
        shown = [*shown, *(each.id for each in newcomers)]
    _, cursor = cut(read, order, began(turn.talk, order, after), shown)
    for place, guest in zip(PLACES, newcomers, strict=False):
        page.insert(place, guest)
    return page, cursor, newcomers


def _read(turn: _Turn) -> list[Said]:
    """Return the top level from where this page begins, one comment more than it shows."""
    order, after, prompt_id, about = turn.order, turn.after, turn.talk.prompt_id, turn.guide.about
    if after is None and not about:
        return rows(turn.session, _first_page(order), {PROMPT: prompt_id})
    but_pinned = order not in STEADY or after is None
    return rows(turn.session, ordered(_top(prompt_id, about, but_pinned=but_pinned), order, after))


@cache
def _first_page(order: Order) -> Select[Any]:
    """Return the select of a discussion's first page, made once for each order."""
    return ordered(_top(bindparam(PROMPT), ""), order, None)


def _newcomers(turn: _Turn, page: Sequence[Said], shown: Sequence[int]) -> list[Said]:
    """Return the two least marked of the newest top-level comments that come later by rank.

    Nobody gets a place who has one among the first ten, nor a second one; `shown` had theirs.
    """
    since, prompt_id = turn.guide.newcomers_since, turn.talk.prompt_id
    if since is None or not page:
        return []
    # The newest are read and then looked at: asked for their time, all older ones would be read.
    latest = _top(prompt_id, turn.guide.about).order_by(Comment.parent_id.desc(), Comment.id.desc())
    latest = latest.where(has_stayed(turn.order, began(turn.talk, turn.order, turn.after)))
    read = rows(turn.session, latest.limit(ROOTS_A_PAGE))
    last = max((each.neg_best, each.id) for each in page)
    heard = {each.author_id for each in read if each.id in shown}
    if turn.after is None:
        heard |= {each.author_id for each in page[: FIRST_TEN - 1]}
    newest = [
        each
        for each in read
        if each.created_at > since
        and each.state == "published"
        and each.id not in shown
        and (each.neg_best, each.id) > last
    ]
    newest.sort(key=lambda each: (each.good_points + each.well_sourced, -each.id))
    first: dict[int, Said] = {}
    for each in newest:
        if each.author_id not in heard:
            first.setdefault(each.author_id, each)
    return list(first.values())[: min(len(PLACES), NEWCOMERS - len(shown))]


def _by_question(turn: _Turn) -> tuple[list[Said], Cursor | None]:
    """Return a page by the forecasts on a question, and the cursor behind it.

    Comments without one come behind those with one, best first.
    """
    session, after = turn.session, turn.after
    version = began(turn.talk, turn.order, after)
    shown = shown_before(turn.order, after) if after else turn.pinned
    if turn.order is Order.FORECAST:
        ids, cursor = by_forecast(session, turn.among, version, after)
    else:
        ids, cursor = by_score(session, turn.among, version, after)
    here = true() if turn.guide.about else ~IS_PINNED
    if turn.order is Order.SAW and after:
        here = Comment.id.not_in(shown)
    found = {each.id: each for each in rows(session, said(Comment.id.in_(ids), here))}
    if cursor is not None:
        cursor = Cursor(turn.order, padded(turn.order, cursor.key, shown))
    return [found[each] for each in ids if each in found], cursor


def _pinned(session: Session, prompt_id: int) -> list[Said]:
    """Return the pinned comments, oldest first; one statement."""
    return rows(session, _pins(), {PROMPT: prompt_id})


@cache
def _pins() -> Select[Any]:
    here = Honour.prompt_id == bindparam(PROMPT)
    return said(here, Honour.kind == "pin", IS_PINNED).order_by(Comment.id)


def latest(session: Session, prompt_id: int, count: int) -> Sequence[Said]:
    """Return the comments that appeared last, at any depth, for feeds; one statement."""
    newest = said(Comment.prompt_id == prompt_id, Comment.state == "published")
    order = (Comment.appeared_in.desc(), Comment.id.desc())
    return rows(session, newest.order_by(*order).limit(count))


def latest_of_thread(session: Session, root_id: int, count: int) -> Sequence[Said]:
    """Return the newest published comments of one thread, its root among them; one statement."""
    one = said((Comment.root_id == root_id) | (Comment.id == root_id), Comment.state == "published")
    return rows(session, one.order_by(Comment.id.desc()).limit(count))


def these(session: Session, ids: Sequence[int]) -> Sequence[Said]:
    """Return comments by id, whatever their state, from the top down; one statement."""
    return rows(session, said(Comment.id.in_(ids)).order_by(Comment.depth, Comment.id))
