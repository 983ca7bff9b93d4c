"""What was handed up, and to whom."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from discuss.accounts.models import Person
from discuss.accounts.rules import Actor
from discuss.comments import queries as comments
from discuss.kit.errors import Missing
from discuss.moderation.models import (
    Case,
    Decision,
    Escalation,
    EscalationAnswer,
    ObjectionAnswer,
)
from discuss.moderation.queries.one import case
from discuss.moderation.queries.reach import at_the_desk
from discuss.moderation.queries.standing import stands
from discuss.moderation.rules.escalating import ALERTED, DANGER

NO_ESCALATION = "There is no such escalation."


@dataclass(frozen=True, slots=True)
class Raised:
    """An escalation that waits."""

    id: int
    kind: str
    words: str
    moderator_id: int
    by: str
    at: datetime


def open_escalation(session: Session, case_id: int) -> Raised | None:
    """Return what was handed up about a case and waits, None without any; one statement."""
    answered = exists(EscalationAnswer.escalation_id).where(
        EscalationAnswer.escalation_id == Escalation.id
    )
    decided = exists(Decision.id).where(
        Decision.case_id == Escalation.case_id,
        Decision.id > Escalation.last_decision_id,
        stands(),
    )
    upheld = exists(ObjectionAnswer.decision_id).where(
        ObjectionAnswer.decision_id == Decision.id,
        Decision.case_id == Escalation.case_id,
        ObjectionAnswer.created_at > Escalation.created_at,
    )
    row = session.execute(
        select(
            Escalation.id,
            Escalation.kind,
            Escalation.words,
            Escalation.moderator_id,
            Person.name,
            Escalation.created_at,
        )
        .join(Person, Person.id == Escalation.moderator_id)
        .where(Escalation.case_id == case_id, ~answered, ~decided, ~upheld)
        .order_by(Escalation.id.desc())
        .limit(1)
    ).first()
    return Raised(*row) if row else None


def escalation(session: Session, escalation_id: int, actor: Actor) -> tuple[Escalation, Case]:
    """Return an escalation and its case; raise `Missing` (404) in sections not theirs."""
    row = session.execute(
        select(Escalation, Case)
        .join(Case, Case.id == Escalation.case_id)
        .where(Escalation.id == escalation_id)
    ).first()
    if row is None or not actor.covers(row[1].section):
        raise Missing(NO_ESCALATION)
    return row[0], row[1]


def last_decision(session: Session, case_id: int) -> int:
    """Return the newest decision about a case, 0 before the first; one statement."""
    return session.scalar(select(func.max(Decision.id)).where(Decision.case_id == case_id)) or 0


def who_takes(session: Session, case_id: int, kind: str, but_not: int) -> list[int]:
    """Return who is told of an escalation: the admins who see to the case, but who sends it.

    Of danger two at least: where there are fewer admins, everybody who sees to the case. One
    statement.
    """
    near = {each: role for each, role in at_the_desk(session, case_id).items() if each != but_not}
    admins = [each for each, role in near.items() if role == "admin"]
    enough = len(admins) >= ALERTED or kind != DANGER
    return admins if enough else list(near)


@dataclass(frozen=True, slots=True)
class EscalatedCase:
    """A case for the page of its escalation."""

    case_id: int
    author_id: int
    state: str
    text: str
    raised: Raised | None


def escalated(session: Session, case_id: int, actor: Actor) -> EscalatedCase:
    """Return a case with what waits for somebody senior; raise `Missing`. Four statements."""
    found = case(session, case_id, actor)
    comment = comments.by_id(session, found.comment_id)
    revision = comments.revision(session, comment.id, comment.revision_n)
    raised = open_escalation(session, found.id)
    return EscalatedCase(found.id, comment.author_id, comment.state, revision.text, raised)
