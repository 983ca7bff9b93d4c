"""Several lines stand in one chart without touching each other's letters."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from discuss.predictions.rules.lines import MOST, RIGHT, ROW, Moment, apart, lines
from tests.predictions.test_rules_geometry import TEN_DAYS, day, numbers

ends = st.lists(st.none() | st.floats(14, 108), max_size=MOST)


@given(ends)
def test_letters_stay_in_the_frame_and_apart(found: list[float | None]) -> None:
    letters = apart(found, 14, 108)
    assert [each is None for each in letters] == [each is None for each in found]
    ys = sorted(each for each in letters if each is not None)
    assert all(below - above >= ROW - 0.02 for above, below in pairwise(ys))
    assert all(14 <= y <= 108 for y in ys)


def test_letters_stand_in_the_order_of_their_lines() -> None:
    assert apart([50, 20, 52], 14, 108) == [50, 20, 65]


def test_a_line_holds_each_value_until_the_next_and_stops_at_a_gap() -> None:
    moments = [
        Moment(day(0), [0.5, None]),
        Moment(day(2), [0.75, 0.25]),
        Moment(day(5), [None, None]),
        Moment(day(8), [0.5, None]),
    ]
    first, second = lines(moments, TEN_DAYS, height=300).lines
    assert first.path == "M0 50H20V50H20V25H50V25M80 50H100V50"
    assert second.path == "M20 75H50V75"
    assert (first.end_y, second.end_y) == (145, None)


def test_the_chart_ends_at_half_where_no_line_is_above() -> None:
    moments = [Moment(day(0), [0.5, 0.1])]
    chart = lines(moments, TEN_DAYS, height=300)
    assert [label.text for label in chart.grid] == ["0%", "12.5%", "25%", "37.5%", "50%"]
    assert [line.path for line in chart.lines] == ["M0 0H100V0", "M0 80H100V80"]


def test_nothing_is_drawn_of_no_moment() -> None:
    chart = lines([], TEN_DAYS, height=132, knowable_at=day(5))
    assert chart.lines == ()
    assert chart.knowable_x == RIGHT / 2
    assert [label.x for label in chart.axis] == [0, RIGHT / 2, RIGHT]


@given(st.lists(st.tuples(st.floats(0, 10), st.none() | st.floats(0, 1)), max_size=20))
def test_no_line_leaves_its_field(said: list[tuple[float, float | None]]) -> None:
    moments = [Moment(day(at), [value]) for at, value in sorted(said, key=lambda each: each[0])]
    for line in lines(moments, TEN_DAYS, height=300).lines:
        assert all(0 <= number <= 100 for number in numbers(line.path))
