"""How a question was decided, and what forecasts of it were worth."""

from dataclasses import dataclass
from datetime import datetime

from discuss.predictions.queries import Face, all_options, live_options
from discuss.predictions.rules import scores
from discuss.predictions.rules.lifecycle import State

STATES = {
    State.DRAFT: "Draft",
    State.UPCOMING: "Not open yet",
    State.OPEN: "Open",
    State.CLOSED: "Closed",
    State.RESOLVED: "Decided",
    State.ANNULLED: "Annulled",
    State.AMBIGUOUS: "Not decidable",
}


@dataclass(frozen=True, slots=True)
class RulingCard:
    """How a question was decided: in two words, why, and by which source."""

    words: str
    note: str
    source_url: str
    at: datetime
    knowable_at: datetime | None


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
