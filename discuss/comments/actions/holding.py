"""Words wait for a moderator, with the reasons why."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from discuss.comments.actions import states
from discuss.comments.actions.events import Held, HoldReason
from discuss.comments.models import Comment, CommentRevision, Hold
from discuss.kit.announce import announce
from discuss.kit.orm import LOCKED


def lock(session: Session, comment: Comment) -> None:
    """Keep other deeds on a comment and on its discussion waiting, and look at it anew."""
    states.touch(session, comment.prompt_id)
    session.refresh(comment, with_for_update=LOCKED)


def hold_back(
    session: Session,
    comment: Comment,
    revision: CommentRevision,
    reasons: Sequence[HoldReason],
    now: datetime,
) -> None:
    """Let a wording wait for a moderator, and take it aside where it can be read already."""
    for each in reasons:
        session.add(
            Hold(revision_id=revision.id, reason=each.reason, detail=each.detail, created_at=now)
        )
    if comment.state != "held":
        states.hold(session, comment, now)
    session.flush()
    announce(session, Held(comment, revision, tuple(reasons), now))
