"""A moderator decides about what they saw."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts.models import Person
from discuss.accounts.rules import Actor
from discuss.comments import actions as comments
from discuss.comments import queries as comment_queries
from discuss.comments.models import Comment, CommentRevision
from discuss.kit import chosen
from discuss.kit.announce import announce
from discuss.kit.errors import Conflict
from discuss.kit.orm import LOCKED
from discuss.kit.verdict import Verdict
from discuss.moderation import policy, queries
from discuss.moderation.actions.cases import refresh, waiting_reports
from discuss.moderation.actions.claims import release
from discuss.moderation.actions.commands import Cover, Decide
from discuss.moderation.actions.completing import completed
from discuss.moderation.actions.events import Decided
from discuss.moderation.actions.notifying import tell_notifiers
from discuss.moderation.actions.recording import record_decision
from discuss.moderation.actions.telling import reporters_answered, tell_author
from discuss.moderation.models import Batch, Case, Decision
from discuss.moderation.rules.knobs import UNDO_SECONDS
from discuss.moderation.rules.outcomes import ILLEGAL, REMOVES
from discuss.moderation.rules.reasons import BY_CODE

DECIDED = "Somebody decided about this comment while you were reading. Look at it again."
EDITED = "The comment has changed while you were reading. Read the new words, then decide."


def decide(
    session: Session, actor: Actor, command: Decide, now: datetime, batch: Batch | None = None
) -> Decision:
    """Approve, reject, remove as illegal or restore; the same submission again is the same one.

    `batch` is what it is a part of: where that takes two people, `actor` is the second of them.
    Raises `Conflict` (409) when somebody else decided or the words changed in between, `Refused`
    with the policy's sentence, `Invalid` for what the decision lacks.
    """
    policy.may_open_desk(actor).enforce()
    if command.outcome == ILLEGAL and not (batch and batch.needs_second):
        policy.may_remove_alone(actor).enforce()
    by_id = batch.moderator_id if batch else actor.id
    earlier = queries.decision_by_key(session, by_id, command.submission_key)
    if earlier is not None:
        return earlier
    case, comment = locked(session, command.case_id, actor)
    earlier = queries.decision_by_key(session, by_id, command.submission_key)
    if earlier is not None:
        return earlier
    enforce_distance(session, actor, case, comment)
    check_sight(session, case, comment, command)
    policy.may_move(command.outcome, comment.state).enforce()
    source = _source(session, case, comment, command)
    language = session.get_one(Person, comment.author_id).language
    whole = completed(command, source, language)
    decision = _added(session, actor, case, comment, whole, source, now, batch)
    move(session, comment, decision, now)
    close_and_tell(session, case, comment, decision, now)
    release(session, actor, case.id)
    return decision


def locked(session: Session, case_id: int, actor: Actor | None = None) -> tuple[Case, Comment]:
    """Return a case and its comment, for which every other decision waits until this one is over.

    The discussion's row comes first, as in every deed on comments, so that locks cannot cross.
    Raises `Missing` to an actor whose sections it is not in.
    """
    case = queries.case(session, case_id, actor)
    comment = comment_queries.by_id(session, case.comment_id)
    comments.touch(session, comment.prompt_id)
    session.refresh(comment, with_for_update=LOCKED)
    session.refresh(case, with_for_update=LOCKED)
    return case, comment


def enforce_distance(session: Session, actor: Actor, case: Case, comment: Comment) -> None:
    """Raise `Refused` when the moderator is too close to the comment to decide."""
    closeness(session, actor, case, comment).enforce()
    looks = queries.second_looks(session, case.id)
    policy.may_look_again(actor, {look.moderator_id for look in looks}).enforce()


def closeness(session: Session, actor: Actor, case: Case, comment: Comment) -> Verdict:
    """Return whether a moderator is far enough from a comment to decide; two statements."""
    is_reported, is_called = queries.ties(session, actor.id, case)
    return policy.may_judge(
        actor,
        comment.author_id,
        queries.parent_author(session, comment),
        {actor.id} if is_reported else set(),
        {actor.id} if is_called else set(),
    )


def move(session: Session, comment: Comment, decision: Decision, now: datetime) -> None:
    """Give the comment the state that the decision asks for, if it has another one."""
    state = REMOVES.get(decision.outcome)
    if state is not None:
        comments.reject(session, comment, note_of(decision), now, state=state)
    elif comment.state != "published":
        comments.publish(session, comment, now)


def note_of(decision: Decision) -> str:
    """Return what stands in the place of an answered comment; nothing of what is illegal."""
    if decision.outcome == ILLEGAL:
        return ""
    reason = BY_CODE[decision.reason]
    return f"{reason.title.lower()} (rule {decision.clause.partition('@')[0]})"


def close_and_tell(
    session: Session, case: Case, comment: Comment, decision: Decision, now: datetime
) -> None:
    """Record it, count the case up, look what still waits, and let everybody concerned be told."""
    record_decision(session, comment, decision)
    tell_notifiers(session, decision, now)
    case.version += 1
    refresh(session, case, comment, now)
    tell_author(session, comment, decision, now)
    announce(
        session,
        Decided(
            decision_id=decision.id,
            case_id=case.id,
            comment_id=comment.id,
            author_id=comment.author_id,
            outcome=decision.outcome,
            source=decision.source,
            previous_state=decision.previous_state,
            reporter_ids=reporters_answered(session, decision),
            now=now,
            effective_at=decision.effective_at,
        ),
    )


def check_sight(session: Session, case: Case, comment: Comment, command: Decide | Cover) -> None:
    """Raise `Conflict` when the moderator saw something else than what stands now."""
    if command.case_version != case.version:
        raise Conflict(DECIDED)
    current = session.scalar(
        select(CommentRevision.id).where(
            CommentRevision.comment_id == comment.id, CommentRevision.n == comment.revision_n
        )
    )
    if command.revision_id != current or command.state_version != comment.state_version:
        raise Conflict(EDITED)


def _added(  # noqa: PLR0913, PLR0917 - a decision has this many facts
    session: Session,
    actor: Actor,
    case: Case,
    comment: Comment,
    command: Decide,
    source: str,
    now: datetime,
    batch: Batch | None,
) -> Decision:
    decision = Decision(
        case_id=case.id,
        revision_id=command.revision_id,
        moderator_id=batch.moderator_id if batch else actor.id,
        submission_key=command.submission_key,
        outcome=command.outcome,
        reason=command.reason,
        clause=command.clause,
        explanation=command.explanation,
        source=source,
        role=actor.role,
        previous_state=comment.state,
        state_version=comment.state_version,
        case_version=case.version,
        last_report_id=min(command.last_report_id, newest_report(session, case.id)),
        created_at=now,
        effective_at=now + timedelta(seconds=chosen.of(session).number(UNDO_SECONDS)),
        law=command.law,
        territory=command.territory,
        batch_id=batch.id if batch else None,
        second_id=actor.id if batch and batch.needs_second else None,
    )
    session.add(decision)
    session.flush()
    return decision


def newest_report(session: Session, case_id: int) -> int:
    """Return the newest report of a case, 0 without any; one statement."""
    return max((report.id for report in queries.reports_on(session, case_id)), default=0)


def _source(session: Session, case: Case, comment: Comment, command: Decide) -> str:
    """Return what brought the case before this moderator; six statements at most."""
    if command.outcome != "restore" and _is_noticed(session, case, comment, command):
        return "notice"
    if comment.state == "held":
        return "held"
    return "reports" if case.report_count and command.outcome != "restore" else "own"


def _is_noticed(session: Session, case: Case, comment: Comment, command: Decide) -> bool:
    """Tell whether a legal notice, or its sender's wish for another look, waits for this answer."""
    if queries.second_looks(session, case.id):
        return True
    waiting = waiting_reports(session, case, comment) if case.report_count else ()
    return any(each.is_notice and each.id <= command.last_report_id for each in waiting)
