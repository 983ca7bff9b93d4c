"""What an author is told about a decision, in seven parts; rendered once and stored."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from discuss.kit.text import clip
from discuss.moderation.rules.clauses import Clause

OBJECTION_WINDOW = timedelta(days=183)
"""Six months. Source: Regulation (EU) 2022/2065, Article 20(1)."""

UNDO_WINDOW = timedelta(seconds=12)

LONGEST_QUOTE = 400

STARTED = {
    "held": "Nobody reported it. Our software held it for review before it was published.",
    "reports": "Readers reported it.",
    "notice": "Somebody sent us a notice that it breaks the law.",
    "own": "A moderator noticed it.",
    "objection": "Your objection.",
    "read_first": "Nobody reported it. A moderator reads such comments before they appear.",
}

MACHINE = {
    "held": "Software found it. A person read it and decided.",
    "reports": "No software took part. A person read it and decided.",
    "notice": "No software took part. A person read it and decided.",
    "own": "No software took part. A person read it and decided.",
    "read_first": "No software took part. A person read it and decided.",
    "objection": "No software took part. A person who had no part in the first decision decided.",
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What a statement is made from."""

    outcome: str
    headline: str
    words: str
    source: str
    clause: Clause | None
    explanation: str
    effective_at: datetime
    is_answered: bool
    """Whether replies stand below, so that a note keeps its place."""
    law: str = ""
    """Which law it breaks, and where that holds; empty for what breaks a house rule alone."""


def objection_ends(effective_at: datetime) -> datetime:
    """Return until when an author may object."""
    return effective_at + OBJECTION_WINDOW


def rendered(facts: Facts) -> str:
    """Return the statement: parts with a heading line each, with an empty line between them."""
    parts = _restored(facts) if facts.outcome == "restore" else _rejected(facts)
    return "\n\n".join(f"{heading}\n{' '.join(text.split())}" for heading, text in parts)


def parts_of(text: str) -> list[tuple[str, str]]:
    """Return the headings and texts of a stored statement."""
    pairs = (part.partition("\n") for part in text.split("\n\n"))
    return [(heading, rest) for heading, _, rest in pairs]


def _rejected(facts: Facts) -> list[tuple[str, str]]:
    clause = facts.clause
    place = (
        "A note keeps its place, so that the replies still make sense. "
        if facts.is_answered
        else ""
    )
    rule = f"Rule {clause.key}, “{clause.title}” (version {clause.version}). " if clause else ""
    did, why = ("removed", " for legal reasons") if facts.law else ("rejected", "")
    return [
        (
            "What we did",
            (
                f"We {did} your comment under “{facts.headline}”{why}. Readers everywhere no "
                f"longer see it. {place}"
            ),
        ),
        (
            "Since when",
            f"Since {said(facts.effective_at)}, with no end unless somebody changes it.",
        ),
        ("What we saw", f"“{clip(facts.words, LONGEST_QUOTE)}”"),
        ("Who started it", STARTED[facts.source]),
        ("Software or people", MACHINE[facts.source]),
        ("Which law, and why", f"{facts.law}. {facts.explanation}")
        if facts.law
        else ("Which rule, and why", f"{rule}{facts.explanation}"),
        ("If you see it differently", _redress(facts.effective_at)),
    ]


def _restored(facts: Facts) -> list[tuple[str, str]]:
    return [
        (
            "What we did",
            (
                f"We put your comment under “{facts.headline}” back. Readers see it again, with "
                "its replies and marks."
            ),
        ),
        ("Since when", f"Since {said(facts.effective_at)}."),
        ("What it is about", f"“{clip(facts.words, LONGEST_QUOTE)}”"),
        ("Who started it", STARTED[facts.source]),
        ("Why", facts.explanation),
    ]


def _redress(effective_at: datetime) -> str:
    ends = objection_ends(effective_at)
    return (
        f"Until {ends.day} {ends:%B %Y} you can ask for another look, once and free of charge: "
        "somebody else will decide. You can also turn to an out-of-court dispute body or to a "
        "court."
    )


def said(instant: datetime) -> str:
    """Return an instant in words, in UTC."""
    return f"{instant.day} {instant:%B %Y, %H:%M} UTC"
