"""Who is answered is told so."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts.models import Person
from discuss.comments.actions.events import Posted, Vanished
from discuss.comments.models import Comment, CommentRevision
from discuss.inbox.actions.telling import News, tell, withdraw
from discuss.kit.text import clip

LONGEST_EXTRACT = 200


def on_posted(session: Session, event: Posted) -> None:
    """Tell the author of the comment above that there is a reply."""
    tell_reply(session, event.comment, event.now, event.now)


def on_vanished(session: Session, event: Vanished) -> None:
    """Take back the notice of a reply that cannot be read any more."""
    withdraw(session, about(event.comment), event.now)


def tell_reply(session: Session, comment: Comment, now: datetime, visible_at: datetime) -> None:
    """Tell who was answered, unless they answered themselves or have gone; four statements."""
    if comment.parent_id is None:
        return
    answered = session.scalar(
        select(Person)
        .join(Comment, Comment.author_id == Person.id)
        .where(Comment.id == comment.parent_id, Person.erased_at.is_(None))
    )
    if answered is None or answered.id == comment.author_id:
        return
    author = session.get_one(Person, comment.author_id)
    text = session.scalar(
        select(CommentRevision.text).where(
            CommentRevision.comment_id == comment.id, CommentRevision.n == comment.revision_n
        )
    )
    news = News(
        about=about(comment),
        kind="reply",
        title=f"{author.name} replied to you",
        body=clip(text or "", LONGEST_EXTRACT),
        path=f"/comments/{comment.id}#c{comment.id}",
    )
    tell(session, news, [answered.id], now, visible_at)


def about(comment: Comment) -> str:
    """Return the name of what a notice of a reply tells of."""
    return f"comment-{comment.id}"
