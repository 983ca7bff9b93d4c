"""What one reader sees over a page of comments: their marks, their held words, revealed stamps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    CompoundSelect,
    Select,
    bindparam,
    literal,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from discuss.accounts.models import Ignoring
from discuss.comments.models import Comment, CommentRevision, ForecastStamp, Hold, Reaction
from discuss.comments.queries.minds import Moved, moved_by
from discuss.comments.queries.said import Said, rows, said
from discuss.comments.rules.knobs import READ_WITHIN
from discuss.kit import chosen
from discuss.kit.orm import Instant
from discuss.predictions import queries as predictions
from discuss.predictions.models import Question, QuestionRevision, Standing
from discuss.predictions.queries.people import CURRENT

IGNORED = "ignored"
"""Stands among a reader's marks for a comment by somebody they ignore."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """A forecast on a comment: then, and what its author's forecast is now."""

    comment_id: int
    question_id: int
    kind: str
    short_title: str
    options: Sequence[Mapping[str, Any]]
    then: float | None
    then_shares: Mapping[str, float] | None
    now: float | None
    now_shares: Mapping[str, float] | None
    scale: Mapping[str, Any] = field(default_factory=dict)
    then_quantiles: Mapping[str, float] | None = None
    now_quantiles: Mapping[str, float] | None = None


@dataclass(frozen=True, slots=True)
class Overlay:
    """All that differs from reader to reader on one page."""

    marks: Mapping[int, frozenset[str]] = field(default_factory=dict)
    ignored: frozenset[int] = frozenset()
    """Comments of people whom the reader ignores."""
    stamps: Mapping[int, Sequence[Stamp]] = field(default_factory=dict)
    moved: Mapping[int, Sequence[Moved]] = field(default_factory=dict)
    sight: predictions.Sight = field(default_factory=predictions.Sight)
    held: Sequence[Said] = ()
    holds: Mapping[int, Sequence[str]] = field(default_factory=dict)
    within: int = 0
    """Minutes within which moderators mean to have read what is held."""


def overlay(
    session: Session,
    prompt_id: int,
    page: Sequence[Said],
    viewer_id: int | None,
    sight: predictions.Sight,
) -> Overlay:
    """Return what this reader sees over a page; two statements for strangers, five for people.

    One fewer where the reader has answered nothing.
    """
    ids = [each.id for each in page]
    held = _held(session, prompt_id, viewer_id)
    ids.extend(each.id for each in held)
    marks, ignored = _marks(session, ids, viewer_id)
    return Overlay(
        marks=marks,
        ignored=ignored,
        stamps=_stamps(session, ids, sight.at),
        moved=moved_by(session, ids, sight.revealed, viewer_id),
        sight=sight,
        held=held,
        holds=_holds(session, held),
        within=chosen.of(session).number(READ_WITHIN) if held else 0,
    )


def _marks(
    session: Session, ids: Sequence[int], viewer_id: int | None
) -> tuple[dict[int, frozenset[str]], frozenset[int]]:
    """Return the reader's marks, and which comments are by people they ignore; one statement."""
    if viewer_id is None or not ids:
        return {}, frozenset()
    found = session.execute(_marked(), {"viewer_id": viewer_id, "ids": ids}).all()
    marks: dict[int, frozenset[str]] = {}
    for comment_id, kind in found:
        if kind != IGNORED:
            marks[comment_id] = marks.get(comment_id, frozenset()) | {kind}
    return marks, frozenset(comment_id for comment_id, kind in found if kind == IGNORED)


@cache
def _marked() -> CompoundSelect[Any]:
    """Return the select of a reader's marks and of what they ignore, made once."""
    among: BindParameter[Any] = bindparam("ids", expanding=True)
    by_ignored = (
        select(Comment.id, literal(IGNORED))
        .join(Ignoring, Ignoring.ignored_id == Comment.author_id)
        .where(Ignoring.person_id == bindparam("viewer_id"), Comment.id.in_(among))
    )
    marks = select(Reaction.comment_id, Reaction.kind).where(
        Reaction.person_id == bindparam("viewer_id"), Reaction.comment_id.in_(among)
    )
    return union_all(marks, by_ignored)


def _stamps(session: Session, ids: Sequence[int], now: datetime) -> dict[int, list[Stamp]]:
    if not ids:
        return {}
    stamps: dict[int, list[Stamp]] = {}
    for row in session.execute(_stamped(), {"ids": ids, "now": now}).mappings():
        stamps.setdefault(row["comment_id"], []).append(Stamp(**row))
    return stamps


@cache
def _stamped() -> Select[Any]:
    """Return the select of the forecasts on comments, then and now; made once."""
    return (
        select(
            ForecastStamp.comment_id,
            ForecastStamp.question_id,
            Question.kind,
            QuestionRevision.short_title,
            QuestionRevision.options,
            ForecastStamp.probability.label("then"),
            ForecastStamp.shares.label("then_shares"),
            Standing.probability.label("now"),
            Standing.shares.label("now_shares"),
            QuestionRevision.scale,
            ForecastStamp.quantiles.label("then_quantiles"),
            Standing.quantiles.label("now_quantiles"),
        )
        .join(Comment, Comment.id == ForecastStamp.comment_id)
        .join(Question, Question.id == ForecastStamp.question_id)
        .join(QuestionRevision, CURRENT)
        .outerjoin(
            Standing,
            (Standing.question_id == ForecastStamp.question_id)
            & (Standing.person_id == Comment.author_id)
            & predictions.stands_at(bindparam("now", type_=Instant)),
        )
        .where(ForecastStamp.comment_id.in_(bindparam("ids", expanding=True)))
        .order_by(Question.position, Question.id)
    )


def _held(session: Session, prompt_id: int, viewer_id: int | None) -> Sequence[Said]:
    """Return the reader's own comments that wait for a moderator."""
    if viewer_id is None:
        return []
    return rows(session, _waiting(), {"viewer_id": viewer_id, "prompt_id": prompt_id})


@cache
def _waiting() -> Select[Any]:
    own = Comment.author_id == bindparam("viewer_id")
    here = Comment.prompt_id == bindparam("prompt_id")
    return said(own, here, Comment.state == "held").order_by(Comment.id.desc()).limit(20)


def _holds(session: Session, held: Sequence[Said]) -> dict[int, list[str]]:
    if not held:
        return {}
    found = session.execute(
        select(CommentRevision.comment_id, Hold.reason)
        .join(Hold, Hold.revision_id == CommentRevision.id)
        .join(
            Comment,
            (Comment.id == CommentRevision.comment_id) & (Comment.revision_n == CommentRevision.n),
        )
        .where(Comment.id.in_([each.id for each in held]))
    ).all()
    reasons: dict[int, list[str]] = {}
    for comment_id, reason in found:
        reasons.setdefault(comment_id, []).append(reason)
    return reasons
