"""Several cases at once, each as a decision about it has to name it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session, aliased

from discuss.accounts.models import Person
from discuss.accounts.rules import Actor
from discuss.comments.models import Comment, CommentRevision, Mention
from discuss.moderation.models import Case, LegalNotice, Report
from discuss.moderation.queries.notices import needs_words
from discuss.moderation.rules.outcomes import TOGETHER


@dataclass(frozen=True, slots=True)
class Bundled:
    """One of several cases."""

    case_id: int
    revision_id: int
    state_version: int
    case_version: int
    last_report_id: int
    state: str
    text: str
    author_id: int
    author_name: str
    parent_author_id: int | None
    is_reported_by_viewer: bool
    calls_viewer: bool
    needs_words: bool
    """Whether keeping it needs words to who sent a legal notice."""


def bundle(
    session: Session, viewer: Actor, case_ids: Sequence[int], author_id: int = 0
) -> Sequence[Bundled]:
    """Return the open ones of these cases, or all of an author, at most 100; one statement.

    The most urgent stands first. Those of sections that are not the viewer's are left out.
    """
    chosen = Case.author_id == author_id if author_id else Case.id.in_(case_ids[:TOGETHER])
    if viewer.sections:
        chosen &= Case.section.in_(viewer.sections)
    parent = aliased(Comment)
    rows = session.execute(
        select(
            Case.id.label("case_id"),
            CommentRevision.id.label("revision_id"),
            Comment.state_version,
            Case.version.label("case_version"),
            _newest_report().label("last_report_id"),
            Comment.state,
            CommentRevision.text,
            Comment.author_id,
            Person.name.label("author_name"),
            parent.author_id.label("parent_author_id"),
            _reported_by(viewer.id).label("is_reported_by_viewer"),
            _calls(viewer.id).label("calls_viewer"),
            needs_words().label("needs_words"),
        )
        .join(Comment, Comment.id == Case.comment_id)
        .join(Person, Person.id == Comment.author_id)
        .join(CommentRevision, _is_current())
        .outerjoin(parent, parent.id == Comment.parent_id)
        .where(chosen, Case.closed_at.is_(None))
        .order_by(Case.neg_priority, Case.id)
        .limit(TOGETHER)
    )
    return [Bundled(**row) for row in rows.mappings()]


def _is_current() -> ColumnElement[bool]:
    mine = CommentRevision.comment_id == Comment.id
    return mine & (CommentRevision.n == Comment.revision_n)


def _newest_report() -> ColumnElement[int]:
    newest = select(func.max(Report.id)).where(Report.case_id == Case.id)
    return func.coalesce(newest.correlate(Case).scalar_subquery(), 0)


def _calls(viewer_id: int) -> ColumnElement[bool]:
    return exists(Mention.comment_id).where(
        Mention.comment_id == Comment.id, Mention.person_id == viewer_id
    )


def _reported_by(viewer_id: int) -> ColumnElement[bool]:
    """Return whether somebody reported a case's comment or sent a legal notice about it."""
    noticed = select(LegalNotice.report_id).where(LegalNotice.person_id == viewer_id)
    return (
        exists(Report.id)
        .where(Report.case_id == Case.id)
        .where((Report.reporter_id == viewer_id) | Report.id.in_(noticed))
    )
