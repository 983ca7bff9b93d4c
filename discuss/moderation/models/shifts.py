"""What one shift of the desk leaves to the next; rows that are added and never edited."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from discuss.kit.orm import Base, RowId


class Handover(Base):
    """A note for whoever works at the desk next; it stands there until somebody takes it over."""

    __tablename__ = "handover"

    id: Mapped[int] = mapped_column(RowId, primary_key=True, init=False)
    moderator_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    sections: Mapped[list[Any]]
    """Those of who wrote it; none is the whole desk."""
    words: Mapped[str]
    created_at: Mapped[datetime]


class HandoverTaking(Base):
    """Somebody has read a note and sees to it; once for each."""

    __tablename__ = "handover_taking"

    handover_id: Mapped[int] = mapped_column(
        ForeignKey("handover.id"), primary_key=True, autoincrement=False
    )
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime]
