"""Where things go in a chart."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discuss.predictions.rules import geometry as rules
from discuss.predictions.rules.standing import Point, Stretch

START = datetime(2026, 1, 1, tzinfo=UTC)
percents = st.integers(1, 99).map(lambda percent: percent / 100)


def day(number: float) -> datetime:
    return START + timedelta(days=number)


TEN_DAYS = rules.Span(day(0), day(10))


def point(at: float, *values: float) -> Point:
    q1, median, q3 = values or (None, None, None)
    return Point(day(at), len(values), median, q1, q3)


def numbers(path: str) -> list[float]:
    return [float(found) for found in re.findall(r"-?\d+(?:\.\d+)?", path)]


@given(st.lists(st.integers(0, 10_000), min_size=20, max_size=20), percents, percents)
def test_nothing_leaves_the_frame(bins: list[int], median: float, own: float) -> None:
    chart = rules.histogram(bins, median=median, own=own)
    for bar in chart.bars:
        assert 0 <= bar.x < bar.x + bar.width <= 100
        assert bar.y + bar.height == pytest.approx(chart.base, abs=0.02)
        assert bar.y > 0
    assert sum(bar.is_own for bar in chart.bars) == 1
    for label in (chart.median, chart.own, *chart.axis):
        assert 0 <= label.x <= 100
        assert 0 < label.y <= chart.height


def test_the_bars_name_the_percents_they_hold() -> None:
    chart = rules.histogram([0] * 20)
    assert [(bar.low, bar.high) for bar in chart.bars[:2]] == [(0, 4), (5, 9)]
    assert chart.bars[-1].high == 99
    assert chart.own is None
    assert chart.median is None


def test_ones_own_forecast_is_marked_in_its_bin() -> None:
    chart = rules.histogram([1] * 20, own=0.62, median=0.22)
    assert [bar.low for bar in chart.bars if bar.is_own] == [60]
    assert chart.own.text == "you"
    assert chart.median.text == "median 22%"


def test_texts_at_the_edges_stay_inside() -> None:
    assert [rules.anchor(x) for x in (0, 50, 100)] == ["start", "middle", "end"]


def test_the_line_holds_each_value_until_the_next() -> None:
    chart = rules.history([point(0, 0.2, 0.3, 0.4), point(5, 0.3, 0.5, 0.6)], TEN_DAYS)
    assert chart.line == "M0 70H50V50H100V50"
    assert chart.band == "M0 60H50V40H100V40V70H50V80H0z"
    assert chart.last == "M100 50h0"


def test_the_line_stops_where_nobody_stands() -> None:
    chart = rules.history([point(0, 0.2, 0.3, 0.4), point(5), point(8, 0.5, 0.5, 0.5)], TEN_DAYS)
    assert chart.line == "M0 70H50V70M80 50H100V50"
    ended = rules.history([point(0, 0.2, 0.3, 0.4), point(5)], TEN_DAYS)
    assert ended.last == ""


def test_an_empty_question_has_an_empty_chart() -> None:
    chart = rules.history([], TEN_DAYS)
    assert (chart.line, chart.band, chart.last, chart.own) == ("", "", "", "")
    assert [label.text for label in chart.grid] == ["0%", "25%", "50%", "75%", "100%"]


def test_ones_own_steps_are_drawn_with_their_gaps() -> None:
    own = [Stretch(day(0), day(4), 0.8), Stretch(day(7), day(10), 0.6)]
    chart = rules.history([], TEN_DAYS, own=own, knowable_at=day(9))
    assert chart.own == "M0 20H40V20M70 40H100V40"
    assert chart.own_marks == ("M0 20h0", "M70 40h0")
    assert chart.knowable_x == 90


@given(
    st.lists(st.tuples(st.floats(-5, 15), st.lists(percents, min_size=3, max_size=3)), max_size=400)
)
def test_a_long_life_still_fits_the_screen(rows: list[tuple[float, list[float]]]) -> None:
    points = [point(at, *sorted(values)) for at, values in sorted(rows, key=lambda row: row[0])]
    chart = rules.history(points, TEN_DAYS)
    assert len(rules.thinned(points, TEN_DAYS)) <= rules.COLUMNS + 1
    assert all(0 <= number <= 100 for number in numbers(chart.line + chart.band + chart.last))


def test_an_instant_life_is_a_point_at_the_edge() -> None:
    assert rules.Span(day(0), day(0)).x(day(0)) == 100


def test_the_axis_names_days_and_for_a_short_life_hours() -> None:
    def texts(end: float) -> list[str]:
        return [label.text for label in rules.history([], rules.Span(day(0), day(end))).axis]

    assert texts(10) == ["1 Jan", "6 Jan", "11 Jan"]
    assert texts(1) == ["00:00", "12:00", "00:00"]
