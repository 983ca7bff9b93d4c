"""The queue as one moderator sees it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Executable,
    ScalarSelect,
    Select,
    func,
    select,
    tuple_,
    union_all,
)
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from discuss.accounts.models import Person
from discuss.articles.models import Article
from discuss.comments.models import Comment, CommentRevision, Hold
from discuss.kit.paging import Cursor, Page
from discuss.moderation.models import Batch, Case, Claim
from discuss.moderation.queries.batches import all_within, waits_for_second
from discuss.moderation.queries.narrowing import (
    MINE,
    QUEUES,
    Sought,
    claimed,
    open_to,
    within,
)
from discuss.moderation.queries.standing import in_sections

PAGE = 20
ORDER = "desk"
MOST_COUNTED = 1000
"""Nobody counts on: a desk says that more wait than these."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A case in the list."""

    id: int
    queue: str
    report_count: int
    opened_at: datetime
    author_name: str
    text: str
    hold: str
    """Why its current words are held, empty when they are not."""
    neg_priority: int
    escalated: str
    """Of which kind its escalation is, empty without one."""
    holder: str
    """Who is working on it, empty for nobody."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How much waits, by queue up to `MOST_COUNTED`, and since when the oldest does."""

    by_queue: Mapping[str, int]
    oldest: datetime | None
    mine: int = 0
    """How many of them this moderator has claimed."""
    proposed: int = 0
    """What waits for a second person."""
    sections: Sequence[str] = ()
    """What articles name as theirs, of those in which one looks."""
    languages: Sequence[str] = ()
    """In which articles are written."""

    @property
    def all(self) -> int:
        """How many cases wait in all queues, up to `MOST_COUNTED`."""
        return min(sum(self.by_queue.values()), MOST_COUNTED)


def queue(
    session: Session, actor_id: int, sought: Sought, after: Cursor | None = None
) -> Page[Waiting]:
    """Return up to 20 open cases, most urgent first, that this moderator may decide; one statement.

    One index range, whatever the number of cases.
    """
    rows = session.execute(_waiting(actor_id, sought, after)).mappings()
    found = [Waiting(**row) for row in rows]
    if len(found) <= PAGE:
        return Page(found)
    last = found[PAGE - 1]
    return Page(found[:PAGE], Cursor(ORDER, (last.neg_priority, last.id)))


def next_after(session: Session, actor_id: int, sought: Sought) -> int | None:
    """Return the most urgent case that nobody else has, None without any; one statement."""
    taken = claimed(sought.now, Claim.moderator_id != actor_id)
    free = [*open_to(actor_id, sought), ~taken]
    if sought.passes_escalated and not sought.escalated:
        free.append(Case.escalated == "")
    return session.scalar(
        select(Case.id)
        .where(*_first(free, sought, 1))
        .order_by(Case.neg_priority, Case.id)
        .limit(1)
    )


def counts(
    session: Session, actor_id: int, now: datetime, sections: frozenset[str] = frozenset()
) -> Counts:
    """Return how many cases wait in each queue, up to `MOST_COUNTED`, and the oldest.

    One statement, which reads as much in a queue of a thousand cases as in one of a hundred
    thousand.
    """
    sought = Sought(now, sections=sections)
    waits = {each: replace(sought, queue=each) for each in (*QUEUES, MINE)}
    row = session.execute(
        select(
            *(_counted(within(actor_id, each)).label(name) for name, each in waits.items()),
            _oldest(open_to(actor_id, sought), sought).label("oldest"),
            _proposed(sections).label("proposed"),
            _named(Article.section).label("sections"),
            _named(Article.language).label("languages"),
        )
    ).one()
    return Counts(
        {each: getattr(row, each) for each in QUEUES},
        oldest=row.oldest,
        mine=getattr(row, MINE),
        proposed=row.proposed,
        sections=[each for each in _listed(row.sections) if not sections or each in sections],
        languages=_listed(row.languages),
    )


def _named(column: InstrumentedAttribute[str]) -> ScalarSelect[str]:
    """Return what articles have in a column, each once, a line each."""
    each = select(column.label("name")).where(column != "").distinct().subquery()
    return select(func.aggregate_strings(each.c.name, "\n")).scalar_subquery()


def _listed(lines: str | None) -> Sequence[str]:
    return sorted(lines.split("\n")) if lines else []


def _proposed(sections: frozenset[str]) -> ScalarSelect[int]:
    """Return how much waits for a second person."""
    waiting = select(func.count(Batch.id)).where(waits_for_second(), *all_within(sections))
    return waiting.scalar_subquery()


def _counted(conditions: Sequence[ColumnElement[bool]]) -> ScalarSelect[int]:
    """Return how many cases fulfil the conditions, as far as anybody counts."""
    some = _cases(conditions).limit(MOST_COUNTED).subquery()
    return select(func.count()).select_from(some).scalar_subquery()


def _oldest(conditions: Sequence[ColumnElement[bool]], sought: Sought) -> ScalarSelect[datetime]:
    """Return since when the first of the cases that fulfil the conditions waits."""
    since = select(Case.opened_at).where(*conditions).order_by(Case.opened_at).limit(1)
    if not sought.sections:
        return since.scalar_subquery()
    firsts = [since.where(Case.section == each).subquery() for each in sorted(sought.sections)]
    either = union_all(*(select(each.c.opened_at) for each in firsts)).subquery()
    return select(func.min(either.c.opened_at)).scalar_subquery()


def _cases(conditions: Sequence[ColumnElement[bool]]) -> Select[int]:
    return select(Case.id).where(*conditions)


def _first(
    conditions: Sequence[ColumnElement[bool]], sought: Sought, most: int
) -> list[ColumnElement[bool]]:
    """Return what narrows the list to its first cases.

    For whoever looks at some sections, one index range for each section and queue; for whoever
    filters, one walk by urgency: neither database sorts what fulfils the conditions.
    """
    if not sought.sections or sought.queue == MINE:
        conditions = [*conditions, *in_sections(sought.sections)]
        if not sought.filters:
            return conditions
        ordered = _cases(conditions).order_by(Case.neg_priority, Case.id).limit(most)
        return [Case.id.in_(select(ordered.subquery().c.id))]
    queues = (sought.queue,) if sought.queue else QUEUES
    ranges = [
        _cases([*conditions, Case.section == section, Case.queue == queue])
        .order_by(Case.neg_priority, Case.id)
        .limit(most)
        .subquery()
        for section in sorted(sought.sections)
        for queue in queues
    ]
    return [Case.id.in_(union_all(*(select(each.c.id) for each in ranges)))]


def _waiting(actor_id: int, sought: Sought, after: Cursor | None) -> Executable:
    holder = aliased(Person)
    conditions = open_to(actor_id, sought)
    if after is not None:
        conditions.append(tuple_(Case.neg_priority, Case.id) > tuple_(*after.key))
    return (
        select(
            Case.id,
            Case.queue,
            Case.report_count,
            Case.opened_at,
            Case.neg_priority,
            Case.escalated,
            Person.name.label("author_name"),
            CommentRevision.text,
            func.coalesce(_hold(), "").label("hold"),
            func.coalesce(holder.name, "").label("holder"),
        )
        .join(Comment, Comment.id == Case.comment_id)
        .join(Person, Person.id == Case.author_id)
        .join(
            CommentRevision,
            (CommentRevision.comment_id == Comment.id) & (CommentRevision.n == Comment.revision_n),
        )
        .outerjoin(Claim, (Claim.case_id == Case.id) & (Claim.until > sought.now))
        .outerjoin(holder, holder.id == Claim.moderator_id)
        .where(*_first(conditions, sought, PAGE + 1))
        .order_by(Case.neg_priority, Case.id)
        .limit(PAGE + 1)
    )


def _hold() -> ScalarSelect[str]:
    """Return the latest reason why a wording is held."""
    return (
        select(Hold.reason)
        .where(Hold.revision_id == CommentRevision.id)
        .order_by(Hold.id.desc())
        .limit(1)
        .correlate(CommentRevision)
        .scalar_subquery()
    )
