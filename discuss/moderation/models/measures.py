"""What a moderator does for the time being, while a case stays open."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from discuss.accounts.models import Person
from discuss.kit.orm import Base, RowId


class Measure(Base):
    """A moderator hid a comment until somebody decides, or showed it again; it decides nothing."""

    __tablename__ = "measure"
    __table_args__ = (
        UniqueConstraint("moderator_id", "submission_key"),
        UniqueConstraint("case_id", "case_version"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True, init=False)
    case_id: Mapped[int] = mapped_column(ForeignKey("moderation_case.id"))
    revision_id: Mapped[int] = mapped_column(ForeignKey("comment_revision.id"))
    moderator_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    role: Mapped[str]
    """Theirs at that moment: all that the public log tells of them."""
    submission_key: Mapped[str]
    is_hidden: Mapped[bool]
    """Whether it hides; else it shows again."""
    state_version: Mapped[int]
    """The comment's version that the moderator saw."""
    case_version: Mapped[int]
    """The case's version that it ended: of two deeds at once, the database takes one."""
    last_report_id: Mapped[int]
    """The newest report that the moderator saw: those hide again nothing that was shown."""
    created_at: Mapped[datetime]
    effective_at: Mapped[datetime]
    """Until then it can be taken back."""

    moderator: Mapped[Person] = relationship(init=False, lazy="raise")


class MeasureReversal(Base):
    """A measure taken back within its first seconds."""

    __tablename__ = "measure_reversal"

    measure_id: Mapped[int] = mapped_column(
        ForeignKey("measure.id"), primary_key=True, autoincrement=False
    )
    moderator_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime]
