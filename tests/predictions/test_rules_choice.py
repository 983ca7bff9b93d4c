"""Shares over several answers, as typed and as stored."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discuss.predictions.rules import choice as rules
from discuss.predictions.rules.probability import NotAForecast

KEYS = [f"o{number}" for number in range(1, 13)]


@st.composite
def typed_shares(draw: st.DrawFn) -> dict[str, int]:
    count = draw(st.integers(2, 12))
    shares = draw(st.lists(st.integers(0, 100), min_size=count, max_size=count).filter(any))
    return dict(zip(KEYS, shares, strict=False))


@pytest.mark.parametrize(("typed", "share"), [("45", 45), (" 45 % ", 45), ("", 0), ("0", 0)])
def test_a_share_may_be_typed_or_left_empty(typed: str, share: int) -> None:
    assert rules.parse_share(typed) == share


@pytest.mark.parametrize("typed", ["-1", "101", "1000", "x", "4 5", "4.5", "٤"])
def test_what_is_no_share_gets_a_sentence(typed: str) -> None:
    with pytest.raises(NotAForecast, match="whole number from 0 to 100"):
        rules.parse_share(typed)


@given(st.text())
def test_whatever_is_typed_is_a_share_or_a_sentence(typed: str) -> None:
    sentence, share = ".", 0
    try:
        share = rules.parse_share(typed)
    except NotAForecast as refusal:
        sentence = str(refusal)
    assert sentence.endswith(".")
    assert 0 <= share <= 100


@given(typed_shares())
def test_scaled_shares_are_whole_add_up_and_leave_nothing_out(typed: dict[str, int]) -> None:
    live = list(typed)
    shares = rules.scale(typed, live)
    assert list(shares) == live
    assert sum(shares.values()) == 100
    assert min(shares.values()) >= 1
    rules.check(rules.probabilities(shares), live)


@given(typed_shares())
def test_scaling_twice_changes_nothing(typed: dict[str, int]) -> None:
    once = rules.scale(typed, list(typed))
    assert rules.scale(once, list(typed)) == once


@given(typed_shares())
def test_whoever_gave_an_answer_more_keeps_it_ahead(typed: dict[str, int]) -> None:
    shares = rules.scale(typed, list(typed))
    by_given = sorted(typed.items(), key=lambda item: (item[1], shares[item[0]]))
    kept = [shares[key] for key, _ in by_given]
    assert kept == sorted(kept)


def test_one_answer_alone_leaves_a_percent_for_each_other() -> None:
    assert rules.scale({"a": 7}, ["a", "b", "other"]) == {"a": 98, "b": 1, "other": 1}


def test_a_third_each_gives_the_spare_percent_to_the_first() -> None:
    assert rules.scale({"a": 5, "b": 5, "c": 5}, ["a", "b", "c"]) == {"a": 34, "b": 33, "c": 33}


@pytest.mark.parametrize("typed", [{}, {"a": 0, "b": 0}])
def test_an_empty_answer_asks_for_one_share(typed: dict[str, int]) -> None:
    with pytest.raises(NotAForecast, match="at least one answer"):
        rules.scale(typed, ["a", "b"])


def test_a_share_for_an_answer_that_is_gone_is_not_taken() -> None:
    with pytest.raises(NotAForecast, match="no longer part"):
        rules.scale({"a": 50, "gone": 50}, ["a", "b"])


@pytest.mark.parametrize(
    ("shares", "sentence"),
    [
        ({"a": 0.5}, "every answer a share"),
        ({"a": 1.0, "b": 0.0}, "at least 1 percent"),
        ({"a": 0.5, "b": 0.49}, "add up to 100"),
        ({"a": 0.5, "c": 0.5}, "no longer part"),
    ],
)
def test_shares_that_are_no_forecast_are_not_stored(
    shares: dict[str, float], sentence: str
) -> None:
    with pytest.raises(NotAForecast, match=sentence):
        rules.check(shares, ["a", "b"])


def test_shares_may_miss_the_whole_by_a_billionth() -> None:
    rules.check({"a": 0.1, "b": 0.2, "c": 0.7 + 5e-10}, ["a", "b", "c"])
