"""Which of the cases that wait somebody looks for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, or_, select

from discuss.articles.models import Article, Prompt
from discuss.moderation.models import Case, Claim, Decision, Objection, ObjectionAnswer, Report
from discuss.moderation.queries.notices import asks_again
from discuss.moderation.queries.standing import in_sections
from discuss.moderation.rules.escalating import KINDS

QUEUES = ("notice", "held", "reported", "objection")
MINE = "mine"
"""The pseudo-queue of what somebody has claimed."""

FILTERS = ("section", "article", "detector", "language", "age", "claimed", "escalated")
"""What narrows the list besides queue and reason, as it stands in an address."""

CLAIMED = ("me", "nobody", "somebody")
ANY = "any"
"""Whatever was escalated."""


@dataclass(frozen=True, slots=True)
class Sought:
    """Which cases somebody looks for: at which moment, in which queue, reported for what."""

    now: datetime
    queue: str = ""
    concern: str = ""
    sections: frozenset[str] = frozenset()
    """In which sections they look; none for the whole site."""
    section: str = ""
    """The one section that they asked for; `sections` then holds no other."""
    article: str = ""
    """Below which article, by the end of its address."""
    detector: str = ""
    """Which check found something in the words."""
    language: str = ""
    """In which language the article is."""
    age: str = ""
    """`late` for what is past its target, or a number of hours."""
    before: Mapping[str, datetime] = field(default_factory=dict)
    """For each queue, before when a case was opened that is of that age."""
    claimed: str = ""
    """Who works on it: `me`, `nobody` or `somebody`."""
    escalated: str = ""
    """Of which kind the escalation is that waits, or `any`."""
    passes_escalated: bool = False
    """Whether they are led past what was escalated, since others answer it."""

    @property
    def filters(self) -> dict[str, str]:
        """What narrows the list besides queue and reason, by its name in an address."""
        return {name: value for name in FILTERS if (value := getattr(self, name))}

    @property
    def asked(self) -> dict[str, str]:
        """All that narrows the list, by its name in an address."""
        first = {"queue": self.queue, "concern": self.concern}
        return {name: value for name, value in first.items() if value} | self.filters


def within(actor_id: int, sought: Sought) -> list[ColumnElement[bool]]:
    """Return what makes a case wait for this moderator in the sections where they look."""
    return [*open_to(actor_id, sought), *in_sections(sought.sections)]


def open_to(actor_id: int, sought: Sought) -> list[ColumnElement[bool]]:
    """Return what makes a case wait for this moderator: never one's own words or decisions."""
    own_decision = (
        exists()
        .where(Decision.case_id == Case.id)
        .where((Decision.moderator_id == actor_id) | (Decision.second_id == actor_id))
        .where(Objection.decision_id == Decision.id)
        .where(~exists().where(ObjectionAnswer.decision_id == Objection.decision_id))
    )
    return [
        Case.closed_at.is_(None),
        Case.author_id != actor_id,
        *_asked_for(actor_id, sought),
        ~and_(Case.queue == "objection", own_decision),
        ~asks_again(actor_id),
    ]


def claimed(now: datetime, *by: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return whether somebody, or somebody of these, works on a case."""
    return Case.id.in_(select(Claim.case_id).where(Claim.until > now, *by))


def _asked_for(actor_id: int, sought: Sought) -> list[ColumnElement[bool]]:
    """Return what narrows the list, the cheap before the dear."""
    conditions = []
    if sought.queue == MINE or sought.claimed == "me":
        conditions.append(claimed(sought.now, Claim.moderator_id == actor_id))
    if sought.queue and sought.queue != MINE:
        conditions.append(Case.queue == sought.queue)
    if sought.claimed == "nobody":
        conditions.append(~claimed(sought.now))
    if sought.claimed == "somebody":
        conditions.append(claimed(sought.now))
    if sought.escalated:
        kinds = KINDS if sought.escalated == ANY else (sought.escalated,)
        conditions.append(Case.escalated.in_(tuple(kinds)))
    conditions += [*_of_the_article(sought), *_of_the_age(sought)]
    if sought.detector:
        conditions.append(Case.found.contains(f",{sought.detector},", autoescape=True))
    if sought.concern:
        reported = exists().where(Report.case_id == Case.id, Report.reason == sought.concern)
        conditions.append(reported)
    return conditions


def _of_the_article(sought: Sought) -> list[ColumnElement[bool]]:
    prompts = select(Prompt.id).join(Article, Article.id == Prompt.article_id)
    conditions = []
    if sought.article:
        one = prompts.where(Article.slug == sought.article)
        conditions.append(Case.prompt_id == one.scalar_subquery())
    if sought.language:
        conditions.append(Case.prompt_id.in_(prompts.where(Article.language == sought.language)))
    return conditions


def _of_the_age(sought: Sought) -> list[ColumnElement[bool]]:
    before = sought.before
    if not before:
        return []
    if len(set(before.values())) == 1:
        return [Case.opened_at < next(iter(before.values()))]
    return [or_(*((Case.queue == name) & (Case.opened_at < at) for name, at in before.items()))]
