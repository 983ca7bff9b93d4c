"""The site's own people pin comments to the top and pick those worth reading."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from discuss.accounts.rules import Actor
from discuss.comments import policy, queries
from discuss.comments.actions.states import this_version, touch
from discuss.comments.models import Comment, Honour
from discuss.comments.rules import MOST_PINS
from discuss.kit import audit
from discuss.kit.audit import Entry
from discuss.kit.errors import Refused
from discuss.kit.orm import LOCKED

TOP_ONLY = "Only comments at the top of a discussion are pinned. A reply can be picked."
ENOUGH = f"There are {MOST_PINS} pinned comments here. Take one down first."
GONE = "This comment is not there any more."


def honour(session: Session, actor: Actor, comment_id: int, kind: str, now: datetime) -> Comment:
    """Pin (`pin`) or pick (`pick`) a comment; the other of the two gives way. Twice is once.

    Raises `Refused` with a sentence: for strangers to the house, for replies, for a fourth pin.
    """
    comment = _locked(session, actor, comment_id)
    before = session.get(Honour, comment_id)
    if before is not None and before.kind == kind:
        return comment
    if comment.state != "published":
        raise Refused(GONE)
    if kind == "pin":
        _refuse_pin(session, comment)
    if before is not None:
        session.delete(before)
        session.flush()
    session.add(
        Honour(
            comment_id=comment.id,
            prompt_id=comment.prompt_id,
            kind=kind,
            person_id=actor.id,
            created_at=now,
        )
    )
    _record(session, actor, comment, now, before=before.kind if before else "", after=kind)
    return _moved(session, comment)


def dishonour(session: Session, actor: Actor, comment_id: int, now: datetime) -> Comment:
    """Take a pin or a pick away; without one nothing happens."""
    comment = _locked(session, actor, comment_id)
    before = session.get(Honour, comment_id)
    if before is None:
        return comment
    session.delete(before)
    _record(session, actor, comment, now, before=before.kind, after="")
    return _moved(session, comment)


def _locked(session: Session, actor: Actor, comment_id: int) -> Comment:
    comment = queries.by_id(session, comment_id)
    policy.may_honour(queries.standing(session, actor, comment.prompt_id)).enforce()
    touch(session, comment.prompt_id)
    session.refresh(comment, with_for_update=LOCKED)
    return comment


def _record(  # noqa: PLR0913 - who honoured what, and how
    session: Session, actor: Actor, comment: Comment, now: datetime, *, before: str, after: str
) -> None:
    facts = {"before": before, "after": after}
    about = f"comment:{comment.id}"
    audit.note(session, Entry("honour", about, now, actor.id, actor.role, facts))


def _refuse_pin(session: Session, comment: Comment) -> None:
    if comment.parent_id is not None:
        raise Refused(TOP_ONLY)
    pinned = session.scalar(
        select(func.count())
        .select_from(Honour)
        .join(Comment, Comment.id == Honour.comment_id)
        .where(
            Honour.prompt_id == comment.prompt_id,
            Honour.kind == "pin",
            Comment.state == "published",
        )
    )
    if (pinned or 0) >= MOST_PINS:
        raise Refused(ENOUGH)


def _moved(session: Session, comment: Comment) -> Comment:
    """Let readers in the middle of the discussion know that it has changed its place."""
    version = session.scalar(select(this_version(comment.prompt_id)))
    comment.moved_in = comment.answered_in = version or 0
    session.flush()
    return comment
