"""Proofs that no forecast was changed: a chain for each question, and its head of each day."""

from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from discuss.kit.orm import Base


class Receipt(Base):
    """The proof of one forecast: a link of its question's chain, which a later change breaks."""

    __tablename__ = "receipt"
    __table_args__ = (Index("ix_receipt_chain", "question_id", "event_id"),)

    event_id: Mapped[int] = mapped_column(ForeignKey("forecast_event.id"), primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"))
    salt: Mapped[str]
    """Only the forecaster is told it, so that nobody finds a number by trying all of them."""
    digest: Mapped[str] = mapped_column(unique=True)


class DailyHead(Base):
    """The ends of all chains at the end of a day, published so that none can be written anew."""

    __tablename__ = "daily_head"

    day: Mapped[str] = mapped_column(primary_key=True)
    digest: Mapped[str]
    ends: Mapped[list[Any]]
    """`[question id, digest]` of each chain, by question; before them those of sealed forecasts,
    whose questions' numbers stand below 0."""
