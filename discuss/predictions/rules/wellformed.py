"""Whether a draft is a question that can be decided: a sentence for each thing that is missing."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final

FEWEST_WORDS: Final = 8
LONGEST_TITLE: Final = 200
FEWEST_OPTIONS: Final = 2
MOST_OPTIONS: Final = 12
_CATCH_ALL: Final = ("other", "none", "neither", "another", "something else", "anything else")


_NEVER: Final = datetime.max.replace(tzinfo=UTC)


class Kind(StrEnum):
    """What kind of answer a question takes."""

    BINARY = "binary"
    CHOICE = "choice"
    NUMBER = "number"
    DATE = "date"
    INTEGER = "integer"


@dataclass(frozen=True, slots=True)
class Draft:
    """What an editor wrote, before it is a question."""

    title: str
    criteria: str
    source: str
    kind: Kind
    open_at: datetime
    close_at: datetime
    resolve_by: datetime
    options: Sequence[str] = ()
    is_ordered: bool = False
    """Its answers stand in an order, whose last one covers all that lies beyond."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is missing, at which field, in a sentence for the editor."""

    field: str
    sentence: str


def faults(draft: Draft, now: datetime) -> list[Fault]:
    """Return what keeps the draft from being a well-formed question at `now`; nothing is a yes."""
    return [*_words(draft), *_dates(draft, now), *_options(draft)]


def words_of(title: str, criteria: str, source: str) -> dict[str, str]:
    """Return a sentence for each field in which the words of a question are not enough yet."""
    words = Draft(title, criteria, source, Kind.BINARY, _NEVER, _NEVER, _NEVER)
    return {fault.field: fault.sentence for fault in _words(words)}


def _words(draft: Draft) -> Iterator[Fault]:
    title = draft.title.strip()
    if not title.endswith("?"):
        yield Fault("title", "Write the title as a question that ends with a question mark.")
    elif len(title) > LONGEST_TITLE:
        yield Fault("title", f"Shorten the title to {LONGEST_TITLE} characters or fewer.")
    if len(draft.criteria.split()) < FEWEST_WORDS:
        yield Fault(
            "criteria",
            "Say how the question is decided: what counts, by when, and what does not count.",
        )
    if not draft.source.strip():
        yield Fault("source_name", "Name the source by which the question will be decided.")


def _dates(draft: Draft, now: datetime) -> Iterator[Fault]:
    if draft.close_at <= draft.open_at:
        yield Fault("close_at", "Choose a closing date after the opening date.")
    elif draft.close_at <= now:
        yield Fault("close_at", "Choose a closing date that lies in the future.")
    if draft.resolve_by < draft.close_at:
        yield Fault("resolve_by", "Choose a date of decision on or after the closing date.")


def _options(draft: Draft) -> Iterator[Fault]:
    labels = [label.strip() for label in draft.options]
    if draft.kind is not Kind.CHOICE:
        if labels:
            yield Fault("options", "Only a question with several answers takes a list of answers.")
        return
    if not FEWEST_OPTIONS <= len(labels) <= MOST_OPTIONS:
        yield Fault("options", f"Give between {FEWEST_OPTIONS} and {MOST_OPTIONS} answers.")
        return
    if not all(labels):
        yield Fault("options", "Give each answer a name, or take the empty line out.")
    if max(Counter(label.casefold() for label in labels).values()) > 1:
        yield Fault("options", "Two answers have the same name. Give each its own.")
    if not draft.is_ordered and not is_catch_all(labels[-1]):
        yield Fault(
            "options",
            "End the list with an answer for everything else, such as “None of these” or “Other”.",
        )


def is_catch_all(label: str) -> bool:
    """Say whether an answer covers what the others leave out, by how its name begins."""
    return label.strip().casefold().startswith(_CATCH_ALL)
