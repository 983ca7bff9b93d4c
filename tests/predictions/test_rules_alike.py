"""Titles that ask the same are found, whatever their accents, capitals and order."""

import pytest

from discuss.predictions.rules.alike import alike, nearness

TITLE = "Will the café by the bridge open before May?"


def test_accents_capitals_and_order_say_nothing() -> None:
    assert nearness(TITLE, "Before May, will the CAFE by the bridge open?") == 1.0


@pytest.mark.parametrize("other", ["", "?", "Who wins the cup in 2030?"])
def test_other_words_are_another_question(other: str) -> None:
    assert alike(TITLE, [(1, other)]) == []


def test_the_nearest_comes_first() -> None:
    others = [
        (1, "Will the café by the bridge open before June?"),
        (2, TITLE),
        (3, "Will it rain?"),
    ]
    assert [number for number, _ in alike(TITLE, others)] == [2, 1]
