"""What readers send about their own forecasts."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, ClassVar

from pydantic import Field, ValidationInfo, field_validator

from discuss.kit.command import Form
from discuss.predictions.actions.commands import (
    Affirm,
    Answer,
    Withdraw,
)
from discuss.predictions.forms.fields import (
    ENTERED,
    SHARE,
    Follows,
    Key,
    PlanEnd,
    PlanSpan,
    Reason,
    Typed,
)
from discuss.predictions.rules.choice import parse_share
from discuss.predictions.rules.lapsing import BOTH, NO_DATE, ON_A_DATE
from discuss.predictions.rules.probability import RANGE, NotAForecast, parse_percent
from discuss.predictions.rules.scale import NUMBER
from discuss.predictions.rules.spread import FIELDS
from discuss.predictions.rules.wellformed import MOST_OPTIONS


def gathered(source: Mapping[str, Any]) -> dict[str, Any]:
    """Return an HTML form's fields with its `share-…` fields together under `shares`.

    `instead` is the number that was offered in place of a certainty, where its button was pressed.
    """
    shares = {k.removeprefix(SHARE): v for k, v in source.items() if k.startswith(SHARE)}
    rest = {k: v for k, v in source.items() if not k.startswith(SHARE) and k != "do"}
    if "instead" in rest:
        rest["percent"] = rest.pop("instead")
    return {**rest, "shares": shares} if shares else rest


class NewForecast(Form):
    """A forecast: `percent` from 1 to 99, or `shares` by answer, which are scaled to 100.

    Of a number or a date: `low`, one in ten below it, the best `guess`, and `high`, one in ten
    above it; dates as `2027-03-31`. `reason` is one line that nobody else sees.

    It stands until the question closes, or for `expires_in` seconds, from 3600 on, or until
    `expires_at`; a new forecast replaces what was planned.
    """

    percent: str | int | float | None = Field(default=None)
    shares: dict[str, str | int] = Field(default_factory=dict, max_length=MOST_OPTIONS)
    low: Typed = None
    guess: Typed = None
    high: Typed = None
    reason: Reason = ""
    expires_in: PlanSpan = None
    expires_at: PlanEnd = Field(default=None, validate_default=True)
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

    @field_validator("expires_at")
    @classmethod
    def _one_end(cls, value: datetime | None, info: ValidationInfo) -> datetime | None:
        """Refuse two ends, and the promise of a date that does not come."""
        span = info.data.get("expires_in")
        if isinstance(span, int) and value is not None:
            raise ValueError(BOTH)
        if span == ON_A_DATE and value is None:
            raise ValueError(NO_DATE)
        return value

    @field_validator("shares")
    @classmethod
    def _shares(cls, value: dict[str, Any]) -> dict[str, Any]:
        return {key: parse_share(str(share)) for key, share in value.items()}

    def command(self, question_id: int, source: str, entered: Mapping[str, Any]) -> Answer:
        """Return the deed that the form asks for."""
        kept = {k: str(v)[:50] for k, v in entered.items() if k in ENTERED or k[:6] == SHARE}
        typed, span = (self.low, self.guess, self.high), self.expires_in
        return Answer(
            question_id=question_id,
            percent=None if self.percent is None else int(self.percent),
            shares={key: int(share) for key, share in self.shares.items()} or None,
            follows=self.follows,
            submission_key=self.submission_key,
            entered=kept,
            source=source,
            spread=None if typed == (None,) * 3 else tuple(each or "" for each in typed),
            reason=self.reason,
            stands_for=timedelta(seconds=span) if isinstance(span, int) else None,
            expires_at=self.expires_at,
        )


class NewWithdrawal(Form):
    """Taking one's own forecast back."""

    follows: Follows = None
    submission_key: Key = ""

    def command(self, question_id: int, source: str) -> Withdraw:
        """Return the deed that the form asks for."""
        return Withdraw(question_id, self.follows, self.submission_key, source)


class NewAffirmation(Form):
    """Saying that one's own forecast still stands; `reason` is one line that nobody else sees."""

    follows: Follows = None
    submission_key: Key = ""
    reason: Reason = ""

    def command(self, question_id: int, source: str) -> Affirm:
        """Return the deed that the form asks for."""
        return Affirm(question_id, self.follows, self.submission_key, source, self.reason)
