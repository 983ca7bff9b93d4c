"""Whether two titles ask the same, by the words they share; accents and capitals say nothing."""

from collections.abc import Iterable
from typing import Final

from discuss.kit.folding import words

ENOUGH: Final = 0.6
"""The share of all their words that two titles have in common when they are called alike."""


def alike(title: str, others: Iterable[tuple[int, str]]) -> list[tuple[int, str]]:
    """Return those of (number, title) that ask nearly the same as `title`, the nearest first."""
    found = [(nearness(title, other), number, other) for number, other in others]
    near = sorted((each for each in found if each[0] >= ENOUGH), key=lambda each: -each[0])
    return [(number, other) for _, number, other in near]


def nearness(one: str, other: str) -> float:
    """Return the share of all words of two titles that both have, from 0 to 1."""
    first, second = set(words(one).split()), set(words(other).split())
    return len(first & second) / len(first | second) if first and second else 0.0
