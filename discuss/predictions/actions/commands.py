"""What people ask for, understood and checked for shape; rules decide whether it can be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from discuss.predictions.rules.bounds import TypedScale
from discuss.predictions.rules.lifecycle import Action, Reveal
from discuss.predictions.rules.wellformed import Kind

NO_SCALE = TypedScale()


@dataclass(frozen=True, slots=True)
class Wording:
    """What a revision of a question says; `options` are labels, the last covers the rest."""

    title: str
    short_title: str
    criteria: str
    source_name: str
    source_url: str
    options: Sequence[str]
    open_at: datetime
    close_at: datetime
    resolve_by: datetime
    reveal: Reveal = Reveal.AFTER_VOTE
    reveal_at: datetime | None = None
    min_show: int = 5
    is_ordered: bool = False
    scale: TypedScale = NO_SCALE


@dataclass(frozen=True, slots=True)
class Ask:
    """A new question under a prompt; without `is_published` a draft that only editors see."""

    prompt_id: int
    kind: Kind
    wording: Wording
    is_published: bool = False
    suggestion_id: int | None = None
    """The reader's suggestion that becomes this question."""


@dataclass(frozen=True, slots=True)
class Revise:
    """Another wording or schedule, the reason for it, and the revision that the editor saw.

    `respells` says that each answer of a choice is the one that stood in its place before;
    `publishes` lets a draft open on its date.
    """

    question_id: int
    seen_n: int
    wording: Wording
    reason: str
    respells: bool = False
    publishes: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """A forecast: a percent, whole percents by answer, or three values as typed.

    `spread` holds low, best guess and high, which only the question's own scale can read.
    `follows` counts the deeds of one's own that the page had shown; without it nothing is compared.
    `entered` is what was typed, `reason` one line that only the forecaster sees. It stands for a
    span or until a moment, where one is given.
    """

    question_id: int
    percent: int | None
    shares: Mapping[str, int] | None
    follows: int | None
    submission_key: str
    entered: Mapping[str, str]
    source: str = "page"
    spread: Sequence[str] | None = None
    reason: str = ""
    stands_for: timedelta | None = None
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Affirm:
    """Saying that one's forecast still stands as it is; `reason` may say why in one line."""

    question_id: int
    follows: int | None
    submission_key: str
    source: str = "page"
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Taking one's forecast back; the time for which it stood still counts."""

    question_id: int
    follows: int | None
    submission_key: str
    source: str = "page"


@dataclass(frozen=True, slots=True)
class Rule:
    """A step in deciding a question; `seen_seq` is the last step that the editor saw.

    `haste` says why readers shall have no time to object.
    """

    question_id: int
    action: Action
    outcome: str
    knowable_at: datetime | None
    source_url: str
    note: str
    seen_seq: int
    haste: str = ""


@dataclass(frozen=True, slots=True)
class TakeBack:
    """Taking a proposed outcome back, with words that readers see."""

    question_id: int
    proposed_id: int
    words: str


@dataclass(frozen=True, slots=True)
class Object:
    """Objecting to a proposed outcome, with an address that shows why."""

    question_id: int
    proposed_id: int
    body: str
    source_url: str


@dataclass(frozen=True, slots=True)
class Reply:
    """An editor's answer to an objection: whether the outcome stands, and why."""

    question_id: int
    objection_id: int
    is_upheld: bool
    words: str


@dataclass(frozen=True, slots=True)
class Suggest:
    """A question that a reader would ask; with `suggestion_id`, a returned one sent again."""

    prompt_id: int
    title: str
    criteria: str
    source: str
    due_at: datetime | None
    suggestion_id: int | None = None


@dataclass(frozen=True, slots=True)
class Return:
    """Returning a suggestion with a reason; `seen_n` is the last step that the editor saw."""

    suggestion_id: int
    seen_n: int
    note: str


@dataclass(frozen=True, slots=True)
class Merge:
    """Merging a suggestion into a question that asks the same."""

    suggestion_id: int
    seen_n: int
    question_id: int | None
    note: str


@dataclass(frozen=True, slots=True)
class LeaveOut:
    """Leave some people's forecasts on a question out of its crowd."""

    question_id: int
    person_ids: tuple[int, ...]
    from_at: datetime
    to_at: datetime | None
    because: str
    """What readers are told: the house rule."""
