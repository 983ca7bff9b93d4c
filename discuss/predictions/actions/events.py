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
    expires_at: datetime | None = None
    """When it ends by its plan, if it does before the question is over."""


@dataclass(frozen=True, slots=True)
class CountsAnew:
    """It was decided anew whether some people's forecasts count in the crowd of a question."""

    question_id: int
    person_ids: frozenset[int]
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


@dataclass(frozen=True, slots=True)
class Voice:
    """What somebody said about a question, where, and whether it carried a near forecast."""

    name: str
    handle: str
    path: str
    words: str
    at: datetime
    is_near: bool


@dataclass(frozen=True, slots=True)
class Recalled:
    """A decided question is shown: who keeps what was said about it adds the best to `voices`.

    A forecast is near when its score is better than `reference`, which knowing nothing earns.
    """

    question_id: int
    prompt_id: int
    viewer_id: int | None
    reference: float
    voices: list[Voice]
