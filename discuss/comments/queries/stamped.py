"""Pages in the orders that go by the comments' forecasts on one question."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import (
    ColumnElement,
    Select,
    exists,
    literal,
    select,
    true,
    tuple_,
    union_all,
)
from sqlalchemy.orm import Session

from discuss.comments.models import Comment, ForecastStamp
from discuss.comments.queries.anchors import is_about
from discuss.comments.queries.ordering import has_stayed
from discuss.comments.rules import ROOTS_A_PAGE, Order
from discuss.comments.rules.ranks import BANDS, in_turn
from discuss.kit.errors import Invalid
from discuss.kit.paging import Cursor

FROM_THE_START = (-(10**7), 0)
"""A place before every rank."""


@dataclass(frozen=True, slots=True)
class Among:
    """Which comments are meant: by forecasts on a question, and about a paragraph if any."""

    question_id: int
    prompt_id: int
    about: str = ""
    is_scored: bool = False
    """Whether the order goes by scores, which forecasts that came too late do not have."""

    def has_place(self) -> ColumnElement[bool]:
        """Return the condition that the order goes by a stamp."""
        return ForecastStamp.score.is_not(None) if self.is_scored else ForecastStamp.band >= 0

    def has_no_place(self) -> ColumnElement[bool]:
        """Return the condition that a comment carries nothing that the order goes by."""
        stamp = exists().where(
            ForecastStamp.comment_id == Comment.id,
            ForecastStamp.question_id == self.question_id,
            self.has_place(),
        )
        return (Comment.state != "published") | ~stamp.correlate(Comment)


def by_forecast(
    session: Session, among: Among, since: int, after: Cursor | None
) -> tuple[Sequence[int], Cursor | None]:
    """Return the next top-level comments of each band in turn, then the others, best first.

    One statement, two once the bands are read. Comments whose marks changed since the reading began
    are left out of later pages, so that nothing is met twice.
    """
    if after is not None:
        _check(among.question_id, after)
    places = _pairs(after.key[2:]) if after else [FROM_THE_START] * (BANDS + 1)
    parts = [
        _band(among, number, place, since if after else None).subquery()
        for number, place in enumerate(places[:BANDS])
    ]
    rows = session.execute(union_all(*(select(part) for part in parts))).all()
    bands: list[list[Any]] = [[] for _ in range(BANDS)]
    for row in sorted(rows, key=lambda each: (each.band, each.neg_best, each.comment_id)):
        bands[row.band].append(row)
    chosen = in_turn(bands, ROOTS_A_PAGE)
    for row in chosen:
        places[row.band] = (row.neg_best, row.comment_id)
    ids = [row.comment_id for row in chosen]
    has_more = len(rows) > len(chosen)
    if not has_more:
        others, has_more = _others(session, among, places[BANDS], since if after else None, ids)
        places[BANDS] = others or places[BANDS]
    flat = [part for place in places for part in place]
    return ids, Cursor(Order.FORECAST, (among.question_id, since, *flat)) if has_more else None


def _others(
    session: Session, among: Among, place: tuple[int, int], since: int | None, ids: list[int]
) -> tuple[tuple[int, int] | None, bool]:
    """Fill a page up with comments that the order has no place for, best first.

    Returns the place of the last one, None without any, and whether there are more; one statement.
    """
    missing = ROOTS_A_PAGE - len(ids)
    key = tuple_(Comment.neg_best, Comment.id)
    found = (
        select(Comment.neg_best, Comment.id)
        .where(
            Comment.prompt_id == among.prompt_id,
            Comment.parent_id.is_(None),
            Comment.is_shown == true(),
            among.has_no_place(),
            key > tuple_(*map(literal, place)),
            is_about(among.prompt_id, among.about) if among.about else true(),
            true() if since is None else has_stayed(Order.BEST, since),
        )
        .order_by(Comment.parent_id, Comment.neg_best, Comment.id)
        .limit(missing + 1)
    )
    rows = session.execute(found).all()
    ids.extend(row.id for row in rows[:missing])
    last = rows[:missing][-1:]
    return ((last[0].neg_best, last[0].id) if last else None), len(rows) > missing


def _band(among: Among, number: int, place: tuple[int, int], since: int | None) -> Select[Any]:
    key = tuple_(ForecastStamp.neg_best, ForecastStamp.comment_id)
    found = _stamped(among).where(ForecastStamp.band == number, key > tuple_(*map(literal, place)))
    if since is not None:
        found = found.where(has_stayed(Order.BEST, since))
    return found.order_by(ForecastStamp.neg_best, ForecastStamp.comment_id).limit(ROOTS_A_PAGE + 1)


def _stamped(among: Among) -> Select[Any]:
    """Return the select of a question's stamps on top-level comments that can be read."""
    statement = (
        select(
            ForecastStamp.comment_id,
            ForecastStamp.band,
            ForecastStamp.neg_best,
            ForecastStamp.score,
        )
        .join(Comment, Comment.id == ForecastStamp.comment_id)
        .where(
            ForecastStamp.question_id == among.question_id,
            Comment.parent_id.is_(None),
            Comment.is_shown == true(),
            Comment.state == "published",
            among.has_place(),
            is_about(among.prompt_id, among.about) if among.about else true(),
        )
    )
    return cast("Select[Any]", statement)


def by_score(
    session: Session, among: Among, since: int, after: Cursor | None
) -> tuple[Sequence[int], Cursor | None]:
    """Return the next top-level comments whose authors were closest, then the others, best first.

    One statement, two once those with a score are read.
    """
    found = _stamped(among)
    place, other = FROM_THE_START, FROM_THE_START
    if after is not None:
        _check(among.question_id, after)
        place, other = _pairs(after.key[2:6])
        key = tuple_(ForecastStamp.score, ForecastStamp.comment_id)
        found = found.where(key > tuple_(*map(literal, place)))
    rows = session.execute(
        found.order_by(ForecastStamp.score, ForecastStamp.comment_id).limit(ROOTS_A_PAGE + 1)
    ).all()
    chosen = rows[:ROOTS_A_PAGE]
    ids = [row.comment_id for row in chosen]
    if chosen:
        place = (chosen[-1].score, chosen[-1].comment_id)
    has_more = len(rows) > len(chosen)
    if not has_more:
        last, has_more = _others(session, among, other, since if after else None, ids)
        other = last or other
    if not has_more:
        return ids, None
    return ids, Cursor(Order.SAW, (among.question_id, since, *place, *other))


def count_stamped(session: Session, among: Among, most: int) -> int:
    """Return how many top-level comments an order by a question begins with, up to `most`."""
    return len(session.execute(_stamped(among).limit(most)).all())


def _pairs(key: Sequence[int]) -> list[tuple[int, int]]:
    return list(zip(key[::2], key[1::2], strict=True))


def _check(question_id: int, after: Cursor) -> None:
    """Refuse a place in the order by another question, whose numbers may be hidden."""
    if after.key[0] != question_id:
        raise Invalid("These pages go by another question. Start again from the top.")
