"""What is kept for one reader: words not yet sent, and how far they have read."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from discuss.kit.orm import Base, RowId


class Draft(Base):
    """Words that were typed and not sent, kept per person and place (`prompt:3`, `reply:91`)."""

    __tablename__ = "draft"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    place: Mapped[str] = mapped_column(primary_key=True)
    body: Mapped[str]
    """Empty once it was sent or given up."""
    updated_at: Mapped[datetime]


class Visit(Base):
    """How far somebody has read in a discussion, so that what came since can be marked."""

    __tablename__ = "visit"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    prompt_id: Mapped[int] = mapped_column(ForeignKey("prompt.id"), primary_key=True)
    seen_version: Mapped[int]
    """The discussion's version when this visit began."""
    at: Mapped[datetime]
    """When this visit began."""
    before_version: Mapped[int]
    """The version when the visit before began: what appeared since is new."""
    before_at: Mapped[datetime]


class GuestComment(Base):
    """Words of somebody without an account, until they follow the link that was mailed to them."""

    __tablename__ = "guest_comment"

    id: Mapped[int] = mapped_column(RowId, primary_key=True, init=False)
    key: Mapped[str] = mapped_column(unique=True)
    """From the form, the address and the words: pressed twice, it is one."""
    secret_digest: Mapped[str] = mapped_column(unique=True)
    prompt_id: Mapped[int] = mapped_column(ForeignKey("prompt.id"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("comment.id"))
    about: Mapped[str] = mapped_column(default="")
    """The key of the paragraph that they answer; empty for the article as a whole."""
    name: Mapped[str]
    email: Mapped[str]
    """Empty, like name and words, once it is published."""
    source: Mapped[str]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    comment_id: Mapped[int | None] = mapped_column(ForeignKey("comment.id"), default=None)
    """What it has become."""
    forecasts: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    """What was `said` as forecasts, by question, and whether that `was_revealed` on the device.

    They are nobody's until the words are published.
    """
