"""What the crowd says, in numbers that anybody can check."""

import json
import math
import statistics
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discuss.predictions.rules import crowd as rules

VECTORS = json.loads(Path(__file__).with_name("vectors.json").read_text())
forecasts = st.integers(1, 99).map(lambda percent: percent / 100)


def vector(name: str) -> tuple[dict, object]:
    return VECTORS[name]["inputs"], VECTORS[name]["expected"]


def test_an_even_crowd_has_its_median_between_the_middle_two() -> None:
    given_, expected = vector("median_even")
    assert rules.crowd_of(given_["p"]).median == pytest.approx(expected)


def test_the_mean_is_the_plain_mean() -> None:
    given_, expected = vector("mean_prob")
    assert rules.crowd_of(given_["p"]).mean == pytest.approx(expected)


def test_medians_of_answers_are_scaled_to_a_whole() -> None:
    given_, expected = vector("mc_median_renormalise")
    scaled = rules.renormalise(given_["medians"], given_["floor"])
    assert scaled == pytest.approx(expected, abs=1e-9)


def test_nobody_is_no_crowd() -> None:
    assert rules.crowd_of([]) is None
    assert rules.choice_crowd_of([], ["a", "b"]) is None


@pytest.mark.parametrize(
    ("values", "quartiles"),
    [
        ([0.5], (0.5, 0.5, 0.5)),
        ([0.2, 0.4], (0.2, 0.3, 0.4)),
        ([0.6, 0.7, 0.8], (0.6, 0.7, 0.8)),
        ([0.1, 0.2, 0.4, 0.5], (0.15, 0.3, 0.45)),
        ([0.1, 0.2, 0.3, 0.4, 0.5], (0.2, 0.3, 0.4)),
    ],
)
def test_the_middle_half_follows_the_midpoint_rule(
    values: list[float], quartiles: tuple[float, ...]
) -> None:
    crowd = rules.crowd_of(values)
    assert (crowd.q1, crowd.median, crowd.q3) == quartiles


@given(st.lists(forecasts, min_size=1))
def test_the_crowd_is_what_anybody_would_compute(values: list[float]) -> None:
    crowd = rules.crowd_of(values)
    assert crowd.n == len(values) == sum(crowd.bins)
    assert crowd.median == pytest.approx(statistics.median(values))
    assert min(values) <= crowd.q1 <= crowd.median <= crowd.q3 <= max(values)
    assert crowd.formula == rules.FORMULA


@given(st.lists(forecasts, min_size=1), st.randoms())
def test_the_order_of_forecasts_does_not_matter(values: list[float], chance: Random) -> None:
    shuffled = chance.sample(values, len(values))
    assert rules.crowd_of(shuffled) == rules.crowd_of(values)


@given(st.integers(0, 100))
def test_every_percent_lands_in_the_bin_that_names_it(percent: int) -> None:
    assert rules.bin_of(percent / 100) == min(19, percent // 5)


@st.composite
def crowds_of_shares(draw: st.DrawFn) -> tuple[list[dict[str, float]], list[str]]:
    keys = [f"o{number}" for number in range(draw(st.integers(2, 12)))]
    people = draw(
        st.lists(
            st.lists(st.integers(1, 1000), min_size=len(keys), max_size=len(keys)),
            min_size=1,
            max_size=9,
        )
    )
    shares = [
        {key: weight / sum(weights) for key, weight in zip(keys, weights, strict=True)}
        for weights in people
    ]
    return shares, keys


@given(crowds_of_shares())
def test_the_medians_of_several_answers_add_up(
    drawn: tuple[list[dict[str, float]], list[str]],
) -> None:
    shares, keys = drawn
    crowd = rules.choice_crowd_of(shares, keys)
    assert [answer.key for answer in crowd.answers] == keys
    assert math.fsum(answer.median for answer in crowd.answers) == pytest.approx(1, abs=1e-9)
    assert min(answer.median for answer in crowd.answers) >= rules.FLOOR - 1e-12


def test_readers_who_each_back_another_answer_leave_them_equal() -> None:
    keys = ["a", "b", "c"]
    shares = [{key: 0.98 if key == own else 0.01 for key in keys} for own in keys]
    crowd = rules.choice_crowd_of(shares, keys)
    assert [answer.median for answer in crowd.answers] == pytest.approx([1 / 3] * 3)


def test_a_forecast_from_before_an_answer_was_added_counts_as_the_floor_for_it() -> None:
    crowd = rules.choice_crowd_of([{"a": 0.6, "other": 0.4}], ["a", "new", "other"])
    new = crowd.answers[1]
    assert (new.q1, new.q3) == (rules.FLOOR, rules.FLOOR)


def test_a_small_crowd_stays_unshown() -> None:
    assert [rules.is_shown(n, 5) for n in (0, 4, 5)] == [False, False, True]
    assert not rules.is_shown(0, 0)


def test_being_higher_counts_only_those_below() -> None:
    others = [0.1, 0.2, 0.62, 0.9]
    assert rules.higher_than(0.62, others) == 50
    assert rules.higher_than(0.05, others) == 0
    assert rules.higher_than(0.99, others) == 100
    assert rules.higher_than(0.62, []) is None


def test_being_higher_is_never_overstated() -> None:
    assert rules.higher_than(0.5, [0.1, 0.2, 0.6]) == 66
