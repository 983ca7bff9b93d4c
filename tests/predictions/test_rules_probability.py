"""What people type as a probability, and what they read back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discuss.predictions.rules import probability as rules


@pytest.mark.parametrize(
    "typed", ["62", "62%", " 62 ", "62 %", "062", "+62", "62.0", "62,00", "62."]
)
def test_a_reader_may_type_a_percent_in_many_ways(typed: str) -> None:
    assert rules.parse_percent(typed) == 62


@pytest.mark.parametrize("typed", ["0", "0%", "00", "0.0"])
def test_nobody_may_say_never(typed: str) -> None:
    with pytest.raises(rules.NotAForecast, match="Never is a long time"):
        rules.parse_percent(typed)


@pytest.mark.parametrize("typed", ["100", "100%", "100.0"])
def test_nobody_may_say_for_certain(typed: str) -> None:
    with pytest.raises(rules.NotAForecast, match="The highest forecast is 99"):
        rules.parse_percent(typed)


@pytest.mark.parametrize("typed", ["62,5", "62.5", "0.5", "99.9", ".5"])
def test_a_part_of_a_percent_is_answered_with_what_to_do(typed: str) -> None:
    with pytest.raises(rules.NotAForecast, match="from 1 to 99"):
        rules.parse_percent(typed)


@pytest.mark.parametrize(
    "typed", ["", " ", "-5", "101", "9999999", "sixty", "6 2", "62%%", "1e1", "٦٢", "six%", "NaN"]
)
def test_what_is_no_percent_gets_the_range(typed: str) -> None:
    with pytest.raises(rules.NotAForecast, match="number from 1 to 99"):
        rules.parse_percent(typed)


@given(st.text())
def test_whatever_is_typed_is_a_forecast_or_a_sentence(typed: str) -> None:
    sentence, percent = ".", 1
    try:
        percent = rules.parse_percent(typed)
    except rules.NotAForecast as refusal:
        sentence = str(refusal)
    assert sentence.endswith(".")
    assert 1 <= percent <= 99


@given(st.integers(1, 99))
def test_a_percent_survives_the_way_in_and_out(percent: int) -> None:
    stored = rules.from_percent(rules.parse_percent(f"{percent}%"))
    assert rules.is_probability(stored)
    assert rules.to_percent(stored) == percent


@given(st.one_of(st.integers(max_value=0), st.integers(min_value=100)))
def test_no_number_outside_the_range_becomes_a_probability(percent: int) -> None:
    with pytest.raises(rules.NotAForecast):
        rules.from_percent(percent)


def test_half_a_percent_reads_upward() -> None:
    assert [rules.to_percent(p) for p in (0.285, 0.005, 0.994, 0.995)] == [29, 1, 99, 100]


@pytest.mark.parametrize(
    ("percent", "words"),
    [
        (1, "Almost no chance"),
        (4, "Almost no chance"),
        (5, "Very unlikely"),
        (19, "Very unlikely"),
        (20, "Unlikely"),
        (39, "Unlikely"),
        (40, "About even"),
        (59, "About even"),
        (60, "Likely"),
        (79, "Likely"),
        (80, "Very likely"),
        (94, "Very likely"),
        (95, "Almost certain"),
        (99, "Almost certain"),
    ],
)
def test_each_band_begins_where_the_one_before_ends(percent: int, words: str) -> None:
    assert rules.verbal(percent / 100) == words


@pytest.mark.parametrize(
    ("percent", "sentence"),
    [
        (62, "Of 20 futures like this one, about 12 are a yes."),
        (5, "Of 20 futures like this one, about 1 is a yes."),
        (1, "Of 20 futures like this one, fewer than 1 is a yes."),
        (99, "Of 20 futures like this one, nearly all 20 are a yes."),
    ],
)
def test_a_forecast_is_told_as_futures(percent: int, sentence: str) -> None:
    assert rules.futures(percent / 100) == sentence


def test_the_reading_puts_words_before_figures() -> None:
    assert rules.reading(0.62) == "Likely. Of 20 futures like this one, about 12 are a yes."


@pytest.mark.parametrize(
    ("percent", "words"),
    [
        (62, "about 3 in 5"),
        (50, "about 1 in 2"),
        (75, "about 3 in 4"),
        (34, "about 1 in 3"),
        (5, "about 1 in 20"),
        (1, "about 1 in 100"),
        (95, "about 19 in 20"),
        (99, "about 99 in 100"),
    ],
)
def test_odds_are_told_in_small_numbers(percent: int, words: str) -> None:
    assert rules.odds(percent / 100) == words


@given(st.floats(0, 1))
def test_odds_are_never_far_from_the_forecast(probability: float) -> None:
    above, below = (int(word) for word in rules.odds(probability).split() if word.isdigit())
    assert abs(above / below - probability) < 0.036
