"""Whoever sent a notice is told what came of it, once that counts."""

from datetime import datetime

from sqlalchemy.orm import Session

from discuss.comments.models import Comment
from discuss.comments.rules.times import REGRET_WINDOW
from discuss.kit import outbox
from discuss.moderation import queries
from discuss.moderation.models import Decision, LegalNotice
from discuss.moderation.rules.notices import KEEPS_NOTIFIER

OUTCOME = "notice-outcome"
"""The mail that says what was decided."""

FORGETTING = "notice-forgetting"
"""The end of the time for which we keep who sent a notice."""


def tell_notifiers(session: Session, decision: Decision, now: datetime) -> None:
    """Let everybody whose notice a decision answers be told when it cannot be undone any more."""
    for report_id in queries.answered_by(session, decision):
        outbox.enqueue(
            session,
            key=_key(report_id, decision.id),
            kind=OUTCOME,
            payload={"report_id": report_id, "decision_id": decision.id},
            now=now,
            due_at=decision.effective_at,
        )


def leave_notifiers(session: Session, decision: Decision) -> None:
    """Take the mails about an undone decision out of the outbox."""
    for report_id in queries.answered_by(session, decision):
        outbox.cancel(session, _key(report_id, decision.id))


def tell_of_vanishing(session: Session, comment: Comment, now: datetime) -> None:
    """Tell whoever waits for a decision that the words are gone, once they cannot come back."""
    case = queries.case_of(session, comment.id)
    for report_id in queries.open_notices(session, case.id) if case else ():
        outbox.enqueue(
            session,
            key=_key(report_id, 0),
            kind=OUTCOME,
            payload={"report_id": report_id, "decision_id": 0},
            now=now,
            due_at=now + REGRET_WINDOW,
        )


def forget_in_time(session: Session, notice: LegalNotice, now: datetime) -> None:
    """Let name and address of who sent a notice be forgotten after a year."""
    if notice.name or notice.email:
        outbox.enqueue(
            session,
            key=f"{FORGETTING}-{notice.report_id}",
            kind=FORGETTING,
            payload={"report_id": notice.report_id},
            now=now,
            due_at=now + KEEPS_NOTIFIER,
        )


def _key(report_id: int, decision_id: int) -> str:
    return f"{OUTCOME}-{report_id}-{decision_id}"
