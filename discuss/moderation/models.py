"""Reports, cases, decisions and what was told to whom: rows that are added and never edited."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from discuss.comments.models import Comment
from discuss.kit.orm import Base, RowId


class WordRule(Base):
    """A word or phrase that holds a comment for review; retired, never deleted."""

    __tablename__ = "word_rule"

    id: Mapped[int] = mapped_column(RowId, primary_key=True, init=False)
    phrase: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    added_at: Mapped[datetime]
    retired_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)
    retired_at: Mapped[datetime | None] = mapped_column(default=None)


class DetectorResult(Base):
    """What one detector said about one revision, whether or not it mattered."""

    __tablename__ = "detector_result"

    revision_id: Mapped[int] = mapped_column(ForeignKey("comment_revision.id"), primary_key=True)
    detector: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[str]
    verdict: Mapped[str]
    """`allow` or `hold`."""
    detail: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]


class Case(Base):
    """Everything open about one comment; reopened when something new arrives."""

    __tablename__ = "moderation_case"
    __table_args__ = (
        Index("ix_moderation_case_queue", "closed_at", "neg_priority", "id"),
        CheckConstraint("queue IN ('held', 'reported')", name="queue"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True, init=False)
    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"), unique=True)
    queue: Mapped[str]
    neg_priority: Mapped[int] = mapped_column(default=0)
    """−round(1000 · priority): ascending is most urgent first."""
    report_count: Mapped[int] = mapped_column(default=0)
    """Reports that wait for a decision."""
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None] = mapped_column(default=None)

    comment: Mapped[Comment] = relationship(init=False, lazy="raise")


class Report(Base):
    """A reader's word that a revision breaks a rule; the words reported are kept with it."""

    __tablename__ = "report"
    __table_args__ = (UniqueConstraint("reporter_id", "revision_id"), Index("ix_report_case_id", "case_id"))

    id: Mapped[int] = mapped_column(RowId, primary_key=True, init=False)
    case_id: Mapped[int] = mapped_column(ForeignKey("moderation_case.id"))
    revision_id: Mapped[int] = mapped_column(ForeignKey("comment_revision.id"))
    reporter_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    reported_text: Mapped[str]
    created_at: Mapped[datetime]


class Decision(Base):
    """What a moderator decided about which revision, why, by which clause. Never edited."""

    __tablename__ = "decision"
    __table_args__ = (
        UniqueConstraint("moderator_id", "submission_key"),
        CheckConstraint("outcome IN ('approve', 'reject', 'restore')", name="outcome"),
        Index("ix_decision_case_id", "case_id", "id"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True, init=False)
    case_id: Mapped[int] = mapped_column(ForeignKey("moderation_case.id"))
    revision_id: Mapped[int] = mapped_column(ForeignKey("comment_revision.id"))
    moderator_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    submission_key: Mapped[str]
    outcome: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    clause: Mapped[str] = mapped_column(default="")
    """The house rule and its version, e.g. `2@1`."""
    explanation: Mapped[str] = mapped_column(default="")
    """The message to the author, as the moderator sent it."""
    source: Mapped[str]
    """What brought the case: `held` by software, or `reports` by readers."""
    previous_state: Mapped[str]
    state_version: Mapped[int]
    """The comment's version that the moderator saw and that this decision ended."""
    created_at: Mapped[datetime]
    effective_at: Mapped[datetime]
    """Until then it can be undone and nobody has been told."""


class Reversal(Base):
    """A decision taken back within its first seconds, before anybody was told."""

    __tablename__ = "reversal"

    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), primary_key=True)
    moderator_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime]


class Statement(Base):
    """What the author was told about a decision, word for word."""

    __tablename__ = "statement"

    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    text: Mapped[str]
    created_at: Mapped[datetime]


class Objection(Base):
    """An author asks somebody else to look at a decision again; one a decision."""

    __tablename__ = "objection"

    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    words: Mapped[str]
    created_at: Mapped[datetime]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)
    answered_at: Mapped[datetime | None] = mapped_column(default=None)
    answer: Mapped[str] = mapped_column(default="")
