"""Ranks, windows and paces of comments: pure arithmetic on plain values."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

Z80: Final = 1.281551565545
"""The 80 % two-sided normal quantile: one friend is little evidence, but some."""

EDIT_WINDOW: Final = timedelta(minutes=15)
REGRET_WINDOW: Final = timedelta(minutes=10)
"""How long an author may take a withdrawal back."""

PAUSE: Final = timedelta(seconds=10)
MOST_AN_HOUR: Final = 30
LONGEST_BODY: Final = 6_000
VISIT: Final = timedelta(minutes=30)
MOST_NEW: Final = 100
LONGEST_QUOTE: Final = 500
ROOTS_A_PAGE: Final = 20
FIRST_REPLIES: Final = (3, 2, 1)
"""How many replies are shown at once under each comment, level by level."""

MOST_PINS: Final = 3
"""Pinned comments of a discussion; more would push the discussion away."""

UP_KINDS: Final = frozenset({"good_point", "well_sourced"})
SHOWN_STATES: Final = frozenset({"published", "hidden"})
TAKEN_BACK: Final = frozenset({"withdrawn", "erased"})


class Order(StrEnum):
    """How top-level comments are ordered; below the orders by time, replies are oldest first."""

    BEST = "best"
    NEWEST = "newest"
    OLDEST = "oldest"
    CONTROVERSIAL = "controversial"
    ANSWERED = "answered"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class Word:
    """Some words of a comparison: `kind` is `same`, `ins` or `del`."""

    kind: str
    text: str


def wilson(up: int, down: int, z: float = Z80) -> float:
    """Return the lower bound of the share of `up` in [0, 1]; 0 without marks.

    Source: Wilson (1927), Probable inference, the law of succession, and statistical inference.
    """
    n = up + down
    if n == 0:
        return 0.0
    share = up / n
    spread = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return max(0.0, (share + z * z / (2 * n) - spread) / (1 + z * z / n))


def quantised_rank(up: int, down: int) -> int:
    """Return −round(10⁶ · Wilson bound): an integer, so that equal ranks compare equal."""
    return -round(wilson(up, down) * 1_000_000)


def controversy(up: int, down: int) -> float:
    """Return how much marks disagree: more of them and closer to halves is more; 0 at one-sided.

    Source: the controversy sort of reddit's published code, (u + d)^(min / max).
    """
    if up <= 0 or down <= 0:
        return 0.0
    return float((up + down) ** (min(up, down) / max(up, down)))


def quantised_controversy(up: int, down: int) -> int:
    """Return −round(10⁶ · controversy): an integer, so that equal ranks compare equal."""
    return -round(controversy(up, down) * 1_000_000)


def may_still_edit(created_at: datetime, now: datetime) -> bool:
    """Say whether the time to edit is running."""
    return now < created_at + EDIT_WINDOW


def visit_is_over(began: datetime, now: datetime) -> bool:
    """Say whether a reader who comes now begins another visit: a reload keeps what is marked."""
    return now > began + VISIT


def minutes_to_edit(created_at: datetime, now: datetime) -> int:
    """Return how many minutes are left to edit, rounded up; 0 when the time is over."""
    left = (created_at + EDIT_WINDOW - now).total_seconds()
    return max(0, math.ceil(left / 60))


def seconds_to_wait(
    recent: Sequence[datetime], now: datetime, here: datetime | None = None, slow_minutes: int = 0
) -> int:
    """Return how long an author has to wait before the next comment, 0 when they need not.

    `recent` holds the instants of their comments in the last hour, in any order; `here` is their
    last one in this discussion, where an editor asked for `slow_minutes` between two.
    """
    within = sorted(at for at in recent if now - timedelta(hours=1) < at <= now)
    waits = [0.0]
    if within:
        waits.append((within[-1] + PAUSE - now).total_seconds())
    if here is not None and slow_minutes:
        waits.append((here + timedelta(minutes=slow_minutes) - now).total_seconds())
    if len(within) >= MOST_AN_HOUR:
        waits.append((within[-MOST_AN_HOUR] + timedelta(hours=1) - now).total_seconds())
    return max(0, math.ceil(max(waits)))


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


def in_words(seconds: int) -> str:
    """Return a time to wait as people say it, rounded up: `40 seconds`, `3 minutes`."""
    return f"{seconds} seconds" if seconds < 90 else f"{-(-seconds // 60)} minutes"  # noqa: PLR2004


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
