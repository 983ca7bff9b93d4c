"""The course of a decision: what was proposed, who objected, what was answered and ruled."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from discuss.accounts.models import Person
from discuss.predictions.models import OutcomeObjection, ProposedOutcome, ResolutionEvent, Standing
from discuss.predictions.queries.lapsing import stands_at


@dataclass(frozen=True, slots=True)
class Course:
    """Everything that happened to a question's outcome, each kind in order, and whose deeds."""

    proposals: Sequence[ProposedOutcome]
    objections: Mapping[int, Sequence[OutcomeObjection]]
    """By proposal."""
    rulings: Sequence[ResolutionEvent]
    people: Mapping[int, Person]

    def name(self, person_id: int | None) -> str:
        """Return what somebody is called now."""
        person = self.people.get(person_id or 0)
        return person.name if person else "A former account"


def course(session: Session, question_id: int, rulings: Sequence[ResolutionEvent]) -> Course:
    """Return the course of a question's decision; three statements, one where nothing happened."""
    proposals = session.scalars(
        select(ProposedOutcome)
        .where(ProposedOutcome.question_id == question_id)
        .order_by(ProposedOutcome.id)
    ).all()
    objections: dict[int, list[OutcomeObjection]] = defaultdict(list)
    if not proposals and not rulings:
        return Course((), objections, (), {})
    for each in session.scalars(
        select(OutcomeObjection)
        .where(OutcomeObjection.proposed_id.in_([every.id for every in proposals]))
        .order_by(OutcomeObjection.id)
    ):
        objections[each.proposed_id].append(each)
    said = [each for some in objections.values() for each in some]
    ids = {each.editor_id for each in proposals} | {each.editor_id for each in rulings}
    ids |= {each.ended_by_id for each in proposals if each.ended_by_id}
    ids |= {each.person_id for each in said}
    ids |= {each.answered_by_id for each in said if each.answered_by_id}
    people = session.scalars(select(Person).where(Person.id.in_(ids)))
    return Course(proposals, objections, rulings, {each.id: each for each in people})


def was_disputed(session: Session, proposed_id: int) -> bool:
    """Say whether anybody objected to a proposed outcome; one statement."""
    return bool(session.scalar(select(exists().where(OutcomeObjection.proposed_id == proposed_id))))


def has_stake(session: Session, question_id: int, person_id: int, now: datetime) -> bool:
    """Say whether somebody has a standing forecast on a question; one statement."""
    return bool(
        session.scalar(
            select(
                exists().where(
                    Standing.question_id == question_id,
                    Standing.person_id == person_id,
                    stands_at(now),
                )
            )
        )
    )


def due(session: Session, now: datetime) -> Sequence[int]:
    """Return the questions whose proposed outcome nobody disputes any more; one statement."""
    return session.scalars(
        select(ProposedOutcome.question_id)
        .where(
            ProposedOutcome.ended_at.is_(None),
            ProposedOutcome.objections_until <= now,
            ProposedOutcome.open_objections == 0,
        )
        .order_by(ProposedOutcome.id)
    ).all()
