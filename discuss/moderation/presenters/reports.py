"""All reports of a case, as the API shows them to the desk: never who sent one."""

from datetime import datetime

from pydantic import BaseModel

from discuss.kit.paging import Page
from discuss.moderation.queries import Sent


class SentOut(BaseModel):
    """A report, or a legal notice where it names a `law`."""

    id: int
    reason: str
    note: str
    created_at: datetime
    is_older_wording: bool
    law: str | None


class ReportsOut(BaseModel):
    """Reports of a case, newest first; `after` continues it, null at the end."""

    reports: list[SentOut]
    after: str | None


def reports_out(found: Page[Sent]) -> ReportsOut:
    """Return a page of the reports of a case."""
    return ReportsOut(
        reports=[
            SentOut(
                id=each.id,
                reason=each.reason,
                note=each.note,
                created_at=each.at,
                is_older_wording=each.is_older_wording,
                law=each.law,
            )
            for each in found.rows
        ],
        after=found.after.encode() if found.after else None,
    )
