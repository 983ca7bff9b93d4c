"""What rulings are worth, and what they were worth by earlier editions."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from discuss.kit.orm import Base
from discuss.predictions.models.forecasting import Question


class Score(Base):
    """What one person's forecasts on a question were worth, by one resolution and formula."""

    __tablename__ = "score"
    __table_args__ = (
        Index("ix_score_person_id", "person_id"),
        Index("ix_score_board", "kind", "formula", "person_id"),
    )

    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"), primary_key=True)
    resolution_seq: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    """By the table in `rules.scoring`, e.g. `brier`: half form for binary, sum form for choice."""
    formula: Mapped[str] = mapped_column(primary_key=True)
    edition: Mapped[int] = mapped_column(primary_key=True, default=0)
    """The question's edition that made it."""
    value: Mapped[float]
    coverage: Mapped[float]
    """The share of the question's scheduled life for which a forecast stood, in [0, 1]."""
    created_at: Mapped[datetime]
    is_shown: Mapped[bool] = mapped_column(default=False)
    """Whether readers are shown this one first; of each person's by a ruling it is one."""
    superseded_in: Mapped[int | None] = mapped_column(default=None)
    """The edition that put another in its place; None for those that count."""

    question: Mapped[Question] = relationship(init=False, lazy="raise")


class Recount(Base):
    """What a ruling said of the crowd until an edition said something else."""

    __tablename__ = "recount"

    ruling_id: Mapped[int] = mapped_column(ForeignKey("resolution_event.id"), primary_key=True)
    superseded_in: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    figures: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]
