"""What moderation remembers about the people it concerns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, distinct, exists, func, select
from sqlalchemy.orm import Session

from discuss.accounts.models import Person
from discuss.comments.models import Comment
from discuss.moderation.models import (
    Case,
    Decision,
    Report,
    Sanction,
    SanctionStep,
)
from discuss.moderation.queries.standing import shortened_to, stands
from discuss.moderation.rules.outcomes import REMOVES
from discuss.moderation.rules.sanctions import BY_KIND, ENDING


@dataclass(frozen=True, slots=True)
class Author:
    """The author's card on the desk; forecasts stay out of it."""

    name: str
    handle: str
    language: str
    """In which they are told what was decided."""
    since: datetime
    states: Mapping[str, int]
    good_points: int
    measures: Sequence[tuple[str, datetime, datetime | None]]
    """What was done about the account and not taken back: title, when, its end; at most five."""
    past: Sequence[tuple[str, str, datetime, str]]
    """Outcome, clause, when and by whom, newest first: at most five."""


def author(session: Session, person_id: int, but_not: int) -> Author:
    """Return an author's card; `but_not` is the case that is open. Four statements."""
    person = session.get_one(Person, person_id)
    rows = session.execute(
        select(Comment.state, func.count(), func.sum(Comment.good_point_count))
        .where(Comment.author_id == person_id)
        .group_by(Comment.state)
    ).all()
    past = session.execute(
        select(Decision.outcome, Decision.clause, Decision.created_at, Person.name)
        .join(Case, Case.id == Decision.case_id)
        .join(Comment, Comment.id == Case.comment_id)
        .join(Person, Person.id == Decision.moderator_id)
        .where(Comment.author_id == person_id, Case.id != but_not, stands())
        .order_by(Decision.id.desc())
        .limit(5)
    ).all()
    return Author(
        name=person.name,
        handle=person.handle,
        language=person.language,
        since=person.created_at,
        states={row[0]: row[1] for row in rows},
        good_points=int(sum(row[2] or 0 for row in rows)),
        measures=_measures(session, person_id),
        past=[(row[0], row[1], row[2], row[3]) for row in past],
    )


def _measures(session: Session, person_id: int) -> list[tuple[str, datetime, datetime | None]]:
    """Return what was done about an account and not taken back, newest first; one statement."""
    ended = exists().where(SanctionStep.sanction_id == Sanction.id, SanctionStep.kind.in_(ENDING))
    rows = session.execute(
        select(Sanction.kind, Sanction.created_at, func.coalesce(shortened_to(), Sanction.ends_at))
        .where(Sanction.person_id == person_id, ~ended)
        .order_by(Sanction.id.desc())
        .limit(5)
    ).all()
    return [(BY_KIND[row[0]].title, row[1], row[2]) for row in rows]


def approved_count(session: Session, person_id: int, most: int) -> int:
    """Return how many comments of somebody readers may read, up to `most`; one statement."""
    few = (
        select(Comment.id)
        .where(Comment.author_id == person_id, Comment.state == "published")
        .limit(most)
        .subquery()
    )
    return session.scalar(select(func.count()).select_from(few)) or 0


def record_of_reporters(session: Session, person_ids: Sequence[int]) -> tuple[int, int]:
    """Return how many earlier reports by these people were upheld, of how many judged.

    One statement, none without people.
    """
    if not person_ids:
        return 0, 0
    upheld = case((Decision.outcome.in_(REMOVES), Report.id))
    row = session.execute(
        select(func.count(distinct(upheld)), func.count(distinct(Report.id)))
        .join(
            Decision,
            (Decision.case_id == Report.case_id)
            & (Decision.revision_id == Report.revision_id)
            & (Decision.last_report_id >= Report.id),
        )
        .where(Report.reporter_id.in_(person_ids), Decision.outcome != "restore", stands())
    ).one()
    return int(row[0]), int(row[1])
