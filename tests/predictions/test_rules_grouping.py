"""What makes several questions a group, and when two dates disagree."""

from datetime import UTC, datetime

import pytest

from discuss.predictions.rules.grouping import Chance, Row, dips, faults, size_fault, worded

MARCH = datetime(2027, 3, 1, tzinfo=UTC)
JUNE = datetime(2027, 6, 1, tzinfo=UTC)
NAME = "When will the bridge be green?"
TITLE = "Will the bridge be green by {label}?"


def test_the_label_and_the_date_of_a_row_go_into_its_words() -> None:
    row = Row("spring", MARCH)
    assert (
        worded("Green by {label}, that is {date}?", row) == "Green by spring, that is 1 March 2027?"
    )
    assert worded("Will {label} win by {date}?", Row("A")) == "Will A win by A?"


def test_rows_that_differ_make_a_group() -> None:
    assert faults(NAME, TITLE, [Row("March", MARCH), Row("June", JUNE)], is_nested=True) == {}
    assert faults(NAME, TITLE, [Row("A"), Row("B")], is_nested=False) == {}


@pytest.mark.parametrize(
    ("rows", "field", "words"),
    [
        ([Row("March", MARCH), Row("", JUNE)], "row-2", "label"),
        ([Row("March", MARCH), Row("march", JUNE)], "row-1", "Two rows are called"),
        ([Row("March", MARCH), Row("June")], "row-2", "date"),
        ([Row("March", MARCH), Row("June", MARCH)], "row-2", "same date"),
    ],
)
def test_a_row_that_is_not_enough_is_named(rows: list[Row], field: str, words: str) -> None:
    assert words in faults(NAME, TITLE, rows, is_nested=True)[field]


def test_a_group_needs_a_title_and_a_question_in_which_rows_differ() -> None:
    rows = [Row("A", MARCH), Row("B", MARCH)]
    assert set(faults(" ", "Will it be green?", rows, is_nested=False)) == {"name", "title"}
    assert "ask the same" in faults(NAME, "Green by {date}?", rows, is_nested=False)["title"]


def test_a_group_has_two_to_twelve_questions() -> None:
    assert [bool(size_fault(size)) for size in (0, 1, 2, 12, 13)] == [
        True,
        True,
        False,
        False,
        True,
    ]


def test_a_later_date_with_a_smaller_chance_is_noticed() -> None:
    march, june, december = Chance("March", 0.6), Chance("June", 0.5), Chance("December", 0.5)
    assert dips([march, june, december]) == [(march, june)]


def test_dates_of_which_nothing_is_said_are_passed_over() -> None:
    march, june, december = Chance("March", 0.6), Chance("June", None), Chance("December", 0.5)
    assert dips([march, june, december]) == [(march, december)]
    assert dips([Chance("March", None), june]) == []
