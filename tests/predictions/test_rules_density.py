"""Where things go in the picture of distributions along a scale."""

import re

from hypothesis import given

from discuss.predictions.rules import density as rules
from discuss.predictions.rules.scale import Scale
from discuss.predictions.rules.spread import Triple, canonical
from tests.predictions.test_rules_spread import forecasts

OPEN = Scale("number", 0, 100, is_open_lower=True, is_open_upper=True, unit="points")
CLOSED = Scale("date", 20000, 21000)


def heights(path: str) -> list[float]:
    return [float(y) for y in re.findall(r"[ML][\d.]+ ([\d.]+)", path)]


def test_the_crowd_fills_an_area_and_the_reader_draws_a_line() -> None:
    crowd = canonical(OPEN, Triple(20, 40, 60))
    chart = rules.density(OPEN, crowd, canonical(OPEN, Triple(50, 60, 70)))
    assert chart.crowd.endswith("V100H0z")
    assert not chart.own.endswith("z")
    assert chart.median.text == "median 40"
    assert chart.you is not None
    assert chart.you.x > chart.median.x
    low, high = chart.quarters
    assert low < chart.median.x < high


def said_in(chart: rules.Density) -> list[list[str]]:
    return [[label.text for label in block.labels] for block in chart.blocks]


def test_without_a_forecast_of_ones_own_there_is_no_line() -> None:
    chart = rules.density(OPEN, canonical(OPEN, Triple(20, 40, 60)))
    assert (chart.own, chart.you) == ("", None)
    assert said_in(chart) == [["less", "1%"], ["more", "under 1%"]]


def test_what_lies_beyond_open_bounds_stands_in_named_blocks_beside_the_field() -> None:
    crowd = canonical(OPEN, Triple(60, 90, 120))
    chart = rules.density(OPEN, crowd, crowd)
    assert said_in(chart)[1] == ["more", "33%", "you 33%"]
    below, above = chart.blocks
    assert above.height > 10 * below.height
    assert below.x + below.width < chart.left
    assert rules.density(CLOSED, canonical(CLOSED, Triple(20100, 20200, 20900))).blocks == ()


def test_the_axis_names_numbers_and_dates_between_the_bounds() -> None:
    crowd = canonical(OPEN, Triple(20, 40, 60))
    assert [each.text for each in rules.density(OPEN, crowd).axis] == ["0", "25", "50", "75", "100"]
    dates = rules.density(CLOSED, canonical(CLOSED, Triple(20100, 20200, 20900)))
    assert [each.text for each in dates.axis] == ["Oct 2024", "Feb 2026", "Jul 2027"]
    assert (dates.axis[0].x, dates.axis[-1].x) == (0, 100)
    assert rules.mark(Scale("date", 20000, 20100), 0.5) == "23 Nov"


@given(forecasts())
def test_every_curve_stays_inside_its_field(made: tuple[Scale, Triple]) -> None:
    cdf = canonical(*made)
    chart = rules.density(made[0], cdf, cdf)
    for path in (chart.crowd, chart.own):
        assert all(0 <= y <= 100 for y in heights(path))
    assert min(heights(chart.own)) == 4
    for label in (
        chart.median,
        *chart.axis,
        *(each for block in chart.blocks for each in block.labels),
    ):
        assert 0 <= label.x <= 100
    assert all(block.y >= chart.top for block in chart.blocks)
