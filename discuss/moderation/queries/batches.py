"""Decisions that were made together, and those that wait for a second person."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session, contains_eager

from discuss.accounts.models import Person
from discuss.comments.models import CommentRevision
from discuss.kit.errors import Missing
from discuss.moderation.models import Batch, BatchedCase, BatchStep, Case, Decision
from discuss.moderation.queries.standing import in_sections, stands

WAITING = 20
"""Proposals on a page, oldest first."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """What somebody proposes, with the cases that it is about."""

    batch: Batch
    cases: Sequence[tuple[int, str, str]]
    """Of each its number, who wrote the comment, and the words that were seen."""


def batch(
    session: Session,
    batch_id: int,
    sections: frozenset[str] = frozenset(),
    *,
    lock: bool = False,
) -> Batch:
    """Return what was decided together; raise `Missing` (404). One statement.

    Where sections are named and one of its cases is of another, it is missing as well.
    """
    asked = select(Batch).where(Batch.id == batch_id, *all_within(sections))
    if lock:
        asked = asked.with_for_update(key_share=True).execution_options(populate_existing=True)
    found = session.scalar(asked)
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


def known_cases(
    session: Session, case_ids: Sequence[int], sections: frozenset[str] = frozenset()
) -> Sequence[int]:
    """Return which of these cases there are, in these sections if any is named; one statement."""
    known = select(Case.id).where(Case.id.in_(case_ids), *in_sections(sections))
    return session.scalars(known).all()


def all_within(sections: frozenset[str]) -> Sequence[ColumnElement[bool]]:
    """Return what makes a batch one of these sections alone; nothing where none is named."""
    if not sections:
        return ()
    elsewhere = exists(BatchedCase.case_id).where(
        BatchedCase.batch_id == Batch.id,
        Case.id == BatchedCase.case_id,
        Case.section.not_in(sections),
    )
    return (~elsewhere.correlate(Batch),)


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


def proposals(session: Session, sections: frozenset[str] = frozenset()) -> list[Proposed]:
    """Return what waits for a second person, oldest first, at most 20; two statements at most.

    Where sections are named, what is about others is left out.
    """
    found = session.scalars(
        select(Batch)
        .join(Batch.moderator)
        .options(contains_eager(Batch.moderator))
        .where(waits_for_second(), *all_within(sections))
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
