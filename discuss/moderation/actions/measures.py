"""A moderator hides a comment while its case is open, or shows it again; nothing is decided."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from discuss.accounts.rules import Actor
from discuss.comments import actions as comments
from discuss.kit import chosen
from discuss.kit.errors import Conflict
from discuss.moderation import policy, queries
from discuss.moderation.actions.cases import refresh
from discuss.moderation.actions.commands import Cover
from discuss.moderation.actions.decide import check_sight, enforce_distance, locked, newest_report
from discuss.moderation.actions.hidings import leave_covered, tell_uncovered, wait_again
from discuss.moderation.actions.recording import record
from discuss.moderation.actions.undo import OVERTAKEN
from discuss.moderation.models import Case, Measure, MeasureReversal
from discuss.moderation.rules.knobs import UNDO_SECONDS


def cover(session: Session, actor: Actor, command: Cover, now: datetime) -> Measure:
    """Hide a comment until somebody decides, or show it again; the same submission is the same one.

    Raises `Conflict` (409) where somebody was faster or the words changed, and `Refused` with the
    policy's sentence.
    """
    policy.may_open_desk(actor).enforce()
    case, comment = locked(session, command.case_id, actor)
    earlier = queries.measure_by_key(session, actor.id, command.submission_key)
    if earlier is not None:
        return earlier
    enforce_distance(session, actor, case, comment)
    check_sight(session, case, comment, command)
    policy.may_cover(comment.state, is_hidden=command.is_hidden).enforce()
    measure = _added(session, actor, case, command, now)
    if command.is_hidden:
        comments.hide(session, comment, now, "moderator")
    else:
        comments.publish(session, comment, now)
        tell_uncovered(session, comment, now, measure.effective_at)
    case.version += 1
    refresh(session, case, comment, now)
    deed, about = ("hide" if command.is_hidden else "show"), f"comment:{comment.id}"
    facts = {"measure": measure.id, "revision": measure.revision_id, "after": comment.state}
    record(session, actor, deed, about, now, **facts)
    return measure


def take_back_measure(session: Session, actor: Actor, measure_id: int, now: datetime) -> None:
    """Let a comment be as before somebody hid or showed it, in the first seconds; twice is once.

    Raises `Refused` once the time is over and to others, `Conflict` when something came between.
    """
    policy.may_open_desk(actor).enforce()
    measure = queries.measure(session, measure_id)
    case, comment = locked(session, measure.case_id, actor)
    earlier = session.get(MeasureReversal, measure.id)
    if earlier is not None and earlier.moderator_id == actor.id:
        return
    policy.may_take_back(actor, measure, now, is_taken_back=earlier is not None).enforce()
    seen = (case.version - 1, comment.state_version - 1)
    if seen != (measure.case_version, measure.state_version):
        raise Conflict(OVERTAKEN)
    session.add(MeasureReversal(measure_id=measure.id, moderator_id=actor.id, created_at=now))
    session.flush()
    before = "published" if measure.is_hidden else "hidden"
    comments.return_to(session, comment, before, "", now)
    wait_again(session, comment, now)
    leave_covered(session, comment, now)
    case.version += 1
    refresh(session, case, comment, now)
    about = f"comment:{comment.id}"
    record(session, actor, "undo", about, now, measure=measure.id, after=comment.state)


def _added(session: Session, actor: Actor, case: Case, command: Cover, now: datetime) -> Measure:
    measure = Measure(
        case_id=case.id,
        revision_id=command.revision_id,
        moderator_id=actor.id,
        role=actor.role,
        submission_key=command.submission_key,
        is_hidden=command.is_hidden,
        state_version=command.state_version,
        case_version=case.version,
        last_report_id=min(command.last_report_id, newest_report(session, case.id)),
        created_at=now,
        effective_at=now + timedelta(seconds=chosen.of(session).number(UNDO_SECONDS)),
    )
    session.add(measure)
    session.flush()
    return measure
