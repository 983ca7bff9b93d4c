"""Words without case and accents, and where they stand in the text that they come from."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

LONGEST_WORD = 64
MOST_WORDS = 50_000
MOST_BYTES = 400_000
"""What one row of PostgreSQL's kind of index can take, with room to spare."""

# Letters that are written with a stroke or joined, which Unicode does not take apart.
PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe"}
)

# Scripts without spaces between words: there every character is a word of its own.
ALONE = (
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x2E80, 0x2FDF), (0x3030, 0x9FFF),
    (0xF900, 0xFAFF), (0xFF66, 0xFF9D), (0x1F200, 0x1F2FF), (0x20000, 0x3FFFF),
)  # fmt: skip

SELECTORS = "\ufe00\ufe0f"


@dataclass(frozen=True, slots=True)
class Token:
    """A folded word, and the part of the text that it was: `text[start:end]`."""

    word: str
    start: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """Yield the words of a text in order; what is neither letter nor digit divides them."""
    word, start, end = "", 0, 0
    for at, char in enumerate(text):
        folded, is_alone = _folded(char), _is_alone(char)
        if word and (folded is None or is_alone):
            yield Token(word[:LONGEST_WORD], start, end)
            word = ""
        if folded and is_alone:
            yield Token(folded, at, at + 1)
        elif word or (folded and not _is_mark(char)):
            start = start if word else at
            word, end = word + (folded or ""), at + 1
    if word:
        yield Token(word[:LONGEST_WORD], start, end)


def words(text: str) -> str:
    """Return the folded words of a text, divided by spaces: what an index stores.

    A text beyond all measure is cut, so that every database can hold it.
    """
    kept: list[str] = []
    size = 0
    for token in tokens(text):
        size += len(token.word.encode()) + 1
        if len(kept) == MOST_WORDS or size > MOST_BYTES:
            break
        kept.append(token.word)
    return " ".join(kept)


@lru_cache(maxsize=8192)
def _folded(char: str) -> str | None:
    """Return what a character is in a word: nothing where it only dresses one, None outside."""
    if char.isascii():
        return char.lower() if char.isalnum() else None
    if _dresses(char):
        return ""
    if _is_alone(char):
        plain = unicodedata.normalize("NFKC", char)
        # Taken apart, one character would be several words; it stays what it is.
        return (plain if len(plain) == 1 else char) if char.isalnum() else None
    plain = "".join(c for c in unicodedata.normalize("NFKD", char.casefold()) if not _dresses(c))
    plain = unicodedata.normalize("NFKC", plain.casefold().translate(PLAIN))
    return "".join(c for c in plain if c.isalnum() or _is_mark(c)) or None


def _dresses(char: str) -> bool:
    """Tell whether a character is an accent, or one that nobody sees."""
    return (
        unicodedata.combining(char) > 0
        or unicodedata.category(char) == "Cf"
        or SELECTORS[0] <= char <= SELECTORS[1]
    )


def _is_mark(char: str) -> bool:
    """Tell whether a character stands only behind others, as the vowel signs of India do."""
    return unicodedata.category(char).startswith("M")


@lru_cache(maxsize=8192)
def _is_alone(char: str) -> bool:
    code = ord(char)
    return any(first <= code <= last for first, last in ALONE)
