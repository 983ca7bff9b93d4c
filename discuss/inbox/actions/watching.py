"""Followers are told of new comments, one notice a place while it is unread; others mute."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from discuss.accounts.rules import Actor
from discuss.comments import queries as comments
from discuss.comments.models import Comment
from discuss.inbox import queries
from discuss.inbox.actions import mailing
from discuss.inbox.models import Notice, Watch
from discuss.inbox.queries import Place
from discuss.inbox.rules import Attitude, Kind, Stream
from discuss.kit import chosen, outbox
from discuss.kit.orm import add_all, add_missing
from discuss.kit.outbox import Parcel
from discuss.moderation.rules.knobs import UNDO_SECONDS

FOLLOWERS = "followers"
AT_ONCE = 500
"""Rows in one statement."""

LATER = 3
"""Seconds after which followers are told, once no decision about the comment can be undone."""


def watch(session: Session, actor: Actor, place: Place, attitude: Attitude, now: datetime) -> None:
    """Follow or mute a place, or neither; the same again changes nothing.

    What somebody no longer follows is taken from their unread notices.
    """
    here = {"person_id": actor.id, "kind": place.kind.value, "place_id": place.id}
    if attitude is not Attitude.FOLLOW:
        unread = [Notice.person_id == actor.id, Notice.about == _about(place.kind, place.id)]
        _change(session, unread, number=0, withdrawn_at=now)
    if attitude is Attitude.NONE:
        found = session.get(Watch, tuple(here.values()))
        if found is not None:
            session.delete(found)
            session.flush()
        return
    values = {"attitude": attitude.value, "changed_at": now}
    add_missing(session, Watch, [{**here, **values, "prompt_id": place.prompt_id}])
    session.execute(update(Watch).filter_by(**here).values(**values))


def let_followers_wait(session: Session, comment: Comment, now: datetime) -> None:
    """Let those who follow the place hear of a new comment soon; two statements at most."""
    if queries.is_followed(session, comment):
        after = timedelta(seconds=chosen.of(session).number(UNDO_SECONDS) + LATER)
        parcel = Parcel(_key(comment.id), FOLLOWERS, {"comment_id": comment.id}, now + after)
        outbox.enqueue_all(session, [parcel], now)


def tell_followers(session: Session, delivery: str, comment_id: int, now: datetime) -> None:
    """Tell of a new comment whoever follows its place, once, however often it is tried."""
    if not outbox.finish(session, delivery, now):
        return
    comment = session.get(Comment, comment_id)
    if comment is None or comment.state != "published":
        return
    _, slug, headline = comments.home_of(session, comment.prompt_id)
    paths = {
        Kind.DISCUSSION: f"/articles/{slug}?order=newest#talk",
        Kind.THREAD: f"/comments/{queries.root_of(comment)}#c{comment.id}",
    }
    for kind, people in _parts(queries.audience(session, comment)):
        about = _about(kind, _place_of(kind, comment))
        _count_up(session, kind, about, people, headline, paths[kind], now)


def on_vanished(session: Session, comment: Comment, now: datetime) -> None:
    """Take a comment that cannot be read any more from the unread notices that count it."""
    counted_at = outbox.forget(session, _key(comment.id))
    if counted_at is None:
        return
    for kind, people in _parts(queries.audience(session, comment)):
        here = [
            Notice.about == _about(kind, _place_of(kind, comment)),
            Notice.person_id.in_(people),
            Notice.created_at <= counted_at,
            Notice.number > 0,
        ]
        _change(session, here, number=Notice.number - 1)
        _change(session, [*here[:2], Notice.number == 0], withdrawn_at=now)


def _count_up(  # noqa: PLR0913, PLR0917 - a notice has this many parts
    session: Session,
    kind: Kind,
    about: str,
    people: Sequence[int],
    headline: str,
    path: str,
    now: datetime,
) -> None:
    """Count one more in each unread notice, and write one for whoever has none.

    One that was withdrawn is told anew: by mail too, whatever a mail said of it before.
    """
    back = _withdrawn(session, about, people)
    counted = session.scalars(
        update(Notice)
        .where(Notice.about == about, Notice.person_id.in_(people), Notice.read_at.is_(None))
        .values(number=Notice.number + 1, withdrawn_at=None)
        .returning(Notice.person_id)
        .execution_options(synchronize_session=False)
    ).all()
    mailing.tell_anew(session, Stream.FOLLOWS, back, now)
    still = [person for person in counted if person not in back]
    mailing.tell_once_more(session, Stream.FOLLOWS, about, still, now)
    keys = {person: f"{about}-{person}-{now:%Y%m%d%H%M%S%f}" for person in people}
    fresh = {person: key for person, key in keys.items() if person not in set(counted)}
    row = {"about": about, "kind": kind.value, "title": headline, "body": "", "path": path}
    at = {"stream": Stream.FOLLOWS.value, "number": 1, "created_at": now, "visible_at": now}
    if fresh:
        rows = [{**row, **at, "key": key, "person_id": person} for person, key in fresh.items()]
        add_all(session, Notice, rows)
        mailing.let_wait(session, Stream.FOLLOWS, fresh, now, now)


def _withdrawn(session: Session, about: str, people: Sequence[int]) -> dict[int, str]:
    """Return the keys of unread notices that tell of nothing any more, by person."""
    found = session.execute(
        select(Notice.person_id, Notice.key).where(
            Notice.about == about,
            Notice.person_id.in_(people),
            Notice.read_at.is_(None),
            Notice.withdrawn_at.is_not(None),
        )
    )
    return {row.person_id: row.key for row in found}


def _change(session: Session, which: Sequence[ColumnElement[bool]], **values: object) -> None:
    session.execute(
        update(Notice)
        .where(*which, Notice.read_at.is_(None), Notice.withdrawn_at.is_(None))
        .values(**values)
        .execution_options(synchronize_session=False)
    )


def _parts(audience: dict[Kind, list[int]]) -> Iterator[tuple[Kind, list[int]]]:
    for kind, people in audience.items():
        for start in range(0, len(people), AT_ONCE):
            yield kind, people[start : start + AT_ONCE]


def _place_of(kind: Kind, comment: Comment) -> int:
    return queries.root_of(comment) if kind is Kind.THREAD else comment.prompt_id


def _about(kind: Kind, place_id: int) -> str:
    return f"{kind.value}-{place_id}"


def _key(comment_id: int) -> str:
    return f"{FOLLOWERS}-{comment_id}"
