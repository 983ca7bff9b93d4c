"""Comments of a discussion that have something in common, at any depth, without their branches."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import ColumnElement, Select, func, literal, select, true, union_all
from sqlalchemy.orm import Session

from discuss.accounts.models import Person
from discuss.comments.models import Comment, ForecastStamp
from discuss.comments.queries.anchors import is_about
from discuss.comments.queries.one import discussion
from discuss.comments.queries.ordering import by_time, has_moved
from discuss.comments.queries.said import rows, said
from discuss.comments.queries.thread import Thread
from discuss.comments.rules import ROOTS_A_PAGE, Order
from discuss.comments.rules.ranks import Stance
from discuss.kit.paging import Cursor

MOST_COUNTED = 100


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What comments are to have in common; what is left out does not matter."""

    author_id: int | None = None
    is_staff: bool = False
    has_forecast: bool | None = None
    question_id: int | None = None
    stance: Stance | None = None
    """Where the forecast on that question stands that they carry."""
    new_since: int | None = None
    """They appeared after this version of the discussion, and are not by `reader_id`."""
    reader_id: int | None = None
    moved_since: int | None = None
    """They stand at the top, and appeared or changed rank after this version."""
    moved_by: Order = Order.BEST
    """The order in which that rank stands."""
    about: str = ""
    """The paragraph that they answer."""


@dataclass(frozen=True, slots=True)
class Above:
    """The comment that another one answers, and who wrote it; nobody where it is gone."""

    id: int
    author: str


def page_of_matches(
    session: Session, prompt_id: int, wanted: Narrowing, order: Order, after: Cursor | None
) -> Thread:
    """Return up to 20 published comments that match, newest or oldest first; three statements."""
    by_stance = wanted.stance is not None
    number = ForecastStamp.comment_id if by_stance else Comment.id
    found = select(number)
    if by_stance:
        found = found.join(Comment, Comment.id == ForecastStamp.comment_id)
    found = found.where(*_conditions(prompt_id, wanted)).limit(ROOTS_A_PAGE + 1)
    is_newest = order is Order.NEWEST
    if after is not None:
        found = found.where(number < after.key[0] if is_newest else number > after.key[0])
    ids = session.scalars(found.order_by(number.desc() if is_newest else number)).all()
    page = ids[:ROOTS_A_PAGE]
    read = {each.id: each for each in rows(session, said(Comment.id.in_(page)))}
    return Thread(
        discussion=discussion(session, prompt_id),
        order=order,
        said=[read[each] for each in page if each in read],
        after=by_time(order, page[-1]) if len(ids) > ROOTS_A_PAGE else None,
    )


def _conditions(prompt_id: int, wanted: Narrowing) -> list[ColumnElement[bool]]:
    """Return what a comment has to be like; each is served by an index of its own."""
    conditions = [Comment.prompt_id == prompt_id, Comment.state == "published"]
    if wanted.author_id is not None:
        conditions.append(Comment.author_id == wanted.author_id)
    if wanted.is_staff:
        conditions.append(Comment.neg_staff < 0)
    if wanted.has_forecast is not None:
        conditions.append(Comment.has_forecast.is_(wanted.has_forecast))
    if wanted.stance is not None:
        conditions += _in_stance(wanted.question_id or 0, wanted.stance)
    if wanted.new_since is not None:
        conditions += [Comment.appeared_in > wanted.new_since]
        conditions += [Comment.author_id != (wanted.reader_id or 0)]
    if wanted.moved_since is not None:
        conditions += [Comment.parent_id.is_(None), Comment.is_shown == true()]
        conditions += [has_moved(wanted.moved_by, wanted.moved_since)]
    if wanted.about:
        conditions.append(is_about(prompt_id, wanted.about))
    return conditions


def _in_stance(question_id: int, stance: Stance) -> list[ColumnElement[bool]]:
    return [ForecastStamp.question_id == question_id, ForecastStamp.stance == stance.value]


def stances(session: Session, question_id: int) -> dict[Stance, int]:
    """Return how many comments carry a forecast in each part of a question's scale.

    One statement, which counts up to 100 of each.
    """
    parts = [_count(question_id, stance) for stance in Stance]
    found = session.execute(union_all(*parts)).all()
    return {Stance(name): number for name, number in found}


def _count(question_id: int, stance: Stance) -> Select[Any]:
    some = (
        select(ForecastStamp.comment_id)
        .join(Comment, Comment.id == ForecastStamp.comment_id)
        .where(*_in_stance(question_id, stance), Comment.state == "published")
        .limit(MOST_COUNTED)
        .subquery()
    )
    counted = select(literal(stance.value), func.count()).select_from(some)
    return cast("Select[Any]", counted)


def above(session: Session, parent_ids: Sequence[int]) -> dict[int, Above]:
    """Return comments that are answered, by id; one statement, none for none."""
    if not parent_ids:
        return {}
    found = session.execute(
        select(Comment.id, Person.name, Comment.state)
        .join(Person, Person.id == Comment.author_id)
        .where(Comment.id.in_(parent_ids))
    )
    return {row.id: Above(row.id, row.name if row.state == "published" else "") for row in found}
