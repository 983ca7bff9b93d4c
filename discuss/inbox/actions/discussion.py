"""Who is answered is told so."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts import queries as accounts
from discuss.accounts.models import Person
from discuss.comments.actions.events import MindChanged, Posted, Reworded, Vanished
from discuss.comments.models import Comment, CommentRevision, Mention
from discuss.inbox.actions.telling import News, tell, withdraw
from discuss.inbox.rules import TITLES, Stream, extract

STREAMS = {"reply": Stream.REPLIES, "mention": Stream.MENTIONS}


def on_posted(session: Session, event: Posted) -> None:
    """Tell the author of the comment above that there is a reply, and who is called by name."""
    tell_reply(session, event.comment, event.now, event.now)
    tell_mentions(session, event.comment, event.now, event.now)


def on_reworded(session: Session, event: Reworded) -> None:
    """Tell who is called by name in the new wording and was not in the old one."""
    tell_mentions(session, event.comment, event.now, event.now)


def on_vanished(session: Session, event: Vanished) -> None:
    """Take back the notice of a reply that cannot be read any more."""
    withdraw(session, about(event.comment), event.now)


def on_mind_changed(session: Session, event: MindChanged) -> None:
    """Tell an author that their words moved somebody: once a comment, and never whom."""
    comment = event.comment
    news = News(
        about=about(comment),
        kind="mind",
        title="Your comment changed a reader’s mind",
        body="They entered a new forecast and credited your comment with it.",
        path=f"/comments/{comment.id}#c{comment.id}",
    )
    tell(session, news, [comment.author_id], event.now, event.now)


def tell_reply(session: Session, comment: Comment, now: datetime, visible_at: datetime) -> None:
    """Tell who was answered, unless they answered themselves or have gone; five statements."""
    if comment.parent_id is None:
        return
    answered = session.scalar(
        select(Person)
        .join(Comment, Comment.author_id == Person.id)
        .where(Comment.id == comment.parent_id, Person.erased_at.is_(None))
    )
    if answered is None or answered.id == comment.author_id:
        return
    if answered.id in accounts.estranged(session, comment.author_id):
        return
    news = _news(session, comment, "reply")
    tell(session, news, [answered.id], now, visible_at)


def tell_mentions(session: Session, comment: Comment, now: datetime, visible_at: datetime) -> None:
    """Tell who is called by name, once; who was told of the comment as a reply is told no more.

    One statement where nobody is called, else six and the mails.
    """
    called = session.scalars(
        select(Mention.person_id)
        .join(Person, Person.id == Mention.person_id)
        .where(
            Mention.comment_id == comment.id,
            Mention.revision_n == comment.revision_n,
            Mention.person_id != comment.author_id,
            Person.erased_at.is_(None),
        )
    ).all()
    called = _still_reading(session, comment, called)
    if called:
        news = _news(session, comment, "mention")
        tell(session, news, called, now, visible_at)


def _still_reading(session: Session, comment: Comment, people: Sequence[int]) -> Sequence[int]:
    """Return whom the author does not ignore and who do not ignore the author."""
    estranged = accounts.estranged(session, comment.author_id) if people else frozenset()
    return [person for person in people if person not in estranged]


def _news(session: Session, comment: Comment, kind: str) -> News:
    """Return what is told of a comment: who wrote it, how it begins, and where it stands."""
    author = session.get_one(Person, comment.author_id)
    text = session.scalar(
        select(CommentRevision.text).where(
            CommentRevision.comment_id == comment.id, CommentRevision.n == comment.revision_n
        )
    )
    return News(
        about=about(comment),
        kind=kind,
        title=TITLES[kind].format(name=author.name),
        body=extract(text or ""),
        path=f"/comments/{comment.id}#c{comment.id}",
        stream=STREAMS[kind],
    )


def about(comment: Comment) -> str:
    """Return the name of what a notice of a reply tells of."""
    return f"comment-{comment.id}"
