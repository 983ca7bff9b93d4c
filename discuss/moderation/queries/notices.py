"""Reads of legal notices: what came, what became of it, and who asks for another look."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session, aliased

from discuss.comments.models import Comment
from discuss.kit.errors import Missing
from discuss.moderation.models import (
    Case,
    Decision,
    LegalNotice,
    NoticeObjection,
    Report,
)
from discuss.moderation.queries.standing import stands

NO_NOTICE = "There is no such notice. Copy the whole of the link from the mail."


@dataclass(frozen=True, slots=True)
class Noticed:
    """A notice with its report, the comment, and what the notifier asked since."""

    notice: LegalNotice
    report: Report
    comment: Comment
    objection: NoticeObjection | None
    decision: Decision | None
    """The latest standing decision that answers it, also one that can still be undone."""

    @property
    def is_looked_at_again(self) -> bool:
        """Whether an objection waits for somebody who looks again."""
        if self.objection is None or self.decision is None:
            return False
        return self.decision.id <= self.objection.decision_id and self.comment.state in {
            "published",
            "hidden",
        }


@dataclass(frozen=True, slots=True)
class SecondLook:
    """What a notifier says against a decision that kept a comment, and whose decision it was."""

    report_id: int
    decision_id: int
    moderator_id: int
    words: str
    at: datetime


def noticed(session: Session, report_id: int) -> Noticed:
    """Return a notice; raise `Missing` (404). Two statements."""
    row = session.execute(
        select(LegalNotice, Report, Comment, NoticeObjection)
        .join(Report, Report.id == LegalNotice.report_id)
        .join(Case, Case.id == Report.case_id)
        .join(Comment, Comment.id == Case.comment_id)
        .outerjoin(NoticeObjection, NoticeObjection.report_id == LegalNotice.report_id)
        .where(LegalNotice.report_id == report_id)
    ).first()
    if row is None:
        raise Missing(NO_NOTICE)
    decision = session.scalars(
        select(Decision)
        .where(Decision.case_id == row[1].case_id, Decision.last_report_id >= report_id)
        .where(stands())
        .order_by(Decision.id.desc())
        .limit(1)
    ).first()
    return Noticed(*row, decision)


def notice_by_key(session: Session, key: str) -> LegalNotice | None:
    """Return the notice that this submission sent already; one statement."""
    return session.scalar(select(LegalNotice).where(LegalNotice.submission_key == key))


def answered_by(session: Session, decision: Decision) -> Sequence[int]:
    """Return the notices whose senders a decision is told to; one statement.

    A comment that goes or comes back is told to all of them. That it is kept is told to those that
    came since the decision before, and to those whose senders asked for another look.
    """
    found = (
        select(LegalNotice.report_id)
        .join(Report, Report.id == LegalNotice.report_id)
        .outerjoin(NoticeObjection, NoticeObjection.report_id == LegalNotice.report_id)
        .where(Report.case_id == decision.case_id, Report.id <= decision.last_report_id)
        .order_by(LegalNotice.report_id)
        .limit(1000)
    )
    if decision.outcome == "approve":
        before = (
            select(func.coalesce(func.max(Decision.last_report_id), 0))
            .where(Decision.case_id == decision.case_id, Decision.id < decision.id)
            .where(stands())
            .scalar_subquery()
        )
        asks = NoticeObjection.report_id.is_not(None) & _waits(before_id=decision.id)
        found = found.where((Report.id > before) | asks)
    return session.scalars(found).all()


def open_notices(session: Session, case_id: int) -> Sequence[int]:
    """Return the notices of a case that no standing decision has answered; one statement."""
    answered = exists().where(
        Decision.case_id == case_id,
        Decision.last_report_id >= Report.id,
        stands(),
    )
    return session.scalars(
        select(LegalNotice.report_id)
        .join(Report, Report.id == LegalNotice.report_id)
        .where(Report.case_id == case_id, ~answered)
        .order_by(LegalNotice.report_id)
        .limit(1000)
    ).all()


def second_looks(session: Session, case_id: int) -> list[SecondLook]:
    """Return what notifiers say against keeping a comment and nobody has answered; one statement.

    A decision answers it, and one that was taken back does not.
    """
    rows = session.execute(
        select(
            NoticeObjection.report_id,
            NoticeObjection.decision_id,
            Decision.moderator_id,
            NoticeObjection.words,
            NoticeObjection.created_at,
        )
        .join(Decision, Decision.id == NoticeObjection.decision_id)
        .where(Decision.case_id == case_id, _waits())
        .order_by(NoticeObjection.created_at, NoticeObjection.report_id)
        .limit(100)
    ).all()
    return [SecondLook(*row) for row in rows]


def needs_words() -> ColumnElement[bool]:
    """Return whether who sent a legal notice waits for the words by which a case is kept."""
    answered = exists(Decision.id).where(
        Decision.case_id == Report.case_id, Decision.last_report_id >= Report.id, stands()
    )
    noticed = (
        exists(LegalNotice.report_id)
        .where(LegalNotice.report_id == Report.id, Report.case_id == Case.id)
        .where(~answered.correlate(Report))
    )
    first = aliased(Decision)
    asked = (
        exists(NoticeObjection.report_id)
        .where(NoticeObjection.decision_id == first.id, first.case_id == Case.id)
        .where(_waits())
    )
    return noticed.correlate(Case) | asked.correlate(Case)


@lru_cache(maxsize=128)
def asks_again(moderator_id: int) -> ColumnElement[bool]:
    """Return whether a notifier asks somebody else than this moderator to look again at a case.

    Made once for each moderator: making it takes longer than asking it.
    """
    first = aliased(Decision)
    return (
        exists(NoticeObjection.report_id)
        .where(NoticeObjection.decision_id == first.id, first.case_id == Case.id)
        .where(first.moderator_id == moderator_id, _waits())
        .correlate(Case)
    )


def _waits(before_id: int | None = None) -> ColumnElement[bool]:
    """Return whether no standing decision follows the one that is objected to."""
    later, first = aliased(Decision), aliased(Decision)
    followed = (
        exists(later.id)
        .where(first.id == NoticeObjection.decision_id, later.case_id == first.case_id)
        .where(later.id > NoticeObjection.decision_id, stands(later))
    )
    if before_id is not None:
        followed = followed.where(later.id < before_id)
    return ~followed.correlate(NoticeObjection)
