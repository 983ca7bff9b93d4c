"""What is on the lists, and what detectors said about words before anybody read them."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from discuss.accounts.models import Person
from discuss.kit.orm import Base, RowId


class WordRule(Base):
    """A word, phrase or domain on a list; retired, never deleted."""

    __tablename__ = "word_rule"
    __table_args__ = (
        CheckConstraint("kind IN ('word', 'domain', 'trusted', 'address')", name="kind"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True, init=False)
    phrase: Mapped[str]
    """As it was typed; a star at its end stands for any ending."""
    kind: Mapped[str] = mapped_column(default="word")
    """`word`, the `domain` of links, a `trusted` one, or that of an `address` for mail."""
    folded: Mapped[str] = mapped_column(index=True)
    """What it looks like to the matcher, so that one word has one rule at a time."""
    note: Mapped[str] = mapped_column(default="")
    added_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    added_at: Mapped[datetime]
    would_have_held: Mapped[int] = mapped_column(default=0)
    """Comments of the 30 days before that it would have held, as its author was shown."""

    added_by: Mapped[Person] = relationship(init=False, lazy="raise")


class WordRetirement(Base):
    """The end of a word rule: who took it off the list, when and why."""

    __tablename__ = "word_retirement"

    rule_id: Mapped[int] = mapped_column(ForeignKey("word_rule.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    note: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]


class DetectorResult(Base):
    """What one detector said about one revision, whether or not it mattered."""

    __tablename__ = "detector_result"
    __table_args__ = (
        CheckConstraint("verdict IN ('allow', 'advise', 'hold', 'reject')", name="verdict"),
    )

    revision_id: Mapped[int] = mapped_column(ForeignKey("comment_revision.id"), primary_key=True)
    detector: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[str]
    verdict: Mapped[str]
    detail: Mapped[str] = mapped_column(default="")
    spans: Mapped[list[Any]] = mapped_column(default_factory=list)
    """Start and end of each find in the revision's plain text."""
    is_applied: Mapped[bool] = mapped_column(default=True)
    """False for people who are exempt: what was found is recorded and holds nothing."""
    score: Mapped[float | None] = mapped_column(default=None)
    """How much of it there is, from 0 to 1, where that can be said."""
    ms: Mapped[int] = mapped_column(default=0)
    error: Mapped[str] = mapped_column(default="")
    """`timeout`, or the name of what went wrong; a failure is a result."""
    created_at: Mapped[datetime]


class WordPrint(Base):
    """What a revision is recognised by when its words come again, here or from elsewhere."""

    __tablename__ = "word_print"
    __table_args__ = (
        Index("ix_word_print_digest", "digest", "created_at"),
        Index("ix_word_print_author", "author_id"),
        Index("ix_word_print_age", "created_at"),
        *(Index(f"ix_word_print_p{n}", f"p{n}", "created_at") for n in range(6)),
    )

    revision_id: Mapped[int] = mapped_column(ForeignKey("comment_revision.id"), primary_key=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    digest: Mapped[str]
    p0: Mapped[int | None]
    """The first part of its SimHash, and so on; none for a short wording."""
    p1: Mapped[int | None]
    p2: Mapped[int | None]
    p3: Mapped[int | None]
    p4: Mapped[int | None]
    p5: Mapped[int | None]
    created_at: Mapped[datetime]


class ScorerModel(Base):
    """What the scorer learned from this site's decisions at one moment; the newest counts."""

    __tablename__ = "scorer_model"

    id: Mapped[int] = mapped_column(RowId, primary_key=True, init=False)
    version: Mapped[str]
    decided: Mapped[int]
    rejected: Mapped[int]
    held_out: Mapped[int]
    """Decisions that it foretold without having seen them."""
    threshold: Mapped[float]
    """The score from which on it says something; over 1 when it is never good enough."""
    measures: Mapped[list[Any]]
    """Threshold, found, rightly found and rejected, of those held out."""
    weights: Mapped[bytes]
    bias: Mapped[float]
    created_at: Mapped[datetime]
