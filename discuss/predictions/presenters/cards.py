"""A question as a card for a template: every number ready to be printed, nothing left to reckon."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from discuss.accounts.rules import STRANGER, Actor
from discuss.kit.command import Filled
from discuss.kit.verdict import Verdict
from discuss.predictions import policy
from discuss.predictions.presenters.answers import AnswersMoved, answers_moved
from discuss.predictions.presenters.charts import Charts, charts_of
from discuss.predictions.presenters.densities import SpreadCharts, spread_charts
from discuss.predictions.presenters.leaving_out import (
    OwnLeftOut,
    left_out_words,
    own_left_out,
)
from discuss.predictions.presenters.outcomes import (
    STATES,
    ProposalCard,
    RulingCard,
    ScoreCard,
    proposal_card,
    ruling_card,
    score_card,
)
from discuss.predictions.presenters.own import Own, again, own_card, plan_typed
from discuss.predictions.presenters.spreads import (
    SpreadCard,
    spread_card,
)
from discuss.predictions.queries import Face, live_options
from discuss.predictions.rules.bars import ShareBar, share_bars
from discuss.predictions.rules.crowd import ChoiceCrowd, Crowd, higher_than, is_shown
from discuss.predictions.rules.lapsing import ON_A_DATE, SPANS
from discuss.predictions.rules.lifecycle import Deed, State, is_over
from discuss.predictions.rules.probability import offered, to_percent


@dataclass(frozen=True, slots=True)
class Option:
    """One answer: what the reader gave it, what the crowd gives it, and its bar."""

    key: str
    label: str
    own: int | None
    crowd: int | None = None
    low: int | None = None
    high: int | None = None
    bar: ShareBar | None = None
    adjusted: int | None = None


@dataclass(frozen=True, slots=True)
class CrowdCard:
    """What the others say: only for readers who may see it.

    Below the minimum there is a count and nothing else.
    """

    n: int
    is_shown: bool
    median: int | None = None
    low: int | None = None
    high: int | None = None
    higher_than: int | None = None
    adjusted: int | None = None
    """The adjusted estimate of a yes, in percent; None while too few count in it."""
    counted: int = 0
    """How many count in the adjusted estimate."""
    adjusted_at: datetime | None = None
    """When it was made: in a large crowd a little later than the last forecast."""


@dataclass(frozen=True, slots=True)
class QuestionCard:
    """Everything that a page says about one question to one reader."""

    id: int
    kind: str
    path: str
    title: str
    short_title: str
    criteria: str
    source_name: str
    source_url: str
    state: State
    state_words: str
    open_at: datetime
    close_at: datetime
    resolve_by: datetime
    reveal: str
    reveal_at: datetime | None
    revision_n: int
    reworded_at: datetime | None
    """When and why the latest revision changed what is asked; None where it did not."""
    reworded_because: str
    follows: int
    min_show: int
    is_ordered: bool
    may_answer: Verdict
    may_edit: bool
    is_over: bool
    is_revealed: bool
    own: Own | None
    options: Sequence[Option]
    spread: SpreadCard | None
    crowd: CrowdCard | None
    charts: Charts | SpreadCharts | None
    answers: AnswersMoved | None
    ruling: RulingCard | None
    proposal: ProposalCard | None
    score: ScoreCard | None
    left_out: Sequence[str]
    """What is left out of the crowd, since when and why: a sentence each."""
    own_left_out: OwnLeftOut | None
    form: Filled = field(default_factory=Filled.empty)

    @property
    def offer(self) -> int | None:
        """The nearest forecast to a certainty that was typed; None where none was."""
        return offered(str(self.form.values.get("percent", ""))) if self.form.errors else None

    @property
    def spans(self) -> list[tuple[str, str]]:
        """For how long a forecast may stand, as (value, words) of a field."""
        spans = [(f"{int(each.total_seconds())}", f"for {name}") for name, each in SPANS.items()]
        return [("", "until the question closes"), *spans, (ON_A_DATE, "until a date")]

    @property
    def share_table(self) -> list[tuple[str, str, str]]:
        """The crowd's shares as a table: an answer, its median and its middle half."""
        return [
            (each.label, f"{each.crowd}%", f"{each.low} to {each.high}%") for each in self.options
        ]


def cards(faces: Sequence[Face], actor: Actor) -> list[QuestionCard]:
    """Return a card a question, as this reader faces it."""
    return [card(each, actor) for each in faces]


def card(face: Face, actor: Actor = STRANGER, form: Filled | None = None) -> QuestionCard:
    """Return the card of one question; `form` holds what was typed when it is shown again."""
    revision, state = face.revision, face.state
    return QuestionCard(
        id=face.question.id,
        kind=face.question.kind,
        path=f"/questions/{face.question.id}",
        title=revision.title,
        short_title=revision.short_title,
        criteria=revision.criteria,
        source_name=revision.source_name,
        source_url=revision.source_url,
        state=state,
        state_words=STATES[state],
        open_at=revision.open_at,
        close_at=revision.close_at,
        resolve_by=revision.resolve_by,
        reveal=revision.reveal,
        reveal_at=revision.reveal_at,
        revision_n=revision.n,
        reworded_at=revision.created_at if 1 < revision.n == revision.material_n else None,
        reworded_because=revision.reason,
        follows=face.deeds,
        min_show=revision.min_show,
        is_ordered=revision.is_ordered,
        may_answer=_may_answer(face, actor),
        may_edit=actor.may_edit,
        is_over=is_over(state),
        is_revealed=face.is_revealed,
        own=own_card(face),
        options=_options(face),
        spread=spread_card(face),
        crowd=_crowd(face),
        charts=spread_charts(face) if face.is_numeric else charts_of(face),
        answers=answers_moved(face),
        ruling=ruling_card(face),
        proposal=proposal_card(face),
        score=score_card(face),
        left_out=left_out_words(face),
        own_left_out=own_left_out(face),
        form=_form(face, form),
    )


def _form(face: Face, form: Filled | None) -> Filled:
    """Return what was typed, over what the last forecast leaves in the boxes."""
    typed = form or Filled.empty()
    if typed.errors or typed.sentence:
        return typed
    return replace(typed, values={**plan_typed(face), **again(face), **typed.values})


def _may_answer(face: Face, actor: Actor) -> Verdict:
    """Say whether the form stands on the card: a stranger's leads through the sign-in."""
    if actor.is_signed_in:
        return policy.may_answer(actor, Deed.FORECAST, face.state)
    return policy.is_taking(Deed.FORECAST, face.state)


def _options(face: Face) -> list[Option]:
    """Return the answers with the reader's own shares and, once revealed, the crowd's."""
    if face.question.kind != "choice":
        return []
    own = face.standing.shares if face.standing else None
    crowd = face.told.crowd
    if not isinstance(crowd, ChoiceCrowd) or not is_shown(crowd.n, face.revision.min_show):
        return [
            Option(key, label, _share(own, key))
            for key, label in live_options(face.revision).items()
        ]
    bars = {
        bar.key: bar for bar in share_bars([(each.key, each.median) for each in crowd.answers], own)
    }
    said = {each.key: each for each in crowd.answers}
    estimates = _adjusted(face)
    return [
        Option(
            key,
            label,
            _share(own, key),
            to_percent(said[key].median),
            to_percent(said[key].q1),
            to_percent(said[key].q3),
            bars[key],
            estimates.get(key),
        )
        for key, label in live_options(face.revision).items()
    ]


def _share(own: Mapping[str, Any] | None, key: str) -> int | None:
    return None if own is None or key not in own else to_percent(own[key])


def _crowd(face: Face) -> CrowdCard | None:
    if not face.is_revealed:
        return None
    crowd = face.told.crowd
    if crowd is None or not is_shown(crowd.n, face.revision.min_show):
        return CrowdCard(n=0 if crowd is None else crowd.n, is_shown=False)
    counted = _counted(face)
    if not isinstance(crowd, Crowd):
        return CrowdCard(n=crowd.n, is_shown=True, counted=counted, adjusted_at=_made_at(face))
    own = face.standing.probability if face.standing else None
    return CrowdCard(
        n=crowd.n,
        is_shown=True,
        median=to_percent(crowd.median),
        low=to_percent(crowd.q1),
        high=to_percent(crowd.q3),
        higher_than=None if own is None else higher_than(own, face.told.others),
        adjusted=_adjusted(face).get("yes"),
        counted=counted,
        adjusted_at=_made_at(face),
    )


def _made_at(face: Face) -> datetime | None:
    point = face.told.adjusted
    return point.created_at if point else None


def _counted(face: Face) -> int:
    """Return how many count in the adjusted estimate, 0 while it is not shown."""
    point = face.told.adjusted
    if point is None or not point.figures or not is_shown(point.n, face.revision.min_show):
        return 0
    return point.n


def _adjusted(face: Face) -> dict[str, int]:
    """Return the adjusted estimate in percent, by answer; nothing while too few count in it."""
    point = face.told.adjusted
    found = point.figures.get("estimate") if point and _counted(face) else None
    if isinstance(found, Mapping):
        return {key: to_percent(share) for key, share in found.items()}
    return {} if found is None else {"yes": to_percent(found)}
