"""What predictions announce."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Forecasted:
    """Somebody forecast, changed or withdrew."""

    question_id: int
    person_id: int
    event_id: int
    now: datetime


@dataclass(frozen=True, slots=True)
class Resolved:
    """A question was decided, decided anew, annulled or reopened by step `seq`."""

    question_id: int
    seq: int
    now: datetime
