"""A reader comes to a discussion, at most once in half an hour."""

from contextlib import suppress
from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from discuss.comments.models import Visit
from discuss.comments.rules import visit_is_over
from discuss.kit.orm import LOCKED


def arrive(session: Session, person_id: int, prompt_id: int, version: int, now: datetime) -> None:
    """Write down that a visit began with the page of this version; within a visit, nothing."""
    visit = session.get(Visit, (person_id, prompt_id), with_for_update=LOCKED)
    if visit is None:
        first = Visit(
            person_id=person_id,
            prompt_id=prompt_id,
            seen_version=version,
            at=now,
            before_version=version,
            before_at=now,
        )
        with suppress(IntegrityError), session.begin_nested():  # the same page in another tab
            session.add(first)
    elif visit_is_over(visit.at, now):
        visit.before_version, visit.before_at = visit.seen_version, visit.at
        visit.seen_version, visit.at = version, now
        session.flush()
