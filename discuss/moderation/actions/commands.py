"""What doors ask of moderation."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class SendReport:
    """Report a comment in the words that the reader saw."""

    comment_id: int
    revision_id: int
    reason: str
    note: str


@dataclass(frozen=True, slots=True)
class SendNotice:
    """Notice us that a comment breaks the law."""

    comment_id: int | None
    """None where the address names no comment here."""
    revision_id: int
    """The wording that was seen, 0 for the present one."""
    address: str
    explanation: str
    law: str
    territory: str
    protects_children: bool
    name: str
    email: str
    good_faith: bool
    submission_key: str


@dataclass(frozen=True, slots=True)
class Decide:
    """Decide about a comment as the moderator saw it."""

    case_id: int
    revision_id: int
    state_version: int
    case_version: int
    last_report_id: int
    outcome: str
    reason: str
    clause: str
    explanation: str
    submission_key: str
    law: str = ""
    """The law that it breaks, where it is removed as illegal."""
    territory: str = ""


@dataclass(frozen=True, slots=True)
class Cover:
    """Hide a comment as the moderator saw it while its case is open, or show it again."""

    case_id: int
    revision_id: int
    state_version: int
    case_version: int
    last_report_id: int
    is_hidden: bool
    submission_key: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What a moderator saw of one of several cases."""

    case_id: int
    revision_id: int
    state_version: int
    case_version: int
    last_report_id: int


@dataclass(frozen=True, slots=True)
class DecideTogether:
    """Decide the same about several cases."""

    seen: tuple[Seen, ...]
    outcome: str
    reason: str
    clause: str
    explanation: str
    submission_key: str
    law: str = ""
    territory: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """Answer an objection: `upheld`, `reversed`, or `changed`: it stands for another reason."""

    decision_id: int
    outcome: str
    words: str
    reason: str = ""
    clause: str = ""


@dataclass(frozen=True, slots=True)
class AddWord:
    """Put a word, a phrase or a domain on a list."""

    phrase: str
    note: str
    kind: str = "word"


@dataclass(frozen=True, slots=True)
class Escalate:
    """Hand a case up: why, and what somebody senior should know."""

    case_id: int
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class SetKnob:
    """Set what the desk goes by; `seen` is the latest change that was seen, 0 for none."""

    value: str
    seen: int
    reason: str


@dataclass(frozen=True, slots=True)
class Impose:
    """Take a step towards a person."""

    handle: str
    kind: str
    clause: str
    words: str
    ends_at: datetime | None


@dataclass(frozen=True, slots=True)
class LeaveOut:
    """Leave forecasts of some people out of the crowd of a question, or of all that are open."""

    question_id: int
    handles: tuple[str, ...]
    from_at: datetime
    to_at: datetime | None
    everywhere: bool
    clause: str
    words: str
