"""Whose forecasts the desk looks at, and what it left out of crowds."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import Session, aliased

from discuss.accounts.models import Person
from discuss.accounts.rules import Actor
from discuss.articles.models import Article, Prompt
from discuss.kit.errors import Missing
from discuss.moderation.models import Sanction, SanctionExclusion
from discuss.moderation.queries.sanctions import RULING, Taken, taken
from discuss.predictions.models import (
    Exclusion,
    ForecastEvent,
    Question,
    QuestionRevision,
    ResolutionEvent,
    Standing,
)
from discuss.predictions.queries.people import CURRENT
from discuss.predictions.rules.burst import WITHIN

LATEST = 50
"""Forecasts that the desk is shown; those of a burst stand together, since they go by time."""
EARLIER = 2_000
"""Forecasts among which a burst is looked for."""
NO_EXCLUSION = "There is no such decision."


@dataclass(frozen=True, slots=True)
class Spoken:
    """One of the latest forecasts on a question, and whose it is."""

    event: ForecastEvent
    handle: str
    name: str
    role: str
    since: datetime
    """When the account was opened, or the device first seen."""
    is_left_out: bool


@dataclass(frozen=True, slots=True)
class OpenTo:
    """An open question on which some of several people forecast."""

    question_id: int
    close_at: datetime
    people: frozenset[int]


def forecasters(session: Session, handles: Sequence[str]) -> Sequence[Person]:
    """Return the people and devices of these handles, in order of their rows; one statement.

    Those who deleted their accounts too: what they forecast still counts.
    """
    wanted = select(Person).where(Person.handle.in_(handles))
    return session.scalars(wanted.order_by(Person.id)).all()


def titles(session: Session, question_ids: Sequence[int]) -> dict[int, str]:
    """Return the titles of questions; one statement."""
    rows = session.execute(
        select(Question.id, QuestionRevision.title)
        .join(QuestionRevision, CURRENT)
        .where(Question.id.in_(question_ids))
    )
    return {row.id: row.title for row in rows}


def latest_forecasts(session: Session, question_id: int) -> list[Spoken]:
    """Return the latest forecasts on a question and whose they are, newest first; one statement."""
    rows = session.execute(
        select(ForecastEvent, Person, Standing.is_left_out)
        .join(Person, Person.id == ForecastEvent.person_id)
        .outerjoin(
            Standing,
            (Standing.question_id == ForecastEvent.question_id)
            & (Standing.person_id == ForecastEvent.person_id),
        )
        .where(ForecastEvent.question_id == question_id)
        .where(ForecastEvent.kind.in_(("set", "affirm")))
        .order_by(ForecastEvent.id.desc())
        .limit(LATEST)
    )
    return [
        Spoken(event, who.handle, who.name, who.role, who.created_at, is_left_out=bool(is_out))
        for event, who, is_out in rows
    ]


def said_lately(
    session: Session, question_id: int
) -> tuple[Sequence[ForecastEvent], Sequence[ForecastEvent]]:
    """Return the forecasts of the hour before the latest, and those before; one statement.

    At most two thousand, each person's latest in either.
    """
    rows = session.scalars(
        select(ForecastEvent)
        .where(ForecastEvent.question_id == question_id, ForecastEvent.kind == "set")
        .order_by(ForecastEvent.id.desc())
        .limit(EARLIER)
    ).all()
    begins = rows[0].created_at - WITHIN if rows else None
    late: dict[int, ForecastEvent] = {}
    early: dict[int, ForecastEvent] = {}
    for row in rows:
        among = late if begins is not None and row.created_at > begins else early
        among.setdefault(row.person_id, row)
    return list(late.values()), list(early.values())


def exclusions_on(session: Session, question_id: int) -> Sequence[Taken]:
    """Return the decisions that leave forecasts out of a crowd, newest first; six statements.

    Those that were lifted too.
    """
    rows = session.scalars(
        select(Sanction)
        .where(
            exists()
            .where(SanctionExclusion.sanction_id == Sanction.id)
            .where(Exclusion.id == SanctionExclusion.exclusion_id)
            .where(Exclusion.question_id == question_id)
        )
        .order_by(Sanction.id.desc())
    ).all()
    return taken(session, rows)


def sanction_of(session: Session, exclusion_id: int) -> int:
    """Return the step towards a person to which an exclusion belongs; raise `Missing` (404)."""
    found = session.get(SanctionExclusion, exclusion_id)
    if found is None:
        raise Missing(NO_EXCLUSION)
    return found.sanction_id


def open_questions_of(
    session: Session, person_ids: Sequence[int], actor: Actor, since: datetime, now: datetime
) -> list[OpenTo]:
    """Return the open questions on which these people count and the actor may decide; one.

    Where the actor forecast, or to whose sections they do not see, it is somebody else's; where
    somebody is left out at any time after `since`, they do not count as it is.
    """
    own = aliased(ForecastEvent)
    there = select(own.id).where(own.question_id == Question.id, own.person_id == actor.id)
    apart = (
        exists()
        .where(Exclusion.question_id == Question.id, Exclusion.lifted_edition.is_(None))
        .where(Exclusion.person_id == ForecastEvent.person_id)
        .where(or_(Exclusion.to_at.is_(None), Exclusion.to_at > since))
    )
    rows = session.execute(
        select(Question.id, QuestionRevision.close_at, Article.section, ForecastEvent.person_id)
        .join(QuestionRevision, CURRENT)
        .join(Prompt, Prompt.id == Question.prompt_id)
        .join(Article, Article.id == Prompt.article_id)
        .join(ForecastEvent, ForecastEvent.question_id == Question.id)
        .where(Question.published_at.is_not(None), QuestionRevision.close_at > now, ~_is_ruled())
        .where(ForecastEvent.person_id.in_(person_ids), ~there.exists(), ~apart)
        .distinct()
    )
    people: dict[tuple[int, datetime], set[int]] = defaultdict(set)
    for number, close_at, section, person_id in rows:
        if actor.covers(section):
            people[number, close_at].add(person_id)
    return [OpenTo(*key, frozenset(who)) for key, who in people.items()]


def _is_ruled() -> ColumnElement[bool]:
    """Return whether a ruling is in force."""
    return exists(ResolutionEvent.id).where(RULING).correlate(Question)
