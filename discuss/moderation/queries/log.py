"""The public log: what was decided and why, without anybody's name or words.

Decisions about comments, those that leave forecasts out of a crowd, slow mode of discussions, and
branches in which replies were ended, in the order of time.
"""

import heapq
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from sqlalchemy import ScalarSelect, func, select
from sqlalchemy.orm import Session, aliased

from discuss.articles import queries as articles
from discuss.articles.models import Article, ArticleRevision, Prompt
from discuss.comments.models import BranchLock, Slowing
from discuss.kit.paging import LARGEST, Cursor, Page
from discuss.moderation.models import (
    Decision,
    Measure,
    MeasureReversal,
    Objection,
    ObjectionAnswer,
    Reversal,
    Sanction,
    SanctionStep,
)
from discuss.moderation.queries.sanctions import LeftOutOn, left_out_on
from discuss.moderation.queries.standing import stands
from discuss.moderation.rules.outcomes import REMOVES

ORDER = "log"
KEY = 5
PAGE = 50


COMMENT: Final = "comment"
FORECASTS: Final = "forecasts"
PACE: Final = "pace"
REPLIES: Final = "replies"
HIDING: Final = "hiding"
ABOUT = (COMMENT, FORECASTS, PACE, REPLIES, HIDING)
"""The kinds of lines; a cursor holds the last one of each."""

SLOWED: Final = "slowed"
SLOW_NO_MORE: Final = "slow_no_more"
ENDED: Final = "replies_ended"
ALLOWED: Final = "replies_allowed"
HID: Final = "hid"
SHOWED: Final = "showed"


@dataclass(frozen=True, slots=True)
class Logged:
    """One line of the log."""

    id: int
    decided_at: datetime
    outcome: str
    reason: str
    clause: str
    source: str
    role: str
    is_undone: bool
    is_restored: bool
    objection: str
    """Empty, `waiting`, `upheld`, `reversed` or `changed`."""
    about: str = COMMENT
    """What it was about: a `comment`, `forecasts`, a `pace`, `replies`, or a `hiding`."""
    questions: Sequence[LeftOutOn] = ()
    """Out of which questions' crowds forecasts are left."""
    minutes: int = 0
    """Of slow mode: how many between two comments, until when, and below which article."""
    until: datetime | None = None
    home: tuple[str, str] = ("", "")
    """The slug and the headline of that article."""


def log(session: Session, now: datetime, after: Cursor | None = None) -> Page[Logged]:
    """Return up to 50 decisions that count, newest first; five statements.

    Two more where forecasts were left out. A cursor holds the last line of each kind.
    """
    before = after.key if after else (LARGEST,) * KEY
    each = (
        _decisions(session, now, before[0]),
        _exclusions(session, before[1]),
        _slowings(session, before[2]),
        _locks(session, before[3]),
        _measures(session, now, before[4]),
    )
    found = list(heapq.merge(*each, key=lambda line: line.decided_at, reverse=True))
    rows = found[:PAGE]
    if len(found) <= PAGE:
        return Page(rows)
    last = [
        min((line.id for line in rows if line.about == about), default=bound)
        for about, bound in zip(ABOUT, before, strict=True)
    ]
    return Page(rows, Cursor(ORDER, tuple(last)))


def _decisions(session: Session, now: datetime, before: int) -> list[Logged]:
    """Return the newest decisions about comments, one more than a page; one statement."""
    statement = (
        select(
            Decision,
            Reversal.decision_id,
            Objection.decision_id,
            ObjectionAnswer.outcome,
            _restored(),
        )
        .outerjoin(Reversal, Reversal.decision_id == Decision.id)
        .outerjoin(Objection, Objection.decision_id == Decision.id)
        .outerjoin(ObjectionAnswer, ObjectionAnswer.decision_id == Decision.id)
        .where(Decision.effective_at <= now, Decision.id < before)
        .order_by(Decision.id.desc())
        .limit(PAGE + 1)
    )
    return [_line(*row) for row in session.execute(statement)]


def _exclusions(session: Session, before: int) -> list[Logged]:
    """Return the newest decisions that leave forecasts out; three statements, one without any."""
    rows = session.scalars(
        select(Sanction)
        .where(Sanction.kind == "exclusion", Sanction.id < before)
        .order_by(Sanction.id.desc())
        .limit(PAGE + 1)
    ).all()
    if not rows:
        return []
    ids = [row.id for row in rows]
    steps: dict[int, set[str]] = defaultdict(set)
    for sanction_id, kind in session.execute(
        select(SanctionStep.sanction_id, SanctionStep.kind).where(SanctionStep.sanction_id.in_(ids))
    ):
        steps[sanction_id].add(kind)
    questions = left_out_on(session, ids)
    return [_left_out(row, steps[row.id], questions.get(row.id, ())) for row in rows]


def _left_out(row: Sanction, steps: set[str], questions: Sequence[LeftOutOn]) -> Logged:
    answered = next((each for each in ("upheld", "reversed") if each in steps), "")
    return Logged(
        id=row.id,
        decided_at=row.created_at,
        outcome=row.kind,
        reason="MANIPULATION",
        clause=row.clause,
        source="own",
        role=row.role,
        is_undone=False,
        is_restored="lifted" in steps,
        objection=answered or ("waiting" if "objected" in steps and "lifted" not in steps else ""),
        about=FORECASTS,
        questions=questions,
    )


def _slowings(session: Session, before: int) -> list[Logged]:
    """Return when slow mode was last switched, with the article; one statement."""
    rows = session.execute(
        select(Slowing, Article.slug, ArticleRevision.headline)
        .join(Prompt, Prompt.id == Slowing.prompt_id)
        .join(Article, Article.id == Prompt.article_id)
        .join(ArticleRevision, articles.is_current())
        .where(Slowing.id < before, Article.published_at.is_not(None))
        .order_by(Slowing.id.desc())
        .limit(PAGE + 1)
    )
    return [
        replace(
            _own(row, SLOWED if row.minutes else SLOW_NO_MORE, PACE),
            reason=row.words,
            minutes=row.minutes,
            until=row.until,
            home=(slug, headline),
        )
        for row, slug, headline in rows
    ]


def _locks(session: Session, before: int) -> list[Logged]:
    """Return where replies were last ended or allowed again; one statement."""
    rows = session.scalars(
        select(BranchLock)
        .where(BranchLock.id < before)
        .order_by(BranchLock.id.desc())
        .limit(PAGE + 1)
    )
    return [_own(row, ENDED if row.is_locked else ALLOWED, REPLIES) for row in rows]


def _measures(session: Session, now: datetime, before: int) -> list[Logged]:
    """Return what was last hidden for the time being, or shown again, by hand; one statement."""
    rows = session.execute(
        select(Measure, MeasureReversal.measure_id)
        .outerjoin(MeasureReversal, MeasureReversal.measure_id == Measure.id)
        .where(Measure.effective_at <= now, Measure.id < before)
        .order_by(Measure.id.desc())
        .limit(PAGE + 1)
    )
    return [
        replace(_own(row, HID if row.is_hidden else SHOWED, HIDING), is_undone=undone is not None)
        for row, undone in rows
    ]


def _own(row: Slowing | BranchLock | Measure, outcome: str, about: str) -> Logged:
    """Return a line about what somebody of the house did of themselves, and nobody objects to."""
    return Logged(
        id=row.id,
        decided_at=row.created_at,
        outcome=outcome,
        reason="",
        clause="",
        source="own",
        role=row.role,
        is_undone=False,
        is_restored=False,
        objection="",
        about=about,
    )


def _restored() -> ScalarSelect[int | None]:
    """Return the id of a later, standing restoration of the same case."""
    later = aliased(Decision)
    return (
        select(func.min(later.id))
        .where(later.case_id == Decision.case_id, later.id > Decision.id)
        .where(later.outcome == "restore", stands(later))
        .correlate(Decision)
        .scalar_subquery()
    )


def _line(
    decision: Decision,
    undone: int | None,
    objection: int | None,
    answer: str | None,
    restored: int | None,
) -> Logged:
    return Logged(
        id=decision.id,
        decided_at=decision.created_at,
        outcome=decision.outcome,
        reason=decision.reason,
        clause=decision.clause,
        source=decision.source,
        role=decision.role,
        is_undone=undone is not None,
        is_restored=restored is not None and decision.outcome in REMOVES and undone is None,
        objection=answer or ("waiting" if objection is not None else ""),
    )
