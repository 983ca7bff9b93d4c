"""The public log: roles instead of names, reasons instead of words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pydantic import BaseModel

from discuss.comments.rules.pace import Pace
from discuss.kit.paging import Page
from discuss.moderation.presenters.desk import COVERED, DONE, UNCOVERED
from discuss.moderation.queries import LeftOutOn, Logged
from discuss.moderation.queries.log import (
    ALLOWED,
    ENDED,
    FORECASTS,
    HID,
    PACE,
    SHOWED,
    SLOW_NO_MORE,
    SLOWED,
)
from discuss.moderation.rules.clauses import cited
from discuss.moderation.rules.reasons import BY_CODE

SOURCES = {
    "held": "Held before it appeared",
    "reports": "Reported by readers",
    "notice": "A legal notice",
    "own": "Noticed by a moderator",
    "objection": "Objection by the author",
}
ROLES = {"moderator": "Moderator", "admin": "Admin", "editor": "Editor"}
BY_EDITOR = "Noticed by an editor"
LEFT_OUT = "One person’s forecasts left out of the crowd"
ROOMS = {
    SLOW_NO_MORE: "Slow mode ended early",
    ENDED: "Replies to a comment ended",
    ALLOWED: "Replies to a comment allowed again",
    HID: COVERED,
    SHOWED: UNCOVERED,
}
LATER = {
    "waiting": "The author objects; somebody else is looking",
    "upheld": "Upheld after an objection",
    "reversed": "Reversed after an objection",
    "changed": "Stands for another reason after an objection",
}


@dataclass(frozen=True, slots=True)
class LogLine:
    """One decision, or what else somebody of the house did to a discussion."""

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
    slug: str
    """The article of a discussion whose pace it is about, with its headline; else both empty."""
    headline: str


def log_lines(found: Page[Logged]) -> Sequence[LogLine]:
    """Return the lines of a page of the log."""
    return [_line(row) for row in found.rows]


def _line(row: Logged) -> LogLine:
    clause = cited(row.clause)
    return LogLine(
        id=row.id,
        at=row.decided_at,
        outcome=_outcome(row),
        reason=row.reason if row.about == PACE else _reason(row.reason),
        clause=f"Rule {clause.key}, version {clause.version}" if clause else "",
        source=BY_EDITOR if row.role == "editor" else SOURCES[row.source],
        role=ROLES.get(row.role, "Moderator"),
        later=_later(row),
        about=row.about,
        questions=row.questions,
        slug=row.home[0],
        headline=row.home[1],
    )


def _outcome(row: Logged) -> str:
    if row.outcome == SLOWED and row.until is not None:
        pace = Pace(row.minutes)
        until = f"{row.until.day} {row.until:%B %Y, %H:%M} UTC"
        return f"Slow mode until {until}, one comment every {pace.span}"
    return ROOMS.get(row.outcome) or DONE.get(row.outcome, LEFT_OUT)


def _reason(code: str) -> str:
    return BY_CODE[code].title if code in BY_CODE else ""


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


class LoggedOut(BaseModel):
    """A line of the public log: no names, no words."""

    id: int
    decided_at: datetime
    outcome: str
    reason: str
    clause: str
    source: str
    role: str
    later: str
    about: str
    """`comment`, `forecasts` that were left out of a crowd, the `pace` of a discussion, the
    `replies` in a branch, or the `hiding` of a comment; each counts its own numbers."""
    questions: list[int]
    """Out of which questions' crowds forecasts were left."""
    article: str
    """The slug of the article whose discussion was slowed, else empty."""


class LogOut(BaseModel):
    """A page of the public log, newest first; `after` continues it."""

    decisions: list[LoggedOut]
    after: str | None


def log_out(found: Page[Logged]) -> LogOut:
    """Return a page of the log."""
    return LogOut(
        decisions=[
            LoggedOut(
                id=line.id,
                decided_at=line.at,
                outcome=line.outcome,
                reason=line.reason,
                clause=line.clause,
                source=line.source,
                role=line.role,
                later=line.later,
                about=line.about,
                questions=[each.question_id for each in line.questions],
                article=line.slug,
            )
            for line in log_lines(found)
        ],
        after=found.after.encode() if found.after else None,
    )
