"""A discussion: its counters, and how editors arrange it."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from discuss.accounts.models import Person
from discuss.comments.rules.pace import Pace, in_force
from discuss.kit.orm import Base, RowId


class Discussion(Base):
    """All that is said in answer to one prompt: its counters, and the version of its pages."""

    __tablename__ = "discussion"

    prompt_id: Mapped[int] = mapped_column(ForeignKey("prompt.id"), primary_key=True)
    comment_count: Mapped[int] = mapped_column(default=0)
    """Published comments; moved by SQL arithmetic, can be recounted."""
    root_count: Mapped[int] = mapped_column(default=0)
    """Top-level comments that are shown, tombstones included."""
    mark_count: Mapped[int] = mapped_column(default=0)
    """Marks on its comments, the private ones included."""
    version: Mapped[int] = mapped_column(default=0)
    """Counts up in the transaction of every deed that changes what readers see."""
    closed_at: Mapped[datetime | None] = mapped_column(default=None)
    closes_at: Mapped[datetime | None] = mapped_column(default=None)
    """When it will be closed by itself; None when nobody has set a day."""
    slow_minutes: Mapped[int] = mapped_column(default=0)
    """How long somebody waits between two comments of theirs here; 0 for the site's own pace."""
    is_read_first: Mapped[bool] = mapped_column(default=False)
    """Whether each comment waits here until a moderator has read it, whatever the site does."""
    slowed_minutes: Mapped[int] = mapped_column(default=0)
    """The same in slow mode, which holds before `slowed_until` and needs nobody to end it."""
    slowed_until: Mapped[datetime | None] = mapped_column(default=None)
    slowed_why: Mapped[str] = mapped_column(default="")
    """What readers are told of why."""

    def pace(self, now: datetime) -> Pace:
        """Return how fast readers write here at a moment."""
        slow = Pace(self.slowed_minutes or 0, self.slowed_until, self.slowed_why or "")
        return in_force(self.slow_minutes or 0, slow, now)


class Arrangement(Base):
    """How an editor wanted a discussion from one moment on; the latest row is in force."""

    __tablename__ = "arrangement"

    id: Mapped[int] = mapped_column(RowId, primary_key=True, init=False)
    prompt_id: Mapped[int] = mapped_column(ForeignKey("prompt.id"), index=True)
    editor_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    is_open: Mapped[bool]
    closes_at: Mapped[datetime | None] = mapped_column(default=None)
    slow_minutes: Mapped[int] = mapped_column(default=0)
    is_read_first: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]

    editor: Mapped[Person] = relationship(init=False, lazy="raise")


class Slowing(Base):
    """Somebody of the house switched slow mode on, until a moment, or ended it before."""

    __tablename__ = "slowing"

    id: Mapped[int] = mapped_column(RowId, primary_key=True, init=False)
    prompt_id: Mapped[int] = mapped_column(ForeignKey("prompt.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    role: Mapped[str]
    """Theirs at that moment: all that the public log tells of them."""
    minutes: Mapped[int]
    """Between two comments of one reader; 0 where it was ended."""
    until: Mapped[datetime | None]
    words: Mapped[str]
    created_at: Mapped[datetime]

    person: Mapped[Person] = relationship(init=False, lazy="raise")


class BranchLock(Base):
    """A moderator ended the replies to a comment and all below it, or allowed them again."""

    __tablename__ = "branch_lock"

    id: Mapped[int] = mapped_column(RowId, primary_key=True, init=False)
    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"), index=True)
    moderator_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    role: Mapped[str]
    """Theirs at that moment: all that the public log tells of them."""
    is_locked: Mapped[bool]
    words: Mapped[str]
    """Why, for everybody who works here."""
    created_at: Mapped[datetime]

    moderator: Mapped[Person] = relationship(init=False, lazy="raise")
