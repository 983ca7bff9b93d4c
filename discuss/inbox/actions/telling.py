"""Notices are written, withdrawn and read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from discuss.accounts.actions.events import Erased
from discuss.accounts.rules import Actor
from discuss.comments.models import Comment
from discuss.inbox import queries
from discuss.inbox.actions import mailing
from discuss.inbox.models import MailPreference, Notice, Quiet, Watch
from discuss.inbox.rules import Stream, about_comment
from discuss.kit.orm import add_all

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
    stream: Stream | None = None
    """Of which mails it is; None when no mail tells it, or another one does."""
    occasions: Mapping[int, str] = field(default_factory=dict)
    """By person, on which of several occasions the same is told; each is told once."""


def tell(
    session: Session, news: News, people: Sequence[int], now: datetime, visible_at: datetime
) -> None:
    """Tell people the same once; who was told before and had it withdrawn is told again.

    Who can see it already keeps it as it is, at its moment. Four statements at most for up to 500
    people, of which two let the mails wait.
    """
    for start in range(0, len(people), AT_ONCE):
        some = people[start : start + AT_ONCE]
        keys = {person: _key(news, person) for person in some}
        known, again = _tell_again(session, list(keys.values()), now, visible_at)
        rows = [_row(news, person, now, visible_at) for person in some if person not in known]
        add_all(session, Notice, rows)
        fresh = {p: key for p, key in keys.items() if p not in known or p in again}
        if news.stream and fresh:
            mailing.let_wait(session, news.stream, fresh, now, visible_at)


def _tell_again(
    session: Session, keys: Sequence[str], now: datetime, visible_at: datetime
) -> tuple[set[int], set[int]]:
    """Bring back what was withdrawn; return who was ever told, and who is told anew.

    What nobody can have seen before this deed takes its moment: a decision delays the reply that
    it lets through.
    """
    known = set(session.scalars(select(Notice.person_id).where(Notice.key.in_(keys))))
    if not known:
        return known, set()
    again = session.scalars(
        update(Notice)
        .where(
            Notice.key.in_(keys),
            or_(Notice.withdrawn_at.is_not(None), Notice.visible_at >= now),
        )
        .values(withdrawn_at=None, visible_at=visible_at)
        .returning(Notice.person_id)
    )
    return known, set(again)


def withdraw(session: Session, about: str, now: datetime, kind: str | None = None) -> None:
    """Take back whatever was told about something that is not so any more; one statement.

    With `kind`, only what was told of that kind.
    """
    told = [Notice.about == about, Notice.withdrawn_at.is_(None)]
    if kind is not None:
        told.append(Notice.kind == kind)
    session.execute(update(Notice).where(*told).values(withdrawn_at=now))


def mark_read(session: Session, actor: Actor, notice_id: int | None, now: datetime) -> int:
    """Mark one of one's own notices as read, or all that are told; return how many were not yet.

    Those of a subject that is off on the site are not told there, and a mail may still tell them.
    """
    reading = (
        update(Notice)
        .where(Notice.person_id == actor.id, Notice.read_at.is_(None), Notice.visible_at <= now)
        .where(queries.is_wanted())
        .values(read_at=now)
        .returning(Notice.id)
    )
    if notice_id is not None:
        reading = reading.where(Notice.id == notice_id)
    return len(session.scalars(reading).all())


def mark_seen(session: Session, actor: Actor, notice_ids: Sequence[int], now: datetime) -> None:
    """Mark some of one's own notices as read, since what they tell was on a page; one statement.

    Those of a subject that is off on the site too: no mail shall tell what was read.
    """
    session.execute(
        update(Notice)
        .where(Notice.id.in_(notice_ids), Notice.person_id == actor.id, Notice.read_at.is_(None))
        .values(read_at=now)
        .execution_options(synchronize_session=False)
    )


def on_erased(session: Session, event: Erased) -> None:
    """Forget what a deleted account was told, and what its words told others."""
    session.execute(delete(Notice).where(Notice.person_id == event.person_id))
    session.execute(delete(MailPreference).where(MailPreference.person_id == event.person_id))
    session.execute(delete(Quiet).where(Quiet.person_id == event.person_id))
    session.execute(delete(Watch).where(Watch.person_id == event.person_id))
    words = session.scalars(select(Comment.id).where(Comment.author_id == event.person_id)).all()
    for start in range(0, len(words), AT_ONCE):
        about = [about_comment(each) for each in words[start : start + AT_ONCE]]
        session.execute(delete(Notice).where(Notice.about.in_(about)))


def _key(news: News, person_id: int) -> str:
    occasion = news.occasions.get(person_id)
    return f"{news.about}-{occasion}-{person_id}" if occasion else f"{news.about}-{person_id}"


def _row(news: News, person_id: int, now: datetime, visible_at: datetime) -> dict[str, object]:
    return {
        "key": _key(news, person_id),
        "about": news.about,
        "person_id": person_id,
        "kind": news.kind,
        "title": news.title,
        "body": news.body,
        "path": news.path,
        "number": 1,
        "stream": news.stream.value if news.stream else "",
        "created_at": now,
        "visible_at": visible_at,
    }
