"""How a discussion and its branches are arranged, as the API shows it."""

from datetime import datetime

from pydantic import BaseModel

from discuss.comments.models import Discussion


class LockOut(BaseModel):
    """Whether a comment's own lock ends the replies to it and to all below."""

    comment_id: int
    is_locked: bool
    ended_above: int | None
    """The nearest comment above whose lock ends them too, null for none."""


class SlowModeOut(BaseModel):
    """How many minutes readers wait between two comments, until when, and why."""

    minutes: int
    until: datetime
    words: str


class DiscussionOut(BaseModel):
    """How a discussion is arranged; `slow_minutes` is 0 at the site's own pace.

    `slow_mode` is what readers wait instead until it ends; null while there is none.
    """

    closed: bool
    closes_at: datetime | None
    slow_minutes: int
    slow_mode: SlowModeOut | None
    is_read_first: bool
    """Whether each comment waits here until a moderator has read it, whatever the site does."""


def discussion_out(discussion: Discussion, now: datetime) -> DiscussionOut:
    """Return how a discussion is arranged."""
    pace = discussion.pace(now)
    return DiscussionOut(
        closed=discussion.closed_at is not None,
        closes_at=discussion.closes_at,
        slow_minutes=discussion.slow_minutes,
        slow_mode=SlowModeOut(minutes=pace.minutes, until=pace.until, words=pace.why)
        if pace.until
        else None,
        is_read_first=discussion.is_read_first,
    )
