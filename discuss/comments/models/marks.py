"""What readers and editors made of comments, and the forecasts that go with them."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from discuss.kit.orm import Base


class Reaction(Base):
    """One person's mark on a comment; the key allows each mark once."""

    __tablename__ = "reaction"
    __table_args__ = (
        CheckConstraint("kind IN ('good_point', 'well_sourced', 'not_useful')", name="kind"),
        Index("ix_reaction_person_id", "person_id", "comment_id"),
    )

    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    created_at: Mapped[datetime]
    side: Mapped[str] = mapped_column(default="")
    """`low` or `high` by the person's forecast on the leading question when they began to mark this
    comment; the same in all their marks on it."""


class Honour(Base):
    """The site's own people pin a comment to the top, or pick it as worth reading."""

    __tablename__ = "honour"
    __table_args__ = (
        CheckConstraint("kind IN ('pin', 'pick')", name="kind"),
        Index("ix_honour_pins", "prompt_id", "kind"),
    )

    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"), primary_key=True)
    prompt_id: Mapped[int] = mapped_column(ForeignKey("prompt.id"))
    kind: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime]


class ForecastStamp(Base):
    """What a comment's author forecast at the moment of posting: a copy that never changes."""

    __tablename__ = "forecast_stamp"
    __table_args__ = (
        Index("ix_forecast_stamp_band", "question_id", "band", "neg_best", "comment_id"),
        Index("ix_forecast_stamp_stance", "question_id", "stance", "comment_id"),
        CheckConstraint("stance IN ('', 'low', 'middle', 'high')", name="stance"),
        Index("ix_forecast_stamp_score", "question_id", "score", "comment_id"),
    )

    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"), primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"), primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("forecast_event.id"))
    probability: Mapped[float | None] = mapped_column(default=None)
    shares: Mapped[dict[str, Any] | None] = mapped_column(default=None)
    quantiles: Mapped[dict[str, Any] | None] = mapped_column(default=None)
    """Of a number or a date: low, guess and high as entered, q1 and q3 of the distribution."""
    created_at: Mapped[datetime]
    band: Mapped[int] = mapped_column(default=-1)
    """The fifth of the scale, 0 to 4; −1 where the question is no yes or no."""
    stance: Mapped[str] = mapped_column(default="")
    """`low` under 35 %, `high` over 65 %, `middle` between; empty where it is no yes or no."""
    neg_best: Mapped[int] = mapped_column(default=0)
    """The comment's own rank, so that a band can be read in that order."""
    score: Mapped[int | None] = mapped_column(default=None)
    """round(10⁶ · Brier), of a number or a date round(10⁶ · CRPS), once the question is decided.

    Only for what was said before it was knowable.
    """


class MindChange(Base):
    """A reader's forecast moved, and this comment was what moved it; taking it back deletes it."""

    __tablename__ = "mind_change"
    __table_args__ = (Index("ix_mind_change_person_id", "person_id"),)

    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"), primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("forecast_event.id"))
    """The forecast that it led to."""
    answer: Mapped[str]
    """`yes`, of a choice the key of the option that moved most, `guess` of a number or a date."""
    before: Mapped[float]
    after: Mapped[float]
    """Probabilities, or of a guess values of the question's scale."""
    log_odds: Mapped[float]
    """logit(after) − logit(before), in nats; 0 for a guess."""
    created_at: Mapped[datetime]


class Persuasion(Base):
    """How many readers a comment moved on one question, and how far; a cache of `MindChange`."""

    __tablename__ = "persuasion"

    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"), primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"), primary_key=True)
    people: Mapped[int]
    median_points: Mapped[int]
    """The median of |after − before| in whole percentage points; 0 for guesses."""
    median_value: Mapped[float | None] = mapped_column(default=None)
    """The same of guesses, in the question's unit; days for a date."""
