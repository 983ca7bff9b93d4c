"""The public log: what was decided and why, without anybody's name or words."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ScalarSelect, func, select
from sqlalchemy.orm import Session, aliased

from discuss.kit.paging import Cursor, Page
from discuss.moderation.models import Decision, Objection, ObjectionAnswer, Reversal
from discuss.moderation.queries.standing import stands
from discuss.moderation.rules.outcomes import REMOVES

ORDER = "log"
KEY = 1
PAGE = 50


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
    """Empty, `waiting`, `upheld` or `reversed`."""


def log(session: Session, now: datetime, after: Cursor | None = None) -> Page[Logged]:
    """Return up to 50 decisions that count, newest first; one statement."""
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
        .where(Decision.effective_at <= now)
        .order_by(Decision.id.desc())
        .limit(PAGE + 1)
    )
    if after is not None:
        statement = statement.where(Decision.id < after.key[0])
    found = [_line(*row) for row in session.execute(statement)]
    if len(found) <= PAGE:
        return Page(found)
    return Page(found[:PAGE], Cursor(ORDER, (found[PAGE - 1].id,)))


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
