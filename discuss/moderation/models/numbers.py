"""What was published of a month that is over."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from discuss.kit.orm import Base


class PublishedMonth(Base):
    """The numbers of a month as everybody reads them; counted once, and never again.

    Two counts of one month could differ in a section that got another name, and tell by the
    difference what each of them keeps back.
    """

    __tablename__ = "published_month"

    month: Mapped[str] = mapped_column(primary_key=True)
    """Such as `2026-03`."""
    rows: Mapped[list[Any]]
    """In order: `rules.transparency.Row` as a dict."""
    counted_at: Mapped[datetime]
