"""How words look and how their author did so far: advice before posting, and reasons to wait."""

import re
from typing import Final

SHOUTED_LETTERS: Final = 30
"""Capitals in fewer letters than this are a heading or a name."""
SHOUTED_SHARE: Final = 0.7
LONG_RUN: Final = re.compile(r"(\S)\1{9,}")
"""One sign ten times in a row."""

LEAST_DECIDED: Final = 5
REJECTED_SHARE: Final = 0.3

MOST_LINKS: Final = 5
"""Links in one comment with which readers are trusted before somebody looks."""

SHOUTING = "Most of this is in capital letters, which reads as shouting."
RUNNING = "One sign stands many times in a row here, which is hard to read and to hear read out."


def shouting(text: str) -> float:
    """Return which share of the letters that have cases are capitals; 0 in short texts."""
    cased = [sign for sign in text if sign.isupper() or sign.islower()]
    if len(cased) < SHOUTED_LETTERS:
        return 0.0
    return sum(sign.isupper() for sign in cased) / len(cased)


def is_shouted(share: float) -> bool:
    """Tell whether so many capitals are too many."""
    return share >= SHOUTED_SHARE


def long_runs(text: str) -> list[list[int]]:
    """Return where one sign stands ten times in a row or more; linear in the text's length."""
    return [[found.start(), found.end()] for found in LONG_RUN.finditer(text)]


def is_often_rejected(
    rejected: int, decided: int, least: int = LEAST_DECIDED, share: float = REJECTED_SHARE
) -> bool:
    """Tell whether too many of the comments about which moderators decided were rejected."""
    return decided >= least and rejected >= share * decided
