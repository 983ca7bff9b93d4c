"""How much the desk did in a span of time, and how much of it was overturned."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    case,
    exists,
    func,
    literal,
    select,
    union,
    union_all,
)
from sqlalchemy.orm import Session, aliased

from discuss.accounts.models import Person
from discuss.accounts.rules import Actor
from discuss.comments.models import CommentRevision, Hold
from discuss.kit import chosen
from discuss.moderation.models import (
    Case,
    Decision,
    NoticeObjection,
    Objection,
    ObjectionAnswer,
    Report,
)
from discuss.moderation.queries.standing import in_sections, stands
from discuss.moderation.queries.transparency import At, Span, Waited, waits
from discuss.moderation.rules.intake import READ_FIRST
from discuss.moderation.rules.knobs import targets
from discuss.moderation.rules.outcomes import REMOVES
from discuss.moderation.rules.statistics import Turns, span_of

Days = Mapping[date, int]


@dataclass(frozen=True, slots=True)
class Judged:
    """Removals by one rule, one reason and one moderator, and what became of them."""

    clause: str
    reason: str
    moderator_id: int
    decisions: int
    """All that stand, approvals as well."""
    turns: Turns


@dataclass(frozen=True, slots=True)
class Caught:
    """What one check held, and what moderators made of it."""

    detector: str
    approved: int
    turns: Turns


@dataclass(frozen=True, slots=True)
class Backlog:
    """What waits in one queue."""

    queue: str
    n: int
    late: int
    oldest: datetime


def came_in(session: Session, span: Span, sections: frozenset[str]) -> Days:
    """Return how many cases something new came to on each day; one statement."""
    comments = (
        _on(Hold.created_at, Case.id)
        .join(CommentRevision, CommentRevision.id == Hold.revision_id)
        .join(Case, Case.comment_id == CommentRevision.comment_id)
    )
    reports = _on(Report.created_at, Report.case_id).join(Case, Case.id == Report.case_id)
    asked = [
        _on(each.created_at, Decision.case_id)
        .join(Decision, Decision.id == each.decision_id)
        .join(Case, Case.id == Decision.case_id)
        for each in (Objection, NoticeObjection)
    ]
    pairs = (
        (comments, Hold.created_at),
        (reports, Report.created_at),
        (asked[0], Objection.created_at),
        (asked[1], NoticeObjection.created_at),
    )
    each = union(
        *(one.where(*_in(at, span), *in_sections(sections)) for one, at in pairs)
    ).subquery()
    return _by_day(session, select(each.c.day, func.count()).group_by(each.c.day))


def decided(session: Session, span: Span, sections: frozenset[str]) -> Days:
    """Return how many decisions that stand and answers were made on each day; one statement."""
    decisions = (
        _on(Decision.created_at, Decision.case_id)
        .join(Case, Case.id == Decision.case_id)
        .where(stands(), Decision.source != "objection")
        .where(*_in(Decision.created_at, span), *in_sections(sections))
    )
    answers = (
        _on(ObjectionAnswer.created_at, Decision.case_id)
        .join(Decision, Decision.id == ObjectionAnswer.decision_id)
        .join(Case, Case.id == Decision.case_id)
        .where(*_in(ObjectionAnswer.created_at, span), *in_sections(sections))
    )
    each = union_all(decisions, answers).subquery()
    return _by_day(session, select(each.c.day, func.count()).group_by(each.c.day))


def backlog(
    session: Session, now: datetime, sections: frozenset[str], targets: Mapping[str, timedelta]
) -> Sequence[Backlog]:
    """Return how much waits in each queue, how much of it for too long; one statement."""
    kind = Case.opened_at.type
    due = case(*((Case.queue == queue, literal(now - t, kind)) for queue, t in targets.items()))
    rows = session.execute(
        select(
            Case.queue,
            func.count(),
            func.sum(case((Case.opened_at < due, 1), else_=0)),
            func.min(Case.opened_at),
        )
        .where(Case.closed_at.is_(None), *in_sections(sections))
        .group_by(Case.queue)
        .order_by(Case.queue)
    )
    return [Backlog(queue, n, int(late or 0), oldest) for queue, n, late, oldest in rows]


def judged(session: Session, span: Span, sections: frozenset[str]) -> Sequence[Judged]:
    """Return decisions by rule, reason and moderator, with what became of removals.

    One statement.
    """
    by = (Decision.clause, Decision.reason, Decision.moderator_id)
    rows = session.execute(
        select(*by, func.sum(case((stands(), 1), else_=0)), *_turns())
        .join(Case, Case.id == Decision.case_id)
        .where(
            Decision.source != "objection", *_in(Decision.created_at, span), *in_sections(sections)
        )
        .group_by(*by)
    )
    return [Judged(row[0], row[1], row[2], int(row[3] or 0), _read(row[4:])) for row in rows]


def caught(session: Session, span: Span, sections: frozenset[str]) -> Sequence[Caught]:
    """Return by check what was decided about the words that it held; one statement."""
    held = (
        select(Decision.id.label("decision_id"), Hold.reason)
        .join(Hold, Hold.revision_id == Decision.revision_id)
        .where(Decision.source == "held", Hold.reason.not_in(READ_FIRST))
        .where(*_in(Decision.created_at, span))
        .distinct()
        .subquery()
    )
    let_through = func.sum(case(((Decision.outcome == "approve") & stands(), 1), else_=0))
    rows = session.execute(
        select(held.c.reason, let_through, *_turns())
        .select_from(held)
        .join(Decision, Decision.id == held.c.decision_id)
        .join(Case, Case.id == Decision.case_id)
        .where(*in_sections(sections))
        .group_by(held.c.reason)
        .order_by(held.c.reason)
    )
    return [Caught(row[0], int(row[1] or 0), _read(row[2:])) for row in rows]


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything that is told of the desk's work in a span of time."""

    days: int
    span: Span
    targets: Mapping[str, timedelta]
    came_in: Days
    decided: Days
    waits: Sequence[Waited]
    backlog: Sequence[Backlog]
    judged: Sequence[Judged]
    caught: Sequence[Caught]
    names: Mapping[int, str]
    """Of those whose own figures the asker may see: everybody's for admins, else their own."""


def figures(session: Session, actor: Actor, days: int, now: datetime) -> Figures:
    """Return how the desk worked in the last days, as far as somebody sees to it.

    Eight statements, whatever the number of cases and of moderators.
    """
    span, due, within = span_of(days, now), targets(chosen.of(session)), actor.sections
    found = judged(session, span, within)
    waited = [each for each in waits(session, span) if actor.covers(each.section)]
    at_work = {actor.id, *(d.moderator_id for d in found), *(w.moderator_id for w in waited)}
    return Figures(
        days=days,
        span=span,
        targets=due,
        came_in=came_in(session, span, within),
        decided=decided(session, span, within),
        waits=waited,
        backlog=backlog(session, now, within, due),
        judged=found,
        caught=caught(session, span, within),
        names=names_of(session, sorted(at_work) if actor.is_admin else [actor.id]),
    )


def names_of(session: Session, person_ids: Sequence[int]) -> Mapping[int, str]:
    """Return the names of people; one statement."""
    rows = session.execute(select(Person.id, Person.name).where(Person.id.in_(person_ids)))
    return {row[0]: row[1] for row in rows}


def _turns() -> list[ColumnElement[int]]:
    """Return the sums of a `Turns`, over the decisions that remove."""
    asked = exists(Objection.decision_id).where(Objection.decision_id == Decision.id)
    answer = select(ObjectionAnswer.outcome).where(ObjectionAnswer.decision_id == Decision.id)
    answered = answer.correlate(Decision).scalar_subquery()
    later = aliased(Decision)
    back = (
        exists(later.id)
        .where(later.case_id == Decision.case_id, later.id > Decision.id)
        .where(later.outcome == "restore", later.source != "objection", stands(later))
        .correlate(Decision)
    )
    at_last = (
        exists(later.id)
        .where(later.case_id == Decision.case_id, later.id > Decision.id)
        .where(later.outcome == "restore", later.source == "objection", stands(later))
        .correlate(Decision)
    )
    removed = Decision.outcome.in_(REMOVES)
    stood = removed & stands()
    counted = (
        stood,
        stood & asked,
        stood & (answered == "upheld"),
        stood & ((answered == "reversed") | ((answered == "changed") & at_last)),
        stood & back & (func.coalesce(answered, "") != "reversed"),
        removed & ~stands(),
        stood & (answered == "changed") & ~at_last,
    )
    return [func.sum(case((each, 1), else_=0)) for each in counted]


def _read(sums: Sequence[Any]) -> Turns:
    return Turns(*(int(each or 0) for each in sums))


def _on(at: At, case_id: Any) -> Select[*tuple[Any, ...]]:  # noqa: ANN401 - a column of either kind
    return select(func.date(at).label("day"), case_id.label("case_id"))


def _by_day(session: Session, counted: Select[*tuple[Any, ...]]) -> Days:
    """Return a count by day; one database tells days as text, the other as dates."""
    return {date.fromisoformat(str(day)): n for day, n in session.execute(counted)}


def _in(at: At, span: Span) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return at >= span[0], at < span[1]
