"""What somebody at the desk hands up, and what came of it; rows that are added and never edited."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from discuss.kit.orm import Base, RowId


class Escalation(Base):
    """A case takes somebody senior: it waits until it is decided, or this is answered."""

    __tablename__ = "escalation"
    __table_args__ = (CheckConstraint("kind IN ('law', 'senior', 'danger')", name="kind"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True, init=False)
    case_id: Mapped[int] = mapped_column(ForeignKey("moderation_case.id"), index=True)
    moderator_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[str]
    words: Mapped[str]
    last_decision_id: Mapped[int]
    """The newest decision about the case at that moment, 0 for none: a later one ends it."""
    created_at: Mapped[datetime]


class EscalationAnswer(Base):
    """Somebody senior says what to do, and leaves the case to the desk again."""

    __tablename__ = "escalation_answer"

    escalation_id: Mapped[int] = mapped_column(
        ForeignKey("escalation.id"), primary_key=True, autoincrement=False
    )
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    words: Mapped[str]
    created_at: Mapped[datetime]
