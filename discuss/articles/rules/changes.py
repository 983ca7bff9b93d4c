"""What changed from one revision to the next, word by word, for readers to see."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

TOKEN = re.compile(r"\s+|\w+(?:['\u2019]\w+)*|[^\w\s]")

How = Literal["same", "added", "removed"]


@dataclass(frozen=True, slots=True)
class Span:
    """Some words that stayed, came or went."""

    how: How
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One paragraph that is not what or where it was."""

    key: str
    kind: Literal["changed", "added", "removed", "moved"]
    spans: tuple[Span, ...]


def changes(old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]]) -> list[Change]:
    """Return what differs between two lists of (key, text), in the new order.

    A removed paragraph stands where it used to be.
    """
    was, now = dict(old), dict(new)
    before, after = [key for key, _ in old], [key for key, _ in new]
    found: list[Change] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, i, end_i, j, end_j in matcher.get_opcodes():
        found.extend(_removed(key, was[key]) for key in before[i:end_i] if key not in now)
        for key in after[j:end_j]:
            change = _change(key, was.get(key), now[key], is_moved=tag != "equal")
            if change:
                found.append(change)
    return found


def words(old: str, new: str) -> tuple[Span, ...]:
    """Return the spans that turn one text into the other."""
    before, after = TOKEN.findall(old), TOKEN.findall(new)
    spans: list[Span] = []
    for tag, i, end_i, j, end_j in SequenceMatcher(None, before, after).get_opcodes():
        if tag == "equal":
            spans.append(Span("same", "".join(after[j:end_j])))
            continue
        if end_i > i:
            spans.append(Span("removed", "".join(before[i:end_i])))
        if end_j > j:
            spans.append(Span("added", "".join(after[j:end_j])))
    return tuple(spans)


def _removed(key: str, text: str) -> Change:
    return Change(key, "removed", (Span("removed", text),))


def _change(key: str, old: str | None, new: str, *, is_moved: bool) -> Change | None:
    """Return how a paragraph of the new revision differs, None when it does not."""
    if old is None:
        return Change(key, "added", (Span("added", new),))
    if old != new:
        return Change(key, "changed", words(old, new))
    return Change(key, "moved", (Span("same", new),)) if is_moved else None
