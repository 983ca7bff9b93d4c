"""What is added up as readers forecast, so that the next forecast reads no other reader's."""

from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from discuss.kit.orm import Base


class RunningPool(Base):
    """The standing distributions of a number or a date, added up; a cache of who stands."""

    __tablename__ = "running_pool"

    question_id: Mapped[int] = mapped_column(
        ForeignKey("question.id"), primary_key=True, autoincrement=False
    )
    n: Mapped[int]
    sums: Mapped[list[Any]]
    """At each of the 201 places the exact sum, in parts that `math.fsum` adds up."""


class RunningTally(Base):
    """How often each probability or share stands on a question; a cache of who stands."""

    __tablename__ = "running_tally"

    question_id: Mapped[int] = mapped_column(
        ForeignKey("question.id"), primary_key=True, autoincrement=False
    )
    n: Mapped[int]
    counts: Mapped[dict[str, Any]]
    """For each answer, `yes` of a yes-or-no question, each share and how many gave it."""
