"""Which paragraph of a new revision is which of the old one, so that links to it keep working."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

LIKE = 0.6  # share of words that two texts must have in common, in order
LIKE_MOVED = 0.75  # the same for a paragraph that was edited and moved
MOST_WORDS = 400  # compared per text, so that a huge paragraph stays cheap
BAND = 40  # how far from its proportional place an edited paragraph is looked for
MOST_MOVED = 2_500  # pairs compared for paragraphs both moved and edited
WORD = re.compile(r"\w+(?:['\u2019]\w+)*")

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Keys:
    """One key for each new text, in order, and the number that the next fresh key takes."""

    keys: tuple[str, ...]
    next_number: int


def assign(
    old: Sequence[tuple[str, str]],
    new: Sequence[str],
    next_number: int,
    earlier: Sequence[tuple[str, str]] = (),
) -> Keys:
    """Return keys for the new texts, given the old (key, text) pairs of the last revision.

    An unchanged text keeps its key wherever it moved; a lightly edited one keeps it in its
    place or, when much alike, elsewhere. A text that stood in `earlier` revisions, newest first,
    and is word for word back takes its key again; any other takes a fresh key `p<number>`, which
    counts up from `next_number` and is never used for another text.
    """
    texts = [text for _, text in old]
    pairs = _unchanged(texts, new)
    was, now = [_words(t) for t in texts], [_words(t) for t in new]
    pairs |= _edited(was, now, pairs)
    pairs |= _moved(was, now, pairs)
    origin = {new_at: old[old_at][0] for old_at, new_at in pairs.items()}
    origin |= _returned(earlier, new, origin, {key for key, _ in old})
    taken = {key for key, _ in old}
    keys: list[str] = []
    for at in range(len(new)):
        if at not in origin:
            while f"p{next_number}" in taken:
                next_number += 1
            origin[at] = f"p{next_number}"
            next_number += 1
        keys.append(origin[at])
    return Keys(tuple(keys), next_number)


def _returned(
    earlier: Sequence[tuple[str, str]], new: Sequence[str], origin: dict[int, str], old: set[str]
) -> dict[int, str]:
    """Return {new index: key} of texts without a key that stood in an earlier revision."""
    gone: dict[str, str] = {}
    for key, text in earlier:
        if key not in old:
            gone.setdefault(text, key)
    found: dict[int, str] = {}
    for at, text in enumerate(new):
        if at not in origin and text in gone:
            found[at] = gone.pop(text)
    return found


def likeness(one: Words, other: Words) -> float:
    """Return the share of words in common, in order, from 0 to 1 (Ratcliff and Obershelp)."""
    if not one or not other:
        return 0.0
    matcher = SequenceMatcher(None, one[:MOST_WORDS], other[:MOST_WORDS], autojunk=False)
    if matcher.real_quick_ratio() < LIKE or matcher.quick_ratio() < LIKE:
        return 0.0
    return matcher.ratio()


def _words(text: str) -> Words:
    """Return the words of a text without case and punctuation."""
    return tuple(WORD.findall(text.casefold()))


def _unchanged(texts: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Return {old index: new index} of equal texts: in order first, then moved ones."""
    pairs: dict[int, int] = {}
    matcher = SequenceMatcher(None, list(texts), list(new), autojunk=False)
    for match in matcher.get_matching_blocks():
        pairs |= {match.a + i: match.b + i for i in range(match.size)}
    used = set(pairs.values())
    places: dict[str, list[int]] = {}
    for at in reversed([i for i in range(len(new)) if i not in used]):
        places.setdefault(new[at], []).append(at)
    for at, text in enumerate(texts):
        if at not in pairs and places.get(text):
            pairs[at] = places[text].pop()
    return pairs


def _edited(was: list[Words], now: list[Words], pairs: dict[int, int]) -> dict[int, int]:
    """Return {old index: new index} of edited texts, in the best way that keeps their order."""
    rows = [i for i in range(len(was)) if i not in pairs]
    used = set(pairs.values())
    columns = [i for i in range(len(now)) if i not in used]
    if not rows or not columns:
        return {}
    # best[r][c]: the greatest sum of likeness from row r and column c on.
    best = [[0.0] * (len(columns) + 1) for _ in range(len(rows) + 1)]
    alike: dict[tuple[int, int], float] = {}
    for r in reversed(range(len(rows))):
        centre = r * len(columns) // len(rows)
        for c in reversed(range(len(columns))):
            value = 0.0
            if abs(c - centre) <= BAND:
                value = likeness(was[rows[r]], now[columns[c]])
            if value >= LIKE:
                alike[r, c] = value
            paired = value + best[r + 1][c + 1] if value >= LIKE else 0.0
            best[r][c] = max(best[r + 1][c], best[r][c + 1], paired)
    return {rows[r]: columns[c] for r, c in _path(best, alike)}


def _path(best: list[list[float]], alike: dict[tuple[int, int], float]) -> list[tuple[int, int]]:
    """Return the (row, column) pairs along the best path."""
    found: list[tuple[int, int]] = []
    r = c = 0
    while r < len(best) - 1 and c < len(best[0]) - 1:
        if (r, c) in alike and best[r][c] == alike[r, c] + best[r + 1][c + 1]:
            found.append((r, c))
            r, c = r + 1, c + 1
        elif best[r][c] == best[r + 1][c]:
            r += 1
        else:
            c += 1
    return found


def _moved(was: list[Words], now: list[Words], pairs: dict[int, int]) -> dict[int, int]:
    """Return {old index: new index} of texts both edited and moved, the most alike first."""
    used = set(pairs.values())
    rows = [i for i in range(len(was)) if i not in pairs]
    columns = [i for i in range(len(now)) if i not in used]
    if len(rows) * len(columns) > MOST_MOVED:
        return {}
    alike = sorted((-likeness(was[r], now[c]), r, c) for r in rows for c in columns)
    found: dict[int, int] = {}
    for negative, r, c in alike:
        if -negative >= LIKE_MOVED and r not in found and c not in found.values():
            found[r] = c
    return found
