"""What is escalated, as its page shows it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import BaseModel

from discuss.accounts.rules import Actor
from discuss.kit.text import clip, counted
from discuss.kit.verdict import Verdict
from discuss.moderation import policy
from discuss.moderation.queries import CaseFile, EscalatedCase, Raised
from discuss.moderation.rules.escalating import ALERTED, DANGER, KINDS


@dataclass(frozen=True, slots=True)
class EscalationCard:
    """A case that is escalated, or could be."""

    case_id: int
    text: str
    raised: Raised | None
    kind: str
    """What it is about, in words; empty while nothing is escalated."""
    may_escalate: Verdict
    may_answer: Verdict


def escalation_card(file: EscalatedCase, actor: Actor) -> EscalationCard:
    """Return a case for the page of its escalation, with what this moderator may do."""
    raised = file.raised
    may, answer = _verdicts(raised, actor, file.author_id, file.state)
    kind = KINDS[raised.kind] if raised else ""
    return EscalationCard(file.case_id, clip(file.text, 500), raised, kind, may, answer)


def escalation_of(file: CaseFile, actor: Actor) -> dict[str, Any]:
    """Return what is escalated about a case and what may be done, by field of its card."""
    raised, comment = file.escalation, file.comment
    may, answer = _verdicts(raised, actor, comment.author_id, comment.state)
    return {"escalation": raised, "may_escalate": may, "may_answer_escalation": answer}


def _verdicts(
    raised: Raised | None, actor: Actor, author_id: int, state: str
) -> tuple[Verdict, Verdict]:
    """Return whether somebody may escalate, and whether they may answer what is escalated."""
    may = policy.may_escalate(actor, author_id, state, is_escalated=raised is not None)
    by = raised.moderator_id if raised else 0
    return may, policy.may_answer_escalation(actor, by, waits=raised is not None)


def escalated_words(kind: str, told: int) -> str:
    """Return what somebody reads who has escalated a case."""
    if not told:
        return "Escalated. Nobody else sees to this, so nobody could be told: call somebody."
    said = f"Escalated. {counted(told, 'person is', 'people are')} told."
    return f"{said} Call somebody else as well." if kind == DANGER and told < ALERTED else said


class EscalationOut(BaseModel):
    """What waits for somebody senior about a case; `id` is null where nothing does."""

    case_id: int
    id: int | None
    kind: str
    words: str
    by: str
    at: datetime | None
    told: int
    """How many were told by this request."""


def escalation_out(file: EscalatedCase, told: int = 0) -> EscalationOut:
    """Return what is escalated, for programs."""
    raised = file.raised
    if raised is None:
        return EscalationOut(
            case_id=file.case_id, id=None, kind="", words="", by="", at=None, told=told
        )
    return EscalationOut(
        case_id=file.case_id,
        id=raised.id,
        kind=raised.kind,
        words=raised.words,
        by=raised.by,
        at=raised.at,
        told=told,
    )
