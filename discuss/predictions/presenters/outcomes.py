"""How a question was decided, and what forecasts of it were worth."""

from dataclasses import dataclass
from datetime import datetime

from discuss.predictions.models import ProposedOutcome, ResolutionEvent
from discuss.predictions.queries import Face, all_options, live_options, outcome_label
from discuss.predictions.rules import scores
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
    """Brier scores of a decided question, lower is better; `form` names which kind."""

    own: float | None
    crowd: float | None
    reference: float
    reference_words: str
    form: str
    better_than: int | None
    coverage: int | None


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
    label = all_options(face.revision).get(outcome, outcome)
    return f"{STATES[State.RESOLVED]}: {label}"


def score_card(face: Face) -> ScoreCard | None:
    """Return the scores of a decided question."""
    ruling = face.ruling
    if ruling is None or face.state is not State.RESOLVED:
        return None
    is_binary = face.question.kind == "binary"
    return ScoreCard(
        own=face.score.value if face.score else None,
        crowd=ruling.figures.get("crowd"),
        reference=scores.ALWAYS_EVEN
        if is_binary
        else scores.always_equal(len(live_options(face.revision))),
        reference_words="Always saying 50%" if is_binary else "Equal shares",
        form=scores.HALF_FORM if is_binary else scores.SUM_FORM,
        better_than=face.better_than,
        coverage=round(100 * face.score.coverage) if face.score else None,
    )
