"""What somebody looks for: words, "phrases", -without, begin*; and where a text says it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from discuss.kit.errors import Invalid
from discuss.kit.folding import Token, tokens
from discuss.kit.text import one_line

LONGEST_QUERY = 200
MOST_TERMS = 20
SHORTEST_BEGINNING = 2
SHORTEST_LAST_WORD = 3
"""From so many letters on, the last word may also be the beginning of one."""

EXCERPT = 240
BEFORE = 60
LONGEST_READ = 200_000
"""How far into a text its excerpt is looked for, in characters."""

QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
CHUNK = re.compile(r'([-\u2212]?)(?:"([^"]*)"?|([^\s"]+))')

NO_WORDS = "Type a word to look for. Signs and pictures alone cannot be found."
ONLY_WITHOUT = "Add a word that has to be there. So far this only says what to leave out."
TOO_LONG = f"A search takes at most {LONGEST_QUERY} characters. Leave some words out."
TOO_MANY = f"A search takes at most {MOST_TERMS} words and phrases. Leave some out."


@dataclass(frozen=True, slots=True)
class Term:
    """Folded words that stand one after another; the last may be only the beginning of one."""

    words: tuple[str, ...]
    is_beginning: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """What a text has to say, at least one term, and what it may not."""

    wanted: tuple[Term, ...]
    unwanted: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a text as it was written, and whether it is what was looked for."""

    text: str
    is_hit: bool = False


def parse(text: str) -> Query:
    """Return what a search says; raise `Invalid` with a sentence when it says nothing."""
    if len(text) > LONGEST_QUERY:
        raise _unusable(TOO_LONG)
    chunks = list(CHUNK.finditer(one_line(text).translate(QUOTES)))
    wanted: dict[Term, None] = {}
    unwanted: dict[Term, None] = {}
    for n, (minus, phrase, word) in enumerate((c[1], c[2], c[3]) for c in chunks):
        is_last = n == len(chunks) - 1 and not minus
        term = _word(word, is_last=is_last) if word is not None else _phrase(phrase)
        if term.words:
            (unwanted if minus else wanted)[term] = None
    if not wanted:
        raise _unusable(ONLY_WITHOUT if unwanted else NO_WORDS)
    if len(wanted) + len(unwanted) > MOST_TERMS:
        raise _unusable(TOO_MANY)
    return Query(tuple(wanted), tuple(unwanted))


def _phrase(text: str) -> Term:
    return Term(tuple(token.word for token in tokens(text)))


def _word(text: str, *, is_last: bool) -> Term:
    """Return one word as typed; one like `well-known` is several in a row."""
    found = _phrase(text).words
    least = SHORTEST_BEGINNING if text.endswith("*") else SHORTEST_LAST_WORD
    begins = (is_last or text.endswith("*")) and bool(found) and len(found[-1]) >= least
    return Term(found, begins)


def _unusable(sentence: str) -> Invalid:
    return Invalid(sentence, {"q": sentence})


def marked(text: str, query: Query) -> Sequence[Segment]:
    """Return a whole text on one line, divided where it says what was looked for."""
    line = one_line(text)
    return _divided(line, [(start, end) for start, end, _ in _hits(line, query)])


def excerpt(text: str, query: Query) -> Sequence[Segment]:
    """Return the passage of a text that says most of what was looked for, else its beginning."""
    line = one_line(text[:LONGEST_READ])
    hits = list(_hits(line, query))
    first, last = _densest(hits)
    start = max(0, first - BEFORE)
    if start:
        start = line.find(" ", start, first) + 1 or start
    end = max(start + EXCERPT, last)
    if end < len(line):
        end = max(line.rfind(" ", last, end), last) if " " in line[last:end] else end
    inside = [(a - start, b - start) for a, b, _ in hits if a >= start and b <= end]
    pieces = list(_divided(line[start:end], inside))
    before = [Segment("… ")] if start else []
    after = [Segment(" …")] if end < len(line) else []
    return [*before, *pieces, *after]


def _hits(line: str, query: Query) -> Iterator[tuple[int, int, Term]]:
    """Yield start, end and term of every place that says something wanted, in order."""
    found = list(tokens(line))
    by_first: dict[str, list[Term]] = {}
    beginnings = [term for term in query.wanted if term.is_beginning and len(term.words) == 1]
    for term in query.wanted:
        by_first.setdefault(term.words[0], []).append(term)
    for n, token in enumerate(found):
        begun = [term for term in beginnings if token.word.startswith(term.words[0])]
        for term in {*by_first.get(token.word, ()), *begun}:
            here = found[n : n + len(term.words)]
            if _says(here, term):
                yield here[0].start, here[-1].end, term


def _says(here: Sequence[Token], term: Term) -> bool:
    if len(here) < len(term.words):
        return False
    *most, last = term.words
    if any(token.word != word for token, word in zip(here, most, strict=False)):
        return False
    return here[-1].word == last or (term.is_beginning and here[-1].word.startswith(last))


def _densest(hits: Sequence[tuple[int, int, Term]]) -> tuple[int, int]:
    """Return start and end of the hit from which on most different terms come close together."""
    starts = [start for start, _, _ in hits]

    def variety(start: int) -> int:
        near = hits[bisect_left(starts, start) : bisect_right(starts, start + EXCERPT - BEFORE)]
        return len({term for _, _, term in near[: 2 * MOST_TERMS]})

    best = max(starts, key=variety, default=0)
    return next(((start, end) for start, end, _ in hits if start == best), (0, 0))


def _divided(line: str, hits: Sequence[tuple[int, int]]) -> Sequence[Segment]:
    """Return the line in segments; hits that touch or overlap are one."""
    pieces: list[Segment] = []
    at = 0
    for start, end in _joined(hits):
        pieces += [Segment(line[at:start]), Segment(line[start:end], is_hit=True)]
        at = end
    return [piece for piece in (*pieces, Segment(line[at:])) if piece.text]


def _joined(hits: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(hits):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
