"""Reads of single cases, decisions and what belongs to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import Session

from discuss.accounts.rules import Actor
from discuss.comments.models import Comment, CommentRevision, Hold, Mention
from discuss.kit.errors import Missing
from discuss.moderation import policy
from discuss.moderation.models import (
    Case,
    Decision,
    LegalNotice,
    Objection,
    ObjectionAnswer,
    Report,
    Reversal,
    Statement,
)
from discuss.moderation.queries.standing import is_overtaken, stands
from discuss.moderation.rules.outcomes import REMOVES
from discuss.moderation.rules.reporting import FULL_VOICE, Given

NO_CASE = "There is no such case. It may have been about a comment that was deleted."
NO_STATEMENT = "There is no such statement."
NO_DECISION = "There is no such decision."


def case(session: Session, case_id: int, actor: Actor | None = None) -> Case:
    """Return a case; raise `Missing` (404). One statement at most.

    With an actor, a case of a section that is not theirs is missing like one that never was.
    """
    found = session.get(Case, case_id)
    if found is None or (actor is not None and not policy.may_handle(actor, found.section)):
        raise Missing(NO_CASE)
    return found


def case_of(session: Session, comment_id: int) -> Case | None:
    """Return the case about a comment, None before the first; one statement."""
    return session.scalar(select(Case).where(Case.comment_id == comment_id))


def decision(session: Session, decision_id: int) -> Decision:
    """Return a decision; raise `Missing` (404). One statement at most."""
    found = session.get(Decision, decision_id)
    if found is None:
        raise Missing(NO_DECISION)
    return found


def decision_by_key(session: Session, moderator_id: int, key: str) -> Decision | None:
    """Return the decision that this submission made already; one statement."""
    return session.scalar(
        select(Decision).where(
            Decision.moderator_id == moderator_id, Decision.submission_key == key
        )
    )


def is_reversed(session: Session, decision_id: int) -> bool:
    """Tell whether a decision was taken back in its first seconds; one statement at most."""
    return session.get(Reversal, decision_id) is not None


def standing_decisions(session: Session, case_id: int) -> Sequence[Decision]:
    """Return the decisions of a case that were not taken back, oldest first; one statement."""
    return session.scalars(
        select(Decision).where(Decision.case_id == case_id, stands()).order_by(Decision.id)
    ).all()


def last_rejection(session: Session, case_id: int) -> Decision | None:
    """Return the latest standing rejection of a case; one statement."""
    standing = standing_decisions(session, case_id)
    return next((each for each in reversed(standing) if each.outcome in REMOVES), None)


def reports_on(session: Session, case_id: int) -> list[Given]:
    """Return the reports of a case, oldest first, at most the newest thousand; one statement."""
    rows = session.execute(
        select(
            Report.id,
            Report.revision_id,
            Report.reason,
            Report.weight,
            Report.reporter_id.is_(None).label("is_notice"),
        )
        .where(Report.case_id == case_id)
        .order_by(Report.id.desc())
        .limit(1000)
    ).all()
    return [Given(*row) for row in reversed(rows)]


def has_reported(session: Session, person_id: int, revision_id: int) -> bool:
    """Tell whether somebody reported this wording already; one statement."""
    return (
        session.scalar(
            select(Report.id).where(
                Report.reporter_id == person_id, Report.revision_id == revision_id
            )
        )
        is not None
    )


def light_reports(session: Session, case_id: int, since: datetime) -> int:
    """Return how many reports of little weight came since a moment; one statement."""
    found = (
        select(func.count())
        .select_from(Report)
        .where(Report.case_id == case_id, Report.created_at > since, Report.weight < FULL_VOICE)
    )
    return session.scalar(found) or 0


def ties(session: Session, person_id: int, case: Case) -> tuple[bool, bool]:
    """Tell whether somebody reported or noticed a comment, and whether it calls them by name.

    In any of its wordings; one statement.
    """
    reported = (
        exists(Report.id)
        .where(Report.case_id == case.id)
        .where((Report.reporter_id == person_id) | Report.id.in_(_noticed_by(person_id)))
    )
    called = exists(Mention.comment_id).where(
        Mention.comment_id == case.comment_id, Mention.person_id == person_id
    )
    row = session.execute(select(reported, called)).one()
    return bool(row[0]), bool(row[1])


def _noticed_by(person_id: int) -> Select[int]:
    return select(LegalNotice.report_id).where(LegalNotice.person_id == person_id)


def wording(session: Session, comment_id: int, revision_id: int) -> str:
    """Return what a revision of a comment said, '' where it has no such one; one statement."""
    found = select(CommentRevision.text).where(
        CommentRevision.id == revision_id, CommentRevision.comment_id == comment_id
    )
    return session.scalar(found) or ""


def hold_reasons(session: Session, revision_id: int) -> Sequence[str]:
    """Return why a wording was held, each reason once a time; one statement."""
    return session.scalars(select(Hold.reason).where(Hold.revision_id == revision_id)).all()


def seen_wording(session: Session, comment: Comment, revision_id: int) -> CommentRevision | None:
    """Return a wording of a comment, the present one for 0; one statement at most."""
    if revision_id:
        found = session.get(CommentRevision, revision_id)
        return found if found is not None and found.comment_id == comment.id else None
    return session.scalar(
        select(CommentRevision).where(
            CommentRevision.comment_id == comment.id, CommentRevision.n == comment.revision_n
        )
    )


def parent_author(session: Session, comment: Comment) -> int | None:
    """Return whom a comment answers, None at the top; one statement at most."""
    if comment.parent_id is None:
        return None
    return session.scalar(select(Comment.author_id).where(Comment.id == comment.parent_id))


def objection(
    session: Session, decision_id: int
) -> tuple[Objection | None, ObjectionAnswer | None]:
    """Return the objection to a decision and its answer, each if there is one; two statements."""
    return session.get(Objection, decision_id), session.get(ObjectionAnswer, decision_id)


@dataclass(frozen=True, slots=True)
class Told:
    """A statement with everything that its page shows."""

    statement: Statement
    decision: Decision
    comment: Comment
    is_reversed: bool
    objection: Objection | None
    answer: ObjectionAnswer | None
    is_overtaken: bool
    """Whether a later decision about the same comment stands."""
    section: str
    words: str
    """What was decided about, as its author wrote it."""


def newest_statement(session: Session, actor: Actor, comment_id: int, now: datetime) -> int:
    """Return the decision about a comment of which its author was told last; one statement.

    Raises `Missing` where nothing was said that stands, and to whom it was not said: others do not
    learn of a comment that nobody but its author and the desk has seen.
    """
    found = session.execute(
        select(Statement.decision_id, Statement.person_id, Case.section)
        .join(Decision, Decision.id == Statement.decision_id)
        .join(Case, Case.id == Decision.case_id)
        .where(Case.comment_id == comment_id, Decision.effective_at <= now, stands())
        .order_by(Decision.id.desc())
        .limit(1)
    ).first()
    if found is None or not policy.may_read_statement(actor, found[1], found[2]):
        raise Missing("Nothing is written yet. A decision is told a few seconds after it was made.")
    return int(found[0])


def told(session: Session, decision_id: int) -> Told:
    """Return what an author was told; raise `Missing` (404). One statement."""
    row = session.execute(
        select(
            *(Statement, Decision, Comment, Reversal, Objection, ObjectionAnswer),
            is_overtaken(),
            Case.section,
            CommentRevision.source,
        )
        .join(Decision, Decision.id == Statement.decision_id)
        .join(Case, Case.id == Decision.case_id)
        .join(Comment, Comment.id == Case.comment_id)
        .join(CommentRevision, CommentRevision.id == Decision.revision_id)
        .outerjoin(Reversal, Reversal.decision_id == Decision.id)
        .outerjoin(Objection, Objection.decision_id == Decision.id)
        .outerjoin(ObjectionAnswer, ObjectionAnswer.decision_id == Decision.id)
        .where(Statement.decision_id == decision_id)
    ).first()
    if row is None:
        raise Missing(NO_STATEMENT)
    return Told(row[0], row[1], row[2], row[3] is not None, *row[4:])
