"""What moderation writes into the record: numbers, codes and digests, never names or words."""

from datetime import datetime

from sqlalchemy.orm import Session

from discuss.accounts.rules import Actor
from discuss.comments.models import Comment
from discuss.kit import audit
from discuss.kit.audit import Entry
from discuss.moderation.models import Decision, Statement


def record(
    session: Session, actor: Actor, deed: str, about: str, now: datetime, **facts: object
) -> None:
    """Write that somebody did something into the record; a guest's device may object."""
    audit.note(session, Entry(deed, about, now, actor.forecaster_id, actor.role, facts))


def record_decision(session: Session, comment: Comment, decision: Decision) -> None:
    """Write a decision into the record, with the states before and after."""
    facts = {
        "decision": decision.id,
        "revision": decision.revision_id,
        "outcome": decision.outcome,
        "reason": decision.reason,
        "clause": decision.clause,
        "law": audit.digest(decision.law) if decision.law else "",
        "batch": decision.batch_id,
        "second": decision.second_id,
        "source": decision.source,
        "explanation": audit.digest(decision.explanation),
        "before": decision.previous_state,
        "after": comment.state,
    }
    _by_moderator(session, decision, "decision", f"comment:{comment.id}", facts)


def record_statement(session: Session, statement: Statement, decision: Decision) -> None:
    """Write into the record that a statement was written, and which words it had."""
    facts = {"person": statement.person_id, "words": audit.digest(statement.text)}
    _by_moderator(session, decision, "statement", f"decision:{decision.id}", facts)


def look(session: Session, actor: Actor, about: str, now: datetime) -> None:
    """Write into the record that somebody of the house looked at what is another person's own."""
    record(session, actor, "look", about, now)


def _by_moderator(
    session: Session, decision: Decision, deed: str, about: str, facts: dict[str, object]
) -> None:
    at, by = decision.created_at, decision.moderator_id
    audit.note(session, Entry(deed, about, at, by, decision.role, facts))
