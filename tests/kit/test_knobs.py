"""What may be set, and what is when nobody has set it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discuss.kit.knobs import Chosen, Knob

SECONDS = Knob("seconds", "Seconds", "How many.", 12, "seconds", 5, 60)
MODE = Knob("mode", "Mode", "Which.", "post", options=(("post", "After"), ("pre", "Before")))


@given(st.text(max_size=12))
def test_a_number_is_taken_within_its_range_and_nowhere_else(text: str) -> None:
    fault = SECONDS.fault(text)
    is_number = text.isascii() and text.isdecimal() and len(text) <= 9
    may = is_number and 5 <= int(text) <= 60
    assert (fault == "") is may
    if may:
        assert 5 <= Chosen({"seconds": SECONDS.kept(text)}).number(SECONDS) <= 60


@given(st.dictionaries(st.sampled_from(["seconds", "mode"]), st.text(max_size=5)))
def test_what_cannot_be_is_the_default(values: dict[str, str]) -> None:
    chosen = Chosen(values)
    assert 5 <= chosen.number(SECONDS) <= 60
    assert chosen.text(MODE) in {"post", "pre"}


@pytest.mark.parametrize(
    ("knob", "value", "said"),
    [
        (SECONDS, "20", "20 seconds"),
        (SECONDS, "1", "1 second"),
        (MODE, "pre", "Before"),
        (MODE, "gone", "gone"),
    ],
)
def test_values_are_said_with_their_unit(knob: Knob, value: str, said: str) -> None:
    assert knob.said(value) == said


def test_a_setting_says_what_it_takes() -> None:
    assert SECONDS.fault("four") == "Enter a whole number from 5 to 60."
    assert MODE.fault("none") == "Choose “After” or “Before”."
