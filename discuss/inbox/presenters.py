"""Notices as pages and the API show them."""

from datetime import datetime

from pydantic import BaseModel

from discuss.inbox.models import Notice
from discuss.kit.paging import Page

ICONS = {"reply": "reply", "decision": "shield", "objection": "shield", "question": "chart"}


class NoticeOut(BaseModel):
    """One thing that a person is told."""

    id: int
    kind: str
    title: str
    body: str
    path: str
    at: datetime
    is_read: bool


class NoticesOut(BaseModel):
    """A page of notices, newest first; `after` continues it, null at the end."""

    notices: list[NoticeOut]
    after: str | None


def notice(row: Notice) -> NoticeOut:
    """Return a notice for a page or the API."""
    return NoticeOut(
        id=row.id,
        kind=row.kind,
        title=row.title,
        body=row.body,
        path=row.path,
        at=row.visible_at,
        is_read=row.read_at is not None,
    )


def notices(page: Page[Notice]) -> NoticesOut:
    """Return a page of notices."""
    return NoticesOut(
        notices=[notice(row) for row in page.rows],
        after=page.after.encode() if page.after else None,
    )
