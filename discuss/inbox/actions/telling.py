"""Notices are written, withdrawn and read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from discuss.accounts.actions.events import Erased
from discuss.accounts.rules import Actor
from discuss.comments.models import Comment
from discuss.inbox.models import Notice

AT_ONCE = 500
"""Rows in one statement."""


@dataclass(frozen=True, slots=True)
class News:
    """What shall be told to several people; `about` names what it tells of."""

    about: str
    kind: str
    title: str
    path: str
    body: str = ""


def tell(
    session: Session, news: News, people: Sequence[int], now: datetime, visible_at: datetime
) -> None:
    """Tell people the same once; who was told before and had it withdrawn is told again.

    Two statements for up to 500 people.
    """
    for start in range(0, len(people), AT_ONCE):
        some = people[start : start + AT_ONCE]
        known = set(
            session.scalars(
                update(Notice)
                .where(Notice.key.in_([_key(news, person) for person in some]))
                .values(withdrawn_at=None, visible_at=visible_at)
                .returning(Notice.person_id)
            )
        )
        rows = [_row(news, person, now, visible_at) for person in some if person not in known]
        if rows:
            session.execute(insert(Notice), rows)


def withdraw(session: Session, about: str, now: datetime) -> None:
    """Take back whatever was told about something that is not so any more; one statement."""
    session.execute(
        update(Notice)
        .where(Notice.about == about, Notice.withdrawn_at.is_(None))
        .values(withdrawn_at=now)
    )


def mark_read(session: Session, actor: Actor, notice_id: int | None, now: datetime) -> int:
    """Mark one of one's own notices as read, or all that are told; return how many were not yet."""
    reading = (
        update(Notice)
        .where(Notice.person_id == actor.id, Notice.read_at.is_(None), Notice.visible_at <= now)
        .values(read_at=now)
        .returning(Notice.id)
    )
    if notice_id is not None:
        reading = reading.where(Notice.id == notice_id)
    return len(session.scalars(reading).all())


def on_erased(session: Session, event: Erased) -> None:
    """Forget what a deleted account was told, and what its replies told others."""
    session.execute(delete(Notice).where(Notice.person_id == event.person_id))
    replies = session.scalars(
        select(Comment.id).where(
            Comment.author_id == event.person_id, Comment.parent_id.is_not(None)
        )
    ).all()
    for start in range(0, len(replies), AT_ONCE):
        about = [f"comment-{each}" for each in replies[start : start + AT_ONCE]]
        session.execute(delete(Notice).where(Notice.about.in_(about)))


def _key(news: News, person_id: int) -> str:
    return f"{news.about}-{person_id}"


def _row(news: News, person_id: int, now: datetime, visible_at: datetime) -> dict[str, object]:
    return {
        "key": _key(news, person_id),
        "about": news.about,
        "person_id": person_id,
        "kind": news.kind,
        "title": news.title,
        "body": news.body,
        "path": news.path,
        "created_at": now,
        "visible_at": visible_at,
    }
