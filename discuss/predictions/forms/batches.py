"""What readers and programs send to forecast on several questions at once."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field

from discuss.kit.command import LONGEST_ID, Form, Whole
from discuss.kit.errors import Invalid
from discuss.predictions.actions import Done, RowsRefused
from discuss.predictions.actions.commands import Answer
from discuss.predictions.forms.fields import SHARE
from discuss.predictions.forms.forecasts import NewForecast

MOST_AT_ONCE = 50
MEMBER = "m"
"""How the fields of a row begin: `m7-percent` is the percent on question 7."""


class OneForecast(NewForecast):
    """A forecast of several: what that question's own door takes, and the question's number."""

    question_id: Whole

    def answer(self, typed: Mapping[str, Any]) -> Answer:
        """Return the deed that it asks for; `typed` is kept as it was entered."""
        return self.command(self.question_id, "api", typed)


class ManyForecasts(Form):
    """Forecasts on several questions, each taken or refused for itself."""

    forecasts: Annotated[list[OneForecast], Field(min_length=1, max_length=MOST_AT_ONCE)]


class SentForecasts(Form):
    """The same before each is understood, so that what is no forecast is refused for itself."""

    forecasts: Annotated[list[dict[str, Any]], Field(min_length=1, max_length=MOST_AT_ONCE)]

    def understood(self) -> list[Answer | Done]:
        """Return each as the deed that it asks for, or as its refusal."""
        return [_understood(each) for each in self.forecasts]


def _understood(sent: Mapping[str, Any]) -> Answer | Done:
    try:
        return OneForecast.parse(sent).answer(_entered(sent))
    except Invalid as refusal:
        number = sent.get("question_id")
        is_one = isinstance(number, int) and not isinstance(number, bool)
        return Done(number if is_one and isinstance(number, int) else None, refusal)


def _entered(sent: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was sent, in the shape in which a page sends it."""
    shares = sent.get("shares")
    typed = shares.items() if isinstance(shares, Mapping) else ()
    plain = {k: v for k, v in sent.items() if k != "shares" and v is not None}
    return {**plain, **{f"{SHARE}{key}": share for key, share in typed}}


def is_member(name: str) -> bool:
    """Say whether a field belongs to a row of a group's form."""
    number, dash, own = name.removeprefix(MEMBER).partition("-")
    is_number = number.isascii() and number.isdecimal() and len(number) <= LONGEST_ID
    return name.startswith(MEMBER) and bool(dash and own) and is_number


def typed_rows(source: Mapping[str, Any]) -> dict[int, dict[str, Any]]:
    """Return what stands in each row of a group's form, by question.

    `m7-percent` is the percent on question 7, `m7-low` its low value, `m7-share-a` the share of its
    answer a, and `m7-follows` how many deeds of one's own the row had shown.
    """
    rows: dict[int, dict[str, Any]] = {}
    for name, value in source.items():
        if is_member(name):
            number, _, own = name.removeprefix(MEMBER).partition("-")
            rows.setdefault(int(number), {})[own] = value
    return rows


def _filled(source: Mapping[str, Any]) -> dict[int, dict[str, Any]]:
    """Return the rows in which something was typed, without their empty fields."""
    rows = {
        number: {own: value for own, value in typed.items() if str(value).strip()}
        for number, typed in typed_rows(source).items()
    }
    return {number: typed for number, typed in rows.items() if set(typed) - {"follows"}}


def answers_of(source: Mapping[str, Any], labels: Mapping[int, str]) -> list[Answer]:
    """Return the forecasts of a group's form, the filled rows alone.

    Raises `RowsRefused` with a sentence for each row that cannot be read, as `m7` for question 7.
    """
    answers, found = [], {}
    for number, typed in _filled(source).items():
        try:
            answers.append(_answer(number, typed))
        except Invalid as refusal:
            found[f"{MEMBER}{number}"] = f"{labels.get(number, 'A row')}: {refusal.sentence}"
    if found:
        raise RowsRefused(found)
    return answers


def _answer(number: int, typed: Mapping[str, Any]) -> Answer:
    shares = {k.removeprefix(SHARE): v for k, v in typed.items() if k.startswith(SHARE)}
    rest = {k: v for k, v in typed.items() if not k.startswith(SHARE)}
    form = NewForecast.parse({**rest, "shares": shares} if shares else rest)
    return form.command(number, "page", typed)
