"""Readers report comments."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts.rules import Actor
from discuss.comments import actions as states
from discuss.comments import queries as comments
from discuss.comments.models import Comment, CommentRevision, Discussion
from discuss.kit import audit, chosen
from discuss.kit.announce import announce
from discuss.kit.audit import Entry
from discuss.kit.errors import Invalid, Missing
from discuss.moderation import policy, queries
from discuss.moderation.actions.cases import open_case, refresh, waiting_reports
from discuss.moderation.actions.commands import SendReport
from discuss.moderation.actions.events import BrigadeSeen
from discuss.moderation.models import Case, Report
from discuss.moderation.rules import knobs
from discuss.moderation.rules.links import is_newcomer
from discuss.moderation.rules.reporting import (
    BRIGADE_WITHIN,
    BY_CODE,
    DISAGREE,
    FULL_VOICE,
    hides,
    weight_of,
)

SUGGESTION = (
    "A disagreement is not a report. Reply to the comment and say what you see differently."
)


def report(session: Session, actor: Actor, command: SendReport, now: datetime) -> Report:
    """Report a comment; the words that the reader saw are kept with the report.

    Raises `Refused` with the policy's sentence (own comments, a second report of the same words),
    `Invalid` for a reason without the words that it needs, and for a disagreement.
    """
    _check_reason(command)
    comment = locked_comment(session, command.comment_id)
    revision = session.get(CommentRevision, command.revision_id)
    if revision is None or revision.comment_id != comment.id:
        raise Missing("This comment has no such wording. Open it again, then report it.")
    has_reported = actor.is_signed_in and queries.has_reported(session, actor.id, revision.id)
    policy.may_report(actor, comment.author_id, comment.state, has_reported=has_reported).enforce()
    case = open_case(session, comment, "reported", now)
    row = Report(
        case_id=case.id,
        revision_id=revision.id,
        reporter_id=actor.id,
        reason=command.reason,
        note=command.note,
        weight=_weight(session, actor.id),
        reported_text=revision.text,
        created_at=now,
    )
    session.add(row)
    session.flush()
    refresh(session, case, comment, now)
    _hide(session, case, comment, now)
    alert(session, case, comment, now)
    return row


def _hide(session: Session, case: Case, comment: Comment, now: datetime) -> None:
    """Hide words that several people with a record report, until a moderator has looked."""
    if comment.state != "published":
        return
    current = comments.revision(session, comment.id, comment.revision_n)
    set_ = chosen.of(session)
    least, fewest = FULL_VOICE * set_.number(knobs.HIDES), set_.number(knobs.FEWEST)
    waiting = waiting_reports(session, case, comment)
    if hides(waiting, current.id, least, fewest):
        known = queries.shown_knowing(session, case.id)
        waiting = [each for each in waiting if each.id > known]
    if hides(waiting, current.id, least, fewest):
        states.touch(session, comment.prompt_id)
        states.hide(session, comment, now)
        entry = Entry("hidden", f"comment:{comment.id}", now, facts={"case": case.id})
        audit.note(session, entry)


def alert(session: Session, case: Case, comment: Comment, now: datetime) -> None:
    """Tell moderators of many new accounts at once: their reports hide nothing."""
    enough = chosen.of(session).number(knobs.BRIGADE)
    if queries.light_reports(session, case.id, now - BRIGADE_WITHIN) >= enough:
        announce(session, BrigadeSeen(case.id, comment.id, now))


def _check_reason(command: SendReport) -> None:
    if command.reason == DISAGREE:
        raise Invalid(SUGGESTION, {"reason": SUGGESTION})
    concern = BY_CODE.get(command.reason)
    if concern is None:
        raise Invalid("Choose a reason.", {"reason": "Choose a reason."})
    if concern.needs_words and not command.note:
        sentence = f"{concern.hint}, so that a moderator can check it."
        raise Invalid(sentence, {"note": sentence})


def locked_comment(session: Session, comment_id: int) -> Comment:
    """Return a comment whose reports and decisions wait for this deed."""
    prompt_id = comments.by_id(session, comment_id).prompt_id
    # The discussion's row comes first, as in every deed on comments, so that locks cannot cross.
    session.execute(
        select(Discussion.prompt_id)
        .where(Discussion.prompt_id == prompt_id)
        .with_for_update(key_share=True)
    )
    return session.scalars(
        select(Comment)
        .where(Comment.id == comment_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).one()


def _weight(session: Session, person_id: int) -> int:
    upheld, judged = queries.record_of_reporters(session, [person_id])
    below = chosen.of(session).number(knobs.NEWCOMER)
    newcomer = is_newcomer(queries.approved_count(session, person_id, below), below)
    return weight_of(upheld=upheld, judged=judged, is_newcomer=newcomer)
