"""Moderators end the replies in a branch, and allow them again."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session, aliased

from discuss.accounts.rules import Actor
from discuss.comments import policy, queries
from discuss.comments.actions import states
from discuss.comments.actions.commands import LockBranch
from discuss.comments.models import BranchLock, Comment
from discuss.kit import audit
from discuss.kit.audit import Entry, digest
from discuss.kit.orm import LOCKED


def lock_branch(session: Session, actor: Actor, command: LockBranch, now: datetime) -> Comment:
    """End the replies to a comment and to all below it, or allow them; the same again is nothing.

    Each lock stands by itself: lifting one lifts none above it, and none further down. Raises
    `Refused` with the policy's sentence.
    """
    comment = queries.by_id(session, command.comment_id)
    actor = queries.standing(session, actor, comment.prompt_id)
    policy.may_lock(actor, comment).enforce()
    states.touch(session, comment.prompt_id)
    session.refresh(comment, with_for_update=LOCKED)
    if queries.has_lock(session, comment) == command.is_locked:
        return comment
    if command.is_locked or queries.lock_above(session, comment) is None:
        _mark(session, comment, is_locked=command.is_locked)
    session.add(
        BranchLock(
            comment_id=comment.id,
            moderator_id=actor.id,
            role=actor.role,
            is_locked=command.is_locked,
            words=command.words,
            created_at=now,
        )
    )
    session.flush()
    deed, facts = "lock" if command.is_locked else "unlock", {"words": digest(command.words)}
    audit.note(session, Entry(deed, f"comment:{comment.id}", now, actor.id, actor.role, facts))
    return comment


def _mark(session: Session, comment: Comment, *, is_locked: bool) -> None:
    """Let a comment and every one below it know, but for what other locks end; one statement."""
    branch = select(Comment.id).where(Comment.id == comment.id).cte("branch", recursive=True)
    below = aliased(Comment)
    further = select(below.id).join(branch, below.parent_id == branch.c.id)
    branch = branch.union_all(further if is_locked else further.where(~queries.is_ended_at(below)))
    session.execute(
        update(Comment)
        .where(Comment.id.in_(select(branch.c.id)))
        .values(is_locked=is_locked)
        .execution_options(synchronize_session=False)
    )
    session.expire(comment, ["is_locked"])
