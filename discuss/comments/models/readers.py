"""What is kept for one reader: words not yet sent, and how far they have read."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from discuss.kit.orm import Base


class Draft(Base):
    """Words that were typed and not sent, kept per person and place (`prompt:3`, `reply:91`)."""

    __tablename__ = "draft"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    place: Mapped[str] = mapped_column(primary_key=True)
    body: Mapped[str]
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
