"""What moderation announces."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Decided:
    """A moderator decided; nobody may be told before `effective_at`."""

    decision_id: int
    case_id: int
    comment_id: int
    author_id: int
    outcome: str
    source: str
    previous_state: str
    reporter_ids: tuple[int, ...]
    """Whose reports this decision answers."""
    now: datetime
    effective_at: datetime


@dataclass(frozen=True, slots=True)
class Undone:
    """A decision was taken back before anybody was told."""

    decision_id: int
    comment_id: int
    outcome: str
    previous_state: str
    now: datetime


@dataclass(frozen=True, slots=True)
class ObjectionAnswered:
    """Somebody else has looked at a decision again."""

    decision_id: int
    person_id: int
    outcome: str
    now: datetime


@dataclass(frozen=True, slots=True)
class SanctionMoved:
    """A person is told of a step: `taken`, `lifted`, `upheld` or `reversed`."""

    sanction_id: int
    person_id: int
    kind: str
    what: str
    now: datetime


@dataclass(frozen=True, slots=True)
class Escalated:
    """Somebody at the desk handed a case up."""

    escalation_id: int
    case_id: int
    kind: str
    told: tuple[int, ...]
    now: datetime


@dataclass(frozen=True, slots=True)
class EscalationAnswered:
    """Somebody senior left it to the desk again."""

    escalation_id: int
    case_id: int
    person_id: int
    now: datetime


@dataclass(frozen=True, slots=True)
class BrigadeSeen:
    """Many accounts without a record report one comment within an hour."""

    case_id: int
    comment_id: int
    now: datetime


@dataclass(frozen=True, slots=True)
class HidingTold:
    """A comment has been hidden for so long that its author is told."""

    hiding_id: int
    person_id: int
    language: str
    now: datetime


@dataclass(frozen=True, slots=True)
class HidingOver:
    """A comment of whose hiding its author was told can be read again, without a decision."""

    hiding_id: int
    person_id: int
    language: str
    now: datetime
    effective_at: datetime


@dataclass(frozen=True, slots=True)
class HidingResumed:
    """That was taken back in its first seconds: the comment is hidden as before."""

    hiding_id: int
    now: datetime
