"""Reports, cases, decisions and what was told to whom: rows that are added and never edited."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from discuss.accounts.models import Person
from discuss.accounts.rules import ENGLISH
from discuss.comments.models import Comment
from discuss.kit.orm import Base, RowId

OUTCOMES = "('approve', 'reject', 'remove_illegal', 'restore')"


def _of_the_open(name: str, *columns: str) -> Index:
    """Return an index of what waits only: PostgreSQL sorts by it, since nothing else is in it."""
    waits = text("closed_at IS NULL")
    return Index(f"ix_moderation_case_{name}", *columns, sqlite_where=waits, postgresql_where=waits)


class Case(Base):
    """Everything open about one comment; reopened when something new arrives.

    All but `version` follows from reports, holds, decisions and objections, so an undone decision
    leaves the case exactly as it was.
    """

    __tablename__ = "moderation_case"
    __table_args__ = (
        _of_the_open("open", "neg_priority", "id", "queue", "prompt_id", "opened_at", "found"),
        _of_the_open("article", "prompt_id", "neg_priority", "id"),
        _of_the_open("escalated", "escalated", "neg_priority", "id"),
        _of_the_open("oldest", "opened_at"),
        _of_the_open("queue", "queue", "neg_priority", "id"),
        _of_the_open("section", "section", "queue", "neg_priority", "id"),
        _of_the_open("section_oldest", "section", "opened_at"),
        CheckConstraint("queue IN ('notice', 'held', 'reported', 'objection')", name="queue"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True, init=False)
    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"), unique=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    """Who wrote the comment, and so never decides about it."""
    prompt_id: Mapped[int] = mapped_column(ForeignKey("prompt.id"))
    """Below which article the comment stands."""
    section: Mapped[str]
    """That of the article below which the comment stands: who is limited to others sees nothing."""
    queue: Mapped[str]
    neg_priority: Mapped[int] = mapped_column(default=0)
    """−1000 · priority at the epoch: ascending is most urgent first, at every moment."""
    report_count: Mapped[int] = mapped_column(default=0)
    """Reports that wait for a decision."""
    version: Mapped[int] = mapped_column(default=1)
    """Counts up with every decision and its undoing; a decision names the one it saw."""
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None] = mapped_column(default=None)
    found: Mapped[str] = mapped_column(default="")
    """The checks that found something in the present words, each between two commas."""
    escalated: Mapped[str] = mapped_column(default="")
    """Of which kind the escalation is that waits, empty without one."""

    comment: Mapped[Comment] = relationship(init=False, lazy="raise")


class Report(Base):
    """Somebody's word that a revision breaks a rule; the words reported are kept with it."""

    __tablename__ = "report"
    __table_args__ = (
        UniqueConstraint("reporter_id", "revision_id"),
        Index("ix_report_case_id", "case_id", "id"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True, init=False)
    case_id: Mapped[int] = mapped_column(ForeignKey("moderation_case.id"))
    revision_id: Mapped[int] = mapped_column(ForeignKey("comment_revision.id"))
    reporter_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    """Which account sent it; empty for a legal notice, which needs none (`LegalNotice`)."""
    reason: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    weight: Mapped[int]
    """Thousandths; at most 3,000, so that no single voice fills the queue."""
    reported_text: Mapped[str]
    created_at: Mapped[datetime]


class Decision(Base):
    """What a moderator decided about which revision, why, by which clause. Never edited."""

    __tablename__ = "decision"
    __table_args__ = (
        UniqueConstraint("moderator_id", "submission_key"),
        UniqueConstraint("case_id", "case_version"),
        CheckConstraint(f"outcome IN {OUTCOMES}", name="outcome"),
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
    """The message to the author, or to who noticed what is kept, as the moderator sent it."""
    source: Mapped[str]
    """What brought the case: `held`, `reports`, `notice`, `objection`, or `own`."""
    role: Mapped[str]
    """The moderator's role at that moment: all that the public log tells of them."""
    previous_state: Mapped[str]
    state_version: Mapped[int]
    """The comment's version that the moderator saw and that this decision ended."""
    case_version: Mapped[int]
    """The case's version that it ended: of two decisions at once, the database takes one."""
    last_report_id: Mapped[int] = mapped_column(default=0)
    """The newest report that the moderator saw; later ones still wait."""
    created_at: Mapped[datetime]
    effective_at: Mapped[datetime]
    """Until then it can be undone and nobody has been told."""
    law: Mapped[str] = mapped_column(default="")
    """Of what is removed as illegal: the law that it breaks."""
    territory: Mapped[str] = mapped_column(default="")
    """Where that law holds; empty where nobody said so."""
    batch_id: Mapped[int | None] = mapped_column(
        ForeignKey("decision_batch.id"), default=None, index=True
    )
    """With which other decisions it was made."""
    second_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)
    """Who agreed, where it takes two people; `moderator_id` proposed it."""

    moderator: Mapped[Person] = relationship(
        init=False, lazy="raise", foreign_keys="Decision.moderator_id"
    )


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
    """Parts with a heading line each, with an empty line between them."""
    created_at: Mapped[datetime]
    language: Mapped[str] = mapped_column(default=ENGLISH)
    """In which it was written: what its author had chosen then."""


class Objection(Base):
    """An author asks somebody else to look at a decision again; one a decision."""

    __tablename__ = "objection"

    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    words: Mapped[str]
    created_at: Mapped[datetime]


class ObjectionAnswer(Base):
    """What somebody who had no part in the decision answered to an objection."""

    __tablename__ = "objection_answer"
    __table_args__ = (
        CheckConstraint("outcome IN ('upheld', 'reversed', 'changed')", name="outcome"),
    )

    decision_id: Mapped[int] = mapped_column(ForeignKey("objection.decision_id"), primary_key=True)
    moderator_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    outcome: Mapped[str]
    words: Mapped[str]
    created_at: Mapped[datetime]


class Sanction(Base):
    """A step that moderation takes towards a person; what becomes of it are `SanctionStep` rows."""

    __tablename__ = "sanction"
    __table_args__ = (
        CheckConstraint(
            "kind IN ('note', 'advice', 'warning', 'premoderation', 'exclusion', 'suspension', "
            "'ban')",
            name="kind",
        ),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True, init=False)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    moderator_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    role: Mapped[str]
    """The moderator's role at that moment."""
    kind: Mapped[str]
    clause: Mapped[str]
    words: Mapped[str]
    statement: Mapped[str]
    """What the person is told, word for word; empty for a note."""
    ends_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    language: Mapped[str] = mapped_column(default=ENGLISH)
    """In which that was written."""


class SanctionExclusion(Base):
    """A person's forecasts on a question that a sanction of kind `exclusion` leaves out."""

    __tablename__ = "sanction_exclusion"

    exclusion_id: Mapped[int] = mapped_column(
        ForeignKey("exclusion.id"), primary_key=True, autoincrement=False
    )
    sanction_id: Mapped[int] = mapped_column(ForeignKey("sanction.id"), index=True)


class SanctionStep(Base):
    """What became of a sanction: each happens to it once."""

    __tablename__ = "sanction_step"
    __table_args__ = (
        UniqueConstraint("sanction_id", "kind"),
        CheckConstraint(
            "kind IN ('confirmed', 'acknowledged', 'lifted', 'objected', 'upheld', 'reversed', "
            "'shortened')",
            name="kind",
        ),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True, init=False)
    sanction_id: Mapped[int] = mapped_column(ForeignKey("sanction.id"))
    kind: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    words: Mapped[str]
    created_at: Mapped[datetime]
    ends_at: Mapped[datetime | None] = mapped_column(default=None)
    """Of what was `shortened`: when it ends now."""


class Claim(Base):
    """Who is working on a case, until when; it says so to others and refuses nobody."""

    __tablename__ = "case_claim"
    __table_args__ = (Index("ix_case_claim_until", "until"),)

    case_id: Mapped[int] = mapped_column(ForeignKey("moderation_case.id"), primary_key=True)
    moderator_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    until: Mapped[datetime]


class CaseNote(Base):
    """What one moderator tells the next about a case; no reader sees it."""

    __tablename__ = "case_note"

    id: Mapped[int] = mapped_column(RowId, primary_key=True, init=False)
    case_id: Mapped[int] = mapped_column(ForeignKey("moderation_case.id"), index=True)
    moderator_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    words: Mapped[str]
    created_at: Mapped[datetime]
