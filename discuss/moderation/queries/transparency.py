"""What happened in a month of moderation, counted from the rows that decisions leave."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    Select,
    distinct,
    func,
    literal,
    select,
)
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from discuss.articles.models import Article, Prompt
from discuss.comments.models import Comment, CommentRevision, Hold
from discuss.moderation.models import (
    Case,
    Decision,
    LegalNotice,
    NoticeObjection,
    Objection,
    ObjectionAnswer,
    PublishedMonth,
    Report,
    Sanction,
    SanctionStep,
)
from discuss.moderation.queries.standing import stands
from discuss.moderation.rules.outcomes import REMOVES
from discuss.predictions.models import (
    OutcomeObjection,
    ProposedOutcome,
    Question,
    ResolutionEvent,
)

Span = tuple[datetime, datetime]
At = InstrumentedAttribute[datetime] | InstrumentedAttribute[datetime | None]
Counted = Select[*tuple[Any, ...]]

HOME = 3
"""Columns of a count by section and language alone."""

ANSWERED = ObjectionAnswer.created_at

OUTCOMES = {
    "approve": "kept",
    "reject": "rejected",
    "remove_illegal": "illegal",
    "restore": "restored",
}


@dataclass(frozen=True, slots=True)
class Tally:
    """How often something happened, and to what."""

    measure: str
    section: str
    language: str
    what: str
    """The reason of a report or a decision, how an objection was answered, a kind of step."""
    source: str
    n: int


@dataclass(frozen=True, slots=True)
class Waited:
    """How long something waited for a decision, and what had brought it."""

    source: str
    outcome: str
    since: datetime
    until: datetime
    moderator_id: int = 0
    section: str = ""


def first_comment_at(session: Session) -> datetime | None:
    """Return when the first comment was written; one statement, the same with a million."""
    return session.scalar(select(Comment.created_at).order_by(Comment.id).limit(1))


def published_month(session: Session, month: str) -> PublishedMonth | None:
    """Return what was published of a month, None before; one statement."""
    return session.get(PublishedMonth, month)


def tallies(session: Session, span: Span) -> list[Tally]:
    """Return everything that is counted of a span of time; eleven statements."""
    counted = (
        ("comments", _home(func.count(Comment.id)), Comment.created_at),
        ("held", _held(), Hold.created_at),
        ("reports", _reports(), Report.created_at),
        ("notices", _notices(), Report.created_at),
        ("objections", _objections(), Objection.created_at),
        ("objections", _second_looks(), NoticeObjection.created_at),
        ("answered", _answers(), ObjectionAnswer.created_at),
    )
    found = [
        Tally(measure, row[1], row[2], row[3] if len(row) > HOME else "", "", row[0])
        for measure, statement, at in counted
        for row in session.execute(statement.where(*_in(at, span)))
    ]
    return [*found, *_decided(session, span), *_steps(session, span)]


def questions(session: Session, span: Span) -> dict[str, int]:
    """Return what became of forecast questions in a span of time; four statements."""
    resolved = select(func.count(ResolutionEvent.id))
    disputed = (
        select(func.count(distinct(ProposedOutcome.id)))
        .join(OutcomeObjection, OutcomeObjection.proposed_id == ProposedOutcome.id)
        .where(*_in(OutcomeObjection.created_at, span))
    )
    opened = select(func.count(Question.id)).where(*_in(Question.published_at, span))
    inside = _in(ResolutionEvent.created_at, span)
    found = {
        "questions_opened": opened,
        "questions_resolved": resolved.where(ResolutionEvent.action == "resolve", *inside),
        "questions_annulled": resolved.where(ResolutionEvent.action == "annul", *inside),
        "questions_disputed": disputed,
    }
    return {name: session.scalar(statement) or 0 for name, statement in found.items()}


def waits(session: Session, span: Span) -> list[Waited]:
    """Return how long decisions and answers of a span of time had been waited for; two statements.

    What a moderator noticed by themselves had not waited, and is left out.
    """
    since = func.coalesce(_held_since(), _reported_since()).label("since")
    decided = (
        select(
            Decision.source,
            Decision.outcome,
            since,
            Decision.created_at,
            Decision.moderator_id,
            Case.section,
        )
        .join(Case, Case.id == Decision.case_id)
        .where(Decision.source.in_(("held", "reports", "notice")), stands())
        .where(*_in(Decision.created_at, span))
    )
    answered = (
        select(
            literal("objection"),
            ObjectionAnswer.outcome,
            Objection.created_at,
            ObjectionAnswer.created_at,
            ObjectionAnswer.moderator_id,
            Case.section,
        )
        .join(Objection, Objection.decision_id == ObjectionAnswer.decision_id)
        .join(Decision, Decision.id == ObjectionAnswer.decision_id)
        .join(Case, Case.id == Decision.case_id)
        .where(Objection.created_at <= ObjectionAnswer.created_at, *_in(ANSWERED, span))
    )
    rows = [*session.execute(decided), *session.execute(answered)]
    return [Waited(*row) for row in rows if row[2] is not None]


def _home(count: ColumnElement[int], *what: InstrumentedAttribute[str]) -> Counted:
    """Return a count by section and language, and by what else is named, from comments on."""
    return (
        select(count, Article.section, Article.language, *what)
        .select_from(Comment)
        .join(Prompt, Prompt.id == Comment.prompt_id)
        .join(Article, Article.id == Prompt.article_id)
        .group_by(Article.section, Article.language, *what)
    )


def _held() -> Counted:
    return (
        _home(func.count(distinct(Comment.id)))
        .join(CommentRevision, CommentRevision.comment_id == Comment.id)
        .join(Hold, Hold.revision_id == CommentRevision.id)
    )


def _reports() -> Counted:
    counted = _home(func.count(Report.id), Report.reason)
    by_readers = Report.reporter_id.is_not(None)
    return _of_cases(counted).join(Report, Report.case_id == Case.id).where(by_readers)


def _notices() -> Counted:
    counted = _of_cases(_home(func.count(LegalNotice.report_id)))
    return counted.join(Report, Report.case_id == Case.id).join(
        LegalNotice, LegalNotice.report_id == Report.id
    )


def _objections() -> Counted:
    counted = _of_decisions(_home(func.count(Objection.decision_id), Decision.reason))
    return counted.join(Objection, Objection.decision_id == Decision.id)


def _second_looks() -> Counted:
    counted = _of_decisions(_home(func.count(NoticeObjection.report_id), Decision.reason))
    return counted.join(NoticeObjection, NoticeObjection.decision_id == Decision.id)


def _answers() -> Counted:
    counted = _home(func.count(ObjectionAnswer.decision_id), ObjectionAnswer.outcome)
    return _of_decisions(counted).join(ObjectionAnswer, ObjectionAnswer.decision_id == Decision.id)


def _of_cases(counted: Counted) -> Counted:
    return counted.join(Case, Case.comment_id == Comment.id)


def _of_decisions(counted: Counted) -> Counted:
    return _of_cases(counted).join(Decision, Decision.case_id == Case.id)


def _decided(session: Session, span: Span) -> list[Tally]:
    """Return decisions that were not taken back, each as the measure that it belongs to."""
    what = (Decision.reason, Decision.source, Decision.outcome, Decision.previous_state)
    counted = _of_decisions(_home(func.count(Decision.id), *what))
    # What stands for another reason was counted when it was removed.
    again = (Decision.source == "objection") & Decision.outcome.in_(REMOVES)
    rows = session.execute(counted.where(stands(), ~again, *_in(Decision.created_at, span)))
    found = []
    for n, section, language, reason, source, outcome, before in rows:
        measure = OUTCOMES[outcome]
        if measure == "kept" and before == "held":
            measure = "published_after_hold"
        found.append(Tally(measure, section, language, reason, source, n))
    return found


def _steps(session: Session, span: Span) -> list[Tally]:
    """Return steps towards accounts that the person was told of: a ban once it is confirmed."""
    told = Sanction.kind.not_in(("note", "ban"))
    taken = session.execute(
        select(Sanction.kind, func.count())
        .where(told, *_in(Sanction.created_at, span))
        .group_by(Sanction.kind)
    )
    bans = session.scalar(
        select(func.count())
        .select_from(SanctionStep)
        .where(SanctionStep.kind == "confirmed", *_in(SanctionStep.created_at, span))
    )
    steps = [*taken, ("ban", bans or 0)]
    return [Tally("sanctions", "", "", kind, "", n) for kind, n in steps if n]


def _held_since() -> ScalarSelect[datetime]:
    """Return since when the wording that was decided about had been held."""
    return (
        select(func.min(Hold.created_at))
        .where(Hold.revision_id == Decision.revision_id, Decision.source == "held")
        .where(Hold.created_at <= Decision.created_at)
        .correlate(Decision)
        .scalar_subquery()
    )


def _reported_since() -> ScalarSelect[datetime]:
    """Return when the first of the reports came that a decision answers.

    What came after it was not waited for: clocks of several machines differ.
    """
    before = aliased(Decision)
    answered = select(func.coalesce(func.max(before.last_report_id), 0)).where(
        before.case_id == Decision.case_id,
        before.id < Decision.id,
        stands(before),
    )
    return (
        select(func.min(Report.created_at))
        .where(Report.case_id == Decision.case_id, Report.id <= Decision.last_report_id)
        .where(Report.created_at <= Decision.created_at)
        .where(Report.id > answered.correlate(Decision).scalar_subquery())
        .correlate(Decision)
        .scalar_subquery()
    )


def _in(at: At, span: Span) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return at >= span[0], at < span[1]
