"""The log of a question played again: what is stored has to be what comes out."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
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
from discuss.predictions.queries.excluding import apart_until_over
from discuss.predictions.queries.face import live_options
from discuss.predictions.queries.recounting import said_by
from discuss.predictions.rules import adjusted
from discuss.predictions.rules.crowd import choice_crowd_of, crowd_of
from discuss.predictions.rules.crowd_scores import figures
from discuss.predictions.rules.excluding import Apart, is_apart
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

    Who stands, how many, every published figure by the version of its formula, those of earlier
    editions too, and what the ruling in force is worth to everybody. One more for each edition,
    and one for what is left out now.
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
    stands: dict[int, ForecastEvent] = {}
    drift: list[Drift] = []
    wording = wordings[question.revision_n]
    in_force = _ruling(session, question)
    published = _published(session, question, wording, in_force)
    for event in events:
        stands.pop(event.person_id, None)
        if event.kind not in ENDS:
            stands[event.person_id] = event
        for point, apart in published.get(event.id, ()):
            counting = _counting(stands, apart, point.created_at)
            said = (point.n, point.figures)
            told = _told(question.kind, wordings[event.revision_n], counting, point.version)
            if told is not None and said != told:
                drift.append(Drift(question_id, f"{point.version} after {event.id}", said, told))
    apart = apart_until_over(session, wording, in_force) if question.edition else {}
    standing = _standing(session, question, stands, apart, _plans(wording, in_force))
    return [*drift, *standing, *_scores(session, question, wording, in_force)]


def _published(
    session: Session,
    question: Question,
    wording: QuestionRevision,
    ruling: ResolutionEvent | None,
) -> dict[int, list[tuple[CrowdPoint, Apart]]]:
    """Return every published point by event, with who is left out by the edition that made it."""
    editions = range(1, question.edition + 1)
    apart = {each: apart_until_over(session, wording, ruling, each) for each in editions}
    found: dict[int, list[tuple[CrowdPoint, Apart]]] = defaultdict(list)
    for point in session.scalars(select(CrowdPoint).where(CrowdPoint.question_id == question.id)):
        found[point.event_id].append((point, apart.get(point.edition, {})))
    return found


def _ruling(session: Session, question: Question) -> ResolutionEvent | None:
    """Return the ruling in force."""
    return session.scalar(
        select(ResolutionEvent).where(
            ResolutionEvent.question_id == question.id,
            ResolutionEvent.seq == question.resolution_seq,
            ResolutionEvent.action != Action.REOPEN,
        )
    )


def _plans(wording: QuestionRevision, ruling: ResolutionEvent | None) -> _Ends:
    """Return what tells when a forecast ends, by the close and the ruling in force."""
    decided_at = ruling.created_at if ruling else None
    return lambda event: ends_at(event.expires_at, wording.close_at, decided_at)


def _counting(
    stands: Mapping[int, ForecastEvent], apart: Apart, at: datetime
) -> Collection[ForecastEvent]:
    """Return the forecasts that stand and count at an instant."""
    if not apart:
        return stands.values()
    return [each for who, each in stands.items() if not is_apart(apart, who, at)]


def _told(
    kind: str, wording: QuestionRevision, counting: Collection[ForecastEvent], version: str
) -> tuple[int, dict[str, Any]] | None:
    """Return what a formula says of who counts: how many, and the figures; None for old ones."""
    if version == adjusted_formula_of(kind):
        seasoned = sorted((e for e in counting if e.is_seasoned), key=lambda each: each.id)
        newest = [said_by(kind, each) for each in seasoned[-adjusted.MOST :]]
        estimate = adjusted_from(newest, len(seasoned), kind, wording)
        return estimate.n, estimate.figures
    if version != formula_of(kind):
        return None
    said = [said_by(kind, each) for each in counting]
    scale = Scale.of(wording.scale) if kind in NUMERIC else None
    if kind == "binary":
        crowd: Any = crowd_of(said)
    elif kind == "choice":
        crowd = choice_crowd_of(said, list(live_options(wording)))
    else:
        crowd = pool_of(said)
    return 0 if crowd is None else crowd.n, figures_of(crowd, scale)


def _standing(
    session: Session,
    question: Question,
    stands: Mapping[int, ForecastEvent],
    apart: Apart,
    ends: _Ends,
) -> Iterator[Drift]:
    rows = session.scalars(
        select(Standing).where(Standing.question_id == question.id).options(undefer(Standing.cdf))
    )
    found = {each.person_id: each for each in rows}
    stored = {who: (each.event_id, *_of(each), each.expires_at) for who, each in found.items()}
    real = {each.person_id: (each.id, *_of(each), ends(each)) for each in stands.values()}
    if stored != real:
        yield Drift(question.id, "standing", stored, real)
    out = {who for who, each in found.items() if each.is_left_out}
    yield from _left_out(question, apart, set(stands), out)
    counting = {who: each for who, each in stands.items() if who not in out}
    yield from _running(session, question, counting)
    if question.forecaster_count != len(stands):
        yield Drift(question.id, "forecasters", question.forecaster_count, len(stands))


def _left_out(question: Question, apart: Apart, stands: set[int], out: set[int]) -> Iterator[Drift]:
    """Yield who is left out though nothing says so, or counts though something does.

    Where all that says so ends by itself, the clock decides, and this has none.
    """
    for_good = {who for who, spans in apart.items() if any(span.end is None for span in spans)}
    if not for_good & stands <= out <= set(apart):
        yield Drift(question.id, "left out", sorted(out), sorted(for_good & stands))


def _of(said: ForecastEvent | Standing) -> tuple[Any, ...]:
    """Return what an event and a standing forecast have in common."""
    return said.probability, said.shares, said.cdf, said.is_seasoned


def _running(
    session: Session, question: Question, counting: Mapping[int, ForecastEvent]
) -> Iterator[Drift]:
    """Yield the running sums of a number or a date where a recount finds others."""
    if question.kind not in NUMERIC:
        yield from _tally(session, question, counting)
        return
    running = session.get(RunningPool, question.id, populate_existing=True)
    if running is None:
        return
    real = pool_of(each.cdf or () for each in counting.values())
    stored = pool_from(running.n, running.sums)
    if stored != real:
        yield Drift(question.id, "running sums", stored, real)


def _tally(
    session: Session, question: Question, counting: Mapping[int, ForecastEvent]
) -> Iterator[Drift]:
    """Yield the counts of a yes-or-no question or a choice where a recount finds others."""
    running = session.get(RunningTally, question.id, populate_existing=True)
    if running is None:
        return
    real = counted(said_by(question.kind, each) for each in counting.values())
    stored = (running.n, running.counts)
    if stored != (len(counting), real):
        yield Drift(question.id, "running counts", stored, (len(counting), real))


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
            Score.question_id == question.id,
            Score.resolution_seq == question.resolution_seq,
            Score.superseded_in.is_(None),
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
