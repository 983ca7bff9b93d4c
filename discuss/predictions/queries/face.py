"""A question as one reader faces it: what nobody may see yet is never read from the database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from discuss.predictions.models import (
    CrowdPoint,
    Exclusion,
    ForecastEvent,
    ProposedOutcome,
    Question,
    QuestionRevision,
    ResolutionEvent,
    Score,
)
from discuss.predictions.rules import lapsing, lifecycle
from discuss.predictions.rules.crowd import ChoiceCrowd, Crowd
from discuss.predictions.rules.lifecycle import Action, Dates, Reveal, Ruling, State
from discuss.predictions.rules.pool import Pool
from discuss.predictions.rules.ruled import outcome_words
from discuss.predictions.rules.scale import NUMERIC, Scale


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many forecasts of how many people are left out of a crowd together, and why."""

    forecasts: int
    people: int
    since: datetime
    until: datetime | None
    because: str


AnyCrowd = Crowd | ChoiceCrowd | Pool


@dataclass(frozen=True, slots=True)
class Told:
    """What the other readers say; read only for those who may see it.

    `others` are the other readers' standing probabilities, sorted.
    """

    crowd: AnyCrowd | None = None
    others: Sequence[float] = ()
    points: Sequence[CrowdPoint] = ()
    adjusted: CrowdPoint | None = None
    """The adjusted estimate as it stands."""
    left_out: Sequence[LeftOut] = ()
    """What is left out of the crowd, since when and why."""


@dataclass(frozen=True, slots=True)
class Face:
    """A question, its wording and rulings, the reader's own deeds, and what they may see."""

    question: Question
    revision: QuestionRevision
    rulings: Sequence[ResolutionEvent]
    now: datetime
    own: Sequence[ForecastEvent] = ()
    has_passed: bool = False
    score: Score | None = None
    better_than: int | None = None
    told: Told = field(default_factory=Told)
    proposed: ProposedOutcome | None = None
    """The outcome to which readers may object now."""
    next_end: datetime | None = None
    """When the first of the standing forecasts ends by its plan."""
    exclusion: Exclusion | None = None
    """By which the reader's own forecast does not count in the crowd now."""

    @property
    def state(self) -> State:
        """Where the question stands."""
        return state_of(self.question, self.revision, self.rulings, self.now, self.proposed)

    @property
    def undisputed_state(self) -> State:
        """Where it would stand if nothing were proposed."""
        return state_of(self.question, self.revision, self.rulings, self.now)

    @property
    def is_numeric(self) -> bool:
        """Whether the answer is a number or a date, on a scale."""
        return self.question.kind in NUMERIC

    @property
    def scale(self) -> Scale:
        """The scale of a question about a number or a date."""
        return Scale.of(self.revision.scale)

    @property
    def ruling(self) -> ResolutionEvent | None:
        """The ruling in force."""
        last = max(self.rulings, key=lambda each: each.seq, default=None)
        return None if last is None or last.action == Action.REOPEN else last

    @property
    def over_at(self) -> datetime:
        """When nothing moves any more: at the close, or when the ruling in force was made."""
        return min(self.revision.close_at, self.decided_at or self.revision.close_at)

    @property
    def decided_at(self) -> datetime | None:
        """When the ruling in force was made."""
        return self.ruling.created_at if self.ruling else None

    @property
    def standing(self) -> ForecastEvent | None:
        """The reader's own forecast that counts now."""
        last = self.own[-1] if self.own else None
        return None if last is None or last.kind in lapsing.ENDS else last

    @property
    def expired(self) -> ForecastEvent | None:
        """The reader's last forecast if it has ended by its plan."""
        if not self.own or self.own[-1].kind != "expire":
            return None
        return next(each for each in reversed(self.own) if each.kind != "expire")

    @property
    def deeds(self) -> int:
        """How many deeds of their own the reader did; that time ran out is none."""
        return sum(each.kind != "expire" for each in self.own)

    def end_of(self, event: ForecastEvent) -> datetime | None:
        """Return when a forecast ends by its plan, before the question is over."""
        return lapsing.ends_at(event.expires_at, self.revision.close_at, self.decided_at)

    @property
    def reason(self) -> str:
        """Why the reader forecasts what stands now, in their own line; empty where none is given.

        What was said of a number holds for it while it is affirmed, and for no other number.
        """
        return reason_of(self.own)

    @property
    def is_revealed(self) -> bool:
        """Whether this reader may see what the others say."""
        return lifecycle.is_revealed(
            Reveal(self.revision.reveal),
            answered=bool(self.own),
            passed=self.has_passed,
            state=self.undisputed_state,
            now=self.now,
            reveal_at=self.revision.reveal_at,
        )


def reason_of(own: Sequence[ForecastEvent]) -> str:
    """Return why somebody forecasts what stands now, from their deeds in order."""
    for event in reversed(own):
        if event.reason or event.kind not in {"affirm", "fold"}:
            return event.reason
    return ""


def state_of(
    question: Question,
    revision: QuestionRevision,
    rulings: Sequence[ResolutionEvent],
    now: datetime,
    proposed: ProposedOutcome | None = None,
) -> State:
    """Return where a question stands at `now`."""
    return lifecycle.state_at(
        Dates(revision.open_at, revision.close_at, revision.resolve_by),
        [Ruling(each.seq, Action(each.action), each.outcome, each.knowable_at) for each in rulings],
        now,
        is_published=question.published_at is not None,
        open_objections=proposed.open_objections if proposed else None,
    )


def outcome_label(revision: QuestionRevision, outcome: str) -> str:
    """Return an outcome in words: an answer's label, or a value with its unit."""
    if revision.scale and outcome:
        return outcome_words(Scale.of(revision.scale), outcome)
    known = {"yes": "Yes", "no": "No", **all_options(revision)}
    return known.get(outcome, outcome)


def live_options(revision: QuestionRevision) -> dict[str, str]:
    """Return the answers of a choice that take shares now, key to label, in order."""
    return {each["key"]: each["label"] for each in revision.options if each["live"]}


def all_options(revision: QuestionRevision) -> Mapping[str, str]:
    """Return every answer that a choice ever had, key to label."""
    return {each["key"]: each["label"] for each in revision.options}


def order_of(revision: QuestionRevision, outcome: str) -> list[str]:
    """Return the answers in their order, none where they have no order that holds the outcome."""
    keys = list(live_options(revision)) if revision.is_ordered else []
    return keys if outcome in keys else []
