"""Statements: written with the decision, and told once the decision counts."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from discuss.accounts.models import Person
from discuss.comments import queries as comments
from discuss.comments.models import Comment, CommentRevision
from discuss.kit import outbox
from discuss.moderation import queries
from discuss.moderation.actions.recording import record_statement
from discuss.moderation.models import Decision, Report, Statement
from discuss.moderation.rules.clauses import cited
from discuss.moderation.rules.intake import READ_FIRST
from discuss.moderation.rules.outcomes import REMOVES
from discuss.moderation.rules.statement import Facts, rendered


def key_of(decision_id: int) -> str:
    """Return the outbox key of the mail about a decision."""
    return f"statement-{decision_id}"


def tell_author(session: Session, comment: Comment, decision: Decision, now: datetime) -> None:
    """Write the statement of a rejection or a restoration, and let its mail wait.

    The mail is due when the decision cannot be undone any more, and whoever delivers it looks
    again whether the decision still stands.
    """
    if decision.outcome == "approve":
        return
    language = session.get_one(Person, comment.author_id).language
    statement = Statement(
        decision_id=decision.id,
        person_id=comment.author_id,
        text=rendered(_facts(session, comment, decision), language),
        created_at=now,
        language=language,
    )
    session.add(statement)
    record_statement(session, statement, decision)
    outbox.enqueue(
        session,
        key=key_of(decision.id),
        kind="statement",
        payload={"decision_id": decision.id},
        now=now,
        due_at=decision.effective_at,
    )


def _source(session: Session, decision: Decision) -> str:
    """Return what brought the case, as the author is told: software only where it found something.

    One statement for what was held, none for anything else.
    """
    if decision.source != "held":
        return decision.source
    reasons = set(queries.hold_reasons(session, decision.revision_id))
    return "read_first" if reasons and reasons <= READ_FIRST else "held"


def _facts(session: Session, comment: Comment, decision: Decision) -> Facts:
    revision = session.get_one(CommentRevision, decision.revision_id)
    _, _, headline = comments.home_of(session, comment.prompt_id)
    return Facts(
        outcome=decision.outcome,
        headline=headline,
        words=revision.text,
        source=_source(session, decision),
        clause=cited(decision.clause),
        explanation=decision.explanation,
        law=f"{decision.law} ({decision.territory})" if decision.territory else decision.law,
        effective_at=decision.effective_at,
        is_answered=comment.reply_count > 0,
        since=_removed_since(session, decision),
    )


def _removed_since(session: Session, decision: Decision) -> datetime | None:
    """Return since when something is removed that stays it for another reason; None otherwise.

    One statement at most.
    """
    if decision.source != "objection" or decision.outcome not in REMOVES:
        return None
    standing = queries.standing_decisions(session, decision.case_id)
    since: datetime | None = None
    for each in standing:
        if each.outcome not in REMOVES:
            since = None
        elif since is None and each.id < decision.id:
            since = each.effective_at
    return since


def take_back(session: Session, decision: Decision) -> None:
    """Take the mail about an undone decision out of the outbox."""
    outbox.cancel(session, key_of(decision.id))


def reporters_answered(session: Session, decision: Decision) -> tuple[int, ...]:
    """Return whose reports a decision answers, at most a thousand; two statements."""
    if not decision.last_report_id:
        return ()
    before = session.scalar(
        select(func.max(Decision.last_report_id)).where(
            Decision.case_id == decision.case_id, Decision.id < decision.id
        )
    )
    return tuple(
        session.scalars(
            select(Report.reporter_id)
            .where(
                Report.reporter_id.is_not(None),
                Report.case_id == decision.case_id,
                Report.id > (before or 0),
                Report.id <= decision.last_report_id,
            )
            .distinct()
            .limit(1000)
        )
    )
