"""Which documents are found, in order: where much is found, only the newest are looked through.

A word that nearly everybody writes is found among the newest documents at once, whatever the size
of the site; only a rarer one is asked of the index, which then has little to give.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from discuss.kit.fulltext import Match
from discuss.kit.paging import LARGEST, Cursor
from discuss.search.queries.sources import documents
from discuss.search.queries.where import Scope

PAGE = 20
WINDOW = 500
"""So many of the newest documents are looked through one by one before the index is asked."""

ENOUGH = 50
"""Where the window holds so many hits, the best are taken from them."""

MOST_RANKED = 1000
"""Of what the index finds, so many that appeared last are compared with each other."""

KEY_LENGTH = {"relevance": 4, "newest": 1}


@dataclass(frozen=True, slots=True)
class Picked:
    """Numbers of up to 20 documents in order, the cursor after them, and what was compared."""

    ids: Sequence[int]
    after: Cursor | None
    ranked_among: int | None = None
    """How many of the newest hits were compared, where there may be more; else None."""


@dataclass(frozen=True, slots=True)
class Window:
    """The newest documents in some place: from `first` to `last`, both of them included."""

    first: int
    last: int
    is_everything: bool


def newest(session: Session, match: Match, where: Scope, after: Cursor | None) -> Picked:
    """Return the newest hits. Two statements, three for what is rarely said."""
    below = after.key[0] - 1 if after is not None else LARGEST
    window = _window(session, where, below)
    ids = _inside(session, match, where, window)
    if len(ids) <= PAGE and not window.is_everything:
        ids = session.scalars(
            select(match.id)
            .select_from(match.source)
            .where(match.id <= below, match.narrowed(where.conditions))
            .order_by(match.id.desc())
            .limit(PAGE + 1)
        ).all()
    shown = ids[:PAGE]
    return Picked(shown, Cursor("newest", (shown[-1],)) if len(ids) > PAGE else None)


def best(session: Session, match: Match, where: Scope, after: Cursor | None) -> Picked:
    """Return the hits that say most of what is looked for. Two statements, three for rare words.

    The cursor names the newest document there was and where the hits came from, so that every page
    is taken from the same ones.
    """
    top, by_index = (after.key[2], bool(after.key[3])) if after is not None else (LARGEST, False)
    window = _window(session, where, top) if not by_index else Window(0, top, is_everything=False)
    ranks = {} if by_index else _ranked_inside(session, match, where, window)
    is_cut = not window.is_everything
    if is_cut and len(ranks) < ENOUGH and (after is None or by_index):
        by_index, ranks = True, _ranked_by_index(session, match, where, window.last)
        is_cut = len(ranks) == MOST_RANKED
    order = sorted(((rank, number) for number, rank in ranks.items()), reverse=True)
    left = [key for key in order if after is None or key < after.key[:2]]
    shown = left[:PAGE]
    more = len(left) > PAGE
    return Picked(
        [number for _, number in shown],
        Cursor("relevance", (*shown[-1], window.last, int(by_index))) if more else None,
        len(ranks) if is_cut else None,
    )


def _window(session: Session, where: Scope, last: int) -> Window:
    """Return the newest documents in a place, up to one of them. One statement.

    On the whole site they are counted by their numbers, which leave no gaps worth a walk.
    """
    number = documents().c.id
    if not where.anchors:
        top = last if last < LARGEST else session.scalar(select(func.max(number))) or 0
        return Window(max(top - WINDOW + 1, 0), top, is_everything=top <= WINDOW)
    there = select(number).where(number <= last, *where.anchors).order_by(number.desc())
    newest = there.limit(WINDOW).subquery()
    ends = select(func.min(newest.c.id), func.max(newest.c.id), func.count())
    first, top, count = session.execute(ends.select_from(newest)).one()
    return Window(first or 0, top or 0, is_everything=count < WINDOW)


def _fits(match: Match, where: Scope, window: Window) -> Sequence[ColumnElement[bool]]:
    return (documents().c.id.between(window.first, window.last), *where.conditions, match.says)


def _inside(session: Session, match: Match, where: Scope, window: Window) -> Sequence[int]:
    """Return all hits in a window, the newest first. One statement.

    They are put in order here: asked for the order, SQLite may walk an index of the whole table.
    """
    found = select(documents().c.id).where(*_fits(match, where, window))
    return sorted(session.scalars(found), reverse=True)


def _ranked_inside(session: Session, match: Match, where: Scope, window: Window) -> dict[int, int]:
    """Return all hits in a window and how well they fit. One statement."""
    found = select(documents().c.id, match.rank).where(*_fits(match, where, window))
    return dict(session.execute(found).all())


def _ranked_by_index(session: Session, match: Match, where: Scope, last: int) -> dict[int, int]:
    """Return the newest hits of the index and how well they fit. One statement."""
    found = (
        select(match.id, match.ranked())
        .select_from(match.source)
        .where(match.id <= last, match.narrowed(where.conditions))
        .order_by(match.id.desc())
        .limit(MOST_RANKED)
    )
    return dict(session.execute(found).all())
