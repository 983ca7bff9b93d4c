"""What a distribution gave to the value that happened."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discuss.predictions.rules import along as rules
from discuss.predictions.rules import peers, scoring
from discuss.predictions.rules.scoring import Case
from discuss.predictions.rules.spread import canonical, masses
from discuss.predictions.rules.standing import Stretch, Window
from tests.predictions.test_rules_spread import forecasts

VECTORS = json.loads(Path(__file__).with_name("vectors.json").read_text())
START = datetime(2026, 1, 1, tzinfo=UTC)
WINDOW = Window.of(START, START + timedelta(days=10))
cdfs = forecasts().map(lambda made: canonical(*made))
places = st.floats(-0.5, 1.5)


def vector(name: str) -> tuple[Any, Any]:
    return VECTORS[name]["inputs"], VECTORS[name]["expected"]


def test_a_value_on_a_border_belongs_to_the_bucket_below_it() -> None:
    given_, expected = vector("bucket_index_closed_0_200_200")
    lower, upper = given_["range"]
    found = [
        rules.bucket_of((value - lower) / (upper - lower), given_["n"])
        for value in given_["values"]
    ]
    assert found == expected


def test_the_baseline_is_half_the_log_against_an_even_spread() -> None:
    given_, expected = vector("baseline_numeric_closed")
    place = (given_["bucket"] - 0.5) / 2
    found = rules.baseline(given_["cdf"], place, given_["open_bounds"])
    assert found == pytest.approx(expected["score"])


def test_beyond_an_open_bound_knowing_nothing_gives_a_twentieth() -> None:
    _, expected = vector("baseline_numeric_out_of_bounds_bucket")
    cdf = [0.05 + 0.9 * number / 200 for number in range(201)]
    for place in (-1.0, 2.0, 0.37):
        assert rules.baseline(cdf, place, 2) == pytest.approx(expected["score"], abs=1e-9)


def test_readers_are_compared_by_half_their_logs() -> None:
    given_, expected = vector("peer_continuous_faq")
    held = {
        person: [Stretch(WINDOW.opened, WINDOW.closed, score)]
        for person, score in enumerate(given_["log_scores"])
    }
    found = peers.over_time(held, WINDOW, lambda log: log / 2)
    assert [found[person].value for person in held] == pytest.approx(
        [100 * each / 2 for each in expected]
    )


@given(st.lists(cdfs, min_size=2, max_size=5), places)
def test_everybody_together_comes_to_nothing(said: list[tuple[float, ...]], place: float) -> None:
    held = {n: [Stretch(WINDOW.opened, WINDOW.closed, cdf)] for n, cdf in enumerate(said)}
    case = Case("number", "", WINDOW, held, held, place=place)
    found = peers.over_time(held, WINDOW, scoring.log_score(case))
    assert sum(each.value or 0 for each in found.values()) == pytest.approx(0, abs=1e-6)


@given(cdfs, places)
def test_whoever_gave_more_to_what_happened_earns_more(
    cdf: tuple[float, ...], place: float
) -> None:
    even = [number / 200 for number in range(201)]
    if not 0 <= place <= 1:
        return
    gave_more = rules.given_to(cdf, place) > rules.given_to(even, place)
    assert (rules.baseline(cdf, place, 0) > 0) == gave_more
    assert sum(masses(cdf)) == pytest.approx(1)
