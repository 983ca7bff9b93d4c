"""What a wording is recognised by when it comes again, exactly or nearly.

The near likeness is Charikar's SimHash over words: wordings that differ in little differ in few of
66 bits. Source: Manku, Jain, Das Sarma, Detecting Near-Duplicates for Web Crawling (2007), which
looks parts of it up by themselves: where at most five bits differ, one of six parts is exactly
equal, so that an index finds it.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from hashlib import blake2b
from html.parser import HTMLParser
from typing import Final

from discuss.moderation.rules.words import words_of

PARTS: Final = 6
WIDTH: Final = 11
"""Bits of a part: among ten thousand wordings of a day, five are like another in one by chance."""
BITS: Final = PARTS * WIDTH
NEAR: Final = PARTS - 1
"""Bits in which two wordings may differ and still be the same text: about a word in thirty."""
LEAST_WORDS: Final = 12
"""Shorter wordings are often alike by chance: thanks, or agreement."""

AGAIN: Final = timedelta(minutes=6)
"""How long the same words of one author count as said again."""
ELSEWHERE: Final = timedelta(hours=24)
"""How long the same words from another account are looked for."""
KNOWN: Final = timedelta(days=30)
"""How long words that were rejected are recognised."""


@dataclass(frozen=True, slots=True)
class Print:
    """What a wording is recognised by."""

    digest: str
    """Of the words without case, accents and signs; the same for the same words."""
    parts: tuple[int, ...] | None
    """Of its SimHash; None for a wording that is too short to be compared so."""

    @property
    def is_telling(self) -> bool:
        """Whether it is long enough that two people do not write it by chance."""
        return self.parts is not None


class _Own(HTMLParser):
    """Collects what stands outside quotes, which are somebody else's words."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Count the quotes that begin."""
        del attrs
        self._depth += tag == "blockquote"

    def handle_endtag(self, tag: str) -> None:
        """Count the quotes that end; the words on both sides of a tag stay apart."""
        self._depth -= tag == "blockquote"
        self.parts.append(" " if tag in {"p", "li", "blockquote", "pre"} else "")

    def handle_data(self, data: str) -> None:
        """Keep what stands in no quote."""
        if not self._depth:
            self.parts.append(data)


def own_words(html: str) -> list[str]:
    """Return the folded words of cleaned HTML that are not quoted, in order."""
    reader = _Own()
    reader.feed(html)
    reader.close()
    return [word.folded for word in words_of("".join(reader.parts)) if word.folded]


def print_of(html: str) -> Print:
    """Return what a wording is recognised by; linear in its length."""
    words = own_words(html)
    digest = blake2b(" ".join(words).encode(), digest_size=12).hexdigest()
    return Print(digest, _parts(_simhash(words)) if len(words) >= LEAST_WORDS else None)


def distance(one: Sequence[int], other: Sequence[int]) -> int:
    """Return in how many bits two wordings differ, by the parts of their SimHash."""
    return sum((a ^ b).bit_count() for a, b in zip(one, other, strict=True))


def _simhash(words: Sequence[str]) -> int:
    balance = [0] * BITS
    for word, times in Counter(words).items():
        value = int.from_bytes(blake2b(word.encode(), digest_size=BITS // 8 + 1).digest())
        for bit in range(BITS):
            balance[bit] += times if value >> bit & 1 else -times
    return sum(1 << bit for bit in range(BITS) if balance[bit] > 0)


def _parts(value: int) -> tuple[int, ...]:
    return tuple(value >> place & (1 << WIDTH) - 1 for place in range(0, BITS, WIDTH))
