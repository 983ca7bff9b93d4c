"""Whose forecasts are left out of a crowd, since when, and how many they are."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from discuss.accounts.rules import Actor
from discuss.articles.models import Article, Prompt
from discuss.kit.verdict import Verdict
from discuss.predictions import policy
from discuss.predictions.models import (
    Exclusion,
    ForecastEvent,
    Question,
    QuestionRevision,
    ResolutionEvent,
    Standing,
)
from discuss.predictions.queries.face import Face, LeftOut
from discuss.predictions.rules.excluding import Apart, Span, how_many, is_apart, until_over

STANDS = Exclusion.lifted_edition.is_(None)
"""The condition under which nobody has lifted an exclusion."""


def span_of(row: Exclusion) -> Span:
    """Return the time over which an exclusion leaves forecasts out."""
    return Span(row.from_at, row.to_at)


def apart_of(session: Session, question_id: int, edition: int | None = None) -> Apart:
    """Return whose forecasts are left out, and when: now, or by an earlier edition; one statement.

    What an edition published follows from the log and from this.
    """
    rows = session.scalars(
        select(Exclusion).where(Exclusion.question_id == question_id, _belongs_to(edition))
    )
    found: dict[int, list[Span]] = defaultdict(list)
    for row in rows:
        found[row.person_id].append(span_of(row))
    return found


def apart_until_over(
    session: Session,
    revision: QuestionRevision,
    ruling: ResolutionEvent | None,
    edition: int | None = None,
) -> Apart:
    """Return whose forecasts are left out, and when, with no edge after the question is over.

    `ruling` is the one in force: what is decided moves no more. One statement.
    """
    apart = apart_of(session, revision.question_id, edition)
    return until_over(apart, revision.close_at, ruling.created_at if ruling else None)


def _belongs_to(edition: int | None) -> ColumnElement[bool]:
    if edition is None:
        return STANDS
    return (Exclusion.edition <= edition) & (STANDS | (Exclusion.lifted_edition > edition))


def counts(session: Session, question: Question, event: ForecastEvent) -> bool:
    """Say whether an event counts in the crowd; one statement, none where all always did."""
    if not question.edition:
        return True
    out = is_left_out(event.person_id, question.id, event.created_at)
    return not session.scalar(select(out))


def back_again(
    session: Session, seen: Face, until: datetime
) -> list[tuple[datetime, list[Standing]]]:
    """Return at which instants up to one whose forecasts count again, in order; two statements.

    One where nobody's who stands is left out. None lies after the end of the question.
    """
    out = session.scalars(
        select(Standing).where(Standing.question_id == seen.question.id, Standing.is_left_out)
    ).all()
    apart = apart_until_over(session, seen.revision, seen.ruling) if out else {}
    found: dict[datetime, list[Standing]] = defaultdict(list)
    for each in out:
        spans = apart.get(each.person_id, ())
        ends = [span.end for span in spans if span.end is not None and span.end <= until]
        if ends and not is_apart(apart, each.person_id, until):
            found[max(ends)].append(each)
    return sorted(found.items())


def is_left_out(
    person_id: int | InstrumentedAttribute[int],
    question_id: int | InstrumentedAttribute[int],
    at: datetime | InstrumentedAttribute[datetime],
) -> ColumnElement[bool]:
    """Return the condition under which somebody's forecasts are left out at an instant."""
    return (
        exists()
        .where(Exclusion.question_id == question_id, Exclusion.person_id == person_id)
        .where(STANDS, Exclusion.from_at <= at)
        .where(or_(Exclusion.to_at.is_(None), Exclusion.to_at > at))
    )


def standing_exclusions(session: Session, question_id: int) -> Sequence[Exclusion]:
    """Return the exclusions on a question that nobody has lifted, oldest first; one statement."""
    return session.scalars(
        select(Exclusion).where(Exclusion.question_id == question_id, STANDS).order_by(Exclusion.id)
    ).all()


def own_exclusions(session: Session, faces: Iterable[Face], person_id: int) -> dict[int, Exclusion]:
    """Return by which exclusion forecasts of who faces these do not count now; one statement.

    None where they forecast on nothing that was counted anew.
    """
    anew = {each.question.id: each for each in faces if each.question.edition and each.own}
    if not anew:
        return {}
    rows = session.scalars(
        select(Exclusion).where(
            Exclusion.question_id.in_(anew), Exclusion.person_id == person_id, STANDS
        )
    )
    return {row.question_id: row for row in rows if _holds(row, anew[row.question_id])}


def _holds(row: Exclusion, seen: Face) -> bool:
    """Say whether an exclusion leaves forecasts out now; it does not end once all is over."""
    own = {row.person_id: [span_of(row)]}
    apart = until_over(own, seen.revision.close_at, seen.decided_at)
    return is_apart(apart, row.person_id, seen.now)


def left_out(session: Session, question_ids: Sequence[int]) -> dict[int, list[LeftOut]]:
    """Return what is left out of each crowd, by span and reason, oldest first; two statements.

    None where no question is asked about.
    """
    if not question_ids:
        return {}
    rows = session.scalars(
        select(Exclusion)
        .where(Exclusion.question_id.in_(question_ids), STANDS)
        .order_by(Exclusion.from_at, Exclusion.id)
    ).all()
    logs = _logs(session, rows)
    alike: dict[tuple[int, Span, str], list[int]] = defaultdict(list)
    for row in rows:
        said = how_many(logs[row.question_id, row.person_id], span_of(row))
        alike[row.question_id, span_of(row), row.because].append(said)
    found: dict[int, list[LeftOut]] = defaultdict(list)
    for (question_id, span, because), counts in alike.items():
        told = LeftOut(sum(counts), len(counts), span.start, span.end, because)
        found[question_id].append(told)
    return found


def forecasts_within(
    session: Session, question_id: int, person_ids: Collection[int], span: Span
) -> dict[int, int]:
    """Return of whom of these how many forecasts stood within a span; one statement.

    Nobody is named of whom none did.
    """
    deeds = session.execute(
        select(ForecastEvent.person_id, ForecastEvent.created_at, ForecastEvent.kind)
        .where(ForecastEvent.question_id == question_id, ForecastEvent.person_id.in_(person_ids))
        .order_by(ForecastEvent.id)
    )
    logs: dict[int, list[tuple[datetime, str]]] = defaultdict(list)
    for person_id, at, kind in deeds:
        logs[person_id].append((at, kind))
    found = {person_id: how_many(log, span) for person_id, log in logs.items()}
    return {person_id: number for person_id, number in found.items() if number}


def _logs(
    session: Session, rows: Sequence[Exclusion]
) -> dict[tuple[int, int], list[tuple[datetime, str]]]:
    """Return the deeds of those who are left out, in order; one statement."""
    deeds = session.execute(
        select(
            ForecastEvent.question_id,
            ForecastEvent.person_id,
            ForecastEvent.created_at,
            ForecastEvent.kind,
        )
        .where(
            ForecastEvent.question_id.in_({row.question_id for row in rows}),
            ForecastEvent.person_id.in_({row.person_id for row in rows}),
        )
        .order_by(ForecastEvent.id)
    )
    found: dict[tuple[int, int], list[tuple[datetime, str]]] = defaultdict(list)
    for question_id, person_id, at, kind in deeds:
        found[question_id, person_id].append((at, kind))
    return found


def may_leave_out(session: Session, actor: Actor, face: Face) -> Verdict:
    """Say whether somebody may decide whose forecasts count here; two statements at most."""
    own = has_ever_forecast(session, face.question.id, [actor.person_id or 0])
    section = section_of(session, face.question.id)
    return policy.may_leave_out(actor, face.state, section, has_forecast=bool(own))


def section_of(session: Session, question_id: int) -> str:
    """Return the section of the article that asks a question; one statement."""
    found = session.scalar(
        select(Article.section)
        .join(Prompt, Prompt.article_id == Article.id)
        .join(Question, Question.prompt_id == Prompt.id)
        .where(Question.id == question_id)
    )
    return found or ""


def has_ever_forecast(session: Session, question_id: int, person_ids: Iterable[int]) -> set[int]:
    """Return who of these has forecast on a question, whatever became of it; one statement."""
    return set(
        session.scalars(
            select(ForecastEvent.person_id)
            .where(
                ForecastEvent.question_id == question_id,
                ForecastEvent.person_id.in_(list(person_ids)),
            )
            .distinct()
        )
    )
