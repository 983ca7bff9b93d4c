"""What an editor's draft still needs."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from discuss.predictions.rules.wellformed import Draft, Kind, faults, is_catch_all

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def day(number: int) -> datetime:
    return NOW + timedelta(days=number)


GOOD = Draft(
    title="Will the two governments meet before June?",
    criteria="A meeting in person of both foreign ministers counts; a call or a letter does not.",
    source="Announcements of both ministries",
    kind=Kind.BINARY,
    open_at=day(0),
    close_at=day(10),
    resolve_by=day(20),
)
CHOICE = replace(GOOD, kind=Kind.CHOICE, options=("Oslo", "Geneva", "None of these"))


def fields(draft: Draft) -> list[str]:
    return [fault.field for fault in faults(draft, NOW)]


@pytest.mark.parametrize("draft", [GOOD, CHOICE])
def test_a_well_formed_question_has_no_faults(draft: Draft) -> None:
    assert faults(draft, NOW) == []


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": "The governments meet before June."}, "title"),
        ({"title": ""}, "title"),
        ({"title": "Will it " + "really " * 40 + "happen?"}, "title"),
        ({"criteria": "As usual."}, "criteria"),
        ({"source": "  "}, "source_name"),
        ({"close_at": NOW}, "close_at"),
        ({"open_at": day(10)}, "close_at"),
        ({"open_at": day(-9), "close_at": day(-1)}, "close_at"),
        ({"resolve_by": day(9)}, "resolve_by"),
        ({"options": ("Yes", "No")}, "options"),
    ],
)
def test_each_gap_is_named_at_its_field(change: dict, field: str) -> None:
    assert fields(replace(GOOD, **change)) == [field]


@pytest.mark.parametrize(
    "options",
    [
        (),
        ("Other",),
        (*(f"City {n}" for n in range(12)), "Other"),
        ("Oslo", "Geneva"),
        ("Oslo", "oslo ", "Other"),
        ("Oslo", "", "Other"),
    ],
)
def test_a_list_of_answers_is_complete_distinct_and_ends_with_the_rest(options: tuple) -> None:
    assert fields(replace(CHOICE, options=options)) == ["options"]


def test_every_fault_is_a_sentence_that_says_what_to_do() -> None:
    empty = Draft("", "", "", Kind.CHOICE, day(1), day(0), day(-1), ("", "", ""))
    found = faults(empty, NOW)
    assert {fault.field for fault in found} == {
        "title",
        "criteria",
        "source_name",
        "close_at",
        "resolve_by",
        "options",
    }
    assert all(fault.sentence.endswith(".") for fault in found)


@pytest.mark.parametrize("label", ["Other", "none of these", "Neither side", "Something else"])
def test_the_last_answer_may_say_the_rest_in_several_ways(label: str) -> None:
    assert is_catch_all(label)
