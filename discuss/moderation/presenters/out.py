"""The JSON of moderation."""

from datetime import datetime

from pydantic import BaseModel

from discuss.kit.paging import Page
from discuss.moderation.models import Decision, Measure, WordRule
from discuss.moderation.presenters.case import CaseCard
from discuss.moderation.presenters.statement import StatementCard
from discuss.moderation.queries import Counts, Listed, Trial, Waiting
from discuss.moderation.rules.clauses import CURRENT
from discuss.moderation.rules.reasons import REASONS


class ReportOut(BaseModel):
    """A report that was received."""

    id: int
    message: str


class WaitingOut(BaseModel):
    """A case in the queue."""

    id: int
    queue: str
    reports: int
    waiting_since: datetime
    author: str
    text: str
    escalated: str
    """Of which kind its escalation is: `law`, `senior` or `danger`; empty without one."""


class QueueOut(BaseModel):
    """A page of the queue, most urgent first; `after` continues it, and `counts` end at 1,000."""

    cases: list[WaitingOut]
    counts: dict[str, int]
    after: str | None


class CaseOut(BaseModel):
    """A case, and what a decision about it has to name."""

    id: int
    comment_id: int
    author: str
    state: str
    text: str
    headline: str
    question: str
    paragraph: str
    why: list[str]
    second_looks: list[str]
    needs_words: bool
    """Whether approving needs an explanation, which whoever sent a legal notice reads."""
    outcomes: list[str]
    may_decide: bool
    revision_id: int
    state_version: int
    case_version: int
    last_report_id: int


class DecisionOut(BaseModel):
    """A decision; until `effective_at` it can be undone, and nobody is told."""

    id: int
    case_id: int
    outcome: str
    reason: str
    clause: str
    effective_at: datetime
    is_undone: bool


class MeasureOut(BaseModel):
    """Whether a comment was hidden or shown; until `effective_at` it can be taken back."""

    id: int
    case_id: int
    is_hidden: bool
    effective_at: datetime
    is_undone: bool


class PartOut(BaseModel):
    """One part of a statement."""

    heading: str
    text: str


class StatementOut(BaseModel):
    """What an author was told."""

    decision_id: int
    comment_id: int
    parts: list[PartOut]
    objects_until: datetime
    may_object: bool
    objection: str
    answer: str
    answer_outcome: str


class ObjectionOut(BaseModel):
    """An objection that was received or answered."""

    decision_id: int
    message: str


class ClauseOut(BaseModel):
    """A house rule in its present wording."""

    key: str
    version: int
    title: str
    text: str


class ReasonOut(BaseModel):
    """A reason for which comments are rejected, and its rule."""

    code: str
    title: str
    clause: str


class RulesOut(BaseModel):
    """The house rules."""

    clauses: list[ClauseOut]
    reasons: list[ReasonOut]


class WordOut(BaseModel):
    """A rule of the list of suspect words."""

    id: int
    phrase: str
    kind: str
    """`word`, the `domain` of links, a `trusted` one, or that of an `address`."""
    note: str
    added_at: datetime
    would_have_held: int


class WordsOut(BaseModel):
    """The rules in force."""

    words: list[WordOut]


class TrialOut(BaseModel):
    """What a rule would have held in the last 30 days."""

    phrase: str
    read: int
    held: int


def queue_out(found: Page[Waiting], counts: Counts) -> QueueOut:
    """Return a page of the queue."""
    return QueueOut(
        cases=[
            WaitingOut(
                id=row.id,
                queue=row.queue,
                reports=row.report_count,
                waiting_since=row.opened_at,
                author=row.author_name,
                text=row.text,
                escalated=row.escalated,
            )
            for row in found.rows
        ],
        counts=dict(counts.by_queue),
        after=found.after.encode() if found.after else None,
    )


def case_out(card: CaseCard) -> CaseOut:
    """Return a case."""
    return CaseOut(
        id=card.id,
        comment_id=card.comment_id,
        author=card.author.name,
        state=card.state,
        text="".join(piece for piece, _ in card.pieces),
        headline=card.headline,
        question=card.question,
        paragraph=card.paragraph,
        why=[f"{why.label}: {why.sentence}" for why in card.why],
        second_looks=[look.words for look in card.second_looks],
        needs_words=card.needs_words,
        outcomes=list(card.outcomes),
        may_decide=bool(card.verdict),
        **card.seen,
    )


def decision_out(decision: Decision, *, is_undone: bool = False) -> DecisionOut:
    """Return a decision."""
    return DecisionOut(
        id=decision.id,
        case_id=decision.case_id,
        outcome=decision.outcome,
        reason=decision.reason,
        clause=decision.clause,
        effective_at=decision.effective_at,
        is_undone=is_undone,
    )


def measure_out(measure: Measure, *, is_undone: bool = False) -> MeasureOut:
    """Return that a comment was hidden for the time being, or shown again."""
    return MeasureOut(
        id=measure.id,
        case_id=measure.case_id,
        is_hidden=measure.is_hidden,
        effective_at=measure.effective_at,
        is_undone=is_undone,
    )


def statement_out(card: StatementCard) -> StatementOut:
    """Return a statement."""
    return StatementOut(
        decision_id=card.decision_id,
        comment_id=card.comment_id,
        parts=[PartOut(heading=heading, text=text) for heading, text in card.parts],
        objects_until=card.objects_until,
        may_object=bool(card.may_object),
        objection=card.objection,
        answer=card.answer,
        answer_outcome=card.answer_outcome,
    )


def rules_out() -> RulesOut:
    """Return the house rules."""
    return RulesOut(
        clauses=[
            ClauseOut(key=c.key, version=c.version, title=c.title, text=c.text)
            for c in CURRENT.values()
        ],
        reasons=[ReasonOut(code=r.code, title=r.title, clause=r.clause) for r in REASONS],
    )


def word_out(rule: WordRule) -> WordOut:
    """Return a rule of the list."""
    return WordOut(
        id=rule.id,
        phrase=rule.phrase,
        kind=rule.kind,
        note=rule.note,
        added_at=rule.added_at,
        would_have_held=rule.would_have_held,
    )


def words_out(rows: list[Listed]) -> WordsOut:
    """Return the rules in force."""
    return WordsOut(words=[word_out(row.rule) for row in rows])


def trial_out(trial: Trial) -> TrialOut:
    """Return the outcome of a trial."""
    return TrialOut(phrase=trial.phrase, read=trial.read, held=trial.held)
