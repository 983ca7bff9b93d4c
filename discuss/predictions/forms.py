"""What readers and editors send to the doors of predictions, as a form or as JSON."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field, field_validator

from discuss.kit.command import Form, Whole
from discuss.kit.richtext import is_safe_link
from discuss.kit.text import one_line
from discuss.predictions.actions.commands import (
    Answer,
    Ask,
    Object,
    Reply,
    Revise,
    Rule,
    TakeBack,
    Withdraw,
    Wording,
)
from discuss.predictions.rules.choice import parse_share
from discuss.predictions.rules.lifecycle import Action, Reveal
from discuss.predictions.rules.probability import RANGE, NotAForecast, parse_percent
from discuss.predictions.rules.scale import NUMBER, typed
from discuss.predictions.rules.spread import FIELDS
from discuss.predictions.rules.wellformed import MOST_OPTIONS, Kind

SHARE = "share-"
ENTERED = {"percent", *FIELDS}
DATE = "Enter a date and time, such as 2026-12-01T00:00."
ADDRESS = "Enter a full address that begins with https://."


def gathered(source: Mapping[str, Any]) -> dict[str, Any]:
    """Return an HTML form's fields with its `share-…` fields together under `shares`."""
    shares = {k.removeprefix(SHARE): v for k, v in source.items() if k.startswith(SHARE)}
    rest = {k: v for k, v in source.items() if not k.startswith(SHARE) and k != "do"}
    return {**rest, "shares": shares} if shares else rest


def _none_if_empty(value: object) -> object:
    return None if value == "" else value


def _moment(value: object) -> object:
    """Return the aware instant that was typed; a time without a zone is in UTC."""
    if value in ("", None):
        return None
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError:
        raise ValueError(DATE) from None
    if not 2000 <= moment.year < 3000:  # noqa: PLR2004 - what every database and browser can hold
        raise ValueError(DATE)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _link(value: str) -> str:
    if value and not (is_safe_link(value) and value.startswith(("http://", "https://"))):
        raise ValueError(ADDRESS)
    return value


def _lines(value: object) -> object:
    """Return one answer a line of a text, without empty lines; a list stays as it is."""
    if isinstance(value, str):
        return [line for line in map(one_line, value.splitlines()) if line]
    return value


def _typed(value: object) -> object:
    """Return a number as it would have been typed; what a program sends need not be text."""
    if isinstance(value, bool) or not isinstance(value, str | int | float | None):
        raise ValueError(NUMBER)  # noqa: TRY004 - the sentence is for whoever sent it
    if isinstance(value, float):
        return typed("number", value)
    return None if value is None else str(value)


Typed = Annotated[Annotated[str, Field(max_length=50)] | None, BeforeValidator(_typed)]
Moment = Annotated[datetime, BeforeValidator(_moment)]
MaybeMoment = Annotated[datetime | None, BeforeValidator(_moment)]
Key = Annotated[str, Field(max_length=100)]
Follows = Annotated[Whole | None, BeforeValidator(_none_if_empty)]


class NewForecast(Form):
    """A forecast: `percent` from 1 to 99, or `shares` by answer, which are scaled to 100.

    Of a number or a date: `low`, one in ten below it, the best `guess`, and `high`, one in ten
    above it; dates as `2027-03-31`.
    """

    percent: str | int | float | None = Field(default=None)
    shares: dict[str, str | int] = Field(default_factory=dict, max_length=MOST_OPTIONS)
    low: Typed = None
    guess: Typed = None
    high: Typed = None
    follows: Follows = None
    submission_key: Key = ""

    sentences: ClassVar[Mapping[str, str]] = {
        "follows": "Load the page again and save once more.",
        **dict.fromkeys(FIELDS, NUMBER),
    }

    @field_validator("percent")
    @classmethod
    def _percent(cls, value: object) -> object:
        if value is None or isinstance(value, bool):
            return None
        try:
            return parse_percent(str(value))
        except NotAForecast as refusal:
            raise ValueError(RANGE if str(value) == "" else str(refusal)) from None

    @field_validator("percent", "shares", mode="before")
    @classmethod
    def _no_flags(cls, value: Any) -> Any:  # noqa: ANN401 - what came
        parts = value.values() if isinstance(value, dict) else (value,)
        if any(isinstance(part, bool) for part in parts):
            raise ValueError(RANGE)
        return value

    @field_validator("shares")
    @classmethod
    def _shares(cls, value: dict[str, Any]) -> dict[str, Any]:
        return {key: parse_share(str(share)) for key, share in value.items()}

    def command(self, question_id: int, source: str, entered: Mapping[str, Any]) -> Answer:
        """Return the deed that the form asks for."""
        kept = {k: str(v)[:50] for k, v in entered.items() if k in ENTERED or k[:6] == SHARE}
        typed = (self.low, self.guess, self.high)
        return Answer(
            question_id=question_id,
            percent=None if self.percent is None else int(self.percent),
            shares={key: int(share) for key, share in self.shares.items()} or None,
            follows=self.follows,
            submission_key=self.submission_key,
            entered=kept,
            source=source,
            spread=None if typed == (None,) * 3 else tuple(each or "" for each in typed),
        )


class NewWithdrawal(Form):
    """Taking one's own forecast back."""

    follows: Follows = None
    submission_key: Key = ""

    def command(self, question_id: int, source: str) -> Withdraw:
        """Return the deed that the form asks for."""
        return Withdraw(question_id, self.follows, self.submission_key, source)


class QuestionWords(Form):
    """How a question is worded and scheduled; times without a zone are in UTC."""

    title: Annotated[str, Field(max_length=300)]
    short_title: Annotated[str, Field(max_length=60)] = ""
    criteria: Annotated[str, Field(max_length=4000)] = ""
    source_name: Annotated[str, Field(max_length=300)] = ""
    source_url: Annotated[str, Field(max_length=500)] = ""
    options: Annotated[list[str], BeforeValidator(_lines), Field(max_length=40)] = Field(
        default_factory=list
    )
    open_at: Moment
    close_at: Moment
    resolve_by: Moment
    reveal: Reveal = Reveal.AFTER_VOTE
    reveal_at: MaybeMoment = None
    min_show: Annotated[int, Field(ge=1, le=1000)] = 5

    sentences: ClassVar[Mapping[str, str]] = {
        "open_at": DATE,
        "close_at": DATE,
        "resolve_by": DATE,
        "title": "Write the title as a question that ends with a question mark.",
        "min_show": "Enter a whole number from 1 to 1000.",
    }

    _checked_source = field_validator("source_url")(_link)

    def wording(self) -> Wording:
        """Return the wording that the form holds."""
        return Wording(
            title=one_line(self.title),
            short_title=one_line(self.short_title),
            criteria=self.criteria,
            source_name=one_line(self.source_name),
            source_url=self.source_url,
            options=tuple(self.options),
            open_at=self.open_at,
            close_at=self.close_at,
            resolve_by=self.resolve_by,
            reveal=self.reveal,
            reveal_at=self.reveal_at,
            min_show=self.min_show,
        )


class NewQuestion(QuestionWords):
    """A question that an editor asks under a prompt: a draft, or open on its date."""

    kind: Literal["binary", "choice"] = "binary"
    is_published: Annotated[bool, BeforeValidator(lambda v: v in ("1", True, "true"))] = False

    def command(self, prompt_id: int) -> Ask:
        """Return the deed that the form asks for."""
        return Ask(prompt_id, Kind(self.kind), self.wording(), is_published=self.is_published)


class RevisedQuestion(QuestionWords):
    """Another wording, the public reason for it, and the revision that the editor saw."""

    reason: Annotated[str, Field(max_length=500)] = ""
    seen_n: Whole

    def command(self, question_id: int) -> Revise:
        """Return the deed that the form asks for."""
        return Revise(question_id, self.seen_n, self.wording(), self.reason)


class NewRuling(Form):
    """A step in deciding a question, with what it stands on."""

    action: Literal["resolve", "annul", "ambiguous", "reopen"] = "resolve"
    outcome: Annotated[str, Field(max_length=20)] = ""
    knowable_at: MaybeMoment = None
    source_url: Annotated[str, Field(max_length=500)] = ""
    note: Annotated[str, Field(max_length=2000)] = ""
    seen_seq: Whole
    haste: Annotated[str, Field(max_length=500)] = ""

    sentences: ClassVar[Mapping[str, str]] = {"knowable_at": DATE}

    _checked_source = field_validator("source_url")(_link)

    def command(self, question_id: int) -> Rule:
        """Return the deed that the form asks for."""
        return Rule(
            question_id=question_id,
            action=Action(self.action),
            outcome=self.outcome,
            knowable_at=self.knowable_at,
            source_url=self.source_url,
            note=self.note,
            seen_seq=self.seen_seq,
            haste=self.haste,
        )


class NewObjection(Form):
    """A reader's objection to a proposed outcome, with an address that shows why."""

    proposed_id: Whole
    body: Annotated[str, Field(max_length=4000)] = ""
    source_url: Annotated[str, Field(max_length=500)] = ""

    _checked_source = field_validator("source_url")(_link)

    def command(self, question_id: int) -> Object:
        """Return the deed that the form asks for."""
        return Object(question_id, self.proposed_id, self.body, self.source_url)


class NewReply(Form):
    """An editor's answer to an objection."""

    verdict: Literal["upheld", "changed"]
    words: Annotated[str, Field(max_length=2000)] = ""

    sentences: ClassVar[Mapping[str, str]] = {"verdict": "Choose whether the outcome stands."}

    def command(self, question_id: int, objection_id: int) -> Reply:
        """Return the deed that the form asks for."""
        return Reply(question_id, objection_id, self.verdict == "upheld", self.words)


class NewTakeBack(Form):
    """Taking a proposed outcome back, with a public reason."""

    proposed_id: Whole
    words: Annotated[str, Field(max_length=2000)] = ""

    def command(self, question_id: int) -> TakeBack:
        """Return the deed that the form asks for."""
        return TakeBack(question_id, self.proposed_id, self.words)
