"""The public log: roles instead of names, reasons instead of words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from discuss.kit.paging import Page
from discuss.moderation.presenters.desk import DONE
from discuss.moderation.queries import Logged
from discuss.moderation.rules.clauses import cited
from discuss.moderation.rules.reasons import BY_CODE

SOURCES = {
    "held": "Held before it appeared",
    "reports": "Reported by readers",
    "notice": "A legal notice",
    "own": "Noticed by a moderator",
    "objection": "Objection by the author",
}
ROLES = {"moderator": "Moderator", "admin": "Admin"}
LATER = {
    "waiting": "The author objects; somebody else is looking",
    "upheld": "Upheld after an objection",
    "reversed": "Reversed after an objection",
}


@dataclass(frozen=True, slots=True)
class LogLine:
    """One decision."""

    id: int
    at: datetime
    outcome: str
    reason: str
    clause: str
    source: str
    role: str
    later: str


def log_lines(found: Page[Logged]) -> Sequence[LogLine]:
    """Return the lines of a page of the log."""
    return [_line(row) for row in found.rows]


def _line(row: Logged) -> LogLine:
    clause = cited(row.clause)
    return LogLine(
        id=row.id,
        at=row.decided_at,
        outcome=DONE[row.outcome],
        reason=BY_CODE[row.reason].title if row.reason in BY_CODE else "",
        clause=f"Rule {clause.key}, version {clause.version}" if clause else "",
        source=SOURCES[row.source],
        role=ROLES.get(row.role, "Moderator"),
        later=_later(row),
    )


def _later(row: Logged) -> str:
    if row.is_undone:
        return "Taken back within seconds"
    if row.objection:
        return LATER[row.objection]
    return "Restored later" if row.is_restored else ""
