"""A case follows from its rows: what waits, how urgent it is, since when."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, literal, select, update
from sqlalchemy.orm import Session

from discuss.articles import queries as articles
from discuss.comments.models import Comment, CommentRevision, Hold
from discuss.comments.rules import TAKEN_BACK
from discuss.moderation import queries
from discuss.moderation.models import (
    Case,
    Decision,
    DetectorResult,
    Objection,
    ObjectionAnswer,
    Report,
)
from discuss.moderation.policy import PUBLIC
from discuss.moderation.rules.escalating import urgency
from discuss.moderation.rules.outcomes import REMOVED
from discuss.moderation.rules.priority import sort_key
from discuss.moderation.rules.reporting import Given, waits

ORDER = ("notice", "held", "objection", "reported")
"""In which queue a case waits that belongs to several."""


def open_case(session: Session, comment: Comment, queue: str, now: datetime) -> Case:
    """Return the case about a comment, a new one at its first; the comment's row is locked."""
    found = queries.case_of(session, comment.id)
    if found is None:
        found = Case(
            comment_id=comment.id,
            author_id=comment.author_id,
            prompt_id=comment.prompt_id,
            section=articles.section_of(session, comment.prompt_id),
            queue=queue,
            opened_at=now,
        )
        session.add(found)
        session.flush()
    return found


def refresh(session: Session, case: Case, comment: Comment, now: datetime) -> None:
    """Derive a case's queue, urgency and age from its rows, or close it when nothing waits.

    Nothing is carried over from what the case was before, which makes undoing exact.
    """
    reports = waiting_reports(session, case, comment)
    since = _since(session, case, comment, reports)
    raised = None if comment.state in TAKEN_BACK else queries.open_escalation(session, case.id)
    if raised is not None:
        since.setdefault("reported", raised.at)
    case.report_count = len(reports)
    case.escalated = raised.kind if raised else ""
    if not since:
        case.closed_at = case.closed_at or now
    else:
        case.queue = next(name for name in ORDER if name in since)
        case.opened_at = min(since.values())
        urgent = urgency(case.escalated)
        case.neg_priority = sort_key(case.queue, reports, case.opened_at, urgent)
        case.closed_at = None
        mark_found(session, comment.id)
    session.flush()


def mark_found(session: Session, comment_id: int) -> None:
    """Keep with a comment's case which checks found something in its words; one statement."""
    results = (
        select(DetectorResult.detector)
        .join(CommentRevision, CommentRevision.id == DetectorResult.revision_id)
        .join(Comment, Comment.id == CommentRevision.comment_id)
        .where(Comment.id == comment_id, CommentRevision.n == Comment.revision_n)
        .where(DetectorResult.verdict != "allow")
        .subquery()
    )
    names = select(literal(",") + func.aggregate_strings(results.c.detector, ",") + ",")
    session.execute(
        update(Case)
        .where(Case.comment_id == comment_id)
        .values(found=func.coalesce(names.scalar_subquery(), ""))
        .execution_options(synchronize_session=False)
    )


def waiting_reports(session: Session, case: Case, comment: Comment) -> Sequence[Given]:
    """Return the reports of a case that nobody has answered; three statements."""
    if comment.state not in {*PUBLIC, "held"}:
        return []
    reports = queries.reports_on(session, case.id)
    if not reports:
        return []
    decisions = queries.standing_decisions(session, case.id)
    judged = max((decision.last_report_id for decision in decisions), default=0)
    new = [report for report in reports if report.id > judged]
    kept = [report for report in reports if report.id <= judged]
    current = session.scalar(
        select(CommentRevision.id).where(
            CommentRevision.comment_id == comment.id, CommentRevision.n == comment.revision_n
        )
    )
    return new if waits(new, kept, current or 0) else []


def _since(
    session: Session, case: Case, comment: Comment, reports: Sequence[Given]
) -> dict[str, datetime]:
    """Return since when a case waits in each queue that it belongs to."""
    since: dict[str, datetime] = {}
    if comment.state == "held":
        since["held"] = _held_since(session, comment) or case.opened_at
    notices = [report.id for report in reports if report.is_notice]
    if notices:
        since["notice"] = session.get_one(Report, min(notices)).created_at
    if reports:
        first = session.get_one(Report, min(report.id for report in reports))
        since["reported"] = first.created_at
    if comment.state == "hidden" and (hiding := queries.last_hiding(session, comment.id)):
        since["reported"] = min(since.get("reported", hiding.created_at), hiding.created_at)
    objected = session.scalar(
        select(func.min(Objection.created_at))
        .join(Decision, Decision.id == Objection.decision_id)
        .outerjoin(ObjectionAnswer, ObjectionAnswer.decision_id == Objection.decision_id)
        .where(Decision.case_id == case.id, ObjectionAnswer.decision_id.is_(None))
    )
    if objected is not None and comment.state in REMOVED:
        since["objection"] = objected
    looks = queries.second_looks(session, case.id) if comment.state in PUBLIC else ()
    if looks:
        since["objection"] = min(look.at for look in looks)
    return since


def _held_since(session: Session, comment: Comment) -> datetime | None:
    return session.scalar(
        select(func.min(Hold.created_at))
        .join(CommentRevision, CommentRevision.id == Hold.revision_id)
        .where(CommentRevision.comment_id == comment.id, CommentRevision.n == comment.revision_n)
    )
