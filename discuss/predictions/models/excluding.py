"""Whose forecasts are left out of the crowd; rows are kept when it is lifted."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from discuss.kit.orm import Base, RowId


class Exclusion(Base):
    """One person's forecasts on one question do not count in the crowd from one moment on.

    The forecasts themselves stay, and are scored. It belongs to the editions of the question from
    `edition` up to, and without, `lifted_edition`.
    """

    __tablename__ = "exclusion"
    __table_args__ = (CheckConstraint("to_at IS NULL OR from_at < to_at", name="span"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True, init=False)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    from_at: Mapped[datetime]
    to_at: Mapped[datetime | None]
    """When they count again; None until it is lifted."""
    because: Mapped[str]
    """What readers are told: the house rule, without anybody's name or words."""
    edition: Mapped[int]
    decided_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime]
    lifted_edition: Mapped[int | None] = mapped_column(default=None)
    lifted_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)
    lifted_at: Mapped[datetime | None] = mapped_column(default=None)
