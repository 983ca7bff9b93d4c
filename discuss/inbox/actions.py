"""People are told what concerns them, when it happens and in the same transaction."""

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from discuss.accounts.models import Person
from discuss.accounts.rules import Actor
from discuss.comments.actions.events import Posted
from discuss.comments.models import Comment, CommentRevision
from discuss.inbox.models import Notice
from discuss.kit.announce import listen
from discuss.kit.text import clip
from discuss.moderation.actions.events import Decided, ObjectionAnswered, Undone
from discuss.predictions.actions.events import Resolved
from discuss.predictions.models import ForecastEvent, Question, QuestionRevision, ResolutionEvent

EXCERPT = 140

RULED = {
    "resolve": "Decided",
    "annul": "Withdrawn without scores",
    "ambiguous": "Closed without a clear answer",
    "reopen": "Open again",
}


def connect() -> None:
    """Hear what the slices below announce."""
    listen(Posted, on_posted)
    listen(Decided, on_decided)
    listen(Undone, on_undone)
    listen(ObjectionAnswered, on_objection_answered)
    listen(Resolved, on_resolved)


def read_all(session: Session, actor: Actor, now: datetime) -> None:
    """Mark everything that a person has been told as read."""
    session.execute(
        update(Notice)
        .where(Notice.person_id == actor.id, Notice.read_at.is_(None), Notice.visible_at <= now)
        .values(read_at=now)
    )


def on_posted(session: Session, event: Posted) -> None:
    """Tell somebody that they were answered."""
    comment = event.comment
    if comment.parent_id is None:
        return
    parent = session.get_one(Comment, comment.parent_id)
    if parent.author_id == comment.author_id or parent.state == "erased":
        return
    author = session.get_one(Person, comment.author_id)
    text = session.scalar(
        select(CommentRevision.text).where(
            CommentRevision.comment_id == comment.id, CommentRevision.n == comment.revision_n
        )
    )
    _tell(
        session,
        Notice(
            key=f"reply-{comment.id}",
            person_id=parent.author_id,
            kind="reply",
            title=f"{author.name} replied to you",
            body=clip(text or "", EXCERPT),
            path=f"/comments/{comment.id}#c{comment.id}",
            comment_id=comment.id,
            created_at=event.now,
            visible_at=event.now,
        ),
    )


def on_decided(session: Session, event: Decided) -> None:
    """Tell the author and those who reported, once nothing can be undone any more."""
    author = _for_author(event)
    if author is not None:
        title, path = author
        _tell(session, _of_decision(event, event.author_id, title, path))
    kept = event.outcome != "reject"
    told = (
        "The comment that you reported stays" if kept else "The comment that you reported is gone"
    )
    for reporter_id in event.reporter_ids:
        if reporter_id != event.author_id:
            _tell(session, _of_decision(event, reporter_id, told, "/moderation-log"))


def on_undone(session: Session, event: Undone) -> None:
    """Take back what nobody has been shown yet."""
    session.execute(delete(Notice).where(Notice.key.startswith(f"decision-{event.decision_id}-")))


def on_objection_answered(session: Session, event: ObjectionAnswered) -> None:
    """Tell somebody that another moderator has looked again."""
    _tell(
        session,
        Notice(
            key=f"objection-{event.decision_id}",
            person_id=event.person_id,
            kind="objection",
            title="Somebody else has looked at your comment again",
            path=f"/statements/{event.decision_id}",
            created_at=event.now,
            visible_at=event.now,
        ),
    )


def on_resolved(session: Session, event: Resolved) -> None:
    """Tell everybody who forecast a question what became of it; the newest ruling replaces others."""
    title = session.scalar(
        select(QuestionRevision.title)
        .join(Question, Question.id == QuestionRevision.question_id)
        .where(Question.id == event.question_id, QuestionRevision.n == Question.revision_n)
    )
    action = session.scalar(
        select(ResolutionEvent.action).where(
            ResolutionEvent.question_id == event.question_id, ResolutionEvent.seq == event.seq
        )
    )
    people = session.scalars(
        select(ForecastEvent.person_id)
        .where(ForecastEvent.question_id == event.question_id)
        .distinct()
    ).all()
    session.add_all(
        Notice(
            key=f"resolved-{event.question_id}-{event.seq}-{person_id}",
            person_id=person_id,
            kind="question",
            title=f"{RULED.get(action or '', 'Decided')}: {title}",
            path=f"/questions/{event.question_id}",
            created_at=event.now,
            visible_at=event.now,
        )
        for person_id in people
    )
    session.flush()


def _for_author(event: Decided) -> tuple[str, str] | None:
    """Return what the author is told of a decision and where it leads, None for a kept comment."""
    if event.outcome == "reject":
        return "A moderator removed your comment: what, why, and how to object", _statement(event)
    if event.outcome == "restore":
        return "Your comment is back", f"/comments/{event.comment_id}#c{event.comment_id}"
    if event.previous_state == "held":
        return "Your comment is published", f"/comments/{event.comment_id}#c{event.comment_id}"
    return None


def _statement(event: Decided) -> str:
    return f"/statements/{event.decision_id}"


def _of_decision(event: Decided, person_id: int, title: str, path: str) -> Notice:
    return Notice(
        key=f"decision-{event.decision_id}-{person_id}",
        person_id=person_id,
        kind="decision",
        title=title,
        path=path,
        created_at=event.now,
        visible_at=event.effective_at,
    )


def _tell(session: Session, notice: Notice) -> None:
    """Add a notice unless it is there already."""
    if session.scalar(select(Notice.id).where(Notice.key == notice.key)) is None:
        session.add(notice)
        session.flush()
