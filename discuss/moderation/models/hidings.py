"""Comments that are hidden for the time being, and what their authors were told about it."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from discuss.kit.orm import Base, RowId


class Hiding(Base):
    """A comment was hidden until somebody has decided about it; one row for each time."""

    __tablename__ = "hiding"
    __table_args__ = (CheckConstraint("cause IN ('reports', 'moderator')", name="cause"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True, init=False)
    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"), index=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("comment_revision.id"))
    """The words that were hidden."""
    cause: Mapped[str]
    """Software, since enough `reports` came, or a `moderator` by hand."""
    created_at: Mapped[datetime]


class HidingStatement(Base):
    """What the author was told about a hiding that lasted, word for word."""

    __tablename__ = "hiding_statement"

    hiding_id: Mapped[int] = mapped_column(
        ForeignKey("hiding.id"), primary_key=True, autoincrement=False
    )
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    text: Mapped[str]
    """Parts with a heading line each, with an empty line between them."""
    language: Mapped[str]
    created_at: Mapped[datetime]
