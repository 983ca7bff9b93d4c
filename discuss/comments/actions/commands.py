"""What doors ask of comments; words arrive rendered, since that takes time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from discuss.kit.richtext import Rendered
from discuss.predictions.actions.commands import Answer


@dataclass(frozen=True, slots=True)
class Post:
    """Add a comment to a prompt's discussion, under `parent_id` when it answers one."""

    prompt_id: int
    parent_id: int | None
    source: str
    rendered: Rendered
    submission_key: str
    attach: bool
    """Whether the author's standing forecasts are stamped on it."""
    forecasts: Sequence[Answer] = ()
    """Forecasts made in the same act; each is stamped on the comment."""
    about: str = ""
    """The key of the paragraph that a top-level comment answers."""
    heeds: bool = False
    """Whether the author wants to hear advice before it is posted; a second press does not."""


@dataclass(frozen=True, slots=True)
class Arrange:
    """Say whether a discussion is open, until when, and how slowly it goes."""

    prompt_id: int
    is_open: bool
    closes_at: datetime | None
    slow_minutes: int


@dataclass(frozen=True, slots=True)
class Slow:
    """Slow a discussion until a moment, and tell its readers why; with 0 minutes, no more."""

    prompt_id: int
    minutes: int
    until: datetime | None
    words: str


@dataclass(frozen=True, slots=True)
class Edit:
    """Change a comment's words; `revision_n` is the wording that the author saw."""

    comment_id: int
    revision_n: int
    source: str
    rendered: Rendered


@dataclass(frozen=True, slots=True)
class AskAsGuest:
    """Keep a stranger's words and mail the link that publishes them."""

    prompt_id: int
    parent_id: int | None
    source: str
    name: str
    email: str
    submission_key: str
    site_url: str
    site_name: str
    about: str = ""
    answers: Sequence[Answer] = ()
    """The forecasts that come with the words."""
    forecasts: Mapping[str, Any] = field(default_factory=dict)
    """The same as they were typed, by question."""
    device_id: int | None = None
    """The guest that the asking device is, which may have looked at what others expect."""


@dataclass(frozen=True, slots=True)
class LockBranch:
    """Whether the replies to a comment end or go on, and why."""

    comment_id: int
    is_locked: bool
    words: str
