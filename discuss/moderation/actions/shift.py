"""One shift of the desk leaves notes to the next, which takes them over."""

from datetime import datetime

from sqlalchemy.orm import Session

from discuss.accounts.rules import Actor
from discuss.kit.audit import digest
from discuss.moderation import policy, queries
from discuss.moderation.actions.recording import record
from discuss.moderation.models import Handover, HandoverTaking


def hand_over(session: Session, actor: Actor, words: str, now: datetime) -> Handover:
    """Leave a note to whoever comes next; the same words again, while they stand, are the same."""
    policy.may_open_desk(actor).enforce()
    earlier = queries.same_handover(session, actor.id, words)
    if earlier is not None:
        return earlier
    left = Handover(
        moderator_id=actor.id, sections=sorted(actor.sections), words=words, created_at=now
    )
    session.add(left)
    session.flush()
    record(session, actor, "handover", f"handover:{left.id}", now, words=digest(words))
    return left


def take_handover(session: Session, actor: Actor, handover_id: int, now: datetime) -> None:
    """Take a note over, so that it stands at the desk no more; nothing of it is lost.

    Raises `Missing` for a note of sections that are not theirs, `Refused` where somebody has it.
    """
    policy.may_open_desk(actor).enforce()
    left = queries.handover(session, handover_id, actor)
    taken = queries.taking(session, left.id)
    policy.may_take_handover(actor, is_taken=taken is not None).enforce()
    session.add(HandoverTaking(handover_id=left.id, person_id=actor.id, created_at=now))
    session.flush()
    record(session, actor, "handover_taken", f"handover:{left.id}", now)
