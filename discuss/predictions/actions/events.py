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


@dataclass(frozen=True, slots=True)
class AskedAnew:
    """Revision `n` of a public question asks something else, or by another date."""

    question_id: int
    n: int
    now: datetime


@dataclass(frozen=True, slots=True)
class Proposed:
    """An outcome was proposed, and readers may object to it."""

    question_id: int
    proposed_id: int
    now: datetime


@dataclass(frozen=True, slots=True)
class Replied:
    """An editor answered a reader's objection to an outcome."""

    question_id: int
    objection_id: int
    now: datetime


@dataclass(frozen=True, slots=True)
class SuggestionAnswered:
    """An editor asked, returned or merged a reader's suggestion, by its step `n`."""

    suggestion_id: int
    n: int
    now: datetime
