"""Reads of which notices somebody wants on the site."""

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session

from discuss.inbox.models import Notice, Quiet
from discuss.inbox.rules import Subject


def is_about(subject: Subject) -> ColumnElement[bool]:
    """Select the notices of a subject."""
    if subject is Subject.MINDS:
        return Notice.kind == "mind"
    return Notice.stream == subject.value


def is_wanted() -> ColumnElement[bool]:
    """Select the notices that their person wants on the site: all but those of quiet subjects."""
    of_minds = and_(Quiet.subject == Subject.MINDS.value, Notice.kind == "mind")
    return ~exists().where(
        Quiet.person_id == Notice.person_id, or_(Quiet.subject == Notice.stream, of_minds)
    )


def quiet_of(session: Session, person_id: int) -> frozenset[Subject]:
    """Return of what somebody wants no notices on the site; one statement."""
    found = session.scalars(select(Quiet.subject).where(Quiet.person_id == person_id))
    return frozenset(map(Subject, found))


def rather_called(session: Session, people: Collection[int]) -> Sequence[int]:
    """Return who of some people wants mentions on the site and no replies; one statement."""
    found = session.execute(
        select(Quiet.person_id, Quiet.subject).where(Quiet.person_id.in_(people))
    ).all()
    pairs = {(row.person_id, row.subject) for row in found}
    return [
        each
        for each in people
        if (each, Subject.REPLIES) in pairs and (each, Subject.MENTIONS) not in pairs
    ]
