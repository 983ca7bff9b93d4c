"""Whether what somebody calls likely happens that often."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discuss.predictions.rules import calibration
from discuss.predictions.rules.calibration import Said

VECTORS = json.loads(Path(__file__).with_name("vectors.json").read_text())
percents = st.integers(1, 99).map(lambda percent: percent / 100)
pairs_ = st.lists(st.tuples(percents, st.booleans()), min_size=1, max_size=40)


def vector(name: str) -> tuple[Any, Any]:
    return VECTORS[name]["inputs"], VECTORS[name]["expected"]


def pairs_of(given_: dict[str, list[float]]) -> list[tuple[float, bool]]:
    return [(p, bool(y)) for p, y in zip(given_["p"], given_["y"], strict=True)]


def told(question_id: int, probability: float, weight: float, outcome: str) -> Said:
    return Said(question_id, probability, weight, happened=outcome == "yes")


def test_the_ranges_are_narrow_near_never_and_always() -> None:
    shown = [round(edge, 4) for edge in calibration.EDGES]
    assert shown[:5] == [0, 0.0417, 0.0833, 0.125, 0.175]
    assert shown[-5:] == [0.825, 0.875, 0.9167, 0.9583, 1]
    assert shown == sorted(set(shown))


def test_the_band_is_what_chance_alone_gives() -> None:
    given_, expected = vector("calibration_bin_interval")
    assert calibration.chance(given_["count"], *given_["bin"]) == pytest.approx(tuple(expected))


def test_the_parts_of_the_score_by_what_was_said() -> None:
    given_, expected = vector("murphy_decomposition")
    found = calibration.murphy(pairs_of(given_))
    for part, value in expected.items():
        assert getattr(found, part) == pytest.approx(value)


def test_the_parts_of_the_score_without_ranges() -> None:
    given_, expected = vector("corp_decomposition")
    found = calibration.corp(pairs_of(given_))
    for part in ("brier", "miscalibration", "discrimination", "uncertainty"):
        assert getattr(found, part) == pytest.approx(expected[part])
    assert found.recalibrated == pytest.approx(tuple(expected["pav"]))


def test_skill_is_the_share_of_a_reference_that_was_saved() -> None:
    given_, expected = vector("brier_skill_score")
    rate = given_["reference_base_rate"]
    assert calibration.skill(given_["brier"], rate * (1 - rate)) == pytest.approx(expected)
    assert calibration.skill(0.1, 0) is None


@given(pairs_)
def test_the_parts_add_up(pairs: list[tuple[float, bool]]) -> None:
    murphy, corp = calibration.murphy(pairs), calibration.corp(pairs)
    assert murphy.brier == pytest.approx(
        murphy.reliability - murphy.resolution + murphy.uncertainty
    )
    assert corp.brier == pytest.approx(corp.miscalibration - corp.discrimination + corp.uncertainty)
    assert corp.miscalibration >= -1e-12
    assert corp.discrimination >= -1e-12
    assert list(corp.recalibrated) == sorted(corp.recalibrated)


@given(st.lists(st.tuples(st.integers(1, 9), percents, st.booleans()), max_size=40))
def test_every_forecast_is_in_one_range(forecasts: list[tuple[int, float, bool]]) -> None:
    said = [Said(question, p, 0.5, happened=happened) for question, p, happened in forecasts]
    found = calibration.ranges(said)
    assert [each.said for each in found] == sorted(each.said for each in found)
    assert sum(each.questions for each in found) >= len({each.question_id for each in said})
    for each in found:
        assert 0 <= each.low <= each.high <= 1
        assert 0 <= each.happened <= 1


def test_a_number_counts_for_as_long_as_it_stood() -> None:
    said = [
        told(1, 0.7, 0.9, "yes"),
        told(2, 0.7, 0.1, "no"),
        told(1, 0.71, 0.0001, "yes"),
    ]
    (only,) = calibration.ranges(said)
    assert only.questions == 2
    assert only.happened == pytest.approx(0.9, abs=1e-3)
    assert not only.is_telling


def test_one_belongs_to_the_last_range_and_an_edge_to_the_next() -> None:
    assert len(calibration.ranges([told(1, 1.0, 1, "yes"), told(2, 0.97, 1, "yes")])) == 1
    assert len(calibration.ranges([told(1, 0.875, 1, "yes"), told(2, 0.87, 1, "yes")])) == 2


def test_the_last_word_on_each_question_stands_for_it() -> None:
    said = [
        told(1, 0.2, 0.5, "yes"),
        told(2, 0.4, 1, "no"),
        told(1, 0.9, 0.5, "yes"),
    ]
    assert sorted(calibration.last_words(said)) == [(0.4, False), (0.9, True)]
