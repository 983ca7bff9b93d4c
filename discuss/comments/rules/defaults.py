"""In which order a discussion is read when nobody asks for one, and why."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from discuss.comments.rules.ranks import Order

FEW_COMMENTS: Final = 30
FEW_MARKS: Final = 50
YOUNG: Final = timedelta(hours=48)
"""How long after publication new comments are given places among the best."""
NEW: Final = timedelta(minutes=30)
"""How long a comment is new."""
FEWEST_STAMPED: Final = 10
"""Comments with a forecast from which on they can order a discussion."""


@dataclass(frozen=True, slots=True)
class Situation:
    """What the default goes by."""

    comments: int
    marks: int
    published_at: datetime | None
    now: datetime
    is_answered: bool = False
    """Whether the reader may see the others' numbers on the leading question, still open."""
    is_decided: bool = False
    """Whether a question has been decided."""
    stamped: int = 0
    """Top-level comments with a forecast on that question, counted up to ten."""


def is_small(about: Situation) -> bool:
    """Tell whether there is too little to go by."""
    return about.comments < FEW_COMMENTS or about.marks < FEW_MARKS


def default_order(about: Situation) -> Order:
    """Return the order for a reader who asks for none.

    Few comments or marks say too little to rank by. Once a question is decided, who saw it comes
    first; while it is open, its forecasts order what the reader who has answered it reads.
    """
    if is_small(about):
        return Order.OLDEST
    if about.stamped >= FEWEST_STAMPED:
        if about.is_decided:
            return Order.SAW
        if about.is_answered:
            return Order.FORECAST
    return Order.BEST


def is_young(published_at: datetime | None, now: datetime) -> bool:
    """Tell whether an article is so young that new comments need places to be found."""
    return published_at is not None and now < published_at + YOUNG
