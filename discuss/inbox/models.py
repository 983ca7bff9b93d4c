"""What people are told."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from discuss.kit.orm import Base, RowId


class Notice(Base):
    """One thing that a person is told on the site; `key` makes telling it twice impossible."""

    __tablename__ = "notice"
    __table_args__ = (Index("ix_notice_person_id", "person_id", "id"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True, init=False)
    key: Mapped[str] = mapped_column(unique=True)
    about: Mapped[str] = mapped_column(index=True)
    """What it tells of, such as `comment-91`, so that all that is told of it can be withdrawn."""
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[str]
    title: Mapped[str]
    body: Mapped[str] = mapped_column(default="")
    number: Mapped[int] = mapped_column(default=1)
    """How many new comments it tells of, while it is unread; of anything else there is one."""
    path: Mapped[str]
    """Where it leads, on this site."""
    stream: Mapped[str] = mapped_column(default="")
    """Of which stream of mails it is; empty when no mail tells it."""
    created_at: Mapped[datetime]
    visible_at: Mapped[datetime]
    """Later than `created_at` while a decision can still be undone."""
    read_at: Mapped[datetime | None] = mapped_column(default=None)
    withdrawn_at: Mapped[datetime | None] = mapped_column(default=None)
    """Since when what it tells is not so: the reply is gone, the decision undone."""
    mailed_in: Mapped[str | None] = mapped_column(default=None)
    """The delivery (`outgoing.key`) that mails it; no other one does."""


class MailPreference(Base):
    """How often somebody wants mail of a stream; without a row, the site's default holds."""

    __tablename__ = "mail_preference"
    __table_args__ = (
        CheckConstraint("rhythm IN ('off', 'at_once', 'hourly', 'daily', 'weekly')", name="rhythm"),
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    stream: Mapped[str] = mapped_column(primary_key=True)
    rhythm: Mapped[str]
    changed_at: Mapped[datetime]


class Quiet(Base):
    """Somebody wants no notices of a subject on the site; mails have a choice of their own."""

    __tablename__ = "quiet"
    __table_args__ = (
        CheckConstraint(
            "subject IN ('replies', 'mentions', 'minds', 'follows', 'questions')", name="subject"
        ),
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    subject: Mapped[str] = mapped_column(primary_key=True)
    since: Mapped[datetime]


class Watch(Base):
    """Somebody follows or mutes a discussion, a thread, a question or a group of questions."""

    __tablename__ = "watch"
    __table_args__ = (
        CheckConstraint("kind IN ('discussion', 'thread', 'question', 'group')", name="kind"),
        CheckConstraint("attitude IN ('follow', 'mute')", name="attitude"),
        Index("ix_watch_place", "kind", "place_id"),
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    place_id: Mapped[int] = mapped_column(primary_key=True)
    """The discussion's prompt, the comment at the thread's top, the question or the group."""
    attitude: Mapped[str]
    prompt_id: Mapped[int] = mapped_column(ForeignKey("prompt.id"))
    """Under which article it stands."""
    changed_at: Mapped[datetime]
