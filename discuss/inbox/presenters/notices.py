"""Notices as pages and the API show them."""

from dataclasses import dataclass
from datetime import datetime

from pydantic import BaseModel

from discuss.inbox.models import Notice
from discuss.inbox.rules import title_of
from discuss.kit.paging import Page

DRAWINGS = {
    "reply": "reply",
    "mention": "user",
    "mind": "swap",
    "decision": "shield",
    "objection": "shield",
    "report": "flag",
    "question": "check",
    "reminder": "clock",
    "discussion": "say",
    "thread": "say",
}


@dataclass(frozen=True, slots=True)
class NoticeCard:
    """One notice in the list."""

    id: int
    kind: str
    drawing: str
    title: str
    body: str
    path: str
    at: datetime
    is_unread: bool


def cards(page: Page[Notice]) -> list[NoticeCard]:
    """Return the notices of a page."""
    return [
        NoticeCard(
            id=row.id,
            kind=row.kind,
            drawing=DRAWINGS.get(row.kind, "bell"),
            title=title_of(row.kind, row.title, row.number),
            body=row.body,
            path=row.path,
            at=row.visible_at,
            is_unread=row.read_at is None,
        )
        for row in page.rows
    ]


class NoticeOut(BaseModel):
    """One thing that you were told."""

    id: int
    kind: str
    title: str
    body: str
    path: str
    at: datetime
    is_unread: bool


class InboxOut(BaseModel):
    """A page of notices, newest first; `after` continues it."""

    notices: list[NoticeOut]
    unread: int
    after: str | None


class ReadOut(BaseModel):
    """How many notices were marked as read."""

    marked: int


def as_json(page: Page[Notice], unread: int) -> InboxOut:
    """Return a page of notices for the API."""
    return InboxOut(
        notices=[
            NoticeOut(
                id=card.id,
                kind=card.kind,
                title=card.title,
                body=card.body,
                path=card.path,
                at=card.at,
                is_unread=card.is_unread,
            )
            for card in cards(page)
        ],
        unread=unread,
        after=page.after.encode() if page.after else None,
    )
