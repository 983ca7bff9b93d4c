"""A part of a discussion, in words: what its comments have in common, and what if there is none."""

from dataclasses import dataclass
from typing import Final

from discuss.comments.rules.ranks import Stance

SCALE: Final = {
    Stance.LOW: "under 35%",
    Stance.MIDDLE: "from 35 to 65%",
    Stance.HIGH: "over 65%",
}
KINDS: Final = {
    "staff": ("by the site’s own people", "None of the site’s own people has answered yet."),
    "forecast": ("with a forecast", "No comment carries a forecast yet."),
    "plain": ("without a forecast", "Every comment here carries a forecast."),
    "new": ("new since your last visit", "Nothing is new since your last visit."),
    "moved": (
        "that appeared or changed places since you began to read",
        "Nothing has appeared or changed places since you began to read.",
    ),
}
"""What may be shown, each with the sentence that stands where there is nothing like it."""
HIDDEN_STANCE: Final = (
    "Answer “{title}” first; then you can narrow the discussion down by what others expect. "
)
NOTHING: Final = "Nothing here fits all of that."


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What a page's comments have in common."""

    address: str
    """The part of an address that asks for it, with its closing `&`."""
    title: str
    empty: str
    """What is said where nothing is like that."""
    show: str = ""
    stance: str = ""
    question_id: int | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that comments have in common: in an address, in words, and where there is none."""

    address: str
    words: str
    empty: str


def by_person(handle: str, name: str) -> Part:
    """Return what comments by one person have in common."""
    return Part(f"by={handle}&", f"by {name}", f"{name} has written nothing here that can be read.")


def of_kind(kind: str, since: int) -> Part:
    """Return what comments of one kind have in common."""
    words, empty = KINDS[kind]
    return Part(f"show={kind}&" + (f"since={since}&" if since else ""), words, empty)


def in_stance(question_id: int, title: str, stance: Stance) -> Part:
    """Return what comments with a forecast in one part of a question's scale have in common."""
    words = f"with a forecast {SCALE[stance]} on “{title}”"
    return Part(
        f"question={question_id}&stance={stance.value}&", words, f"No comment is {words} yet."
    )


def title_of(parts: list[Part]) -> str:
    """Return what all of it comes to, as a heading."""
    return f"Comments {', '.join(part.words for part in parts)}"
