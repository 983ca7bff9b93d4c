"""Reads of all that was reported about one comment."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from discuss.comments.models import Comment, CommentRevision
from discuss.kit.paging import LARGEST, Cursor, Page
from discuss.moderation.models import Case, LegalNotice, Report

ON_CASE = 20
"""Reports that the page of a case says in words."""

A_PAGE = 50
ORDER = "reports"


@dataclass(frozen=True, slots=True)
class Sent:
    """A report as the desk shows it: never who sent it."""

    id: int
    reporter_id: int | None
    reason: str
    note: str
    at: datetime
    is_older_wording: bool
    text: str
    """What the comment said when it was reported."""
    law: str | None = None
    """Of a legal notice: the law and the territory that it names; None for readers' reports."""

    @property
    def is_notice(self) -> bool:
        """Whether it is a legal notice."""
        return self.law is not None


def latest_reports(session: Session, case_id: int, revision_id: int) -> tuple[Sequence[Sent], bool]:
    """Return the newest reports of a case and whether there are more; one statement.

    Legal notices come before others, since each asks for an answer.
    """
    found = _reports(case_id).order_by(LegalNotice.report_id.is_(None), Report.id.desc())
    sent = _sent(session.execute(found.limit(ON_CASE + 1)).all(), revision_id)
    newest = sorted(sent[:ON_CASE], key=lambda each: each.id, reverse=True)
    return newest, len(sent) > ON_CASE


def reports_of(session: Session, case: Case, after: Cursor | None = None) -> Page[Sent]:
    """Return up to 50 reports of a case, newest first; two statements."""
    current = session.scalar(
        select(CommentRevision.id)
        .join(Comment, Comment.id == CommentRevision.comment_id)
        .where(Comment.id == case.comment_id, CommentRevision.n == Comment.revision_n)
    )
    found = _reports(case.id).where(Report.id < (after.key[0] if after else LARGEST))
    rows = session.execute(found.order_by(Report.id.desc()).limit(A_PAGE + 1)).all()
    sent = _sent(rows, current or 0)
    if len(sent) <= A_PAGE:
        return Page(sent)
    return Page(sent[:A_PAGE], Cursor(ORDER, (sent[A_PAGE - 1].id,)))


def _reports(case_id: int) -> Select[Report, LegalNotice]:
    return (
        select(Report, LegalNotice)
        .outerjoin(LegalNotice, LegalNotice.report_id == Report.id)
        .where(Report.case_id == case_id)
    )


def _sent(rows: Iterable[tuple[Report, LegalNotice | None]], revision_id: int) -> list[Sent]:
    return [
        Sent(
            id=report.id,
            reporter_id=report.reporter_id,
            reason=report.reason,
            note=report.note,
            at=report.created_at,
            is_older_wording=report.revision_id != revision_id,
            text=report.reported_text,
            law=", ".join(filter(None, (notice.law, notice.territory))) if notice else None,
        )
        for report, notice in rows
    ]
