"""A decision is taken back in its first seconds, as if it had never been."""

from datetime import datetime

from sqlalchemy.orm import Session

from discuss.accounts.rules import Actor
from discuss.comments import actions as comments
from discuss.comments.models import Comment
from discuss.kit.announce import announce
from discuss.kit.errors import Conflict
from discuss.moderation import policy, queries
from discuss.moderation.actions.cases import refresh
from discuss.moderation.actions.decide import locked, note_of
from discuss.moderation.actions.events import Undone
from discuss.moderation.actions.hidings import wait_again
from discuss.moderation.actions.notifying import leave_notifiers
from discuss.moderation.actions.recording import record
from discuss.moderation.actions.telling import take_back
from discuss.moderation.models import Case, Decision, Reversal
from discuss.moderation.rules.outcomes import REMOVED

OVERTAKEN = "Something has happened to this comment since. Look at it again."


def undo(session: Session, actor: Actor, decision_id: int, now: datetime) -> Reversal:
    """Take a decision back before anybody was told; undoing twice is undoing once.

    Raises `Refused` once the time is over and to other moderators, `Conflict` when the comment has
    changed in between.
    """
    policy.may_open_desk(actor).enforce()
    decision = queries.decision(session, decision_id)
    case, comment = locked(session, decision.case_id, actor)
    earlier = session.get(Reversal, decision.id)
    if earlier is not None and earlier.moderator_id == actor.id:
        return earlier
    policy.may_undo(actor, decision, now, is_reversed=earlier is not None).enforce()
    if case.version != decision.case_version + 1 or _has_moved(comment, decision):
        raise Conflict(OVERTAKEN)
    reversal = Reversal(decision_id=decision.id, moderator_id=actor.id, created_at=now)
    session.add(reversal)
    session.flush()
    _move_back(session, case, comment, decision, now)
    take_back(session, decision)
    leave_notifiers(session, decision)
    about = f"comment:{comment.id}"
    record(session, actor, "undo", about, now, decision=decision.id, after=comment.state)
    announce(
        session,
        Undone(decision.id, comment.id, decision.outcome, decision.previous_state, now),
    )
    return reversal


def _has_moved(comment: Comment, decision: Decision) -> bool:
    """Tell whether something else than the decision has changed the comment."""
    moved = decision.outcome != "approve" or decision.previous_state != "published"
    return comment.state_version != decision.state_version + moved


def _move_back(
    session: Session, case: Case, comment: Comment, decision: Decision, now: datetime
) -> None:
    if comment.state != decision.previous_state:
        rejection = queries.last_rejection(session, case.id)
        was_rejected = decision.previous_state in REMOVED and rejection is not None
        note = note_of(rejection) if was_rejected and rejection else ""
        comments.return_to(session, comment, decision.previous_state, note, now)
        wait_again(session, comment, now)
    case.version += 1
    refresh(session, case, comment, now)
