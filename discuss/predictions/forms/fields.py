"""The kinds of fields that the forms of predictions have in common."""

from datetime import UTC, datetime
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from discuss.kit.command import Whole
from discuss.kit.richtext import is_safe_link
from discuss.kit.text import one_line
from discuss.predictions.rules.lapsing import ON_A_DATE, SPAN, end_of
from discuss.predictions.rules.scale import NUMBER, typed
from discuss.predictions.rules.spread import FIELDS

SHARE = "share-"
LONGEST_REASON = 140
ENTERED = {"percent", *FIELDS, "expires_in", "expires_at"}
DATE = "Enter a date and time, such as 2026-12-01T00:00."
ADDRESS = "Enter a full address that begins with https://."


def none_if_empty(value: object) -> object:
    """Return what was sent, or None for an empty field."""
    return None if value == "" else value


def moment_of(value: object) -> object:
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


def end_of_plan(value: object) -> object:
    """Return the instant until which a forecast stands; a day alone is meant to its last minute."""
    moment = moment_of(value)
    is_day = isinstance(value, str) and len(value) == len("2026-12-01")
    return end_of(moment) if is_day and isinstance(moment, datetime) else moment


def span_of_plan(value: object) -> object:
    """Return the seconds for which a forecast stands; a page says `date` where it gives one."""
    if value in ("", None, ON_A_DATE):
        return value or None
    if isinstance(value, bool) or not str(value).isascii() or not str(value).isdigit():
        raise ValueError(SPAN)
    return int(str(value)[:10])


def checked_link(value: str) -> str:
    """Return an address that can be followed, or raise `ValueError`."""
    if value and not (is_safe_link(value) and value.startswith(("http://", "https://"))):
        raise ValueError(ADDRESS)
    return value


def lines_of(value: object) -> object:
    """Return one answer a line of a text, without empty lines; a list stays as it is."""
    if isinstance(value, str):
        return [line for line in map(one_line, value.splitlines()) if line]
    return value


def typed_of(value: object) -> object:
    """Return a number as it would have been typed; what a program sends need not be text."""
    if isinstance(value, bool) or not isinstance(value, str | int | float | None):
        raise ValueError(NUMBER)  # noqa: TRY004 - the sentence is for whoever sent it
    if isinstance(value, float):
        return typed("number", value)
    return None if value is None else str(value)


def line_of(value: object) -> object:
    """Return a text on one line; anything else stays as it is."""
    return one_line(value) if isinstance(value, str) else value


Flag = Annotated[bool, BeforeValidator(lambda v: v in ("1", True, "true"))]
Typed = Annotated[Annotated[str, Field(max_length=50)] | None, BeforeValidator(typed_of)]
Moment = Annotated[datetime, BeforeValidator(moment_of)]
PlanEnd = Annotated[datetime | None, BeforeValidator(end_of_plan)]
PlanSpan = Annotated[int | Literal["date"] | None, BeforeValidator(span_of_plan)]
MaybeMoment = Annotated[datetime | None, BeforeValidator(moment_of)]
Reason = Annotated[str, Field(max_length=LONGEST_REASON), BeforeValidator(line_of)]
Key = Annotated[str, Field(max_length=100)]
Follows = Annotated[Whole | None, BeforeValidator(none_if_empty)]
