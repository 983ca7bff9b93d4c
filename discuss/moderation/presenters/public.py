"""The public log: roles instead of names, reasons instead of words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from discuss.kit.paging import Page
from discuss.moderation.presenters.desk import DONE
from discuss.moderation.queries import LeftOutOn, Logged
from discuss.moderation.queries.log import FORECASTS
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
LEFT_OUT = "One person’s forecasts left out of the crowd"
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
    about: str
    questions: Sequence[LeftOutOn]


def log_lines(found: Page[Logged]) -> Sequence[LogLine]:
    """Return the lines of a page of the log."""
    return [_line(row) for row in found.rows]


def _line(row: Logged) -> LogLine:
    clause = cited(row.clause)
    return LogLine(
        id=row.id,
        at=row.decided_at,
        outcome=DONE.get(row.outcome, LEFT_OUT),
        reason=BY_CODE[row.reason].title if row.reason in BY_CODE else "",
        clause=f"Rule {clause.key}, version {clause.version}" if clause else "",
        source=SOURCES[row.source],
        role=ROLES.get(row.role, "Moderator"),
        later=_later(row),
        about=row.about,
        questions=row.questions,
    )


def _later(row: Logged) -> str:
    if row.is_undone:
        return "Taken back within seconds"
    if row.objection and row.about == FORECASTS:
        return LATER[row.objection].replace("author", "person")
    if row.objection:
        return LATER[row.objection]
    if not row.is_restored:
        return ""
    return "Lifted later" if row.about == FORECASTS else "Restored later"
