"""Names called by `@`: the longest name that is somebody's counts, nothing else."""

import re

from hypothesis import given
from hypothesis import strategies as st

from discuss.kit.mentions import MOST_PEOPLE, Called, calls, skeletons
from discuss.kit.richtext import render
from discuss.kit.text import skeleton

ADA = Called(1, "ada2handle", "Ada Lovelace")
SHORT = Called(2, "just2ada22", "Ada")
PEOPLE = {skeleton(each.name): each for each in (ADA, SHORT)}


def test_the_longest_name_counts() -> None:
    assert [person for *_, person in calls("I agree with @Ada Lovelace here.", PEOPLE)] == [ADA]
    assert [person for *_, person in calls("I agree with @Ada here.", PEOPLE)] == [SHORT]


def test_a_name_at_the_end_of_a_sentence_is_found() -> None:
    found = render("As said by @Ada Lovelace.", people=PEOPLE)
    assert ">@Ada Lovelace</a>." in found.html
    assert found.text == "As said by @Ada Lovelace."
    assert list(found.called) == [ADA]


def test_a_name_is_written_as_its_owner_writes_it() -> None:
    assert ">@Ada Lovelace</a>" in render("@ADA LOVELACE", people=PEOPLE).html


def test_addresses_code_and_links_call_nobody() -> None:
    for source in (
        "mail@Ada",
        "`@Ada`",
        "https://example.org/@Ada",
        "[@Ada](https://example.org)",
        "    @Ada",
    ):
        found = render(source, people=PEOPLE)
        assert not found.called, source
        assert "/people/" not in found.html


def test_strangers_names_stay_words() -> None:
    assert render("@Nobody There", people=PEOPLE).html == "<p>@Nobody There</p>"


def test_nobody_calls_a_crowd() -> None:
    many = {chr(97 + n) * 3: Called(n, f"h{n}", chr(97 + n) * 3) for n in range(15)}
    source = " ".join(f"@{name}," for name in many)
    assert len(render(source, people=many).called) == MOST_PEOPLE


@given(st.text(max_size=300))
def test_whatever_is_typed_gives_only_links_to_people(source: str) -> None:
    html = render(source.replace("A", "@Ada "), people=PEOPLE).html
    for link in re.findall(r'href="(/[^"]*)"', html):
        assert link in {"/people/ada2handle", "/people/just2ada22"}


@given(st.text(max_size=400))
def test_reading_names_never_fails(source: str) -> None:
    assert all(seen == skeleton(seen) for seen in skeletons(source))


def test_a_name_in_a_quote_calls_nobody_again() -> None:
    made = render("> @Ada Lovelace knows.\n\nSo she does.", people=PEOPLE)

    assert "/people/" not in made.html
    assert not made.called
