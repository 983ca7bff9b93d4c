"""Reads of what people were told."""

from collections.abc import Collection
from datetime import datetime
from functools import cache

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, bindparam, func, select
from sqlalchemy.orm import Session

from discuss.inbox.models import Notice
from discuss.inbox.queries.quiet import is_wanted
from discuss.inbox.rules import is_seen
from discuss.kit.orm import Instant
from discuss.kit.paging import Cursor, Page

ORDER = "inbox"
KEY = 1
PAGE = 30
MOST_COUNTED = 100
MOST_COMPARED = 500


def page_of_inbox(
    session: Session, person_id: int, now: datetime, after: Cursor | None = None
) -> Page[Notice]:
    """Return up to 30 notices, newest first; one statement.

    None before it counts, none that has been withdrawn, and none of a subject that is switched off.
    """
    statement = select(Notice).where(*_told(person_id, now)).order_by(Notice.id.desc())
    if after is not None:
        statement = statement.where(Notice.id < after.key[0])
    found = session.scalars(statement.limit(PAGE + 1)).all()
    if len(found) <= PAGE:
        return Page(found)
    return Page(found[:PAGE], Cursor(ORDER, (found[PAGE - 1].id,)))


def unread_count(session: Session, person_id: int, now: datetime) -> int:
    """Return how many notices somebody has not read, at most a hundred; one statement."""
    return session.scalar(_unread(), {"person_id": person_id, "now": now}) or 0


@cache
def _unread() -> Select[int]:
    """Return the select of how many notices somebody has not read, made once for every page."""
    unread = is_unread(bindparam("person_id"), bindparam("now", type_=Instant))
    few = select(Notice.id).where(*unread, is_wanted()).limit(MOST_COUNTED).subquery()
    return select(func.count()).select_from(few)


def unread_among(
    session: Session, person_id: int, seen: Collection[str], now: datetime
) -> list[int]:
    """Return which of the newest 500 unread notices tell what a page shows; one statement.

    Also those of subjects that are switched off on the site, which a mail might tell.
    """
    found = session.execute(newest_unread(), {"person_id": person_id, "now": now})
    return [row.id for row in found if is_seen(row.kind, row.about, row.path, seen)]


@cache
def newest_unread() -> Select[int, str, str, str]:
    """Return the select of somebody's newest unread notices, made once for every page.

    Its values are their `person_id` and `now`.
    """
    return (
        select(Notice.id, Notice.kind, Notice.about, Notice.path)
        .where(*is_unread(bindparam("person_id"), bindparam("now", type_=Instant)))
        .order_by(Notice.id.desc())
        .limit(MOST_COMPARED)
    )


def is_unread(
    person_id: int | SQLColumnExpression[int], now: datetime | ColumnElement[datetime]
) -> list[ColumnElement[bool]]:
    """Return what makes a notice one that somebody has not read, wanted or not."""
    return [*_stands(person_id, now), Notice.read_at.is_(None)]


def _told(
    person_id: int | SQLColumnExpression[int], now: datetime | ColumnElement[datetime]
) -> list[ColumnElement[bool]]:
    return [*_stands(person_id, now), is_wanted()]


def _stands(
    person_id: int | SQLColumnExpression[int], now: datetime | ColumnElement[datetime]
) -> list[ColumnElement[bool]]:
    return [
        Notice.person_id == person_id,
        Notice.visible_at <= now,
        Notice.withdrawn_at.is_(None),
    ]
