"""Restrictions that count, from the rows that the public log is made of."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import ColumnElement, ScalarSelect, case, exists, func, literal, select
from sqlalchemy.orm import Session, aliased

from discuss.articles.models import Article, Prompt
from discuss.comments.models import Comment, CommentRevision, Hold
from discuss.moderation.models import (
    Case,
    Decision,
    Hiding,
    HidingStatement,
    Measure,
    MeasureReversal,
    Sanction,
    SanctionStep,
)
from discuss.moderation.queries.standing import shortened_to, stands
from discuss.moderation.rules.eu import HIDDEN, Restriction
from discuss.moderation.rules.intake import READ_FIRST
from discuss.moderation.rules.outcomes import REMOVES

PORTION = 500
"""Rows that are in memory at once."""


def restrictions(session: Session, span: tuple[datetime, datetime]) -> Iterator[Restriction]:
    """Yield what was restricted from a moment on until another, oldest first; three statements.

    A decision that was taken back before anybody was told never counted. A ban counts from its
    second person on.
    """
    yield from _rejections(session, span)
    yield from _sanctions(session, span)
    yield from _hidings(session, span)


def _rejections(session: Session, span: tuple[datetime, datetime]) -> Iterator[Restriction]:
    found = (
        select(
            Decision.id,
            Decision.outcome,
            Decision.previous_state != "held",
            Decision.reason,
            Decision.clause,
            Decision.law,
            Decision.second_id.is_not(None),
            Decision.source,
            _found_by_software(),
            Article.language,
            CommentRevision.created_at,
            Decision.effective_at,
            _restored_at(),
        )
        .join(CommentRevision, CommentRevision.id == Decision.revision_id)
        .join(Comment, Comment.id == CommentRevision.comment_id)
        .join(Prompt, Prompt.id == Comment.prompt_id)
        .join(Article, Article.id == Prompt.article_id)
        .where(Decision.outcome.in_(REMOVES), stands())
        .where(Decision.effective_at >= span[0], Decision.effective_at < span[1])
        .order_by(Decision.id)
    )
    for row in session.execute(found.execution_options(yield_per=PORTION)):
        yield Restriction(*list(row))


def _sanctions(session: Session, span: tuple[datetime, datetime]) -> Iterator[Restriction]:
    begins = func.coalesce(_step_at("confirmed"), Sanction.created_at)
    counts = Sanction.kind.in_(("premoderation", "exclusion", "suspension")) | (
        (Sanction.kind == "ban") & _step_at("confirmed").is_not(None)
    )
    found = (
        select(
            Sanction.id,
            Sanction.kind,
            literal(value=True),
            literal(""),
            Sanction.clause,
            literal(""),
            Sanction.kind == "ban",
            literal("own"),
            literal(value=False),
            literal(""),
            begins,
            begins,
            func.coalesce(
                *(_step_at("lifted"), _step_at("reversed"), shortened_to(), Sanction.ends_at)
            ),
        )
        .where(counts, begins >= span[0], begins < span[1])
        .order_by(Sanction.id)
    )
    for row in session.execute(found.execution_options(yield_per=PORTION)):
        yield Restriction(*list(row))


def _hidings(session: Session, span: tuple[datetime, datetime]) -> Iterator[Restriction]:
    """Yield the comments that were hidden for so long that their authors were told."""
    by_software = Hiding.cause == "reports"
    found = (
        select(
            Hiding.id,
            literal(HIDDEN),
            literal(value=True),
            *(literal(""), literal(""), literal("")),
            literal(value=False),
            case((by_software, "reports"), else_="own"),
            by_software,
            Article.language,
            CommentRevision.created_at,
            Hiding.created_at,
            _uncovered_at(),
        )
        .join(HidingStatement, HidingStatement.hiding_id == Hiding.id)
        .join(CommentRevision, CommentRevision.id == Hiding.revision_id)
        .join(Comment, Comment.id == Hiding.comment_id)
        .join(Prompt, Prompt.id == Comment.prompt_id)
        .join(Article, Article.id == Prompt.article_id)
        .where(HidingStatement.created_at >= span[0], HidingStatement.created_at < span[1])
        .order_by(Hiding.id)
    )
    for row in session.execute(found.execution_options(yield_per=PORTION)):
        yield Restriction(*list(row))


def _uncovered_at() -> ColumnElement[datetime | None]:
    """Return when somebody decided about a hidden comment, or showed it again, if that is over."""
    decided = (
        select(func.min(Decision.effective_at))
        .join(Case, Case.id == Decision.case_id)
        .where(Case.comment_id == Hiding.comment_id, Decision.created_at >= Hiding.created_at)
        .where(stands())
        .correlate(Hiding)
        .scalar_subquery()
    )
    taken_back = exists(MeasureReversal.measure_id).where(MeasureReversal.measure_id == Measure.id)
    shown = (
        select(func.min(Measure.effective_at))
        .join(Case, Case.id == Measure.case_id)
        .where(Case.comment_id == Hiding.comment_id, Measure.created_at >= Hiding.created_at)
        .where(Measure.is_hidden.is_(False), ~taken_back)
        .correlate(Hiding)
        .scalar_subquery()
    )
    return case((shown < decided, shown), else_=func.coalesce(decided, shown))


def _found_by_software() -> ColumnElement[bool]:
    """Return whether a detector held the words, rather than a rule that a person reads them."""
    held = Hold.revision_id == Decision.revision_id
    return (
        exists(Hold.id)
        .where(held, Hold.reason.not_in(READ_FIRST), Decision.source == "held")
        .correlate(Decision)
    )


def _restored_at() -> ScalarSelect[datetime]:
    """Return when the first standing decision after this one took its place.

    It brought the comment back, or removed it for another reason after an objection.
    """
    later = aliased(Decision)
    ends = (later.outcome == "restore") | (later.source == "objection")
    return (
        select(func.min(later.effective_at))
        .where(later.case_id == Case.id, later.id > Decision.id, ends)
        .where(Case.id == Decision.case_id)
        .where(stands(later))
        .correlate(Decision)
        .scalar_subquery()
    )


def _step_at(kind: str) -> ScalarSelect[datetime]:
    return (
        select(func.min(SanctionStep.created_at))
        .where(SanctionStep.sanction_id == Sanction.id, SanctionStep.kind == kind)
        .correlate(Sanction)
        .scalar_subquery()
    )
