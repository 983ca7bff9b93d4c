"""What an author is told about a decision, in seven parts; rendered once and stored."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from discuss.accounts.rules import ENGLISH
from discuss.kit.text import clip
from discuss.moderation.rules.clauses import Clause
from discuss.moderation.rules.phrases import day_in, instant_in, instead, say

OBJECTION_WINDOW = timedelta(days=183)
"""Six months. Source: Regulation (EU) 2022/2065, Article 20(1)."""

UNDO_WINDOW = timedelta(seconds=12)

LONGEST_QUOTE = 400


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
    since: datetime | None = None
    """Since when it is removed, where a decision before this one did it for another reason."""


def objection_ends(effective_at: datetime) -> datetime:
    """Return until when an author may object."""
    return effective_at + OBJECTION_WINDOW


def rendered(facts: Facts, language: str = ENGLISH) -> str:
    """Return the statement: parts with a heading line each, with an empty line between them.

    It is in the author's language; what the moderator wrote, and the rule's number, stay as they
    are.
    """
    parts = _restored if facts.outcome == "restore" else _rejected
    return joined(language, parts(facts, language))


def joined(language: str, parts: list[tuple[str, str]]) -> str:
    """Return parts, each named by the phrase that is its heading, as one text."""
    pairs = ((say(language, key), " ".join(text.split())) for key, text in parts)
    return "\n\n".join(f"{heading}\n{text}" for heading, text in pairs)


def parts_of(text: str) -> list[tuple[str, str]]:
    """Return the headings and texts of a stored statement."""
    pairs = (part.partition("\n") for part in text.split("\n\n"))
    return [(heading, rest) for heading, _, rest in pairs]


def cited_in(language: str, clause: Clause | None) -> str:
    """Return which rule something falls under, with a space behind it; empty for none."""
    if clause is None:
        return ""
    title = quoted(language, instead(language, f"clause.{clause.reference}", clause.title))
    return say(language, "cited", key=clause.key, title=title, version=clause.version) + " "


def quoted(language: str, text: str) -> str:
    """Return words between the quotation marks of a language."""
    return say(language, "quoted", text=text)


def redress(language: str, effective_at: datetime) -> str:
    """Return what somebody can do who sees it differently, and until when."""
    return say(language, "objecting", day=day_in(language, objection_ends(effective_at)))


def said(instant: datetime) -> str:
    """Return an instant in words, in UTC."""
    return instant_in(ENGLISH, instant)


def _rejected(facts: Facts, language: str) -> list[tuple[str, str]]:
    did = "removed" if facts.law else "rejected"
    done = say(language, did, headline=quoted(language, facts.headline))
    note = say(language, "note") if facts.is_answered else ""
    anew = say(language, "anew") if facts.since else ""
    began = instant_in(language, facts.since or facts.effective_at)
    since = say(language, "since.open", since=began)
    rule = ("rule", f"{cited_in(language, facts.clause)}{facts.explanation}")
    return [
        ("did", f"{done} {note} {anew}"),
        ("since", since),
        ("saw", quoted(language, clip(facts.words, LONGEST_QUOTE))),
        ("who", say(language, f"started.{facts.source}")),
        ("how", say(language, f"machine.{facts.source}")),
        ("law", f"{facts.law}. {facts.explanation}") if facts.law else rule,
        ("redress", redress(language, facts.effective_at)),
    ]


def _restored(facts: Facts, language: str) -> list[tuple[str, str]]:
    return [
        ("did", say(language, "restored", headline=quoted(language, facts.headline))),
        ("since", say(language, "since.only", since=instant_in(language, facts.effective_at))),
        ("about", quoted(language, clip(facts.words, LONGEST_QUOTE))),
        ("who", say(language, f"started.{facts.source}")),
        ("why", facts.explanation),
    ]
