"""What was decided before about the like."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ScalarSelect, func, select
from sqlalchemy.orm import Session

from discuss.comments.models import CommentRevision, Hold
from discuss.moderation.models import Case, Decision, Report
from discuss.moderation.queries.standing import in_sections, is_overtaken, stands
from discuss.moderation.rules.nearest import LOOKED_AT, READ


@dataclass(frozen=True, slots=True)
class Precedent:
    """A decision of before."""

    case_id: int
    outcome: str
    clause: str
    reason: str
    at: datetime
    text: str
    """How the words begin that it was about."""
    held: str
    """Why they were held, empty where they were not."""
    reported: str
    """Why they were first reported, empty where they were not."""

    @property
    def causes(self) -> Sequence[str]:
        """What had brought it to the desk."""
        return [each for each in (self.held, self.reported) if each]


def precedents(session: Session, but_not: int, sections: frozenset[str]) -> list[Precedent]:
    """Return the latest decisions that stand about other comments, newest first; one statement.

    None that was decided otherwise later, such as a removal that was a mistake. It reads as much on
    a large site as on a small one. Whoever is limited to sections reads of those alone.
    """
    latest = (
        select(Decision.id)
        .where(Decision.outcome != "restore", Decision.case_id != but_not)
        .where(stands(), ~is_overtaken())
        .order_by(Decision.id.desc())
        .limit(LOOKED_AT)
        .subquery()
    )
    rows = session.execute(
        select(
            Decision.case_id,
            Decision.outcome,
            Decision.clause,
            Decision.reason,
            Decision.created_at.label("at"),
            func.substr(CommentRevision.text, 1, READ).label("text"),
            func.coalesce(_held(), "").label("held"),
            func.coalesce(_reported(), "").label("reported"),
        )
        .join(Case, Case.id == Decision.case_id)
        .join(CommentRevision, CommentRevision.id == Decision.revision_id)
        .where(Decision.id.in_(select(latest.c.id)))
        .where(*in_sections(sections))
        .order_by(Decision.id.desc())
    ).mappings()
    return [Precedent(**row) for row in rows]


def _held() -> ScalarSelect[str]:
    return (
        select(Hold.reason)
        .where(Hold.revision_id == Decision.revision_id)
        .order_by(Hold.id.desc())
        .limit(1)
        .correlate(Decision)
        .scalar_subquery()
    )


def _reported() -> ScalarSelect[str]:
    return (
        select(Report.reason)
        .where(Report.case_id == Decision.case_id)
        .order_by(Report.id)
        .limit(1)
        .correlate(Decision)
        .scalar_subquery()
    )
