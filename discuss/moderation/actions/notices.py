"""Somebody, with or without an account, notices us of words that break the law."""

from datetime import datetime

from sqlalchemy.orm import Session

from discuss.accounts.rules import Actor
from discuss.comments.models import Comment, CommentRevision
from discuss.kit import audit, outbox
from discuss.kit.audit import Entry, digest
from discuss.kit.errors import Invalid, Missing
from discuss.moderation import policy, queries
from discuss.moderation.actions.cases import open_case, refresh
from discuss.moderation.actions.commands import SendNotice
from discuss.moderation.actions.decide import locked
from discuss.moderation.actions.notifying import forget_in_time
from discuss.moderation.actions.reports import alert, locked_comment
from discuss.moderation.models import LegalNotice, NoticeObjection, Report
from discuss.moderation.rules.notices import NOT_OURS, WEIGHT, lacks

RECEIPT = "notice-receipt"
"""The mail that says at once that a notice has arrived."""


def notify(session: Session, actor: Actor, command: SendNotice, now: datetime) -> LegalNotice:
    """Take a notice: bind it to the words, put the case on top, and send the receipt.

    The same submission again is the same notice. Raises `Invalid` for what the law asks and was
    left out, and for an address under which readers see no comment.
    """
    earlier = queries.notice_by_key(session, command.submission_key)
    if earlier is not None:
        return earlier
    _check(command)
    comment, revision = _noticed(session, command)
    earlier = queries.notice_by_key(session, command.submission_key)
    if earlier is not None:
        return earlier
    case = open_case(session, comment, "notice", now)
    report = Report(
        case_id=case.id,
        revision_id=revision.id,
        reporter_id=None,
        reason="illegal",
        note=command.explanation,
        weight=WEIGHT,
        reported_text=revision.text,
        created_at=now,
    )
    session.add(report)
    session.flush()
    notice = _added(session, actor, command, report.id)
    refresh(session, case, comment, now)
    alert(session, case, comment, now)
    audit.note(session, Entry("notice", f"comment:{comment.id}", now, facts={"notice": report.id}))
    _receipt(session, notice, now)
    forget_in_time(session, notice, now)
    return notice


def object_to_keeping(
    session: Session, report_id: int, words: str, now: datetime
) -> NoticeObjection:
    """Ask somebody else to look again at a comment that was kept; once for each notice."""
    found = queries.noticed(session, report_id)
    case, comment = locked(session, found.report.case_id)
    found = queries.noticed(session, report_id)
    policy.may_ask_again(
        found.decision, comment.state, now, has_asked=bool(found.objection)
    ).enforce()
    assert found.decision is not None
    objection = NoticeObjection(
        report_id=report_id, decision_id=found.decision.id, words=words, created_at=now
    )
    session.add(objection)
    session.flush()
    about = f"decision:{found.decision.id}"
    facts = {"notice": report_id, "words": digest(words)}
    audit.note(session, Entry("objection", about, now, facts=facts))
    refresh(session, case, comment, now)
    return objection


def forget_notifier(session: Session, report_id: int) -> None:
    """Take name and address out of a notice, at the wish of who sent it; nothing else is mailed."""
    notice = queries.noticed(session, report_id).notice
    notice.name, notice.email = "", ""
    session.flush()


def _check(command: SendNotice) -> None:
    fields = dict(
        lacks(
            name=command.name,
            email=command.email,
            protects_children=command.protects_children,
            good_faith=command.good_faith,
        )
    )
    if command.comment_id is None:
        fields = {"address": NOT_OURS, **fields}
    if fields:
        one = next(iter(fields.values()))
        raise Invalid(one if len(fields) == 1 else "Some fields need another look.", fields)


def _noticed(session: Session, command: SendNotice) -> tuple[Comment, CommentRevision]:
    """Return the comment and the wording that the notifier saw, the present one if none is named.

    A comment that nobody can read is as one that never was, so that nobody learns of it.
    """
    assert command.comment_id is not None
    try:
        comment = locked_comment(session, command.comment_id)
    except Missing:
        raise _nothing_there() from None
    if comment.state not in policy.PUBLIC:
        raise _nothing_there()
    revision = queries.seen_wording(session, comment, command.revision_id)
    if revision is None:
        raise _nothing_there()
    return comment, revision


def _nothing_there() -> Invalid:
    sentence = "Readers see no comment at this address. Open the comment and copy its address."
    return Invalid(sentence, {"address": sentence})


def _added(session: Session, actor: Actor, command: SendNotice, report_id: int) -> LegalNotice:
    notice = LegalNotice(
        report_id=report_id,
        person_id=actor.id if actor.is_signed_in else None,
        submission_key=command.submission_key,
        address=command.address,
        law=command.law,
        territory=command.territory,
        protects_children=command.protects_children,
        name=command.name,
        email=command.email,
    )
    session.add(notice)
    session.flush()
    return notice


def _receipt(session: Session, notice: LegalNotice, now: datetime) -> None:
    if notice.email:
        outbox.enqueue(
            session,
            key=f"{RECEIPT}-{notice.report_id}",
            kind=RECEIPT,
            payload={"report_id": notice.report_id},
            now=now,
        )
