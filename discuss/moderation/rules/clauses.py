"""The house rules as numbered clauses with versions; decisions cite the version that was valid."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Clause:
    """One rule in one wording; `key` such as `2`, cited as `2@1`."""

    key: str
    version: int
    title: str
    text: str
    since: date

    @property
    def reference(self) -> str:
        """The clause and its version, as decisions store it."""
        return f"{self.key}@{self.version}"


BEGINNING = date(2026, 1, 1)

CLAUSES = (
    Clause(
        "1",
        1,
        "Stay on the subject",
        "Answer the article, its closing question, or the person you reply to. A thought about "
        "something else is welcome under the article that it belongs to.",
        BEGINNING,
    ),
    Clause(
        "2",
        1,
        "Argue with the point, not the person",
        "Say why an argument fails. Leave out what somebody is, why they might be saying it, and "
        "whom they remind you of.",
        BEGINNING,
    ),
    Clause(
        "3",
        1,
        "Say where a fact comes from",
        "Name or link the source of a serious claim, above all when it accuses somebody. An "
        "opinion needs no source; say that it is one.",
        BEGINNING,
    ),
    Clause(
        "4",
        1,
        "Say what would change your mind",
        "A forecast and an argument are worth more with the thing that would overturn them. "
        "Nobody is removed for leaving it out.",
        BEGINNING,
    ),
    Clause(
        "5",
        1,
        "Keep people safe, and keep to the law",
        "Hatred of people for who they are, threats, harassment, private details about others, and "
        "whatever the law forbids have no place here.",
        BEGINNING,
    ),
    Clause(
        "6",
        1,
        "No advertising, no pretending",
        "Write as one person, in your own name here. Advertising, copies of one text, taking "
        "somebody else’s name, and marks or forecasts given in concert are removed.",
        BEGINNING,
    ),
)

CURRENT = {clause.key: clause for clause in CLAUSES}
"""The wording valid now: later versions stand later in `CLAUSES`."""

BY_REFERENCE = {clause.reference: clause for clause in CLAUSES}


def cited(reference: str) -> Clause | None:
    """Return the clause in the wording that a decision cited, None when it cited none."""
    return BY_REFERENCE.get(reference)
