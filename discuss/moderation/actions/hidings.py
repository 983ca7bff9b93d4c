"""A comment that stays hidden is told to its author, with what that means, once."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from discuss.accounts.models import Person
from discuss.comments import queries as comments
from discuss.comments.actions.events import Hidden
from discuss.comments.models import Comment, CommentRevision
from discuss.kit import audit, outbox
from discuss.kit.announce import announce
from discuss.kit.audit import Entry
from discuss.moderation import queries
from discuss.moderation.actions.events import HidingOver, HidingResumed, HidingTold
from discuss.moderation.actions.reports import locked_comment
from discuss.moderation.models import Hiding, HidingStatement
from discuss.moderation.rules.hidings import Covered, rendered

TELLING = "hiding-telling"
"""The end of the time after which a hiding is told."""

MAIL = "hiding-statement"
"""The mail that carries what is told about it."""

TOLD_AFTER = timedelta(hours=1)
"""How long a comment may be hidden before its author is told of it."""


def on_hidden(session: Session, event: Hidden) -> None:
    """Keep since when a comment is hidden, and look again after an hour."""
    comment = event.comment
    revision = comments.revision(session, comment.id, comment.revision_n)
    hiding = Hiding(
        comment_id=comment.id, revision_id=revision.id, cause=event.cause, created_at=event.now
    )
    session.add(hiding)
    session.flush()
    _wait(session, hiding, f"{TELLING}-{hiding.id}", event.now)


def wait_again(session: Session, comment: Comment, now: datetime) -> None:
    """Look again later whether a comment is still hidden that a decision had uncovered."""
    hiding = queries.last_hiding(session, comment.id)
    if comment.state == "hidden" and hiding is not None:
        key = f"{TELLING}-{hiding.id}-{comment.state_version}"
        _wait(session, hiding, key, now)


def tell_of_hiding(session: Session, hiding_id: int, now: datetime) -> None:
    """Tell the author of a comment that is hidden still; nothing where that is over or was told."""
    hiding = session.get_one(Hiding, hiding_id)
    comment = locked_comment(session, hiding.comment_id)
    last = queries.last_hiding(session, comment.id)
    if comment.state != "hidden" or last is None or last.id != hiding.id:
        return
    if session.get(HidingStatement, hiding.id) is not None:
        return
    told = _told(session, comment, hiding, now)
    facts = {"person": told.person_id, "words": audit.digest(told.text)}
    audit.note(session, Entry("statement", f"hiding:{hiding.id}", now, facts=facts))
    outbox.enqueue(
        session,
        key=f"{MAIL}-{hiding.id}",
        kind=MAIL,
        payload={"hiding_id": hiding.id},
        now=now,
    )
    announce(session, HidingTold(hiding.id, told.person_id, told.language, now))


def tell_uncovered(
    session: Session, comment: Comment, now: datetime, effective_at: datetime
) -> None:
    """Tell an author who knows that a comment is hidden that it is not any more."""
    if told := _last_told(session, comment):
        announce(
            session,
            HidingOver(told.hiding_id, told.person_id, told.language, now, effective_at),
        )


def leave_covered(session: Session, comment: Comment, now: datetime) -> None:
    """Tell an author nothing of a comment that is hidden as before."""
    if told := _last_told(session, comment):
        announce(session, HidingResumed(told.hiding_id, now))


def _last_told(session: Session, comment: Comment) -> HidingStatement | None:
    """Return what was told about the latest hiding, if anything was; two statements at most."""
    hiding = queries.last_hiding(session, comment.id)
    return session.get(HidingStatement, hiding.id) if hiding else None


def _told(session: Session, comment: Comment, hiding: Hiding, now: datetime) -> HidingStatement:
    """Return what is told about a hiding, in the author's language."""
    language = session.get_one(Person, comment.author_id).language
    _, _, headline = comments.home_of(session, comment.prompt_id)
    words = session.get_one(CommentRevision, hiding.revision_id).text
    told = HidingStatement(
        hiding_id=hiding.id,
        person_id=comment.author_id,
        text=rendered(Covered(headline, words, hiding.cause, hiding.created_at), language),
        language=language,
        created_at=now,
    )
    session.add(told)
    session.flush()
    return told


def _wait(session: Session, hiding: Hiding, key: str, now: datetime) -> None:
    outbox.enqueue(
        session,
        key=key,
        kind=TELLING,
        payload={"hiding_id": hiding.id},
        now=now,
        due_at=max(now, hiding.created_at + TOLD_AFTER),
    )
