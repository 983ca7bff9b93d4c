"""Decisions about several cases at once, and those that count only once a second person agrees."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from discuss.accounts.models import Person
from discuss.kit.orm import Base, RowId


class Batch(Base):
    """What somebody wants to decide about several cases, or about one that takes two people."""

    __tablename__ = "decision_batch"
    __table_args__ = (
        UniqueConstraint("moderator_id", "submission_key"),
        CheckConstraint("outcome IN ('approve', 'reject', 'remove_illegal')", name="outcome"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True, init=False)
    moderator_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    submission_key: Mapped[str]
    outcome: Mapped[str]
    reason: Mapped[str]
    clause: Mapped[str]
    explanation: Mapped[str]
    law: Mapped[str]
    territory: Mapped[str]
    needs_second: Mapped[bool]
    """Whether nothing is decided before somebody else says yes."""
    created_at: Mapped[datetime]

    moderator: Mapped[Person] = relationship(init=False, lazy="raise")


class BatchedCase(Base):
    """One case of several, as the moderator saw it."""

    __tablename__ = "batched_case"

    batch_id: Mapped[int] = mapped_column(ForeignKey("decision_batch.id"), primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("moderation_case.id"), primary_key=True)
    revision_id: Mapped[int] = mapped_column(RowId)
    """As it was sent: what is no wording of the comment is refused when it is decided."""
    state_version: Mapped[int]
    case_version: Mapped[int]
    last_report_id: Mapped[int]


class BatchStep(Base):
    """The second person's word: yes or no, once."""

    __tablename__ = "batch_step"
    __table_args__ = (CheckConstraint("kind IN ('confirmed', 'dropped')", name="kind"),)

    batch_id: Mapped[int] = mapped_column(ForeignKey("decision_batch.id"), primary_key=True)
    kind: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime]
