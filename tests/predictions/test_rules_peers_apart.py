"""How a reader whose forecasts are left out of the crowd did beside those who count."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discuss.predictions.rules import peers, scoring
from discuss.predictions.rules.excluding import Span, counted, uncounted
from discuss.predictions.rules.scores import Averaged
from discuss.predictions.rules.standing import Event, Window, stretches

START = datetime(2026, 1, 1, tzinfo=UTC)
DAYS = st.integers(0, 12)
LOGS = st.dictionaries(
    st.integers(1, 4),
    st.lists(st.tuples(DAYS, st.none() | st.floats(0.01, 0.99)), min_size=1, max_size=4),
    min_size=1,
)
APART = st.dictionaries(
    st.integers(1, 5), st.lists(DAYS, min_size=1, max_size=4, unique=True).map(sorted)
)
"""By person, when their forecasts begin and cease to be left out, in turn."""


def day(number: int) -> datetime:
    return START + timedelta(days=number)


def spans(edges: list[int]) -> list[Span]:
    ends = [*(day(each) for each in edges[1::2]), None]
    return [Span(day(start), end) for start, end in zip(edges[::2], ends, strict=False)]


@pytest.mark.parametrize(
    "compare", [peers.over_time, peers.at_close, peers.after_first_day, peers.in_first_quarter]
)
@given(LOGS, APART)
def test_each_is_compared_as_if_they_alone_of_those_left_out_counted_too(
    compare: Callable[..., dict[int, Averaged]], logs: dict[int, Any], edges: dict[int, list[int]]
) -> None:
    window, score = Window.of(day(0), day(10)), partial(scoring.log, outcome="yes")
    held = {
        who: stretches([Event(day(at), n, p) for n, (at, p) in enumerate(log)], window)
        for who, log in logs.items()
    }
    apart = {who: spans(each) for who, each in edges.items()}
    kept = counted(held, apart)
    expected = compare(kept, window, score)
    for who in apart:
        if held.get(who):
            alone = compare({**kept, who: held[who]}, window, score)
            expected |= {who: alone[who]} if who in alone else {}
    found = compare(kept, window, score, uncounted(held, apart))
    assert found.keys() == expected.keys()
    for who, each in found.items():
        assert each.value == pytest.approx(expected[who].value, abs=1e-9)
        assert each.coverage == pytest.approx(expected[who].coverage, abs=1e-12)
