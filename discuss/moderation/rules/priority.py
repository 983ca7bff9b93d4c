"""How urgent a case is: one number that keeps its order while time goes by."""

from collections.abc import Sequence
from datetime import UTC, datetime

from discuss.moderation.rules.reporting import BY_CODE, Given

BASE = {"notice": 6, "held": 4, "objection": 3, "reported": 2}
"""Points of a queue: the law gives notices the least time, a held comment waits for its readers."""

MOST_BY_REPORTS = 12_000
"""Thousandths of a point that reports add at most, however many there are."""

SECONDS_A_POINT = 4 * 3600

EPOCH = datetime(2020, 1, 1, tzinfo=UTC)


def points(queue: str, reports: Sequence[Given]) -> int:
    """Return the urgency of a case without its age, in thousandths of a point."""
    urgency = max((BY_CODE[r.reason].urgency for r in reports if r.reason in BY_CODE), default=0)
    weight = min(sum(report.weight for report in reports), MOST_BY_REPORTS)
    return 1000 * (BASE[queue] + urgency) + weight


def explained(
    queue: str, neg_priority: int, opened_at: datetime, now: datetime, urgent: int = 0
) -> list[int]:
    """Return what a stored urgency is made of, in thousandths: queue, reports, and waiting.

    `urgent` is what it holds besides, as in `sort_key`.
    """
    late = int((opened_at - EPOCH).total_seconds()) * 1000 // SECONDS_A_POINT
    waited = int((now - opened_at).total_seconds()) * 1000 // SECONDS_A_POINT
    base = 1000 * BASE[queue]
    return [base, late - neg_priority - base - urgent, waited]


def sort_key(queue: str, reports: Sequence[Given], opened_at: datetime, urgent: int = 0) -> int:
    """Return the number by which the queue is sorted, smallest first.

    Every four hours of waiting are worth a point to all alike; so the difference between two cases
    stays the same for ever, the order can be stored, and nothing starves. `urgent` goes before all
    of that, in thousandths of a point.
    """
    late = int((opened_at - EPOCH).total_seconds())
    return late * 1000 // SECONDS_A_POINT - points(queue, reports) - urgent
