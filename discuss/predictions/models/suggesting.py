"""Questions that readers suggest, and what editors made of them."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from discuss.kit.orm import Base, RowId


class Suggestion(Base):
    """A question that a reader would ask under an article; its words are in the events."""

    __tablename__ = "suggestion"
    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'returned', 'accepted', 'merged')", name="state"),
        Index("ix_suggestion_waiting", "state", "id"),
        Index("ix_suggestion_person_id", "person_id", "id"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True, init=False)
    prompt_id: Mapped[int] = mapped_column(ForeignKey("prompt.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(default="waiting")
    """A cache of the latest event, like `n`; changed under the suggestion's lock."""
    n: Mapped[int] = mapped_column(default=0)
    question_id: Mapped[int | None] = mapped_column(
        ForeignKey("question.id"), default=None, index=True
    )
    """The question it became, or into which it was merged."""


class SuggestionEvent(Base):
    """One step: the reader's words as they were sent, or an editor's answer."""

    __tablename__ = "suggestion_event"
    __table_args__ = (
        UniqueConstraint("suggestion_id", "n"),
        CheckConstraint("kind IN ('sent', 'returned', 'accepted', 'merged')", name="kind"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True, init=False)
    suggestion_id: Mapped[int] = mapped_column(ForeignKey("suggestion.id"))
    n: Mapped[int]
    kind: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime]
    title: Mapped[str] = mapped_column(default="")
    criteria: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")
    due_at: Mapped[datetime | None] = mapped_column(default=None)
    """By when it would be decided, as the reader has it."""
    note: Mapped[str] = mapped_column(default="")
    """Why an editor returned it, or what they say to the reader."""
