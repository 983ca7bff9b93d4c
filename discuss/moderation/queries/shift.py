"""What somebody finds at the desk: notes, who is on, hot articles, what was overturned."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Subquery, case, exists, func, literal, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from discuss.accounts.models import Person
from discuss.accounts.rules import Actor
from discuss.articles import queries as articles
from discuss.articles.models import Article, ArticleRevision, Prompt
from discuss.comments.models import Comment, CommentRevision, Hold
from discuss.kit.errors import Missing
from discuss.moderation.models import Case, Claim, Decision, Handover, HandoverTaking, Report
from discuss.moderation.queries.standing import in_sections, stands
from discuss.moderation.rules.shift import ON, SPAN, since_yesterday

NEWEST = 1000
"""Rows that are looked through at most: what is newest has the highest numbers."""
NOTES = 10
HOT, LEAST_HOT = 5, 5
"""So many articles are named, below each of which so much happened at least."""
OVERTURNED = 10
NO_NOTE = "There is no such note."


@dataclass(frozen=True, slots=True)
class Left:
    """A note that nobody has taken over."""

    id: int
    words: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Colleague:
    """Who works at the desk now, on how many cases, and how many they decided lately."""

    name: str
    cases: int
    decided: int


@dataclass(frozen=True, slots=True)
class Hot:
    """An article below which much happened within `SPAN`."""

    slug: str
    headline: str
    comments: int
    held: int
    reports: int


@dataclass(frozen=True, slots=True)
class Overturned:
    """A decision that somebody else has put right."""

    case_id: int
    author: str
    by: str
    words: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Shift:
    """What the desk is like when somebody comes."""

    notes: Sequence[Left]
    colleagues: Sequence[Colleague]
    hot: Sequence[Hot]
    overturned: Sequence[Overturned]


def shift(session: Session, actor: Actor, now: datetime) -> Shift:
    """Return what somebody finds who comes to the desk; four statements at any size."""
    return Shift(
        notes=handovers(session, actor.sections),
        colleagues=_colleagues(session, actor, now),
        hot=_hot(session, actor.sections, now),
        overturned=_overturned(session, actor.sections, now),
    )


def handovers(session: Session, sections: Collection[str]) -> Sequence[Left]:
    """Return the notes that nobody has taken over, newest first: at most ten; one statement."""
    rows = session.execute(
        select(Handover.sections, Handover.id, Handover.words, Person.name, Handover.created_at)
        .join(Person, Person.id == Handover.moderator_id)
        .where(~_is_taken(), Handover.words != "")
        .order_by(Handover.id.desc())
        .limit(NEWEST)
    ).all()
    return [Left(*row[1:]) for row in rows if concerns(row[0], sections)][:NOTES]


def handover(session: Session, handover_id: int, actor: Actor) -> Handover:
    """Return a note; raise `Missing` (404) to whom it does not concern. One statement."""
    found = session.get(Handover, handover_id, with_for_update=True)
    if found is None or not concerns(found.sections, actor.sections):
        raise Missing(NO_NOTE)
    return found


def taking(session: Session, handover_id: int) -> HandoverTaking | None:
    """Return by whom a note was taken over, None while it stands; one statement."""
    return session.get(HandoverTaking, handover_id)


def same_handover(session: Session, moderator_id: int, words: str) -> Handover | None:
    """Return a note that somebody left already and that still stands; one statement."""
    return session.scalar(
        select(Handover)
        .where(Handover.moderator_id == moderator_id, Handover.words == words, ~_is_taken())
        .limit(1)
    )


def concerns(theirs: Collection[str], mine: Collection[str]) -> bool:
    """Tell whether what somebody of these sections wrote concerns somebody of those."""
    return not theirs or not mine or not set(theirs).isdisjoint(mine)


def _is_taken() -> ColumnElement[bool]:
    return exists(HandoverTaking.handover_id).where(HandoverTaking.handover_id == Handover.id)


def _newest(column: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """Return whether a row is among the newest of its table."""
    last = select(func.max(column)).correlate(None).scalar_subquery()
    return column > last - NEWEST


def _colleagues(session: Session, actor: Actor, now: datetime) -> Sequence[Colleague]:
    """Return the others who have a case or decided within a quarter of an hour; one statement."""
    claims = (
        select(Claim.moderator_id.label("id"), literal(1).label("cases"), literal(0).label("n"))
        .join(Case, Case.id == Claim.case_id)
        .where(Claim.until > now, *in_sections(actor.sections))
    )
    decisions = (
        select(Decision.moderator_id, literal(0), literal(1))
        .join(Case, Case.id == Decision.case_id)
        .where(_newest(Decision.id), Decision.created_at > now - ON, *in_sections(actor.sections))
    )
    each = union_all(claims, decisions).subquery()
    rows = session.execute(
        select(Person.name, func.sum(each.c.cases), func.sum(each.c.n))
        .join(Person, Person.id == each.c.id)
        .where(Person.id != actor.id)
        .group_by(Person.id, Person.name)
        .order_by(Person.name, Person.id)
    )
    return [Colleague(name, int(cases), int(n)) for name, cases, n in rows]


def _hot(session: Session, sections: Collection[str], now: datetime) -> Sequence[Hot]:
    """Return the articles below which most happened within the span; one statement."""
    each = _happened(now)
    sums = [func.sum(each.c[name]) for name in ("comments", "held", "reports")]
    limits = [Article.section.in_(sorted(sections))] if sections else []
    rows = session.execute(
        select(Article.slug, ArticleRevision.headline, *sums)
        .join(Prompt, Prompt.id == each.c.prompt_id)
        .join(Article, Article.id == Prompt.article_id)
        .join(ArticleRevision, articles.is_current())
        .where(*limits)
        .group_by(Article.id, Article.slug, ArticleRevision.headline)
        .having(sums[0] + sums[2] >= LEAST_HOT)
        .order_by((sums[0] + sums[2]).desc(), Article.id)
        .limit(HOT)
    )
    return [Hot(row[0], row[1], *(int(n) for n in row[2:])) for row in rows]


def _happened(now: datetime) -> Subquery:
    """Return a row for each comment and each report of the span, by where it stands."""
    was_held = (
        exists(Hold.id)
        .where(Hold.revision_id == CommentRevision.id, CommentRevision.comment_id == Comment.id)
        .correlate(Comment)
    )
    written = select(
        Comment.prompt_id.label("prompt_id"),
        literal(1).label("comments"),
        case((was_held, 1), else_=0).label("held"),
        literal(0).label("reports"),
    ).where(_newest(Comment.id), Comment.created_at > now - SPAN)
    sent = (
        select(Case.prompt_id, literal(0), literal(0), literal(1))
        .join(Report, Report.case_id == Case.id)
        .where(_newest(Report.id), Report.created_at > now - SPAN)
    )
    return union_all(written, sent).subquery()


def _overturned(session: Session, sections: Collection[str], now: datetime) -> Sequence[Overturned]:
    """Return what was put back since yesterday, newest first; one statement."""
    author = aliased(Person)
    rows = session.execute(
        select(Case.id, author.name, Person.name, Decision.explanation, Decision.created_at)
        .join(Case, Case.id == Decision.case_id)
        .join(author, author.id == Case.author_id)
        .join(Person, Person.id == Decision.moderator_id)
        .where(_newest(Decision.id), Decision.created_at >= since_yesterday(now))
        .where(Decision.outcome == "restore", stands(), *in_sections(sections))
        .order_by(Decision.id.desc())
        .limit(OVERTURNED)
    )
    return [Overturned(*row) for row in rows]
