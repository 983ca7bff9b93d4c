"""What moderation has done towards people, and what of it has an effect now."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.orm import Session, aliased

from discuss.accounts.models import Person
from discuss.accounts.rules import Actor
from discuss.articles.models import Article, Prompt
from discuss.kit import chosen
from discuss.kit.errors import Missing
from discuss.kit.orm import LOCKED
from discuss.moderation.models import Sanction, SanctionExclusion, SanctionStep
from discuss.moderation.queries.reach import is_in_reach, is_near
from discuss.moderation.rules.knobs import SUSPEND_ALONE
from discuss.moderation.rules.sanctions import NOTHING_ELSE, Touches, in_force
from discuss.predictions.models import (
    Exclusion,
    ForecastEvent,
    Question,
    QuestionRevision,
    ResolutionEvent,
)
from discuss.predictions.queries.people import CURRENT
from discuss.predictions.rules.excluding import taken_end

NO_SANCTION = "There is no such message."
RULING = and_(
    ResolutionEvent.question_id == Question.id,
    ResolutionEvent.seq == Question.resolution_seq,
    ResolutionEvent.action != "reopen",
)
"""The ruling in force on a question, where there is one."""


@dataclass(frozen=True, slots=True)
class LeftOutOn:
    """A question out of whose crowd somebody's forecasts are left."""

    exclusion_id: int
    question_id: int
    title: str
    since: datetime
    until: datetime | None
    """None where the question is over before the end that was chosen comes."""
    section: str
    """Of the article that asks it."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A sanction with whose it is, who proposed it, and what happened to it since."""

    sanction: Sanction
    person: Person
    by: str
    steps: Sequence[SanctionStep]
    is_warned: bool
    """Whether its person has a warning that stands."""
    alone: timedelta
    """For how long moderators suspend without an admin."""
    left_out: Sequence[LeftOutOn] = ()
    """Of forecasts that are left out: on which questions."""
    touches: Touches = NOTHING_ELSE
    """Whom and what else it is about."""

    @property
    def kinds(self) -> set[str]:
        """What happened to it."""
        return {step.kind for step in self.steps}

    def step(self, *kinds: str) -> SanctionStep | None:
        """Return the first step of one of these kinds."""
        return next((step for step in self.steps if step.kind in kinds), None)

    @property
    def shortened_to(self) -> datetime | None:
        """When it ends since an objection was answered so; None where that was not the answer."""
        step = self.step("shortened")
        return step.ends_at if step else None

    def is_in_force(self, now: datetime) -> bool:
        """Tell whether it has an effect now."""
        return in_force(self.sanction.kind, self.kinds, self.ends_at, now)

    @property
    def ends_at(self) -> datetime | None:
        """When it ends by itself; forecasts that are left out, on the last of their questions."""
        if self.shortened_to is not None:
            return self.shortened_to
        ends = [each.until for each in self.left_out]
        if not ends:
            return self.sanction.ends_at
        known = [each for each in ends if each is not None]
        return max(known) if len(known) == len(ends) else None


def sanction(
    session: Session, sanction_id: int, *, lock: bool = False, desk: Actor | None = None
) -> Taken:
    """Return a sanction; raise `Missing` (404). Three statements, one more with the lock.

    Two more for forecasts that are left out.

    For the `desk`, one about whom its moderator does not see to is missing as well.
    """
    found = session.get(Sanction, sanction_id, with_for_update=LOCKED if lock else None)
    if found is None or (desk is not None and not is_in_reach(session, desk, found.person_id)):
        raise Missing(NO_SANCTION)
    return taken(session, [found])[0]


def sanctions_of(session: Session, person_id: int) -> Sequence[Taken]:
    """Return what was done towards somebody, newest first; three statements."""
    rows = session.scalars(
        select(Sanction).where(Sanction.person_id == person_id).order_by(Sanction.id.desc())
    ).all()
    return taken(session, rows)


def waiting_sanctions(session: Session, sections: frozenset[str] = frozenset()) -> Sequence[Taken]:
    """Return the bans that wait for a second person and the objections that wait for an answer.

    At most fifty, oldest first, of people who are near these sections if any are named; three
    statements.
    """
    near = [is_near(sections, Sanction.person_id)] if sections else []
    rows = session.scalars(
        select(Sanction)
        .where(*near)
        .where(
            or_(
                (Sanction.kind == "ban") & ~_has("confirmed") & ~_has("lifted"),
                _has("objected")
                & ~_has("upheld")
                & ~_has("reversed")
                & ~_has("shortened")
                & ~_has("lifted"),
            )
        )
        .order_by(Sanction.id)
        .limit(50)
    ).all()
    return taken(session, rows)


def is_warned(session: Session, person_id: int) -> bool:
    """Tell whether somebody was warned and nobody has taken that back; one statement."""
    found = select(Person.id).where(Person.id == person_id, _warned())
    return session.scalar(found) is not None


def premoderations(person_id: ColumnElement[int], now: ColumnElement[datetime]) -> Select[int]:
    """Select the measures by which somebody's comments are read before they appear."""
    return select(Sanction.id).where(
        Sanction.person_id == person_id,
        Sanction.kind == "premoderation",
        or_(Sanction.ends_at.is_(None), Sanction.ends_at > now),
        ~_has("lifted"),
        ~_has("reversed"),
        ~exists().where(
            SanctionStep.sanction_id == Sanction.id,
            SanctionStep.kind == "shortened",
            SanctionStep.ends_at <= now,
        ),
    )


def _warned() -> ColumnElement[bool]:
    """Return whether a person has a warning that nobody took back."""
    warning = aliased(Sanction)
    back = exists().where(
        SanctionStep.sanction_id == warning.id, SanctionStep.kind.in_(("reversed", "lifted"))
    )
    return (
        exists(warning.id)
        .where(warning.person_id == Person.id, warning.kind == "warning", ~back)
        .correlate(Person)
    )


def _has(kind: str) -> ColumnElement[bool]:
    return exists().where(SanctionStep.sanction_id == Sanction.id, SanctionStep.kind == kind)


def taken(session: Session, rows: Sequence[Sanction]) -> list[Taken]:
    """Return sanctions with all that belongs to them; three statements, two more for forecasts.

    None for none.
    """
    if not rows:
        return []
    ids = [row.id for row in rows]
    steps = session.scalars(
        select(SanctionStep).where(SanctionStep.sanction_id.in_(ids)).order_by(SanctionStep.id)
    ).all()
    people = {row.person_id for row in rows} | {row.moderator_id for row in rows}
    asked = session.execute(select(Person, _warned()).where(Person.id.in_(people)))
    known = {person.id: (person, warned) for person, warned in asked}
    alone = timedelta(days=chosen.of(session).number(SUSPEND_ALONE))
    exclusions = [row.id for row in rows if row.kind == "exclusion"]
    left_out, touches = _left_out(session, exclusions) if exclusions else ({}, {})
    return [
        Taken(
            row,
            known[row.person_id][0],
            known[row.moderator_id][0].name,
            [step for step in steps if step.sanction_id == row.id],
            is_warned=bool(known[row.person_id][1]),
            alone=alone,
            left_out=left_out.get(row.id, ()),
            touches=touches.get(row.id, NOTHING_ELSE),
        )
        for row in rows
    ]


def left_out_on(session: Session, sanction_ids: Sequence[int]) -> dict[int, list[LeftOutOn]]:
    """Return by sanction out of which questions' crowds forecasts are left; one statement."""
    rows = session.execute(
        select(
            SanctionExclusion.sanction_id,
            Exclusion.id,
            Exclusion.question_id,
            QuestionRevision.title,
            Exclusion.from_at,
            Exclusion.to_at,
            Article.section,
            QuestionRevision.close_at,
            ResolutionEvent.created_at.label("decided_at"),
        )
        .join(Exclusion, Exclusion.id == SanctionExclusion.exclusion_id)
        .join(Question, Question.id == Exclusion.question_id)
        .join(QuestionRevision, CURRENT)
        .join(Prompt, Prompt.id == Question.prompt_id)
        .join(Article, Article.id == Prompt.article_id)
        .outerjoin(ResolutionEvent, RULING)
        .where(SanctionExclusion.sanction_id.in_(sanction_ids))
        .order_by(Exclusion.question_id)
    )
    found: dict[int, list[LeftOutOn]] = defaultdict(list)
    for row in rows:
        end = taken_end(row.to_at, row.close_at, row.decided_at)
        about = LeftOutOn(row.id, row.question_id, row.title, row.from_at, end, row.section)
        found[row.sanction_id].append(about)
    return found


def _left_out(
    session: Session, sanction_ids: Sequence[int]
) -> tuple[dict[int, list[LeftOutOn]], dict[int, Touches]]:
    """Return on which questions, and whom else that concerns; two statements."""
    rows = session.execute(
        select(SanctionExclusion.sanction_id, ForecastEvent.person_id)
        .join(Exclusion, Exclusion.id == SanctionExclusion.exclusion_id)
        .join(ForecastEvent, ForecastEvent.question_id == Exclusion.question_id)
        .join(Person, Person.id == ForecastEvent.person_id)
        .where(SanctionExclusion.sanction_id.in_(sanction_ids))
        .where(Person.role.in_(("moderator", "admin")))
        .distinct()
    )
    forecasters: dict[int, set[int]] = defaultdict(set)
    for number, person_id in rows:
        forecasters[number].add(person_id)
    found = left_out_on(session, sanction_ids)
    return found, {
        number: Touches(frozenset(forecasters[number]), frozenset(each.section for each in about))
        for number, about in found.items()
    }
