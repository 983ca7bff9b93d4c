"""From counts a crowd is told to the same last digit as from everybody."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discuss.predictions.rules.crowd import choice_crowd_of, crowd_of
from discuss.predictions.rules.tally import choice_crowd_from, counted, crowd_from, moved, quantile

KEYS = ["a", "b", "other"]
PROBABILITIES = st.one_of(
    st.integers(1, 99).map(lambda percent: percent / 100), st.floats(0.01, 0.99)
)
SHARES = st.dictionaries(st.sampled_from([*KEYS, "gone"]), PROBABILITIES)


@given(st.lists(PROBABILITIES, max_size=60))
def test_counts_of_probabilities_tell_what_all_of_them_tell(said: list[float]) -> None:
    assert crowd_from(len(said), counted(said)) == crowd_of(said)


@given(st.lists(SHARES, max_size=40))
def test_counts_of_shares_tell_what_all_of_them_tell(said: list[dict[str, float]]) -> None:
    assert choice_crowd_from(len(said), counted(said), KEYS) == choice_crowd_of(said, KEYS)


@given(st.lists(SHARES, min_size=1, max_size=20), st.data())
def test_who_changes_or_leaves_is_taken_out_whole(said: list[Any], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(said) - 1))
    now = data.draw(st.one_of(st.none(), SHARES))
    rest = [*said[:place], *said[place + 1 :], *([] if now is None else [now])]
    assert moved(counted(said), said[place], now) == counted(rest)


def test_a_place_beyond_the_last_is_an_error() -> None:
    with pytest.raises(IndexError):
        quantile([(0.5, 1)], 3, 3, 4)
