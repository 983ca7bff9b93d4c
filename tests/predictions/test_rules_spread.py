"""Three values become a distribution that is stored, scored and pooled."""

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discuss.predictions.rules import spread as rules
from discuss.predictions.rules.pool import (
    added_up,
    linear_pool,
    moved,
    pool_from,
    pool_of,
    read_from,
)
from discuss.predictions.rules.scale import Scale
from discuss.predictions.rules.spread import Triple

VECTORS = json.loads(Path(__file__).with_name("vectors.json").read_text())
BOUNDS = st.tuples(st.booleans(), st.booleans(), st.booleans())


@st.composite
def axes(draw: st.DrawFn) -> Scale:
    is_open_lower, is_open_upper, is_log = draw(BOUNDS)
    lower = draw(st.floats(0.01, 1000) if is_log else st.floats(-1000, 1000))
    span = draw(st.floats(1, 1e6))
    upper = lower * (1 + span) if is_log else lower + span
    return Scale("number", lower, upper, is_open_lower, is_open_upper, is_log)


@st.composite
def forecasts(draw: st.DrawFn) -> tuple[Scale, Triple]:
    """Three places in order, beyond the bounds where they are open, and the values there."""
    axis = draw(axes())
    least, most = (-0.5 if axis.is_open_lower else 0.0), (1.5 if axis.is_open_upper else 1.0)
    guess = draw(st.floats(least + 0.05, most - 0.05))
    low = draw(st.floats(least, guess - 0.01))
    high = draw(st.floats(guess + 0.01, most))
    return axis, Triple(*(axis.value(place) for place in (low, guess, high)))


@given(forecasts())
def test_every_forecast_is_a_distribution_that_its_axis_allows(made: tuple[Scale, Triple]) -> None:
    axis, triple = made
    cdf = rules.canonical(axis, triple)
    assert rules.is_allowed(axis, cdf)
    assert all(before < after for before, after in pairwise(cdf))


@given(forecasts())
def test_what_was_entered_is_found_again_in_the_distribution(made: tuple[Scale, Triple]) -> None:
    axis, triple = made
    cdf = rules.canonical(axis, triple)
    for share, value in ((0.1, triple.low), (0.5, triple.guess), (0.9, triple.high)):
        place = min(1.0, max(0.0, axis.place(value)))
        step = 1 / (rules.POINTS - 1)
        around = [rules.quantile(cdf, share + gap) for gap in (-0.012, 0.012)]
        assert around[0] - step <= place <= around[1] + step


@given(forecasts(), st.floats(0, 1), st.floats(0, 1))
def test_a_larger_share_lies_below_a_higher_place(
    made: tuple[Scale, Triple], one: float, other: float
) -> None:
    cdf = rules.canonical(*made)
    low, high = sorted((one, other))
    assert 0 <= rules.quantile(cdf, low) <= rules.quantile(cdf, high) <= 1


@given(forecasts())
def test_all_the_mass_is_somewhere(made: tuple[Scale, Triple]) -> None:
    masses = rules.masses(rules.canonical(*made))
    assert sum(masses) == pytest.approx(1)
    assert len(masses) == rules.POINTS + 1


@given(st.floats(0.2, 0.8), st.floats(0.02, 0.2), st.floats(0.02, 0.2))
def test_a_forecast_has_one_peak(guess: float, below: float, above: float) -> None:
    axis = Scale("number", 0, 1, is_open_lower=True, is_open_upper=True)
    steps = rules.masses(rules.canonical(axis, Triple(guess - below, guess, guess + above)))[1:-1]
    peak = steps.index(max(steps))
    assert all(one <= next_ + 1e-9 for one, next_ in pairwise(steps[: peak + 1]))
    assert all(one >= next_ - 1e-9 for one, next_ in pairwise(steps[peak:]))


def test_a_symmetric_forecast_is_symmetric() -> None:
    cdf = rules.canonical(Scale("number", 0, 100), Triple(30, 50, 70))
    assert [1 - each for each in reversed(cdf)] == pytest.approx(cdf)


def test_the_lowest_answer_may_be_the_low_value() -> None:
    axis = Scale("integer", 0, 20)
    assert rules.is_allowed(axis, rules.canonical(axis, Triple(0, 2, 20)))


def test_the_mass_beyond_an_open_bound_stays_there() -> None:
    cdf = rules.canonical(Scale("number", 0, 100, is_open_upper=True), Triple(60, 90, 120))
    assert rules.masses(cdf)[-1] == pytest.approx(0.33, abs=0.02)


def test_the_masses_of_a_distribution_are_its_steps_and_both_ends() -> None:
    vector = VECTORS["cdf_to_pmf"]
    assert rules.masses(vector["inputs"]["cdf"]) == pytest.approx(vector["expected"])


def test_a_quantile_lies_on_the_line_between_two_places() -> None:
    vector = VECTORS["ppf_linear"]
    shares = [percent / 100 for percent in vector["inputs"]["pct"]]
    found = [rules.quantile(vector["inputs"]["cdf"], share) for share in shares]
    assert found == pytest.approx(vector["expected"])


NUMBER = Scale("number", 0, 100, is_open_upper=True)
DATES = Scale("date", 20000, 21000)
LOG = Scale("number", 1, 1000, is_open_lower=True, is_log=True)


@pytest.mark.parametrize(
    ("axis", "typed", "faults"),
    [
        (NUMBER, ("50", "40", "60"), {"low": "The low value must be below the best guess."}),
        (NUMBER, ("40", "40", "60"), {"low": "The low value must be below the best guess."}),
        (NUMBER, ("30", "40", "35"), {"high": "The high value must be above the best guess."}),
        (NUMBER, ("-1", "40", "60"), {"low": "No answer can lie below 0."}),
        (NUMBER, ("30", "", "x"), {"guess": rules.axes.NUMBER, "high": rules.axes.NUMBER}),
        (
            DATES,
            ("2025-03-01", "2025-02-01", "2025-02-01"),
            {
                "low": "The early date must be before the best guess.",
                "high": "The late date must be after the best guess.",
            },
        ),
        (
            DATES,
            ("2024-01-01", "2025-02-01", "2029-02-01"),
            {
                "low": "No answer can lie before 2024-10-04.",
                "high": "No answer can lie after 2027-07-01.",
            },
        ),
        (
            LOG,
            ("0", "2", "3"),
            {"low": "Enter a number above 0, since this scale grows by multiples."},
        ),
    ],
)
def test_what_is_no_forecast_gets_a_sentence_at_each_field(
    axis: Scale, typed: tuple[str, str, str], faults: dict[str, str]
) -> None:
    with pytest.raises(rules.NotATriple) as refusal:
        rules.parse(axis, typed)
    assert refusal.value.faults == faults


def test_values_beyond_an_open_bound_are_taken() -> None:
    assert rules.parse(NUMBER, ("90", "105", "130")) == Triple(90, 105, 130)


def test_values_too_close_to_tell_apart_are_not_in_order() -> None:
    with pytest.raises(rules.NotATriple):
        rules.parse(Scale("number", -1e15, 1e15), ("0.000000001", "0.000000002", "3"))


def test_the_crowd_is_the_mean_of_its_distributions() -> None:
    vector = VECTORS["linear_pool_cdf"]
    assert linear_pool(vector["inputs"]["cdfs"]) == pytest.approx(vector["expected"])


@given(st.lists(forecasts().map(lambda made: rules.canonical(*made)), min_size=1, max_size=6))
def test_a_crowd_stands_among_its_members(cdfs: list[tuple[float, ...]]) -> None:
    crowd = pool_of(cdfs)
    assert crowd is not None
    assert crowd.q1 <= crowd.median <= crowd.q3
    medians = [rules.quantile(cdf, 0.5) for cdf in cdfs]
    assert min(medians) - 1e-9 <= crowd.median <= max(medians) + 1e-9
    assert read_from(crowd.n, crowd.cdf) == crowd


def test_nobody_is_no_crowd() -> None:
    assert pool_of([]) is None


@given(st.lists(forecasts().map(lambda made: rules.canonical(*made)), max_size=6), st.data())
def test_sums_that_run_equal_a_recount_to_the_last_digit(
    cdfs: list[tuple[float, ...]], data: st.DataObject
) -> None:
    sums = added_up(cdfs)
    kept = list(cdfs)
    for cdf in data.draw(st.permutations(cdfs)):
        assert pool_from(len(kept), sums) == pool_of(kept)
        kept.remove(cdf)
        sums = moved(sums, cdf, None)
    assert pool_from(0, sums) is None
