"""How good the site's own scorer is, for those in charge."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from discuss.moderation.models import ScorerModel
from discuss.moderation.rules.scoring import GOOD_ENOUGH, Measure, is_installed

MODES = {
    "off": "It is switched off: nothing is scored.",
    "note": "It notes a score on every new comment and does nothing else.",
    "advise": "It advises authors once, before posting.",
    "hold": "It holds comments until a moderator has read them. It rejects none.",
}


@dataclass(frozen=True, slots=True)
class Row:
    """How good it is at one threshold."""

    threshold: str
    found: int
    right: int
    precision: str
    recall: str
    is_used: bool


@dataclass(frozen=True, slots=True)
class ScorerCard:
    """The scorer as the desk shows it."""

    is_installed: bool
    mode: str
    """What it does, as a sentence."""
    trained_at: datetime | None
    sentences: Sequence[str]
    """What it learned from and how good it is."""
    rows: Sequence[Row]


def scorer_card(model: ScorerModel | None, mode: str) -> ScorerCard:
    """Return the scorer for moderators."""
    measured = [Measure(*each) for each in model.measures] if model else []
    used = model.threshold if model else 0.0
    return ScorerCard(
        is_installed=is_installed(),
        mode=MODES[mode],
        trained_at=model.created_at if model else None,
        sentences=_sentences(model, measured),
        rows=[
            Row(
                f"{each.threshold:.2f}",
                each.found,
                each.right,
                _percent(each.precision),
                _percent(each.recall),
                each.threshold == used,
            )
            for each in measured
        ],
    )


def _sentences(model: ScorerModel | None, measured: Sequence[Measure]) -> list[str]:
    if model is None:
        return ["It has not learned anything yet."]
    learned = f"It learned from {model.decided} decisions, of which {model.rejected} rejected."
    if not measured:
        return [learned, "There are too few to hold some out, so it is not known how good it is."]
    used = next((each for each in measured if each.threshold == model.threshold), None)
    if used is None:
        least = round(100 * GOOD_ENOUGH)
        return [learned, f"At no score are {least} % of its finds right, so it says nothing."]
    good = (
        f"Of the {model.held_out} newest decisions, which it had not seen, it finds "
        f"{used.right} of {used.rejected} rejected comments (recall {_percent(used.recall)}), "
        f"and {used.right} of its {used.found} finds are right (precision "
        f"{_percent(used.precision)}), from a score of {used.threshold:.2f} on."
    )
    return [learned, good]


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{round(100 * share)} %"
