"""Questions that belong together: their labels and dates, and when two numbers disagree."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Final

FEWEST: Final = 2
MOST: Final = 12
LONGEST_LABEL: Final = 60
LONGEST_NAME: Final = 200
LABEL: Final = "{label}"
DATE: Final = "{date}"


@dataclass(frozen=True, slots=True)
class Row:
    """One question of a group: what it is called there, and the date that it is about, if any."""

    label: str
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Chance:
    """What a reader gives one of several dates; None where they have not said."""

    label: str
    probability: float | None


def worded(template: str, row: Row) -> str:
    """Return the words of one question, with its label and its date in their places."""
    day = row.due_at
    words = "" if day is None else f"{day.day} {day:%B %Y}"
    return template.replace(LABEL, row.label).replace(DATE, words or row.label)


def faults(name: str, title: str, rows: Sequence[Row], *, is_nested: bool) -> dict[str, str]:
    """Return a sentence for each field that keeps this from being a group; rows are `row-1` on."""
    found = row_faults(rows, is_nested=is_nested)
    titles = Counter(worded(title, row) for row in rows)
    if not name.strip():
        found["name"] = "Give the group a title, such as “When will the bridge be green?”."
    if LABEL not in title and DATE not in title:
        found["title"] = (
            "Write {label} or {date} in the question, where the label or the date of each row goes."
        )
    elif not found and max(titles.values(), default=0) > 1:
        found["title"] = "Two rows ask the same. Write {label} in the question."
    return found


def size_fault(size: int) -> str:
    """Return what is wrong with a number of rows, or nothing."""
    if size < FEWEST:
        return f"A group has {FEWEST} questions or more. Fill in another row."
    if size > MOST:
        return f"A group has {MOST} questions at most. Ask the others by themselves."
    return ""


def row_faults(rows: Sequence[Row], *, is_nested: bool) -> dict[str, str]:
    """Return a sentence for each row whose label or date is not enough, from `row-1` on."""
    return dict(_row_faults(rows, is_nested=is_nested))


def _row_faults(rows: Sequence[Row], *, is_nested: bool) -> Iterator[tuple[str, str]]:
    labels = Counter(row.label.casefold() for row in rows)
    dates = Counter(row.due_at for row in rows)
    for n, row in enumerate(rows, 1):
        if not row.label:
            yield f"row-{n}", "Give this row a label, or empty it."
        elif labels[row.label.casefold()] > 1:
            yield f"row-{n}", f"Two rows are called {row.label}. Give each its own label."
        elif is_nested and row.due_at is None:
            yield f"row-{n}", "Give this row its date: later ones include it."
        elif is_nested and dates[row.due_at] > 1:
            yield f"row-{n}", "Two rows have the same date. Give each its own."


def dips(in_order: Sequence[Chance]) -> list[tuple[Chance, Chance]]:
    """Return pairs of neighbours, of which the later date has the smaller chance.

    What happens by March has happened by June: the later of two such dates can only be likelier.
    """
    said = [each for each in in_order if each.probability is not None]
    return [
        (earlier, later)
        for earlier, later in pairwise(said)
        if (later.probability or 0) < (earlier.probability or 0)
    ]


def implied(outcomes: Sequence[str]) -> dict[int, int]:
    """Return which undecided dates, in order, follow from which: later ones from the first yes.

    `outcomes` are empty where nothing is decided or proposed.
    """
    first = next((place for place, outcome in enumerate(outcomes) if outcome == "yes"), None)
    if first is None:
        return {}
    later = range(first + 1, len(outcomes))
    return {place: first for place in later if not outcomes[place]}
