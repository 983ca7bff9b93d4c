"""What a question about a number or a date came to."""

import pytest

from discuss.predictions.rules import ruled as rules
from discuss.predictions.rules.probability import NotAForecast
from discuss.predictions.rules.scale import Scale

POINTS = Scale("number", 0, 100, is_open_upper=True, unit="points")
GOALS = Scale("integer", 0, 20)
DAYS = Scale("date", 20000, 21000, is_open_upper=True)


@pytest.mark.parametrize(
    ("scale", "typed", "stored", "place", "words"),
    [
        (POINTS, " 12.50 ", "12.5", 0.125, "12.5 points"),
        (POINTS, "1234.5", "1234.5", 12.345, "1,234.5 points"),
        (POINTS, "Above", "above", 2.0, "above 100 points"),
        (GOALS, "5.0", "5", 0.25, "5"),
        (DAYS, "2024-10-04", "2024-10-04", 0.0, "4 October 2024"),
        (DAYS, "after", "above", 2.0, "after 1 July 2027"),
    ],
)
def test_an_outcome_is_a_value_or_a_side(
    scale: Scale, typed: str, stored: str, place: float, words: str
) -> None:
    assert rules.parse_outcome(scale, typed) == stored
    assert rules.place_of(scale, stored) == pytest.approx(place)
    assert rules.outcome_words(scale, stored) == words


@pytest.mark.parametrize(
    ("scale", "typed", "sentence"),
    [
        (POINTS, "", "Enter a number such as"),
        (POINTS, "-3", "No answer can lie below 0."),
        (POINTS, "below", "No answer can lie below 0 points. Enter the outcome itself."),
        (GOALS, "2.5", "Enter a whole number"),
        (GOALS, "21", "No answer can lie above 20."),
        (DAYS, "before", "No answer can lie before 4 October 2024."),
        (DAYS, "soon", "Enter a date"),
    ],
)
def test_what_cannot_have_happened_gets_a_sentence(scale: Scale, typed: str, sentence: str) -> None:
    with pytest.raises(NotAForecast) as refusal:
        rules.parse_outcome(scale, typed)
    assert str(refusal.value).startswith(sentence)


def test_a_beyond_side_reads_as_far_from_every_place() -> None:
    open_both = Scale("number", 0, 1, is_open_lower=True)
    assert rules.place_of(open_both, "below") < 0
    assert rules.place_of(POINTS, "above") > 1
