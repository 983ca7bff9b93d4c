"""Whether a reader sees what others think of a question, and why, in a sentence."""

from datetime import datetime

from discuss.predictions.queries import Face
from discuss.predictions.rules.lifecycle import Reveal, is_over


def reveal_words(face: Face) -> str:
    """Return in a sentence whether the others' forecasts are shown to this reader, and why."""
    return _shown(face) if face.is_revealed else _hidden(face)


def _shown(face: Face) -> str:
    reveal = Reveal(face.revision.reveal)
    if is_over(face.undisputed_state):
        return "Shown: it takes no more forecasts."
    if reveal is Reveal.ALWAYS:
        return "Shown to everybody at any time."
    if reveal is Reveal.AFTER_TIME:
        return f"Shown since {_day(face.revision.reveal_at)}."
    return "Shown: you have answered." if face.own else "Shown: you chose to look."


def _hidden(face: Face) -> str:
    reveal = Reveal(face.revision.reveal)
    if reveal is Reveal.AFTER_TIME and face.revision.reveal_at is not None:
        return f"Hidden until {_day(face.revision.reveal_at)}."
    if reveal is Reveal.AFTER_VOTE:
        return "Hidden until you answer it."
    return "Hidden until it closes."


def _day(at: datetime | None) -> str:
    return "" if at is None else f"{at.day} {at:%B %Y}"
