"""What stands out: many forecasts in one narrow place within an hour."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discuss.predictions.rules.burst import FEWEST, Burst, burst

PLACES = st.lists(st.integers(0, 19), max_size=40)


@pytest.mark.parametrize(
    ("late", "early", "found"),
    [
        ([19] * 8 + [3, 4], [1, 2, 3, 19] * 20, Burst(19, 8, 10, 20, 80)),
        ([19] * 5, [], Burst(19, 5, 5, 0, 0)),
        ([19] * 4, [3] * 40, None),
        ([19] * 5 + [1, 2, 3, 4], [3] * 40, None),
        ([19] * 8 + [3, 4], [19] * 30 + [3] * 10, None),
    ],
)
def test_a_share_stands_out_that_is_large_and_was_not_usual(
    late: list[int], early: list[int], found: Burst | None
) -> None:
    assert burst(late, early) == found


@given(PLACES, PLACES)
def test_what_stands_out_is_most_of_the_late_ones_and_never_of_few(
    late: list[int], early: list[int]
) -> None:
    found = burst(late, early)
    if found is not None:
        assert len(late) >= FEWEST
        assert found.late * 2 > found.of_late
        assert found.early == early.count(found.place)  # type: ignore[arg-type]
