"""A moderator hands a case up, and somebody senior answers or decides."""

from datetime import datetime

from sqlalchemy.orm import Session

from discuss.accounts.rules import Actor
from discuss.kit.announce import announce
from discuss.kit.audit import digest
from discuss.moderation import policy, queries
from discuss.moderation.actions.cases import refresh
from discuss.moderation.actions.claims import leave_note
from discuss.moderation.actions.commands import Escalate
from discuss.moderation.actions.decide import locked
from discuss.moderation.actions.events import Escalated, EscalationAnswered
from discuss.moderation.actions.recording import record
from discuss.moderation.models import Escalation, EscalationAnswer
from discuss.moderation.rules.escalating import KINDS


def escalate(session: Session, actor: Actor, command: Escalate, now: datetime) -> tuple[int, ...]:
    """Hand a case up; it waits until it is decided or answered. Return who is told.

    A case that was closed waits again. Sent again while it stands, it is the same one.
    """
    policy.may_open_desk(actor).enforce()
    case, comment = locked(session, command.case_id, actor)
    standing = queries.open_escalation(session, case.id)
    to = tuple(queries.who_takes(session, case.id, command.kind, actor.id))
    if standing and (standing.moderator_id, standing.words) == (actor.id, command.words):
        return to
    is_open = standing is not None
    policy.may_escalate(actor, comment.author_id, comment.state, is_escalated=is_open).enforce()
    raised = Escalation(
        case_id=case.id,
        moderator_id=actor.id,
        kind=command.kind,
        words=command.words,
        last_decision_id=queries.last_decision(session, case.id),
        created_at=now,
    )
    session.add(raised)
    session.flush()
    refresh(session, case, comment, now)
    facts = {"kind": raised.kind, "words": digest(raised.words), "told": len(to)}
    record(session, actor, "escalation", f"case:{case.id}", now, **facts)
    said = f"Escalated, {KINDS[raised.kind].lower()}: {raised.words}"
    leave_note(session, actor, case.id, said, now)
    announce(session, Escalated(raised.id, case.id, raised.kind, to, now))
    return to


def answer_escalation(
    session: Session, actor: Actor, escalation_id: int, words: str, now: datetime
) -> int:
    """Say what to do, and leave the case to the desk again; return the case.

    Raises `Missing` in sections that are not theirs, `Refused` with the policy's sentence.
    """
    policy.may_open_desk(actor).enforce()
    raised, case = queries.escalation(session, escalation_id, actor)
    case, comment = locked(session, case.id, actor)
    standing = queries.open_escalation(session, case.id)
    waits = standing is not None and standing.id == raised.id
    policy.may_answer_escalation(actor, raised.moderator_id, waits=waits).enforce()
    session.add(
        EscalationAnswer(escalation_id=raised.id, person_id=actor.id, words=words, created_at=now)
    )
    session.flush()
    refresh(session, case, comment, now)
    facts = {"escalation": raised.id, "words": digest(words)}
    record(session, actor, "escalation_answer", f"case:{case.id}", now, **facts)
    leave_note(session, actor, case.id, f"Answer to what was escalated: {words}", now)
    announce(session, EscalationAnswered(raised.id, case.id, raised.moderator_id, now))
    return case.id
