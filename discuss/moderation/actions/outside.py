"""What scorers outside said about words that were saved before they were asked."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss import settings
from discuss.comments import actions as comments
from discuss.comments.actions.events import HoldReason
from discuss.comments.models import Comment, CommentRevision
from discuss.kit import outbox
from discuss.moderation import queries
from discuss.moderation.actions.cases import mark_found
from discuss.moderation.actions.results import result_of
from discuss.moderation.models import DetectorResult
from discuss.moderation.rules.intake import Finding, at_least

KIND = "score"
"""The kind of delivery by which scorers outside are asked."""


def ask_outside(session: Session, revision: CommentRevision, now: datetime) -> None:
    """Let scorers outside be asked after this transaction, where any is switched on."""
    chosen = settings.of(session.info)
    if chosen.akismet_key or chosen.webhook_url:
        payload = {"revision_id": revision.id}
        outbox.enqueue(session, key=f"{KIND}-{revision.id}", kind=KIND, payload=payload, now=now)


def keep_outside(
    session: Session, revision_id: int, findings: Sequence[Finding], now: datetime
) -> None:
    """Keep what scorers outside said; words that can be read and are still the same may be held.

    What a moderator decided about them meanwhile stays. Said twice, it is kept once.
    """
    revision = session.get_one(CommentRevision, revision_id)
    comment = session.get_one(Comment, revision.comment_id)
    comments.lock(session, comment)
    known = session.scalars(
        select(DetectorResult.detector).where(DetectorResult.revision_id == revision_id)
    ).all()
    fresh = [each for each in findings if each.detector not in known]
    may_hold = settings.of(session.info).outside_scorers == "hold"
    session.add_all(result_of(each, revision_id, now, is_applied=may_hold) for each in fresh)
    session.flush()
    if at_least(fresh, "advise"):
        mark_found(session, comment.id)
    holding = at_least(fresh, "hold")
    is_open = comment.state == "published" and comment.revision_n == revision.n
    if may_hold and holding and is_open and not _is_decided(session, comment, revision_id):
        reasons = [HoldReason(each.detector, each.detail) for each in holding]
        comments.hold_back(session, comment, revision, reasons, now)


def _is_decided(session: Session, comment: Comment, revision_id: int) -> bool:
    case = queries.case_of(session, comment.id)
    if case is None:
        return False
    standing = queries.standing_decisions(session, case.id)
    return any(each.revision_id == revision_id for each in standing)
