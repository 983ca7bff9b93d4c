"""Who is answered is told so."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from discuss.accounts.models import Person
from discuss.comments.actions.events import MindChanged, MindsUnchanged, Posted, Reworded, Vanished
from discuss.comments.models import Comment, CommentRevision, Mention
from discuss.inbox import queries
from discuss.inbox.actions import watching
from discuss.inbox.actions.telling import News, tell, withdraw
from discuss.inbox.models import Notice
from discuss.inbox.rules import TITLES, Rhythm, Stream, about_comment, extract
from discuss.predictions import queries as predictions

STREAMS = {"reply": Stream.REPLIES, "mention": Stream.MENTIONS}


def on_posted(session: Session, event: Posted) -> None:
    """Tell whoever is answered, called by name, or follows the place."""
    tell_all(session, event.comment, event.now, event.now)


def on_reworded(session: Session, event: Reworded) -> None:
    """Tell who is called by name in the new wording, and no more who is called no longer."""
    _withdraw_uncalled(session, event.comment, event.now)
    _tell_called(session, event.comment, event.now, event.now, _called(session, event.comment))


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


def on_minds_unchanged(session: Session, event: MindsUnchanged) -> None:
    """Take back that a comment moved somebody, since nobody says so any more."""
    withdraw(session, about_comment(event.comment_id), event.now, "mind")


def tell_all(session: Session, comment: Comment, now: datetime, visible_at: datetime) -> None:
    """Tell of a comment that can be read: who is answered and called first, followers later."""
    called = _called(session, comment)
    tell_reply(session, comment, now, visible_at, called)
    _tell_called(session, comment, now, visible_at, called)
    watching.let_followers_wait(session, comment, now)


def tell_reply(
    session: Session,
    comment: Comment,
    now: datetime,
    visible_at: datetime,
    called: Collection[int],
) -> None:
    """Tell who was answered, unless it was themselves or they do not want it.

    Who is called by name as well and has replies off, in their mail or on the site, is told of that
    instead. Two statements where nobody is told, else five and the mails.
    """
    if comment.parent_id is None:
        return
    answered = session.scalars(
        select(Comment.author_id).where(Comment.id == comment.parent_id)
    ).all()
    people = queries.listening(session, comment, answered)
    both = [person for person in people if person in called]
    if both:
        rhythms = queries.rhythms_for(session, Stream.REPLIES, both)
        called = {each for each, rhythm in rhythms.items() if rhythm is Rhythm.OFF}
        called.update(queries.rather_called(session, both))
        people = [each for each in people if each not in called]
    if people:
        tell(session, _news(session, comment, "reply"), people, now, visible_at)


def _called(session: Session, comment: Comment) -> Sequence[int]:
    """Return who is called by name in the wording that stands; one statement."""
    return session.scalars(
        select(Mention.person_id).where(
            Mention.comment_id == comment.id, Mention.revision_n == comment.revision_n
        )
    ).all()


def _tell_called(
    session: Session,
    comment: Comment,
    now: datetime,
    visible_at: datetime,
    called: Sequence[int],
) -> None:
    """Tell who is called by name, once; who was told of the comment as a reply is told no more.

    Nothing where nobody is called, else five statements and the mails.
    """
    people = queries.listening(session, comment, called) if called else []
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
