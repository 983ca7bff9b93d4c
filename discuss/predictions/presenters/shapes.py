"""What programs are told: the JSON shapes of questions; probabilities are in [0, 1]."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from pydantic import BaseModel

from discuss.predictions.models import ResolutionEvent
from discuss.predictions.presenters.deeds import ForecastOut, forecasts_out
from discuss.predictions.presenters.estimates import AdjustedOut, adjusted_out
from discuss.predictions.presenters.leaving_out import (
    LeftOutOut,
    OwnLeftOutOut,
    left_out_out,
    own_left_out_out,
)
from discuss.predictions.presenters.spreads import (
    ScaleOut,
    Value,
    scale_out,
    value_out,
)
from discuss.predictions.queries import Face, live_options
from discuss.predictions.rules.crowd import ChoiceCrowd, is_shown
from discuss.predictions.rules.pool import Pool
from discuss.predictions.rules.scale import Scale


class OptionOut(BaseModel):
    """An answer that takes shares."""

    key: str
    label: str


class AnswerFigures(BaseModel):
    """The crowd on one answer."""

    key: str
    median: float
    q1: float
    q3: float


class CrowdOut(BaseModel):
    """What the readers say; figures are left out below the minimum."""

    n: int
    formula: str | None = None
    median: Value | None = None
    q1: Value | None = None
    q3: Value | None = None
    mean: float | None = None
    bins: list[int] | None = None
    answers: list[AnswerFigures] | None = None
    cdf: list[float] | None = None
    adjusted: AdjustedOut | None = None


class PointOut(BaseModel):
    """What the crowd said from an instant on; of a choice, on each answer."""

    at: datetime
    n: int
    median: Value | None = None
    q1: Value | None = None
    q3: Value | None = None
    answers: list[AnswerFigures] | None = None


SHOWN: Final = ("brier", "crps", "rps")
"""The kinds of score of which each question shows one."""


class RulingOut(BaseModel):
    """One step in deciding a question."""

    seq: int
    action: str
    outcome: str
    knowable_at: datetime | None
    source_url: str
    note: str
    created_at: datetime
    crowd_brier: float | None
    crowd_crps: float | None
    crowd_rps: float | None
    """Of a choice whose answers stand in an order; its Brier score is null then."""
    crowd_better_than: int | None
    """Of how many in 100 scored readers the crowd was closer to the outcome."""
    scored: int | None


class ProposalOut(BaseModel):
    """The outcome to which readers may object; `id` goes into an objection."""

    id: int
    action: str
    outcome: str
    knowable_at: datetime | None
    source_url: str
    note: str
    created_at: datetime
    objections_until: datetime
    open_objections: int


class ScoreOut(BaseModel):
    """One's own Brier score: half form (0 to 1) for yes or no, sum form (0 to 2) for several.

    Of a number or a date the ranked probability score, as a share of the range (0 to 1); of answers
    in an order `rps`, the same along them (0 to 1).
    """

    brier: float | None
    crps: float | None
    rps: float | None
    coverage: float
    formula: str


class QuestionOut(BaseModel):
    """A question as the asker faces it; `crowd` and `history` are null until it is revealed."""

    id: int
    prompt_id: int
    kind: str
    title: str
    criteria: str
    source_name: str
    source_url: str
    state: str
    open_at: datetime
    close_at: datetime
    resolve_by: datetime
    reveal: str
    revision: int
    options: list[OptionOut]
    is_ordered: bool
    scale: ScaleOut | None
    is_revealed: bool
    forecasts: list[ForecastOut]
    crowd: CrowdOut | None
    history: list[PointOut] | None
    left_out: list[LeftOutOut]
    """What is left out of the crowd; empty until it is revealed."""
    own_left_out: OwnLeftOutOut | None
    proposal: ProposalOut | None
    rulings: list[RulingOut]
    score: ScoreOut | None


class QuestionsOut(BaseModel):
    """The questions under a prompt."""

    questions: list[QuestionOut]


class QuestionPageOut(BaseModel):
    """A page of all questions, newest first; `after` leads to the next one, null on the last."""

    questions: list[QuestionOut]
    after: str | None


def question_out(face: Face) -> QuestionOut:
    """Return one question as JSON."""
    revision, shown = face.revision, face.is_revealed
    return QuestionOut(
        id=face.question.id,
        prompt_id=face.question.prompt_id,
        kind=face.question.kind,
        title=revision.title,
        criteria=revision.criteria,
        source_name=revision.source_name,
        source_url=revision.source_url,
        state=face.state.value,
        open_at=revision.open_at,
        close_at=revision.close_at,
        resolve_by=revision.resolve_by,
        reveal=revision.reveal,
        revision=revision.n,
        is_ordered=revision.is_ordered,
        options=[OptionOut(key=k, label=v) for k, v in live_options(revision).items()],
        scale=scale_out(face),
        is_revealed=shown,
        forecasts=forecasts_out(face),
        crowd=_crowd(face) if shown else None,
        history=_history(face) if shown else None,
        left_out=left_out_out(face),
        own_left_out=own_left_out_out(face),
        proposal=_proposal(face),
        rulings=[_ruling(each) for each in face.rulings],
        score=_score(face),
    )


def questions_out(faces: Sequence[Face]) -> QuestionsOut:
    """Return several questions as JSON."""
    return QuestionsOut(questions=[question_out(each) for each in faces])


def _crowd(face: Face) -> CrowdOut:
    crowd, least = face.told.crowd, face.revision.min_show
    if crowd is None or not is_shown(crowd.n, least):
        return CrowdOut(n=0 if crowd is None else crowd.n)
    estimate = adjusted_out(face)
    if isinstance(crowd, Pool):
        return _pool(crowd, face.scale, estimate)
    if isinstance(crowd, ChoiceCrowd):
        answers = [
            AnswerFigures(key=each.key, median=each.median, q1=each.q1, q3=each.q3)
            for each in crowd.answers
        ]
        return CrowdOut(n=crowd.n, formula=crowd.formula, answers=answers, adjusted=estimate)
    return CrowdOut(
        n=crowd.n,
        formula=crowd.formula,
        median=crowd.median,
        q1=crowd.q1,
        q3=crowd.q3,
        mean=crowd.mean,
        bins=list(crowd.bins),
        adjusted=estimate,
    )


def _pool(pool: Pool, scale: Scale, adjusted: AdjustedOut | None) -> CrowdOut:
    median, q1, q3 = (
        value_out(scale, scale.value(place)) for place in (pool.median, pool.q1, pool.q3)
    )
    return CrowdOut(
        n=pool.n,
        formula=pool.formula,
        median=median,
        q1=q1,
        q3=q3,
        cdf=list(pool.cdf),
        adjusted=adjusted,
    )


def _history(face: Face) -> list[PointOut]:
    return [
        PointOut(at=each.created_at, n=each.n, **_figures(face, each.figures))
        for each in face.told.points
        if is_shown(each.n, face.revision.min_show) and each.figures
    ]


def _figures(face: Face, told: Mapping[str, Any]) -> dict[str, Any]:
    """Return the figures of a point as they are told; of a choice, by answer."""
    if face.question.kind == "choice":
        return {"answers": [AnswerFigures(key=key, **said) for key, said in told.items()]}
    return {name: _figure(face, told[name]) for name in ("median", "q1", "q3")}


def _figure(face: Face, value: float) -> Value:
    return value_out(face.scale, value) if face.is_numeric else value


def _proposal(face: Face) -> ProposalOut | None:
    found = face.proposed
    return None if found is None else ProposalOut.model_validate(found, from_attributes=True)


def _ruling(event: ResolutionEvent) -> RulingOut:
    crowd = event.figures.get("crowd")
    return RulingOut(
        seq=event.seq,
        action=event.action,
        outcome=event.outcome,
        knowable_at=event.knowable_at,
        source_url=event.source_url,
        note=event.note,
        created_at=event.created_at,
        **{f"crowd_{name}": value for name, value in _shown(event.figures, crowd).items()},
        crowd_better_than=event.figures.get("better_than"),
        scored=event.figures.get("scored"),
    )


def _score(face: Face) -> ScoreOut | None:
    if face.score is None:
        return None
    shown = _shown({"formula": face.score.formula}, face.score.value)
    return ScoreOut(
        **shown,
        coverage=face.score.coverage,
        formula=face.score.formula,
    )


def _shown(about: Mapping[str, Any], value: float | None) -> dict[str, float | None]:
    """Return a shown score under the name of its kind, and nothing under the others."""
    formula = about.get("formula", "")
    return {name: value if formula.startswith(f"{name}-") else None for name in SHOWN}
