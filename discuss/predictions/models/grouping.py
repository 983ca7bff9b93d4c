"""Questions that belong together, and what editors did to the group, step by step."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from discuss.kit.orm import Base, RowId


class QuestionGroup(Base):
    """Several questions under one prompt that are answered in one form."""

    __tablename__ = "question_group"

    id: Mapped[int] = mapped_column(RowId, primary_key=True, init=False)
    prompt_id: Mapped[int] = mapped_column(ForeignKey("prompt.id"), index=True)
    position: Mapped[int]
    name: Mapped[str]
    intro: Mapped[str] = mapped_column(default="")
    is_nested: Mapped[bool] = mapped_column(default=False)
    """Its questions are dates, of which each later one includes the earlier ones."""
    template: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    """The words from which its questions were made, for those that are added later."""
    step_n: Mapped[int] = mapped_column(default=0)
    """The number of the latest step."""
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime]


class GroupMember(Base):
    """A question's place in its group; a question stands in one group at most."""

    __tablename__ = "group_member"

    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"), primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("question_group.id"), index=True)
    position: Mapped[int]
    label: Mapped[str]
    due_at: Mapped[datetime | None] = mapped_column(default=None)
    """The date that the question is about, where it is about one."""


class GroupStep(Base):
    """One step in the life of a group: who did what to it, and why; added and never edited."""

    __tablename__ = "group_step"
    __table_args__ = (
        UniqueConstraint("group_id", "n"),
        CheckConstraint("deed IN ('made', 'worded', 'added', 'taken_out')", name="deed"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True, init=False)
    group_id: Mapped[int] = mapped_column(ForeignKey("question_group.id"))
    n: Mapped[int]
    deed: Mapped[str]
    name: Mapped[str]
    intro: Mapped[str]
    question_id: Mapped[int | None] = mapped_column(ForeignKey("question.id"), default=None)
    label: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    editor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime]
