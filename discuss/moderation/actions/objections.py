"""An author asks for another look, and somebody else answers."""

from datetime import datetime

from sqlalchemy.orm import Session

from discuss.accounts.rules import Actor
from discuss.comments.models import Comment
from discuss.kit import outbox
from discuss.kit.announce import announce
from discuss.kit.audit import digest
from discuss.kit.errors import Conflict
from discuss.moderation import policy, queries
from discuss.moderation.actions.cases import refresh
from discuss.moderation.actions.commands import Answer
from discuss.moderation.actions.completing import other_reason
from discuss.moderation.actions.decide import close_and_tell, closeness, locked, move
from discuss.moderation.actions.events import ObjectionAnswered
from discuss.moderation.actions.recording import record
from discuss.moderation.models import Case, Decision, Objection, ObjectionAnswer
from discuss.moderation.policy import deciders
from discuss.moderation.rules.outcomes import REMOVED

RECEIPT = "objection-receipt"
"""The mail that says that an objection has arrived."""

ANSWERED = "Somebody has answered this objection while you were reading."


def object_to(
    session: Session, actor: Actor, decision_id: int, words: str, now: datetime
) -> Objection:
    """Ask for another look at a decision, once; raises `Refused` with the policy's sentence."""
    decision = queries.decision(session, decision_id)
    case, comment = locked(session, decision.case_id)
    rejection = queries.last_rejection(session, case.id)
    policy.may_object(
        actor,
        decision,
        comment.author_id,
        now,
        has_objected=session.get(Objection, decision.id) is not None,
        is_standing=comment.state in REMOVED
        and rejection is not None
        and rejection.id == decision.id,
    ).enforce()
    objection = Objection(decision_id=decision.id, person_id=actor.id, words=words, created_at=now)
    session.add(objection)
    session.flush()
    record(session, actor, "objection", f"decision:{decision.id}", now, words=digest(words))
    refresh(session, case, comment, now)
    receive(session, "decision", decision.id, now)
    return objection


def receive(session: Session, about: str, number: int, now: datetime) -> None:
    """Let whoever objects to a decision or a sanction have it in writing that it has arrived."""
    outbox.enqueue(
        session,
        key=f"{RECEIPT}-{about}-{number}",
        kind=RECEIPT,
        payload={"about": about, "number": number},
        now=now,
    )


def answer_objection(
    session: Session, actor: Actor, command: Answer, now: datetime
) -> ObjectionAnswer:
    """Uphold or reverse a decision that somebody else made, or let it stand for another reason.

    The comment comes back with a reversal; another reason is a decision of its own, with a new
    statement. Raises `Refused` to who decided first, `Missing` without an objection, `Invalid`
    for a reason that is none or the same, and `Conflict` when it has been answered or the comment
    is not rejected any more.
    """
    policy.may_open_desk(actor).enforce()
    decision = queries.decision(session, command.decision_id)
    case, comment = locked(session, decision.case_id, actor)
    asked, answered = queries.objection(session, decision.id)
    if asked is None or answered is not None or comment.state not in REMOVED:
        raise Conflict(ANSWERED)
    near = closeness(session, actor, case, comment)
    policy.may_answer(actor, decision, near, _before(session, decision)).enforce()
    why = other_reason(command, decision) if command.outcome == "changed" else ("", "")
    answer = ObjectionAnswer(
        decision_id=decision.id,
        moderator_id=actor.id,
        outcome=command.outcome,
        words=command.words,
        created_at=now,
    )
    session.add(answer)
    session.flush()
    _settle(session, actor, case, comment, decision, answer, why)
    return answer


def _before(session: Session, decision: Decision) -> set[int]:
    """Return who had a part in what an answer let stand for another reason; one statement at most.

    None for a decision that is no such answer.
    """
    if decision.source != "objection":
        return set()
    return deciders(queries.standing_decisions(session, decision.case_id), decision)


def _settle(  # noqa: PLR0913, PLR0917 - the answer and all that it is about
    session: Session,
    actor: Actor,
    case: Case,
    comment: Comment,
    decision: Decision,
    answer: ObjectionAnswer,
    why: tuple[str, str],
) -> None:
    now = answer.created_at
    facts = {"outcome": answer.outcome, "words": digest(answer.words)}
    record(session, actor, "answer", f"decision:{decision.id}", now, **facts)
    if answer.outcome == "upheld":
        case.version += 1
        refresh(session, case, comment, now)
        outbox.enqueue(
            session,
            key=f"objection-{decision.id}",
            kind="objection",
            payload={"decision_id": decision.id},
            now=now,
        )
    else:
        anew = _anew(session, actor, case, comment, decision, answer, why)
        move(session, comment, anew, now)
        close_and_tell(session, case, comment, anew, now)
    announce(session, ObjectionAnswered(decision.id, comment.author_id, answer.outcome, now))


def _anew(  # noqa: PLR0913, PLR0917 - the answer and all that it is about
    session: Session,
    actor: Actor,
    case: Case,
    comment: Comment,
    decision: Decision,
    answer: ObjectionAnswer,
    why: tuple[str, str],
) -> Decision:
    """Return the decision that brings the comment back, or removes it for another reason.

    It counts at once.
    """
    anew = Decision(
        case_id=case.id,
        revision_id=decision.revision_id,
        moderator_id=actor.id,
        submission_key=f"objection-{decision.id}",
        outcome="restore" if answer.outcome == "reversed" else "reject",
        reason=why[0],
        clause=why[1],
        explanation=answer.words,
        source="objection",
        role=actor.role,
        previous_state=comment.state,
        state_version=comment.state_version,
        case_version=case.version,
        last_report_id=decision.last_report_id,
        created_at=answer.created_at,
        effective_at=answer.created_at,
    )
    session.add(anew)
    session.flush()
    return anew
