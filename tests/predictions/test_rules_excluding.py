"""Whose forecasts count at an instant: pure decisions about spans of time."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discuss.predictions.rules.excluding import (
    Span,
    apart_at,
    counted,
    edges,
    how_many,
    is_apart,
)
from discuss.predictions.rules.standing import Stretch

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
HOURS = st.integers(0, 40)
SPANS = st.builds(
    lambda begin, length: Span(hour(begin), None if length is None else hour(begin + length)),
    HOURS,
    st.none() | st.integers(1, 40),
)


def hour(n: int) -> datetime:
    return START + timedelta(hours=n)


def test_a_span_holds_its_first_instant_and_not_its_last() -> None:
    span = Span(hour(1), hour(3))
    assert [span.holds(hour(n)) for n in range(4)] == [False, True, True, False]
    assert Span(hour(1)).holds(hour(1000))


@given(SPANS, SPANS)
def test_spans_meet_where_an_instant_lies_in_both(one: Span, other: Span) -> None:
    shared = any(one.holds(hour(n)) and other.holds(hour(n)) for n in range(90))
    assert one.meets(other) == other.meets(one) == shared


def test_somebody_is_apart_within_their_own_spans_alone() -> None:
    apart = {7: [Span(hour(1), hour(3)), Span(hour(5))]}
    assert [is_apart(apart, 7, hour(n)) for n in (0, 1, 3, 9)] == [False, True, False, True]
    assert not is_apart(apart, 8, hour(2))
    assert apart_at(apart, hour(2)) == {7}
    assert edges(apart, hour(4)) == [hour(1), hour(3)]


@given(st.lists(st.integers(1, 9), min_size=1, max_size=5), st.lists(SPANS, max_size=3))
def test_what_counts_and_what_is_left_out_make_up_what_was_held(
    lengths: list[int], spans: list[Span]
) -> None:
    parts, at = [], 0
    for value, length in enumerate(lengths):
        parts.append(Stretch(hour(at), hour(at + length), value))
        at += length
    kept = counted({7: parts, 8: parts}, {7: spans})
    assert kept[8] == parts
    for n in range(at):
        held = [each.value for each in kept[7] if each.start <= hour(n) < each.end]
        said = next(each.value for each in parts if each.start <= hour(n) < each.end)
        assert held == ([] if is_apart({7: spans}, 7, hour(n)) else [said])


@pytest.mark.parametrize(
    ("log", "found"),
    [
        ([(0, "set")], 1),
        ([(0, "set"), (1, "set")], 1),
        ([(0, "set"), (3, "set"), (4, "affirm")], 2),
        ([(0, "set"), (3, "affirm"), (5, "fold")], 1),
        ([(0, "set"), (1, "withdraw")], 0),
        ([(0, "set"), (3, "withdraw"), (4, "set")], 2),
        ([(0, "set"), (1, "expire"), (9, "set")], 0),
    ],
)
def test_forecasts_are_counted_that_stood_within_the_span(
    log: list[tuple[int, str]], found: int
) -> None:
    assert how_many([(hour(n), kind) for n, kind in log], Span(hour(2), hour(8))) == found
