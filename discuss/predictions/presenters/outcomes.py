"""How a question was decided, and what forecasts of it were worth."""

from dataclasses import dataclass
from datetime import datetime

from discuss.predictions.models import ProposedOutcome, ResolutionEvent
from discuss.predictions.queries import Face, live_options, outcome_label
from discuss.predictions.rules import crps, figures, ordered, ruled, scores
from discuss.predictions.rules.lifecycle import Action, State, is_decided

STATES = {
    State.DRAFT: "Draft",
    State.UPCOMING: "Not open yet",
    State.OPEN: "Open",
    State.CLOSED: "Closed",
    State.PROPOSED: "Outcome proposed",
    State.CHALLENGED: "Outcome disputed",
    State.RESOLVED: "Decided",
    State.ANNULLED: "Annulled",
    State.AMBIGUOUS: "Not decidable",
}


PLAIN = {"annul": "annulled", "ambiguous": "not decidable", "reopen": "ruling taken back"}
ENDS = {"resolve": "decided", "annul": "annulled", "ambiguous": "not decidable"}
"""How a question can end, for programs."""
SQUARED_GAP = (
    "It is the squared gap between forecast and outcome, averaged over the time for which the "
    "forecast stood."
)
ALONG_THE_ORDER = (
    "Where the order is cut between two answers it asks whether the outcome lies below: this is "
    "the mean of the squared gaps over all cuts, averaged over the time for which the forecast "
    "stood, so that a near miss costs less than a far one."
)
ALONG_THE_SCALE = (
    "It adds up, along the scale, the squared gap between what was forecast and what happened, "
    "averaged over the time for which the forecast stood."
)


@dataclass(frozen=True, slots=True)
class RulingCard:
    """How a question was decided: in two words, why, and by which source."""

    words: str
    note: str
    source_url: str
    at: datetime
    knowable_at: datetime | None


@dataclass(frozen=True, slots=True)
class ProposalCard:
    """The outcome to which readers may object, until when, and how many wait for an answer."""

    id: int
    words: str
    note: str
    source_url: str
    at: datetime
    until: datetime
    knowable_at: datetime | None
    waiting: int
    is_open: bool
    """Whether objections are still taken."""


@dataclass(frozen=True, slots=True)
class ScoreCard:
    """Scores of a decided question, lower is better; `form` names which kind, `how` explains it."""

    own: float | None
    crowd: float | None
    reference: float
    reference_words: str
    form: str
    better_than: int | None
    coverage: int | None
    how: str = SQUARED_GAP
    digits: int = 2
    adjusted: float | None = None
    crowd_better_than: int | None = None
    """Of how many in 100 readers the median was closer to the outcome."""


def ruling_card(face: Face) -> RulingCard | None:
    """Return the ruling in force, if any."""
    ruling = face.ruling
    if ruling is None:
        return None
    return RulingCard(
        words=outcome_words(face, ruling.outcome),
        note=ruling.note,
        source_url=ruling.source_url,
        at=ruling.created_at,
        knowable_at=ruling.knowable_at,
    )


def proposal_card(face: Face) -> ProposalCard | None:
    """Return the outcome that is proposed, if any."""
    proposed = face.proposed
    if proposed is None or is_decided(face.state):
        return None
    return ProposalCard(
        id=proposed.id,
        words=proposed_words(face, proposed),
        note=proposed.note,
        source_url=proposed.source_url,
        at=proposed.created_at,
        until=proposed.objections_until,
        knowable_at=proposed.knowable_at,
        waiting=proposed.open_objections,
        is_open=face.now < proposed.objections_until,
    )


def proposed_words(face: Face, step: ProposedOutcome | ResolutionEvent) -> str:
    """Return what a proposal or a ruling says, in a word or two: "Yes", "annulled"."""
    if step.action != Action.RESOLVE:
        return PLAIN[step.action]
    return outcome_label(face.revision, step.outcome)


def outcome_words(face: Face, outcome: str) -> str:
    """Return how a question stands in two words: "Decided: no"."""
    if face.state is not State.RESOLVED:
        return STATES[face.state]
    return f"{STATES[State.RESOLVED]}: {outcome_label(face.revision, outcome)}"


def outcome_hint(face: Face) -> str:
    """Return how to enter the outcome of a number or a date; empty for other kinds."""
    if not face.is_numeric:
        return ""
    scale = face.scale
    words = [figures.in_words(scale)]
    if scale.kind == "date":
        words.append("Enter a date as 2027-03-31.")
    for side in [figures.BELOW] * scale.is_open_lower + [figures.ABOVE] * scale.is_open_upper:
        where = figures.outside(scale, side)
        words.append(f"Enter “{side}” if it lies {where} and nobody knows where.")
    return " ".join(words)


def score_card(face: Face) -> ScoreCard | None:
    """Return the scores of a decided question."""
    ruling = face.ruling
    if ruling is None or face.state is not State.RESOLVED:
        return None
    if face.is_numeric:
        return _of_spread(face, ruling)
    if ruling.figures.get("formula") == ordered.FORMULA:
        return _of_order(face, ruling)
    is_binary = face.question.kind == "binary"
    return ScoreCard(
        own=face.score.value if face.score else None,
        crowd=ruling.figures.get("crowd"),
        adjusted=ruling.figures.get("adjusted"),
        crowd_better_than=ruling.figures.get("better_than"),
        reference=scores.ALWAYS_EVEN
        if is_binary
        else scores.always_equal(len(live_options(face.revision))),
        reference_words="Always saying 50%" if is_binary else "Equal shares",
        form=scores.HALF_FORM if is_binary else scores.SUM_FORM,
        better_than=face.better_than,
        coverage=round(100 * face.score.coverage) if face.score else None,
    )


def _of_order(face: Face, ruling: ResolutionEvent) -> ScoreCard:
    """Return the scores of a decided choice whose answers stand in an order."""
    keys = list(live_options(face.revision))
    return ScoreCard(
        own=face.score.value if face.score else None,
        crowd=ruling.figures.get("crowd"),
        adjusted=ruling.figures.get("adjusted"),
        crowd_better_than=ruling.figures.get("better_than"),
        reference=ordered.knowing_nothing(len(keys), keys.index(ruling.outcome)),
        reference_words="Equal shares",
        form=ordered.FORM,
        better_than=face.better_than,
        coverage=round(100 * face.score.coverage) if face.score else None,
        how=ALONG_THE_ORDER,
    )


def _of_spread(face: Face, ruling: ResolutionEvent) -> ScoreCard:
    """Return the scores of a decided number or date."""
    return ScoreCard(
        own=face.score.value if face.score else None,
        crowd=ruling.figures.get("crowd"),
        adjusted=ruling.figures.get("adjusted"),
        crowd_better_than=ruling.figures.get("better_than"),
        reference=crps.knowing_nothing(ruled.place_of(face.scale, ruling.outcome)),
        reference_words="The same chance everywhere",
        form=crps.FORM,
        better_than=face.better_than,
        coverage=round(100 * face.score.coverage) if face.score else None,
        how=ALONG_THE_SCALE,
        digits=3,
    )
