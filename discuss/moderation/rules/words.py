"""Finding suspect words: whole words and phrases, whatever their case, accents and look-alikes.

Both sides are folded sign by sign (NFKD without accents, case folded, look-alike letters made one),
so a find can be shown where it stands in the text that people see. One pass over the text; each
word is looked up in a tree of the rules, which is as deep as the longest phrase.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from discuss.kit.text import CONFUSABLE

LONGEST_PHRASE = 8
"""Words in a phrase."""
LONGEST_STEM = 64
"""Letters of a word that are compared with stems; no list needs longer ones."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text, folded, and where it stands."""

    folded: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Find:
    """A rule that matched: its phrase as it was typed, and where."""

    phrase: str
    start: int
    end: int


@dataclass(slots=True)
class _Node:
    """The rules that go on after the words so far."""

    next: dict[str, "_Node"] = field(default_factory=dict)
    stems: dict[str, str] = field(default_factory=dict)
    phrase: str | None = None


@lru_cache(maxsize=8)
def matcher_of(phrases: tuple[str, ...]) -> "Matcher":
    """Return the list of phrases ready to be looked for, made once for each list."""
    return Matcher(phrases)


class Matcher:
    """A list of phrases, ready to be looked for in any number of texts."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._root = _Node()
        for phrase in phrases:
            self._add(phrase)

    def finds(self, text: str) -> list[Find]:
        """Return what the list finds in `text`, in order, the longest at each place."""
        words = list(words_of(text))
        found = (self._at(words, place) for place in range(len(words)))
        return [find for find in found if find is not None]

    def _add(self, phrase: str) -> None:
        words = [word.folded for word in words_of(phrase)]
        if not words:
            return
        is_stem = phrase.rstrip().endswith("*")
        node = self._root
        for word in words[: len(words) - is_stem]:
            node = node.next.setdefault(word, _Node())
        if is_stem:
            node.stems.setdefault(words[-1][:LONGEST_STEM], phrase)
        else:
            node.phrase = phrase

    def _at(self, words: list[Word], place: int) -> Find | None:
        """Return the longest rule that begins with the word at `place`."""
        node, best, start = self._root, None, words[place].start
        for word in words[place : place + LONGEST_PHRASE]:
            stem = _stem(node, word.folded)
            if stem is not None:
                best = Find(stem, start, word.end)
            following = node.next.get(word.folded)
            if following is None:
                break
            node = following
            if node.phrase is not None:
                best = Find(node.phrase, start, word.end)
        return best


def _stem(node: _Node, word: str) -> str | None:
    """Return the rule whose stem begins `word`, the longest stem first."""
    if not node.stems:
        return None
    lengths = range(min(len(word), LONGEST_STEM), 0, -1)
    return next((node.stems[word[:n]] for n in lengths if word[:n] in node.stems), None)


def words_of(text: str) -> Iterator[Word]:
    """Yield the words of `text`, folded, with their places in it; linear in its length."""
    letters: list[str] = []
    start = 0
    for place, sign in enumerate(text):
        folded = folded_sign(sign)
        if folded is None:
            if letters:
                yield Word("".join(letters), start, place)
                letters = []
        else:
            if not letters and folded:
                start = place
            letters.extend(folded)
    if letters:
        yield Word("".join(letters), start, len(text))


def folded_sign(sign: str) -> str | None:
    """Return a sign as it is compared, "" for an accent, None for what ends a word."""
    kind = unicodedata.category(sign)
    if kind in {"Mn", "Me", "Cf"}:
        return ""
    if kind[0] not in "LN":
        return None
    bare = unicodedata.normalize("NFKD", sign).casefold().translate(CONFUSABLE)
    bare = unicodedata.normalize("NFKD", bare).casefold()
    return "".join(part for part in bare if part.isalnum())


def folded_phrase(phrase: str) -> str:
    """Return what a rule looks like to the matcher; empty when it holds no word at all."""
    words = " ".join(word.folded for word in words_of(phrase))
    return f"{words}*" if words and phrase.rstrip().endswith("*") else words


def phrase_fault(phrase: str) -> str | None:
    """Return what is wrong with a new rule, as a sentence, or None."""
    words = list(words_of(phrase))
    if not words:
        return "Enter a word or a phrase of letters or figures."
    if len(words) > LONGEST_PHRASE:
        return f"Enter a phrase of at most {LONGEST_PHRASE} words."
    if phrase.rstrip().endswith("*") and len(words[-1].folded) < 3:  # noqa: PLR2004 - too much begins so
        return "Put at least three letters before the star: shorter stems hold ordinary words."
    return None
