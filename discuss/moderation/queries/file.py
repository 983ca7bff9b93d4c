"""Everything that a moderator has to see about one case."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts.models import Person
from discuss.accounts.rules import Actor
from discuss.articles.models import Prompt
from discuss.comments import queries as comments
from discuss.comments.models import Anchor, Comment, CommentRevision, Hold
from discuss.moderation.models import (
    Case,
    Decision,
    DetectorResult,
    Objection,
    ObjectionAnswer,
    Reversal,
)
from discuss.moderation.queries.claims import Holder, Noted, case_notes, holder
from discuss.moderation.queries.escalations import Raised, open_escalation
from discuss.moderation.queries.measures import measures_of
from discuss.moderation.queries.nearest import Precedent, precedents
from discuss.moderation.queries.notices import SecondLook, second_looks
from discuss.moderation.queries.one import case, ties
from discuss.moderation.queries.people import Author, author, record_of_reporters
from discuss.moderation.queries.reported import Sent, latest_reports
from discuss.moderation.rules.nearest import nearest

REPLIES = 3


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody said before or after the comment in question."""

    author: str
    author_id: int
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case with its comment, its surroundings and its history."""

    case: Case
    comment: Comment
    revision: CommentRevision
    article_id: int
    slug: str
    headline: str
    question: str
    parent: Said | None
    paragraph: Anchor | None
    """Which paragraph of the article a comment at the top answers."""
    replies: Sequence[Said]
    detectors: Sequence[DetectorResult]
    holds: Sequence[Hold]
    reports: Sequence[Sent]
    has_more_reports: bool
    """Whether there are more than these."""
    is_reported_by_viewer: bool
    calls_viewer: bool
    """Whether the comment calls the moderator by name who looks at it."""
    reporters_record: tuple[int, int]
    author: Author
    holder: Holder | None
    escalation: Raised | None
    """What waits for somebody senior."""
    notes: Sequence[Noted]
    decisions: Sequence[tuple[Decision, str, bool]]
    """With who decided, and whether it was taken back; oldest first."""
    measures: Sequence[tuple[bool, datetime, str, bool]]
    """Which hid and which showed again, when, by whom, and whether it was taken back."""
    objections: Sequence[tuple[Objection, ObjectionAnswer | None]]
    second_looks: Sequence[SecondLook]
    """What notifiers say against keeping the comment."""
    nearest: Sequence[Precedent]
    """What was decided last about comments that are most like this one."""

    @property
    def last_report_id(self) -> int:
        """The newest report on the page: a decision answers those up to it."""
        return max((report.id for report in self.reports), default=0)

    @property
    def open_objection(self) -> Objection | None:
        """The objection that waits for an answer."""
        return next((asked for asked, answer in self.objections if answer is None), None)


def case_file(session: Session, case_id: int, viewer: Actor, now: datetime) -> CaseFile:
    """Return a case with all that belongs to it; raise `Missing`. 23 statements at most."""
    found = case(session, case_id, viewer)
    comment = comments.by_id(session, found.comment_id)
    revision = comments.revision(session, comment.id, comment.revision_n)
    sent, has_more = latest_reports(session, found.id, revision.id)
    holds = _holds(session, revision.id)
    is_reported, is_called = ties(session, viewer.id, found)
    return CaseFile(
        case=found,
        comment=comment,
        revision=revision,
        **_around(session, comment),
        detectors=_detectors(session, revision.id),
        holds=holds,
        reports=sent,
        has_more_reports=has_more,
        is_reported_by_viewer=is_reported,
        calls_viewer=is_called,
        reporters_record=record_of_reporters(session, _readers(sent)),
        author=author(session, comment.author_id, found.id),
        holder=holder(session, found.id, now),
        escalation=open_escalation(session, found.id) if found.escalated else None,
        notes=case_notes(session, found.id),
        decisions=_decisions(session, found.id),
        measures=measures_of(session, found.id),
        objections=_objections(session, found.id),
        second_looks=second_looks(session, found.id),
        nearest=nearest(
            revision.text, _causes(holds, sent), precedents(session, found.id, viewer.sections)
        ),
    )


def _around(session: Session, comment: Comment) -> dict[str, Any]:
    """Return where a comment stands, what it answers and what answers it, by field of the file."""
    article_id, slug, headline = comments.home_of(session, comment.prompt_id)
    return {
        "article_id": article_id,
        "slug": slug,
        "headline": headline,
        "question": session.get_one(Prompt, comment.prompt_id).question,
        "parent": _parent(session, comment),
        "paragraph": None if comment.parent_id else session.get(Anchor, comment.id),
        "replies": _said(session, Comment.parent_id == comment.id, REPLIES),
    }


def _causes(holds: Sequence[Hold], sent: Sequence[Sent]) -> set[str]:
    return {each.reason for each in holds} | {each.reason for each in sent}


def _holds(session: Session, revision_id: int) -> Sequence[Hold]:
    found = select(Hold).where(Hold.revision_id == revision_id).order_by(Hold.id)
    return session.scalars(found).all()


def _parent(session: Session, comment: Comment) -> Said | None:
    above = _said(session, Comment.id == comment.parent_id, 1) if comment.parent_id else []
    return above[0] if above else None


def _said(session: Session, condition: object, most: int) -> list[Said]:
    rows = session.execute(
        select(Person.name, Comment.author_id, CommentRevision.text, Comment.created_at)
        .select_from(Comment)
        .join(Person, Person.id == Comment.author_id)
        .join(
            CommentRevision,
            (CommentRevision.comment_id == Comment.id) & (CommentRevision.n == Comment.revision_n),
        )
        .where(condition, Comment.state.in_(("published", "hidden")))  # type: ignore[arg-type]
        .order_by(Comment.id)
        .limit(most)
    ).all()
    return [Said(*row) for row in rows]


def _detectors(session: Session, revision_id: int) -> Sequence[DetectorResult]:
    return session.scalars(
        select(DetectorResult)
        .where(DetectorResult.revision_id == revision_id)
        .order_by(DetectorResult.detector)
    ).all()


def _readers(sent: Sequence[Sent]) -> list[int]:
    return [each.reporter_id for each in sent if each.reporter_id is not None]


def _decisions(session: Session, case_id: int) -> list[tuple[Decision, str, bool]]:
    rows = session.execute(
        select(Decision, Person.name, Reversal.decision_id)
        .join(Person, Person.id == Decision.moderator_id)
        .outerjoin(Reversal, Reversal.decision_id == Decision.id)
        .where(Decision.case_id == case_id)
        .order_by(Decision.id)
    ).all()
    return [(row[0], row[1], row[2] is not None) for row in rows]


def _objections(session: Session, case_id: int) -> list[tuple[Objection, ObjectionAnswer | None]]:
    rows = session.execute(
        select(Objection, ObjectionAnswer)
        .join(Decision, Decision.id == Objection.decision_id)
        .outerjoin(ObjectionAnswer, ObjectionAnswer.decision_id == Objection.decision_id)
        .where(Decision.case_id == case_id)
        .order_by(Objection.decision_id)
    ).all()
    return [(row[0], row[1]) for row in rows]
