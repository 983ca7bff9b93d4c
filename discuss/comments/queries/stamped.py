"""Pages in the orders that go by the comments' forecasts on one question."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import Select, literal, select, true, tuple_, union_all
from sqlalchemy.orm import Session

from discuss.comments.models import Comment, ForecastStamp
from discuss.comments.queries.anchors import is_about
from discuss.comments.rules import ROOTS_A_PAGE, Order
from discuss.comments.rules.ranks import BANDS, in_turn
from discuss.kit.errors import Invalid
from discuss.kit.paging import Cursor

FROM_THE_START = (-(10**7), 0)
"""A place before every rank."""


@dataclass(frozen=True, slots=True)
class Among:
    """Which comments are meant: with a forecast on a question, and about a paragraph if any."""

    question_id: int
    prompt_id: int
    about: str = ""


def by_forecast(
    session: Session, among: Among, since: int, after: Cursor | None
) -> tuple[Sequence[int], Cursor | None]:
    """Return the next top-level comments of each band in turn, best first; one statement.

    Comments whose marks changed since the reading began are left out of later pages, so that
    nothing is met twice.
    """
    if after is not None:
        _check(among.question_id, after)
        since = after.key[1]
    places = _pairs(after.key[2:]) if after else [FROM_THE_START] * BANDS
    parts = [
        _band(among, number, place, since if after else None).subquery()
        for number, place in enumerate(places)
    ]
    rows = session.execute(union_all(*(select(part) for part in parts))).all()
    bands: list[list[Any]] = [[] for _ in range(BANDS)]
    for row in sorted(rows, key=lambda each: (each.band, each.neg_best, each.comment_id)):
        bands[row.band].append(row)
    chosen = in_turn(bands, ROOTS_A_PAGE)
    for row in chosen:
        places[row.band] = (row.neg_best, row.comment_id)
    ids = [row.comment_id for row in chosen]
    if len(rows) <= len(chosen):
        return ids, None
    flat = [part for place in places for part in place]
    return ids, Cursor(Order.FORECAST, (among.question_id, since, *flat))


def _band(among: Among, number: int, place: tuple[int, int], since: int | None) -> Select[Any]:
    key = tuple_(ForecastStamp.neg_best, ForecastStamp.comment_id)
    found = _stamped(among).where(ForecastStamp.band == number, key > tuple_(*map(literal, place)))
    if since is not None:
        found = found.where(Comment.moved_in <= since)
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
            is_about(among.prompt_id, among.about) if among.about else true(),
        )
    )
    return cast("Select[Any]", statement)


def by_score(
    session: Session, among: Among, after: Cursor | None
) -> tuple[Sequence[int], Cursor | None]:
    """Return the next top-level comments whose authors were closest, and oldest; one statement."""
    found = _stamped(among).where(ForecastStamp.score.is_not(None))
    if after is not None:
        _check(among.question_id, after)
        place = after.key[1:]
        key = tuple_(ForecastStamp.score, ForecastStamp.comment_id)
        found = found.where(key > tuple_(*map(literal, place)))
    rows = session.execute(
        found.order_by(ForecastStamp.score, ForecastStamp.comment_id).limit(ROOTS_A_PAGE + 1)
    ).all()
    ids = [row.comment_id for row in rows[:ROOTS_A_PAGE]]
    if len(rows) <= ROOTS_A_PAGE:
        return ids, None
    last = rows[ROOTS_A_PAGE - 1]
    return ids, Cursor(Order.SAW, (among.question_id, last.score, last.comment_id))


def count_stamped(session: Session, among: Among, most: int, *, scored: bool) -> int:
    """Return how many top-level comments carry a forecast on a question, counted up to `most`."""
    found = _stamped(among)
    if scored:
        found = found.where(ForecastStamp.score.is_not(None))
    return len(session.execute(found.limit(most)).all())


def _pairs(key: Sequence[int]) -> list[tuple[int, int]]:
    return list(zip(key[::2], key[1::2], strict=True))


def _check(question_id: int, after: Cursor) -> None:
    """Refuse a place in the order by another question, whose numbers may be hidden."""
    if after.key[0] != question_id:
        raise Invalid("These pages go by another question. Start again from the top.")
