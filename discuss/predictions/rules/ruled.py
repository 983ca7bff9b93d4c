"""What a question about a number or a date came to: a value, or a side beyond an open bound."""

from typing import Final

from discuss.predictions.rules.figures import ABOVE, BELOW, exact, outside
from discuss.predictions.rules.probability import NotAForecast
from discuss.predictions.rules.scale import Scale, parse, typed
from discuss.predictions.rules.spread import within

FAR_BELOW: Final = -1.0
FAR_ABOVE: Final = 2.0
_WORDS: Final = {"below": BELOW, "before": BELOW, "above": ABOVE, "after": ABOVE}


def parse_outcome(scale: Scale, text: str) -> str:
    """Return the outcome as it is stored: a value as typed, or "below" or "above".

    The side alone is for an answer beyond an open bound that nobody knows closer. Raises
    NotAForecast with a sentence.
    """
    side = _WORDS.get(text.strip().casefold())
    if side is None:
        return typed(scale.kind, within(scale, parse(scale.kind, text)))
    if not (scale.is_open_lower if side == BELOW else scale.is_open_upper):
        message = f"No answer can lie {outside(scale, side)}. Enter the outcome itself."
        raise NotAForecast(message)
    return side


def place_of(scale: Scale, outcome: str) -> float:
    """Return where a stored outcome lies on the axis, for scoring."""
    if outcome in {BELOW, ABOVE}:
        return FAR_BELOW if outcome == BELOW else FAR_ABOVE
    return scale.place(parse(scale.kind, outcome))


def outcome_words(scale: Scale, outcome: str) -> str:
    """Return a stored outcome as readers read it, to the last digit: "1,234.5 points"."""
    if outcome in {BELOW, ABOVE}:
        return outside(scale, outcome)
    return f"{exact(scale, parse(scale.kind, outcome))} {scale.unit}".rstrip()
