"""The axis of a question about a number or a date: bounds, and where values lie between them.

Values are numbers; a date is the days from 1 January 1970 to its first instant, in UTC. A place is
how far a value lies between the bounds: 0 at the lower, 1 at the upper, beyond them outside [0, 1].
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from discuss.predictions.rules.probability import NotAForecast

NUMERIC: Final = ("number", "integer", "date")

NUMBER: Final = "Enter a number such as 1200 or 3.5."
WHOLE: Final = "Enter a whole number such as 1200, without a decimal part."
TWO_WAYS: Final = "{typed} can be read in two ways. Write {whole}, or {tenths} with a point."
DATE: Final = "Enter a date as year, month and day, such as 2027-03-31."

_EPOCH: Final = date(1970, 1, 1)
_NUMBER: Final = re.compile(r"[+-]?(?:\d{1,15}(?:\.\d{0,9})?|\.\d{1,9})", re.ASCII)
_THOUSANDS: Final = re.compile(r"[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?", re.ASCII)
_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis; an answer may lie beyond an open bound, never beyond a closed one."""

    kind: str
    lower: float
    upper: float
    is_open_lower: bool = False
    is_open_upper: bool = False
    is_log: bool = False
    unit: str = ""

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> "Scale":
        """Return the axis that a revision stores."""
        return cls(**stored)

    def stored(self) -> dict[str, Any]:
        """Return what a revision stores."""
        return {
            "kind": self.kind,
            "lower": self.lower,
            "upper": self.upper,
            "is_open_lower": self.is_open_lower,
            "is_open_upper": self.is_open_upper,
            "is_log": self.is_log,
            "unit": self.unit,
        }

    def place(self, value: float) -> float:
        """Return where a value lies; on a logarithmic axis it must be above 0."""
        if self.is_log:
            return math.log(value / self.lower) / math.log(self.upper / self.lower)
        return (value - self.lower) / (self.upper - self.lower)

    def value(self, place: float) -> float:
        """Return the value that lies at a place."""
        if self.is_log:
            return self.lower * math.exp(place * math.log(self.upper / self.lower))
        return self.lower + (self.upper - self.lower) * place

    def is_same_axis(self, other: "Scale") -> bool:
        """Say whether a forecast on one means the same on the other: all but the unit's name."""
        return {**self.stored(), "unit": ""} == {**other.stored(), "unit": ""}


def parse(kind: str, typed: str) -> float:
    """Return the value that was typed: "1200", "3.5", "-2", or "2027-03-31" for a date.

    Raises NotAForecast with a sentence. Spaces between digits are left out. A comma may stand
    before decimals, as many keypads offer nothing else, and between thousands, as this site writes
    them; where it could be either, it is refused.
    """
    text = typed.strip().replace("\N{MINUS SIGN}", "-")
    if kind == "date":
        return _days(text)
    text = _without_commas(kind, "".join(text.split()))
    sentence = WHOLE if kind == "integer" else NUMBER
    if not _NUMBER.fullmatch(text):
        raise NotAForecast(sentence)
    value = float(text)
    if kind == "integer" and not value.is_integer():
        raise NotAForecast(sentence)
    return value


def _without_commas(kind: str, text: str) -> str:
    """Return a number with a point before its decimals; raises NotAForecast when it may be two."""
    whole = text.replace(",", "")
    if not _THOUSANDS.fullmatch(text):
        return text.replace(",", ".") if "." not in text else text
    if kind == "number" and whole.lstrip("+-").isdigit() and text.count(",") == 1:
        tenths = text.replace(",", ".")
        raise NotAForecast(TWO_WAYS.format(typed=text, whole=whole, tenths=tenths))
    return whole


def _days(text: str) -> float:
    try:
        if not _DATE.fullmatch(text):
            raise NotAForecast(DATE)
        return float((date.fromisoformat(text) - _EPOCH).days)
    except ValueError:
        raise NotAForecast(DATE) from None


def instant(value: float) -> datetime:
    """Return the instant that a date's value stands for; what no calendar holds is its last day."""
    days = min(max(value, (date.min - _EPOCH).days + 1), (date.max - _EPOCH).days - 1)
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=days)


def typed(kind: str, value: float) -> str:
    """Return a value as it would be typed."""
    if kind == "date":
        return instant(value).date().isoformat()
    return f"{value:.0f}" if float(value).is_integer() else f"{value:.9f}".rstrip("0")
