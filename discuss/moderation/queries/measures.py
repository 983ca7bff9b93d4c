"""Reads of what moderators do for the time being."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts.models import Person
from discuss.kit.errors import Missing
from discuss.moderation.models import Measure, MeasureReversal


def measure(session: Session, measure_id: int) -> Measure:
    """Return a measure; raise `Missing` (404). One statement at most."""
    found = session.get(Measure, measure_id)
    if found is None:
        raise Missing("There is no such measure.")
    return found


def measure_by_key(session: Session, moderator_id: int, key: str) -> Measure | None:
    """Return what this submission did already; one statement."""
    return session.scalar(
        select(Measure).where(Measure.moderator_id == moderator_id, Measure.submission_key == key)
    )


def is_taken_back(session: Session, measure_id: int) -> bool:
    """Tell whether a measure was taken back in its first seconds; one statement at most."""
    return session.get(MeasureReversal, measure_id) is not None


def measures_of(session: Session, case_id: int) -> Sequence[tuple[bool, datetime, str, bool]]:
    """Return which measures hid, when, by whom, and which are taken back; one statement."""
    rows = session.execute(
        select(Measure.is_hidden, Measure.created_at, Person.name, MeasureReversal.measure_id)
        .join(Person, Person.id == Measure.moderator_id)
        .outerjoin(MeasureReversal, MeasureReversal.measure_id == Measure.id)
        .where(Measure.case_id == case_id)
        .order_by(Measure.id)
    )
    return [(row[0], row[1], row[2], row[3] is not None) for row in rows]


def shown_knowing(session: Session, case_id: int) -> int:
    """Return the newest report that was seen by who last showed a comment again; one statement.

    0 where nobody did, or where it was hidden by hand since.
    """
    last = session.scalar(
        select(Measure)
        .outerjoin(MeasureReversal, MeasureReversal.measure_id == Measure.id)
        .where(Measure.case_id == case_id, MeasureReversal.measure_id.is_(None))
        .order_by(Measure.id.desc())
        .limit(1)
    )
    return 0 if last is None or last.is_hidden else last.last_report_id
