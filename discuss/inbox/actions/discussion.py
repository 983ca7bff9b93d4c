"""Who is answered is told so."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from discuss.accounts.models import Person
from discuss.comments.actions.events import MindChanged, Posted, Reworded, Vanished
from discuss.comments.models import Comment, CommentRevision, Mention
from discuss.inbox import queries
from discuss.inbox.actions import watching
from discuss.inbox.actions.telling import News, tell, withdraw
from discuss.inbox.models import Notice
from discuss.inbox.rules import TITLES, Stream, about_comment, extract
from discuss.predictions import queries as predictions

STREAMS = {"reply": Stream.REPLIES, "mention": Stream.MENTIONS}


def on_posted(session: Session, event: Posted) -> None:
    """Tell whoever is answered, called by name, or follows the place."""
    tell_all(session, event.comment, event.now, event.now)


def on_reworded(session: Session, event: Reworded) -> None:
    """Tell who is called by name in the new wording, and no more who is called no longer."""
    _withdraw_uncalled(session, event.comment, event.now)
    tell_mentions(session, event.comment, event.now, event.now)


def on_vanished(session: Session, event: Vanished) -> None:
    """Take back what was told of a comment that cannot be read any more."""
    watching.on_vanished(session, event.comment, event.now)
    withdraw(session, about_comment(event.comment.id), event.now)


def on_mind_changed(session: Session, event: MindChanged) -> None:
    """Tell an author that their words moved somebody: once a comment, and never whom.

    An author who may not see other people's numbers on the question yet is not told either.
    """
    comment = event.comment
    sight = predictions.sight(session, comment.prompt_id, comment.author_id, event.now)
    if event.question_id not in sight.revealed:
        return
    news = News(
        about=about_comment(comment.id),
        kind="mind",
        title="Your comment changed a reader’s mind",
        body="They entered a new forecast and credited your comment with it.",
        path=f"/comments/{comment.id}#c{comment.id}",
    )
    tell(session, news, [comment.author_id], event.now, event.now)


def tell_all(session: Session, comment: Comment, now: datetime, visible_at: datetime) -> None:
    """Tell of a comment that can be read: who is answered and called first, followers later."""
    tell_reply(session, comment, now, visible_at)
    tell_mentions(session, comment, now, visible_at)
    watching.let_followers_wait(session, comment, now)


def tell_reply(session: Session, comment: Comment, now: datetime, visible_at: datetime) -> None:
    """Tell who was answered, unless it was themselves or they do not want it.

    Two statements where nobody is told, else four and the mails.
    """
    if comment.parent_id is None:
        return
    answered = session.scalars(
        select(Comment.author_id).where(Comment.id == comment.parent_id)
    ).all()
    people = queries.listening(session, comment, answered)
    if people:
        tell(session, _news(session, comment, "reply"), people, now, visible_at)


def tell_mentions(session: Session, comment: Comment, now: datetime, visible_at: datetime) -> None:
    """Tell who is called by name, once; who was told of the comment as a reply is told no more.

    One statement where nobody is called, else five and the mails.
    """
    called = session.scalars(
        select(Mention.person_id).where(
            Mention.comment_id == comment.id, Mention.revision_n == comment.revision_n
        )
    ).all()
    people = queries.listening(session, comment, called)
    if people:
        tell(session, _news(session, comment, "mention"), people, now, visible_at)


def _withdraw_uncalled(session: Session, comment: Comment, now: datetime) -> None:
    """Take back what told somebody that they are called, where the words call them no more."""
    called = select(Mention.person_id).where(
        Mention.comment_id == comment.id, Mention.revision_n == comment.revision_n
    )
    session.execute(
        update(Notice)
        .where(
            Notice.about == about_comment(comment.id),
            Notice.kind == "mention",
            Notice.withdrawn_at.is_(None),
            Notice.person_id.not_in(called),
        )
        .values(withdrawn_at=now)
        .execution_options(synchronize_session=False)
    )


def _news(session: Session, comment: Comment, kind: str) -> News:
    """Return what is told of a comment: who wrote it, how it begins, and where it stands."""
    author = session.get_one(Person, comment.author_id)
    text = session.scalar(
        select(CommentRevision.text).where(
            CommentRevision.comment_id == comment.id, CommentRevision.n == comment.revision_n
        )
    )
    return News(
        about=about_comment(comment.id),
        kind=kind,
        title=TITLES[kind].format(name=author.name),
        body=extract(text or ""),
        path=f"/comments/{comment.id}#c{comment.id}",
        stream=STREAMS[kind],
    )
