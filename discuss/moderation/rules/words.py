"""Finding suspect words: whole words and phrases, whatever their case, accents and look-alikes.

Both sides are folded sign by sign (NFKD without accents, case folded, look-alike letters made one),
so a find can be shown where it stands in the text that people see. One pass over the text, however
many rules there are.
"""

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from ahocorasick_rs import AhoCorasick

from discuss.kit.text import CONFUSABLE

LONGEST_PHRASE = 8
"""Words in a phrase."""


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


@lru_cache(maxsize=8)
def matcher_of(phrases: tuple[str, ...]) -> "Matcher":
    """Return the list of phrases ready to be looked for, made once for each list."""
    return Matcher(phrases)


class Matcher:
    """A list of phrases, ready to be looked for in any number of texts.

    Words stand between single spaces here, so that a rule is a plain string: " a phrase " as it
    is, or " a stem" with any ending. An Aho–Corasick automaton finds all of them in one pass.
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        self._phrases: dict[str, str] = {}
        for phrase in phrases:
            folded = folded_phrase(phrase)
            if folded:
                pattern = f" {folded[:-1]}" if folded.endswith("*") else f" {folded} "
                self._phrases.setdefault(pattern, phrase)
        self._patterns = list(self._phrases)
        self._automaton = AhoCorasick(self._patterns)

    def finds(self, text: str) -> list[Find]:
        """Return what the list finds in `text`, in order, the longest at each place."""
        words = list(words_of(text))
        starts = list(accumulate((len(word.folded) + 1 for word in words), initial=0))
        line = f" {' '.join(word.folded for word in words)} "
        best: dict[int, tuple[int, int, str]] = {}
        for number, start, end in self._automaton.find_matches_as_indexes(line, overlapping=True):
            pattern = self._patterns[number]
            last = bisect_right(starts, end - 2) - 1
            found = (last, len(pattern), self._phrases[pattern])
            best[start] = max(best.get(start, found), found)
        return [
            Find(phrase, words[bisect_left(starts, start)].start, words[last].end)
            for start, (last, _, phrase) in sorted(best.items())
        ]


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
