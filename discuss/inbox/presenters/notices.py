"""Notices as pages and the API show them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from pydantic import BaseModel

from discuss.inbox.models import Notice
from discuss.inbox.queries import SaidNow
from discuss.inbox.rules import TITLES, comment_of, extract, title_of
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


def cards(page: Page[Notice], said: Mapping[int, SaidNow]) -> list[NoticeCard]:
    """Return the notices of a page; `said` holds what the comments among them say now."""
    return [
        NoticeCard(
            id=row.id,
            kind=row.kind,
            drawing=DRAWINGS.get(row.kind, "bell"),
            path=row.path,
            at=row.visible_at,
            is_unread=row.read_at is None,
            **_words(row, said),
        )
        for row in page.rows
    ]


def _words(row: Notice, said: Mapping[int, SaidNow]) -> dict[str, str]:
    """Return what a notice says: a comment's words of today, none where it cannot be read now."""
    comment_id = comment_of(row.about)
    if row.kind not in TITLES or comment_id is None:
        return {"title": title_of(row.kind, row.title, row.number), "body": row.body}
    now = said.get(comment_id)
    if now is None:
        return {"title": row.title, "body": ""}
    return {"title": TITLES[row.kind].format(name=now.name), "body": extract(now.text)}


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


def as_json(page: Page[Notice], said: Mapping[int, SaidNow], unread: int) -> InboxOut:
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
            for card in cards(page, said)
        ],
        unread=unread,
        after=page.after.encode() if page.after else None,
    )
