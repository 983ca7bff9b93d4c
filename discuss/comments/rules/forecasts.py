"""Forecasts that come with words: what their fields are called, and what is wrong with which."""

from collections.abc import Mapping
from typing import Any, Final

from discuss.kit.errors import Invalid

FORECAST: Final = "forecast-"


def by_question(source: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the filled forecast fields of a form, by question and by their own names.

    `forecast-7` is the percent on question 7, `forecast-7-low` its low value, and
    `forecast-7-share-a` the share of its answer a.
    """
    found: dict[str, dict[str, Any]] = {}
    for name, value in source.items():
        if name.startswith(FORECAST) and value:
            question, _, own = name.removeprefix(FORECAST).partition("-")
            found.setdefault(question, {})[own or "percent"] = value
    return found


def named(refusal: Invalid, question: int | str) -> Invalid:
    """Return what is wrong with one of several forecasts, under the names of its fields."""
    fields = {
        f"{FORECAST}{question}{'' if own == 'percent' else f'-{own}'}": sentence
        for own, sentence in refusal.fields.items()
    }
    return Invalid(refusal.sentence, fields)
