"""What an author is told about a comment that is hidden until somebody has decided about it."""

from dataclasses import dataclass
from datetime import datetime

from discuss.accounts.rules import ENGLISH
from discuss.kit.text import clip
from discuss.moderation.rules.phrases import instant_in, say
from discuss.moderation.rules.statement import LONGEST_QUOTE, joined, quoted


@dataclass(frozen=True, slots=True)
class Covered:
    """What such a statement is made from."""

    headline: str
    words: str
    cause: str
    """Software, since enough `reports` came, or a `moderator` by hand."""
    since: datetime


def rendered(covered: Covered, language: str = ENGLISH) -> str:
    """Return the statement: parts with a heading line each, with an empty line between them."""
    since = instant_in(language, covered.since)
    return joined(
        language,
        [
            ("did", say(language, "hidden", headline=quoted(language, covered.headline))),
            ("since", say(language, "since.decided", since=since)),
            ("saw", quoted(language, clip(covered.words, LONGEST_QUOTE))),
            ("who", say(language, f"hidden.who.{covered.cause}")),
            ("how", say(language, f"hidden.how.{covered.cause}")),
            ("why", say(language, f"hidden.why.{covered.cause}")),
            ("redress", say(language, "hidden.redress")),
        ],
    )
