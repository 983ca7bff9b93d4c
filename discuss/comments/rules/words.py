"""Words: quoted, and compared with earlier ones."""

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

LONGEST_BODY: Final = 6_000
LONGEST_DRAFT: Final = 50_000
"""What is too long to post is kept all the same, until its author has cut it."""
LONGEST_QUOTE: Final = 500


@dataclass(frozen=True, slots=True)
class Word:
    """Some words of a comparison: `kind` is `same`, `ins` or `del`."""

    kind: str
    text: str


def quoted(text: str) -> str:
    """Return the beginning of somebody's words as a Markdown quote; the answer goes below it."""
    words = text.strip()
    if len(words) > LONGEST_QUOTE:
        words = words[:LONGEST_QUOTE].rstrip() + "…"
    lines = [f"> {line}".rstrip() for line in words.splitlines()]
    return "\n".join([*lines, "", ""]) if lines else ""


def below_draft(draft: str, quote: str) -> str:
    """Return a draft with a quote below it; one that holds the quote already stays as it is."""
    if not draft.strip():
        return quote
    return draft if quote.strip() in draft else f"{draft.rstrip()}\n\n{quote}"


def differences(before: str, after: str) -> list[Word]:
    """Return two wordings as one text of kept, inserted and deleted words."""
    old, new = before.split(), after.split()
    words: list[Word] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            words.append(Word("same", " ".join(old[a:b])))
            continue
        if b > a:
            words.append(Word("del", " ".join(old[a:b])))
        if d > c:
            words.append(Word("ins", " ".join(new[c:d])))
    return words
