"""What an editor looks at before a question is asked: what is there, and what to mend."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from discuss.predictions.rules.wellformed import FEWEST_WORDS

_DATED: Final = re.compile(
    r"\b(20\d\d|January|February|March|April|May|June|July|August|September|October|November"
    r"|December)\b"
)
_YEAR: Final = re.compile(r"\b20\d\d\b")
_TESTED: Final = re.compile(
    r"\d|\b(if|counts?|at least|at most|more than|fewer than|less than|above|below|both)\b",
    re.IGNORECASE,
)


class Finding(StrEnum):
    """What becomes of one line of the list."""

    OK = "ok"
    MEND = "mend"
    LOOK = "look"
    """Nobody but the editor can tell."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the form, understood or not; a date that cannot be read is None."""

    title: str
    criteria: str
    source_name: str
    source_url: str
    close_at: datetime | None


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the list, in a sentence."""

    finding: Finding
    sentence: str


def checks(typed: Typed, near: int, now: datetime) -> list[Check]:
    """Return the list for what is typed, `near` open questions asking nearly the same."""
    return [*_date(typed), *_test(typed), *_source(typed), *_over(typed, now), _twin(near)]


def _date(typed: Typed) -> Iterator[Check]:
    if _DATED.search(typed.title):
        yield Check(Finding.OK, "The question names a date.")
    else:
        yield Check(Finding.MEND, "Name in the question the date by which it happens or not.")


def _test(typed: Typed) -> Iterator[Check]:
    words = len(typed.criteria.split())
    if words >= FEWEST_WORDS and _TESTED.search(typed.criteria):
        yield Check(Finding.OK, "It is said what counts.")
    else:
        yield Check(
            Finding.MEND, "Say what counts: a threshold, or what must be seen, and what is not it."
        )


def _source(typed: Typed) -> Iterator[Check]:
    if not typed.source_name.strip():
        yield Check(Finding.MEND, "Name the source by which it is decided.")
    elif not typed.source_url.strip():
        yield Check(Finding.LOOK, "The source is named. Give its address too, if it has one.")
    else:
        yield Check(Finding.OK, "The source is named and has an address.")


def _over(typed: Typed, now: datetime) -> Iterator[Check]:
    """Say whether it is over by its dates; whether it is true already only the source tells."""
    years = [int(year) for year in _YEAR.findall(typed.title)]
    if typed.close_at is not None and typed.close_at <= now:
        yield Check(Finding.MEND, "It would be closed already. Choose a later closing date.")
    elif years and max(years) < now.year:
        yield Check(Finding.MEND, f"The question is about {max(years)}, which is over.")
    yield Check(Finding.LOOK, "Make sure at the source that it has not happened already.")


def _twin(near: int) -> Check:
    if near:
        return Check(Finding.MEND, "Perhaps it is asked already: compare it with the list below.")
    return Check(Finding.OK, "No open question asks nearly the same.")
