"""The axis of a question about a number or a date, and what is typed on it."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discuss.predictions.rules import scale as rules
from discuss.predictions.rules.probability import NotAForecast
from discuss.predictions.rules.scale import Scale

VECTORS = json.loads(Path(__file__).with_name("vectors.json").read_text())
KINDS = st.sampled_from(rules.NUMERIC)


def test_a_logarithmic_axis_grows_by_multiples() -> None:
    vector = VECTORS["log_scale_unscaled_to_value"]
    axis = Scale("number", *map(float, vector["inputs"]["range"]), is_log=True)
    assert [axis.value(place) for place in vector["inputs"]["x"]] == pytest.approx(
        vector["expected"]
    )


@given(st.floats(-1, 2), st.booleans())
def test_a_place_and_its_value_lead_to_each_other(place: float, is_log: bool) -> None:  # noqa: FBT001 - Hypothesis gives it by place
    axis = Scale("number", 2, 5000, is_log=is_log)
    assert axis.place(axis.value(place)) == pytest.approx(place, abs=1e-9)


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        ("number", " 3.5 ", 3.5),
        ("number", "1 200", 1200),
        ("number", "\N{MINUS SIGN}2", -2),
        ("number", ".5", 0.5),
        ("number", "45,5", 45.5),
        ("number", "-0,125", -0.125),
        ("number", "1,2340", 1.234),
        ("number", "1,234,567", 1234567),
        ("number", "1,234.5", 1234.5),
        ("integer", "1,200", 1200),
        ("integer", "12.0", 12),
        ("date", "1970-01-02", 1),
        ("date", "2027-03-31", 20908),
    ],
)
def test_numbers_and_dates_are_read_as_people_type_them(
    kind: str, typed: str, value: float
) -> None:
    assert rules.parse(kind, typed) == value


@pytest.mark.parametrize(
    ("kind", "typed", "sentence"),
    [
        ("number", "", rules.NUMBER),
        ("number", "1,200", "1,200 can be read in two ways. Write 1200, or 1.200 with a point."),
        ("number", "1.234,5", rules.NUMBER),
        ("number", "1,23,4", rules.NUMBER),
        ("integer", "4,5", rules.WHOLE),
        ("number", "1e9", rules.NUMBER),
        ("number", "nan", rules.NUMBER),
        ("number", "٤", rules.NUMBER),
        ("number", "1" * 16, rules.NUMBER),
        ("integer", "3.5", rules.WHOLE),
        ("integer", "three", rules.WHOLE),
        ("date", "31.3.2027", rules.DATE),
        ("date", "2027-02-30", rules.DATE),
        ("date", "20270331", rules.DATE),
        ("date", "", rules.DATE),
    ],
)
def test_what_is_no_number_or_date_gets_a_sentence(kind: str, typed: str, sentence: str) -> None:
    with pytest.raises(NotAForecast) as refusal:
        rules.parse(kind, typed)
    assert str(refusal.value) == sentence


@given(KINDS, st.text())
def test_whatever_is_typed_is_a_value_or_a_sentence(kind: str, typed: str) -> None:
    try:
        value = rules.parse(kind, typed)
    except NotAForecast as refusal:
        assert str(refusal).endswith(".")
    else:
        assert rules.parse(kind, rules.typed(kind, value)) == pytest.approx(value)


@given(st.floats(-1e12, 1e12))
def test_every_value_has_an_instant(value: float) -> None:
    assert rules.instant(value).tzinfo is not None


def test_an_axis_is_stored_and_found_again() -> None:
    axis = Scale("date", 20000, 21000, is_open_upper=True)
    assert Scale.of(json.loads(json.dumps(axis.stored()))) == axis


def test_another_unit_is_the_same_axis_and_another_bound_is_not() -> None:
    axis = Scale("number", 0, 10, unit="points")
    assert axis.is_same_axis(Scale("number", 0, 10, unit="percentage points"))
    assert not axis.is_same_axis(Scale("number", 0, 10, is_open_upper=True, unit="points"))
