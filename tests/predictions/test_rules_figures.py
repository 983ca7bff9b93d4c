"""Numbers and dates as readers read them."""

import pytest

from discuss.predictions.rules import figures as rules
from discuss.predictions.rules.scale import Scale

POINTS = Scale("number", 0, 100, is_open_upper=True, unit="points")
RATE = Scale("number", -2, 8, unit="percent")
PEOPLE = Scale("integer", 0, 2_000_000, is_open_lower=True)
PRICE = Scale("number", 0.01, 10_000, is_open_upper=True, is_log=True)
DAYS = Scale("date", 20000, 21000, is_open_lower=True, is_open_upper=True)


@pytest.mark.parametrize(
    ("scale", "value", "shown"),
    [
        (POINTS, 12.3456, "12.3"),
        (POINTS, 12.0, "12"),
        (RATE, -1.254, "\N{MINUS SIGN}1.25"),
        (RATE, -0.0001, "0"),
        (PEOPLE, 1234567.4, "1,234,567"),
        (PRICE, 0.012345, "0.0123"),
        (PRICE, 1234.5, "1,234"),
        (DAYS, 20000.7, "4 October 2024"),
    ],
)
def test_a_value_is_rounded_to_what_is_worth_saying(scale: Scale, value: float, shown: str) -> None:
    assert rules.figure(scale, value) == shown


def test_a_value_names_its_unit() -> None:
    assert rules.with_unit(POINTS, 40) == "40 points"
    assert rules.with_unit(PEOPLE, 40) == "40"


@pytest.mark.parametrize(
    ("scale", "value", "shown"),
    [
        (POINTS, 100, "100 or more"),
        (POINTS, 0, "0"),
        (PEOPLE, 0, "0 or less"),
        (DAYS, 21000, "1 July 2027 or later"),
        (DAYS, 20000, "4 October 2024 or earlier"),
    ],
)
def test_what_is_read_at_an_open_bound_may_lie_beyond_it(
    scale: Scale, value: float, shown: str
) -> None:
    assert rules.read_off(scale, value) == shown


def test_a_side_beyond_the_bounds_has_a_name() -> None:
    assert rules.outside(POINTS, rules.ABOVE) == "above 100 points"
    assert rules.outside(DAYS, rules.BELOW) == "before 4 October 2024"


@pytest.mark.parametrize(
    ("share", "shown"),
    [(0.001, "under 1%"), (0.0149, "1%"), (0.5, "50%"), (0.9949, "99%"), (0.999, "over 99%")],
)
def test_a_share_promises_neither_never_nor_always(share: float, shown: str) -> None:
    assert rules.percent(share) == shown
