"""The keys of a choice's answers: kept for as long as there is the answer, and never used twice."""

from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any

from discuss.kit.errors import Invalid
from discuss.predictions.models import QuestionRevision
from discuss.predictions.rules.scores import REST

LETTERS = "abcdefghijklmnopqrstuvwxyz"
OTHER_NUMBER = "To spell answers anew, keep one line for each of them, in the same order."


def keyed(labels: Sequence[str], before: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the answers with their keys: kept where the label is kept, never used twice.

    The last label covers the rest and keeps the key `other`. Answers left out are retired.
    """
    known = {each["label"].casefold(): each["key"] for each in before if each["key"] != REST}
    taken = {each["key"] for each in before}
    free = (key for key in _all_keys() if key not in taken)
    live = [
        {"key": known.get(label.casefold()) or next(free), "label": label, "live": True}
        for label in labels[:-1]
    ]
    kept = {each["key"] for each in live}
    retired = [{**each, "live": False} for each in before if each["key"] not in kept | {REST}]
    return [*live, *retired, {"key": REST, "label": labels[-1], "live": True}]


def respelled(labels: Sequence[str], before: QuestionRevision) -> list[dict[str, Any]]:
    """Return the earlier answers, each with the label that now stands in its place.

    Raises `Invalid` where there are more answers than before, or fewer.
    """
    live = [each for each in before.options if each["live"]]
    if len(labels) != len(live):
        raise Invalid(OTHER_NUMBER, {"options": OTHER_NUMBER})
    new = {each["key"]: label for each, label in zip(live, labels, strict=True)}
    return [{**each, "label": new.get(each["key"], each["label"])} for each in before.options]


def _all_keys() -> Iterator[str]:
    """Return a, b, … z, a1, b1, … without end."""
    yield from LETTERS
    for round_ in count(1):
        yield from (f"{letter}{round_}" for letter in LETTERS)
