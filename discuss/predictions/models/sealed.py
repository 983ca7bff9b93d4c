"""A forecast of an article's author, of which nothing but its digest is public at first."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from discuss.kit.orm import Base, RowId


class SealedForecast(Base):
    """What the author said, opened when the question closes; one a question, never changed."""

    __tablename__ = "sealed_forecast"
    __table_args__ = (
        CheckConstraint(
            "probability IS NULL OR (probability > 0 AND probability < 1)", name="probability"
        ),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True, init=False)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"), unique=True)
    revision_n: Mapped[int]
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    """Whose it is; None where no account, or more than one, is tied to the article."""
    sealed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    probability: Mapped[float | None]
    shares: Mapped[dict[str, Any] | None]
    quantiles: Mapped[dict[str, Any] | None]
    cdf: Mapped[list[Any] | None]
    salt: Mapped[str]
    """Told when it is opened, so that nobody finds a number by trying all of them."""
    digest: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]
