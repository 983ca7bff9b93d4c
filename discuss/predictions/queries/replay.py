"""The log of a question played again: what is stored has to be what comes out."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from discuss.predictions.models import (
    CrowdPoint,
    ForecastEvent,
    Question,
    QuestionRevision,
    ResolutionEvent,
    RunningPool,
    RunningTally,
    Score,
    Standing,
)
from discuss.predictions.queries.cases import case_of
from discuss.predictions.queries.crowds import (
    adjusted_formula_of,
    adjusted_from,
    figures_of,
    formula_of,
)
from discuss.predictions.queries.face import live_options
from discuss.predictions.rules import adjusted
from discuss.predictions.rules.crowd import choice_crowd_of, crowd_of
from discuss.predictions.rules.crowd_scores import figures
from discuss.predictions.rules.lapsing import ENDS, ends_at
from discuss.predictions.rules.lifecycle import Action
from discuss.predictions.rules.pool import pool_from, pool_of
from discuss.predictions.rules.scale import NUMERIC, Scale
from discuss.predictions.rules.scoring import Case, ScoreKind, kinds_for, shown_kind
from discuss.predictions.rules.tally import counted

_Ends = Callable[[ForecastEvent], datetime | None]


@dataclass(frozen=True, slots=True)
class Drift:
    """Something stored that the log does not confirm."""

    question_id: int
    what: str
    stored: object
    replayed: object


def replay(session: Session, question_id: int) -> list[Drift]:
    """Return what differs between a question's log and what is stored of it; eleven statements.

    Who stands, how many, every published figure by the version of its formula, and what the ruling
    in force is worth to everybody.
    """
    question = session.get_one(Question, question_id, populate_existing=True)
    wordings = {
        each.n: each
        for each in session.scalars(
            select(QuestionRevision).where(QuestionRevision.question_id == question_id)
        )
    }
    events = session.scalars(
        select(ForecastEvent)
        .where(ForecastEvent.question_id == question_id)
        .order_by(ForecastEvent.id)
    ).all()
    stored = {
        (each.event_id, each.version): (each.n, each.figures)
        for each in session.scalars(select(CrowdPoint).where(CrowdPoint.question_id == question_id))
    }
    stands: dict[int, ForecastEvent] = {}
    drift: list[Drift] = []
    for event in events:
        stands.pop(event.person_id, None)
        if event.kind not in ENDS:
            stands[event.person_id] = event
        for version, told in _told(question.kind, wordings[event.revision_n], stands):
            said = stored.get((event.id, version))
            if said is not None and said != told:
                drift.append(Drift(question_id, f"{version} after {event.id}", said, told))
    wording = wordings[question.revision_n]
    ruling = _ruling(session, question)
    scores = _scores(session, question, wording, ruling)
    return [*drift, *_standing(session, question, stands, _plans(wording, ruling)), *scores]


def _ruling(session: Session, question: Question) -> ResolutionEvent | None:
    """Return the last step in deciding a question."""
    return session.scalar(
        select(ResolutionEvent).where(
            ResolutionEvent.question_id == question.id,
            ResolutionEvent.seq == question.resolution_seq,
        )
    )


def _plans(wording: QuestionRevision, ruling: ResolutionEvent | None) -> _Ends:
    """Return what tells when a forecast ends, by the close and the ruling in force."""
    in_force = ruling is not None and ruling.action != Action.REOPEN
    decided_at = ruling.created_at if ruling is not None and in_force else None
    return lambda event: ends_at(event.expires_at, wording.close_at, decided_at)


def _told(
    kind: str, wording: QuestionRevision, stands: Mapping[int, ForecastEvent]
) -> Iterator[tuple[str, tuple[int, dict[str, Any]]]]:
    """Yield what each formula says of who stands: how many count, and the figures."""
    said = [_said(kind, each) for each in stands.values()]
    scale = Scale.of(wording.scale) if kind in NUMERIC else None
    if kind == "binary":
        crowd: Any = crowd_of(said)
    elif kind == "choice":
        crowd = choice_crowd_of(said, list(live_options(wording)))
    else:
        crowd = pool_of(said)
    yield formula_of(kind), (0 if crowd is None else crowd.n, figures_of(crowd, scale))
    seasoned = sorted((e for e in stands.values() if e.is_seasoned), key=lambda each: each.id)
    newest = [_said(kind, each) for each in seasoned[-adjusted.MOST :]]
    estimate = adjusted_from(newest, len(seasoned), kind, wording)
    yield adjusted_formula_of(kind), (estimate.n, estimate.figures)


def _said(kind: str, event: ForecastEvent) -> Any:  # noqa: ANN401 - what it is depends on the kind
    if kind in NUMERIC:
        return event.cdf or ()
    return event.probability or 0.0 if kind == "binary" else event.shares or {}


def _standing(
    session: Session, question: Question, stands: Mapping[int, ForecastEvent], ends: _Ends
) -> Iterator[Drift]:
    rows = session.scalars(
        select(Standing).where(Standing.question_id == question.id).options(undefer(Standing.cdf))
    )
    stored = {each.person_id: (each.event_id, *_of(each), each.expires_at) for each in rows}
    real = {each.person_id: (each.id, *_of(each), ends(each)) for each in stands.values()}
    if stored != real:
        yield Drift(question.id, "standing", stored, real)
    yield from _running(session, question, stands)
    if question.forecaster_count != len(stands):
        yield Drift(question.id, "forecasters", question.forecaster_count, len(stands))


def _of(said: ForecastEvent | Standing) -> tuple[Any, ...]:
    """Return what an event and a standing forecast have in common."""
    return said.probability, said.shares, said.cdf, said.is_seasoned


def _running(
    session: Session, question: Question, stands: Mapping[int, ForecastEvent]
) -> Iterator[Drift]:
    """Yield the running sums of a number or a date where a recount finds others."""
    if question.kind not in NUMERIC:
        yield from _tally(session, question, stands)
        return
    running = session.get(RunningPool, question.id, populate_existing=True)
    if running is None:
        return
    stored, real = pool_from(running.n, running.sums), pool_of(e.cdf or () for e in stands.values())
    if stored != real:
        yield Drift(question.id, "running sums", stored, real)


def _tally(
    session: Session, question: Question, stands: Mapping[int, ForecastEvent]
) -> Iterator[Drift]:
    """Yield the counts of a yes-or-no question or a choice where a recount finds others."""
    running = session.get(RunningTally, question.id, populate_existing=True)
    if running is None:
        return
    real = counted(_said(question.kind, each) for each in stands.values())
    stored = (running.n, running.counts)
    if stored != (len(stands), real):
        yield Drift(question.id, "running counts", stored, (len(stands), real))


def _scores(
    session: Session,
    question: Question,
    wording: QuestionRevision,
    ruling: ResolutionEvent | None,
) -> Iterator[Drift]:
    """Yield each kind of score whose stored rows are not what the log and the ruling give."""
    stored: dict[tuple[str, str], dict[int, tuple[float | None, float]]] = defaultdict(dict)
    for each in session.scalars(
        select(Score).where(
            Score.question_id == question.id, Score.resolution_seq == question.resolution_seq
        )
    ):
        stored[each.kind, each.formula][each.person_id] = (each.value, each.coverage)
    if ruling is None or ruling.action != Action.RESOLVE:
        real, shown = {}, ""
    else:
        case = case_of(session, question, wording, ruling)
        kind_shown = _shown(case, ruling)
        shown = kind_shown.name
        yield from _of_crowd(case, ruling, kind_shown)
        real = {
            (kind.name, kind.formula): {
                person_id: (each.value, each.coverage)
                for person_id, each in kind.of_readers(case).items()
            }
            for kind in kinds_for(question.kind)
        }
    for key in sorted({*stored, *real}):
        said, told = stored.get(key, {}), real.get(key, {})
        is_younger_than_the_ruling = not said and key[0] != shown
        if said != told and not is_younger_than_the_ruling:
            yield Drift(question.id, f"scores {key[0]} by {key[1]}", said, told)


def _shown(case: Case, ruling: ResolutionEvent) -> ScoreKind:
    """Return the kind of score that a ruling shows, by the formula that it keeps."""
    kept = ruling.figures.get("formula")
    kinds = (each for each in kinds_for(case.kind) if each.formula == kept)
    return next(kinds, shown_kind(case))


def _of_crowd(case: Case, ruling: ResolutionEvent, shown: ScoreKind) -> Iterator[Drift]:
    """Yield each figure of the crowd's own that the ruling keeps and the log does not give.

    What formulas younger than the ruling give is not expected of it.
    """
    told = figures(case, shown)
    for name, said in ruling.figures.items():
        real = told[name]
        if isinstance(said, dict):
            real = {kind: real[kind] for kind in said}
        if said != real:
            yield Drift(ruling.question_id, f"the crowd's {name}", said, real)
