"""How close a forecast of a number or a date was."""

import json
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discuss.predictions.rules import crps as rules
from discuss.predictions.rules.quantiles import pinball
from discuss.predictions.rules.spread import canonical, quantile
from tests.predictions.test_rules_spread import forecasts

VECTORS = json.loads(Path(__file__).with_name("vectors.json").read_text())
places = st.floats(-0.5, 1.5)
cdfs = forecasts().map(lambda made: canonical(*made))


def normal(mu: float, sigma: float, low: float, high: float, steps: int = 20_000) -> list[float]:
    width = (high - low) / steps
    at = (low + width * number for number in range(steps + 1))
    return [0.5 * math.erfc((mu - x) / sigma / math.sqrt(2)) for x in at]


@pytest.mark.parametrize("name", ["crps_normal_0_1_0", "crps_normal_2_3_5"])
def test_a_normal_forecast_earns_its_closed_form(name: str) -> None:
    vector = VECTORS[name]
    mu, sigma, y = (vector["inputs"][key] for key in ("mu", "sigma", "y"))
    low, high = mu - 12 * sigma, mu + 12 * sigma
    scored = rules.crps(normal(mu, sigma, low, high), (y - low) / (high - low))
    assert scored * (high - low) == pytest.approx(vector["expected"], abs=1e-6)


def test_a_forecast_in_straight_pieces_is_scored_exactly() -> None:
    vector = VECTORS["crps_piecewise_linear_cdf"]
    scored = rules.crps(vector["inputs"]["cdf"], vector["inputs"]["y"] / 100)
    assert 100 * scored == pytest.approx(vector["expected"], abs=vector["tolerance"])


def test_knowing_nothing_earns_the_closed_form_of_the_even_spread() -> None:
    vector = VECTORS["crps_uniform_closed_form"]
    assert rules.knowing_nothing(vector["inputs"]["y"]) == pytest.approx(
        vector["expected"], abs=vector["tolerance"]
    )


@given(st.floats(0, 1))
def test_knowing_nothing_is_the_even_spread(outcome: float) -> None:
    even = [number / 200 for number in range(201)]
    assert rules.crps(even, outcome) == pytest.approx(rules.knowing_nothing(outcome))


def test_a_forecast_of_one_value_earns_its_distance() -> None:
    vector = VECTORS["crps_degenerate_is_abs_error"]
    steps = 20_000
    one_value = [
        float(number >= steps * vector["inputs"]["point"] / 20) for number in range(steps + 1)
    ]
    scored = 20 * rules.crps(one_value, vector["inputs"]["y"] / 20)
    assert scored == pytest.approx(vector["expected"], abs=0.001)


def test_the_quantile_form_is_known_by_a_figure() -> None:
    vector = VECTORS["pinball"]["inputs"]
    assert pinball(vector["q"], vector["value"], vector["y"]) == pytest.approx(3.6)


@given(cdfs, st.floats(0, 1))
def test_the_score_is_twice_the_mean_loss_of_its_quantiles(
    cdf: tuple[float, ...], outcome: float
) -> None:
    shares = [(number + 0.5) / 2000 for number in range(2000)]
    mean = math.fsum(pinball(q, quantile(cdf, q), outcome) for q in shares) / len(shares)
    assert rules.crps(cdf, outcome) == pytest.approx(2 * mean, abs=2e-3)


@given(cdfs, places)
def test_a_score_lies_between_best_and_worst(cdf: tuple[float, ...], outcome: float) -> None:
    assert 0 <= rules.crps(cdf, outcome) <= 1


@given(cdfs, places, st.floats(0, 1))
def test_a_forecast_nearer_to_the_outcome_is_never_worse(
    cdf: tuple[float, ...], outcome: float, nearer: float
) -> None:
    """I14: nearer is never worse for numbers and dates."""
    happened = [float(number / 200 >= outcome) for number in range(201)]
    moved = [p + nearer * (h - p) for p, h in zip(cdf, happened, strict=True)]
    # Straight lines cannot climb within a step, so the step that holds the outcome is let off.
    assert rules.crps(moved, outcome) <= rules.crps(cdf, outcome) + 1 / 200


@given(cdfs, places, places)
def test_an_outcome_nearer_to_the_median_is_never_worse(
    cdf: tuple[float, ...], one: float, other: float
) -> None:
    median = quantile(cdf, 0.5)
    if (one - median) * (other - median) < 0:
        other = 2 * median - other
    near, far = sorted((one, other), key=lambda each: abs(each - median))
    assert rules.crps(cdf, near) <= rules.crps(cdf, far) + 1e-12
