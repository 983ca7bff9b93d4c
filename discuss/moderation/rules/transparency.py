"""Numbers about moderation that everybody may read: whole months, and no small cells."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

FEWEST = 5
"""The smallest number that is published; what is smaller is pooled or withheld."""

POOLED = "pooled, fewer than five in some"
NAMELESS = "none"

MEASURES = (
    ("comments", "Comments written", ("section", "language")),
    ("held", "Comments held before anybody read them", ("section", "language")),
    ("published_after_hold", "Published after a hold", ("section", "language")),
    ("reports", "Reports by readers", ("section", "language", "reason")),
    ("notices", "Legal notices", ("section", "language")),
    ("kept", "Public comments kept", ("section", "language", "source")),
    ("rejected", "Comments rejected", ("section", "language", "reason", "source")),
    ("illegal", "Comments removed as illegal", ("section", "language", "source")),
    ("restored", "Comments put back", ("section", "language", "source")),
    ("objections", "Objections to decisions", ("section", "language", "reason")),
    ("answered", "Objections answered", ("section", "language", "outcome")),
    ("sanctions", "Steps towards accounts", ("kind",)),
)
"""Each measure counts events of its own, so that none is another one's remainder."""

QUESTIONS = (
    ("questions_opened", "Forecast questions opened"),
    ("questions_resolved", "Forecast questions resolved"),
    ("questions_annulled", "Forecast questions annulled"),
    ("questions_disputed", "Proposed outcomes disputed"),
)
"""Each of them stands on a public page, so small numbers are published too."""

SETTLED = timedelta(hours=1)
"""How long after its end a month is counted: nothing of it can be taken back by then."""

MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class Row:
    """One published number; `count` is None where it would tell too much."""

    month: str
    measure: str
    by: str
    """What it is broken down by, `all` for the whole."""
    name: str
    count: int | None
    median_minutes: int | None = None
    p90_minutes: int | None = None
    within_target_percent: int | None = None


def span(month: str) -> tuple[datetime, datetime] | None:
    """Return when a month such as `2026-03` begins and ends in UTC, None for no month."""
    found = MONTH.fullmatch(month)
    if found is None or int(found[1]) == 0 or int(found[1]) > 9998:  # noqa: PLR2004 - the calendar's
        return None
    begins = datetime(int(found[1]), int(found[2]), 1, tzinfo=UTC)
    return begins, (begins + timedelta(days=32)).replace(day=1)


def complete_months(since: datetime | None, now: datetime) -> list[str]:
    """Return the months that are over since a moment, newest first.

    A month that still runs is left out: who reads it twice would learn what came in between.
    """
    months: list[str] = []
    begins = (now - SETTLED).replace(day=1)
    while since is not None and len(months) < 120:  # noqa: PLR2004 - ten years
        begins = (begins - timedelta(days=1)).replace(day=1)
        if (begins.year, begins.month) < (since.year, since.month):
            break
        months.append(f"{begins:%Y-%m}")
    return months


def pooled(counts: Mapping[str, int]) -> list[tuple[str, int | None]]:
    """Return the cells of a breakdown that may be published, by name; their sum is the whole.

    Cells below five are put together, and when they are below five together, with the next larger
    cells until they are not. So no cell follows from the whole and the others: what is pooled is
    always at least two of them. Where even the whole is below five, it is withheld.
    """
    cells = sorted((n, name) for name, n in counts.items() if n)
    pool = 0
    while cells and (cells[0][0] < FEWEST or 0 < pool < FEWEST):
        pool += cells.pop(0)[0]
    shown: list[tuple[str, int | None]] = sorted((name or NAMELESS, n) for n, name in cells)
    if pool:
        shown.append((POOLED, whole(pool)))
    return shown


def whole(count: int) -> int | None:
    """Return a number that may be published: none, or at least five."""
    return count if count == 0 or count >= FEWEST else None


def percentile(minutes: Sequence[int], percent: int) -> int:
    """Return the smallest value that so many percent of the sorted values do not exceed."""
    return minutes[max(0, -(-len(minutes) * percent // 100) - 1)]
