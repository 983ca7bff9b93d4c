"""Decisions that were made together, and those that wait for a second person."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session, contains_eager

from discuss.accounts.models import Person
from discuss.comments.models import CommentRevision
from discuss.kit.errors import Missing
from discuss.kit.orm import LOCKED
from discuss.moderation.models import Batch, BatchedCase, BatchStep, Case, Decision
from discuss.moderation.queries.standing import stands

WAITING = 20
"""Proposals on a page, oldest first."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """What somebody proposes, with the cases that it is about."""

    batch: Batch
    cases: Sequence[tuple[int, str, str]]
    """Of each its number, who wrote the comment, and the words that were seen."""


def batch(session: Session, batch_id: int, *, lock: bool = False) -> Batch:
    """Return what was decided together; raise `Missing` (404). One statement."""
    found = session.get(Batch, batch_id, with_for_update=LOCKED if lock else None)
    if found is None:
        raise Missing("Nothing was decided together under this number.")
    return found


def batch_by_key(session: Session, moderator_id: int, key: str) -> Batch | None:
    """Return what this submission opened already; one statement."""
    return session.scalar(
        select(Batch).where(Batch.moderator_id == moderator_id, Batch.submission_key == key)
    )


def batched(session: Session, batch_id: int) -> Sequence[BatchedCase]:
    """Return the cases of a batch as they were seen, in order; one statement."""
    found = select(BatchedCase).where(BatchedCase.batch_id == batch_id)
    return session.scalars(found.order_by(BatchedCase.case_id)).all()


def known_cases(session: Session, case_ids: Sequence[int]) -> Sequence[int]:
    """Return which of these cases there are; one statement."""
    return session.scalars(select(Case.id).where(Case.id.in_(case_ids))).all()


def is_settled(session: Session, batch_id: int) -> bool:
    """Tell whether somebody said yes or no already; one statement at most."""
    return session.get(BatchStep, batch_id) is not None


def decided_together(session: Session, batch_id: int) -> Sequence[Decision]:
    """Return the decisions of a batch that stand; one statement."""
    found = select(Decision).where(Decision.batch_id == batch_id, stands())
    return session.scalars(found.order_by(Decision.id)).all()


def waits_for_second() -> ColumnElement[bool]:
    """Return whether a batch waits for a yes or a no."""
    settled = exists(BatchStep.batch_id).where(BatchStep.batch_id == Batch.id)
    return Batch.needs_second & ~settled.correlate(Batch)


def proposals(session: Session) -> list[Proposed]:
    """Return what waits for a second person, oldest first, at most 20; two statements at most."""
    found = session.scalars(
        select(Batch)
        .join(Batch.moderator)
        .options(contains_eager(Batch.moderator))
        .where(waits_for_second())
        .order_by(Batch.id)
        .limit(WAITING)
    ).all()
    if not found:
        return []
    rows = session.execute(
        select(BatchedCase.batch_id, BatchedCase.case_id, Person.name, CommentRevision.text)
        .join(Case, Case.id == BatchedCase.case_id)
        .join(Person, Person.id == Case.author_id)
        .join(CommentRevision, CommentRevision.id == BatchedCase.revision_id)
        .where(BatchedCase.batch_id.in_([each.id for each in found]))
        .order_by(BatchedCase.batch_id, BatchedCase.case_id)
    ).all()
    return [
        Proposed(each, [(row[1], row[2], row[3]) for row in rows if row[0] == each.id])
        for each in found
    ]
