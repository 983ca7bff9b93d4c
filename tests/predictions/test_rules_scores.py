"""How right a forecast was."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from discuss.predictions.rules import scores as rules
from discuss.predictions.rules.standing import Event, Window, stretches

VECTORS = json.loads(Path(__file__).with_name("vectors.json").read_text())
Timeline = list[tuple[float, float | None]]
START = datetime(2026, 1, 1, tzinfo=UTC)
percents = st.integers(1, 99).map(lambda percent: percent / 100)


def day(number: float) -> datetime:
    return START + timedelta(days=number)


def vector(name: str) -> tuple[dict, object]:
    return VECTORS[name]["inputs"], VECTORS[name]["expected"]


def averaged(events: Timeline, close: float, actual: float | None = None) -> rules.Averaged:
    counted = Window.of(day(0), day(close), None if actual is None else day(actual))
    made = [Event(day(at), seq, value) for seq, (at, value) in enumerate(events)]
    return rules.over_schedule(stretches(made, counted), counted, rules.baseline)


def test_the_half_form_is_the_squared_error() -> None:
    given_, expected = vector("brier_binary_half_form_yes")
    assert rules.brier(given_["p"], happened=True) == pytest.approx(expected)


def test_the_original_form_sums_over_both_classes() -> None:
    given_, expected = vector("brier_binary_original_two_class")
    assert rules.brier_two_class(given_["p"], happened=True) == pytest.approx(expected)


def test_several_answers_are_scored_by_the_sum_over_all() -> None:
    given_, expected = vector("brier_multiclass_original")
    shares = {str(place): share for place, share in enumerate(given_["p"])}
    assert rules.brier_of_shares(shares, str(given_["outcome"])) == pytest.approx(expected)


@pytest.mark.parametrize(
    "name",
    [
        "baseline_binary_p0.9",
        "baseline_binary_p0.7",
        "baseline_binary_p0.99",
        "baseline_binary_p0.999",
    ],
)
def test_the_baseline_compares_with_knowing_nothing(name: str) -> None:
    given_, expected = vector(name)
    assert rules.baseline(given_["p_yes"]) == pytest.approx(expected["score"])


def test_the_baseline_counts_the_answers() -> None:
    given_, expected = vector("baseline_mc8_best_worst")
    scored = [rules.baseline(p, given_["options"]) for p in given_["p_outcome"]]
    assert scored == pytest.approx(expected)


@pytest.mark.parametrize(
    "name",
    [
        "baseline_coverage_start3_endNone_close10",
        "baseline_coverage_startNone_end3_close10",
        "baseline_coverage_startNone_endNone_close5",
    ],
)
def test_coverage_is_the_share_of_the_scheduled_time(name: str) -> None:
    given_, expected = vector(name)
    forecast = given_["forecast"]
    events = [(forecast["start"], forecast["p_yes"])]
    if forecast["end"] is not None:
        events.append((forecast["end"], None))
    score = averaged(events, given_["scheduled_close"], given_["actual_close"])
    assert (score.value, score.coverage) == pytest.approx((expected["score"], expected["coverage"]))


def test_a_score_is_averaged_over_the_days_it_stood() -> None:
    given_, expected = vector("time_average_faq_five_days")
    score = averaged(given_["forecasts"], given_["close"])
    assert (score.value, score.coverage) == pytest.approx((expected["score"], expected["coverage"]))


def test_a_withdrawal_leaves_a_gap_in_the_score() -> None:
    given_, expected = vector("spec_withdraw_gap")
    events = [(event["t"], event.get("p")) for event in given_["events"]]
    score = averaged(events, given_["close"])
    assert (score.value, score.coverage) == pytest.approx((expected["score"], expected["coverage"]))


def test_hindsight_earns_nothing() -> None:
    given_, expected = vector("spec_hindsight_trim")
    events = [(event["t"], event["p"]) for event in given_["events"]]
    score = averaged(events, given_["scheduled_close"], given_["event_known_at"])
    assert (score.value, score.coverage) == pytest.approx((expected["score"], expected["coverage"]))


def test_of_two_forecasts_in_one_instant_the_later_stands() -> None:
    given_, expected = vector("spec_same_ms_tie")
    counted = Window.of(day(0), day(given_["close"]))
    made = [Event(day(e["t"]), e["seq"], e["p"]) for e in reversed(given_["events"])]
    parts = stretches(made, counted)
    assert [part.value for part in parts] == [expected["standing"]]
    score = rules.over_schedule(parts, counted, rules.baseline)
    assert score.value == pytest.approx(expected["score_from_t5"])


def test_a_second_resolution_gives_the_score_of_its_own_outcome() -> None:
    given_, expected = vector("spec_reresolution_delta")
    yes, no = rules.baseline(given_["p"]), rules.baseline(1 - given_["p"])
    assert (yes, no) == pytest.approx((expected["v1"], expected["v2"]))
    assert [yes, no - yes] == pytest.approx(expected["ledger"])


def test_a_forecast_at_the_close_is_not_scored() -> None:
    given_, expected = vector("spec_half_open_interval")
    assert expected["accepted"] is False
    score = averaged([(given_["events"][0]["t"], given_["events"][0]["p"])], given_["close"])
    assert (score.value, score.coverage) == (0, 0)


def brier_yes(probability: float) -> float:
    return rules.brier(probability, happened=True)


def test_absent_time_is_not_perfect_time() -> None:
    score = brier_of([(5, 0.6)])
    assert (score.value, score.coverage) == pytest.approx((0.16, 0.5))
    assert brier_of([]) == rules.Averaged(None, 0.0)


def brier_of(events: Timeline) -> rules.Averaged:
    counted = Window.of(day(0), day(10))
    made = [Event(day(at), seq, value) for seq, (at, value) in enumerate(events)]
    return rules.while_standing(stretches(made, counted), counted, brier_yes)


timelines = st.lists(
    st.tuples(st.integers(0, 9), st.one_of(st.none(), percents)), min_size=1, max_size=8
)


@given(timelines)
def test_an_average_lies_between_its_best_and_its_worst(events: Timeline) -> None:
    score = brier_of(events)
    if score.value is None:
        assert score.coverage == 0
        return
    every = [brier_yes(value) for _, value in events if value is not None]
    assert min(every) - 1e-12 <= score.value <= max(every) + 1e-12
    assert 0 < score.coverage <= 1


@given(timelines, st.integers(1, 98))
def test_a_forecast_nearer_the_outcome_never_scores_worse(events: Timeline, raised: int) -> None:
    """I14: nearer is never worse, over time."""
    # The outcome is a yes, so every number moved up by the same rule is nearer to it.
    nearer = [
        (at, None if value is None else min(0.99, value + raised / 100)) for at, value in events
    ]
    score, better = brier_of(events), brier_of(nearer)
    assume(score.value is not None)
    assert better.value <= score.value + 1e-12
    assert better.coverage == score.coverage


@given(timelines, percents)
def test_what_is_said_late_leaves_the_score_as_it_was(events: Timeline, late: float) -> None:
    assert brier_of([*events, (10, late)]) == brier_of(events)


@given(percents)
def test_saying_what_one_believes_expects_the_best_score(belief: float) -> None:
    def expected(said: float) -> float:
        return belief * rules.brier(said, happened=True) + (1 - belief) * rules.brier(
            said, happened=False
        )

    best = min((percent / 100 for percent in range(1, 100)), key=expected)
    assert best == belief


@given(st.integers(2, 12))
def test_equal_shares_earn_what_knowing_nothing_earns(answers: int) -> None:
    shares = {str(number): 1 / answers for number in range(answers)}
    assert rules.brier_of_shares(shares, "0") == pytest.approx(rules.always_equal(answers))


@given(percents)
def test_two_answers_score_twice_the_half_form(probability: float) -> None:
    shares = {"yes": probability, "no": 1 - probability}
    assert rules.brier_of_shares(shares, "yes") == pytest.approx(
        rules.brier_two_class(probability, happened=True)
    )


def test_an_outcome_that_was_no_answer_yet_counts_as_missed() -> None:
    assert rules.brier_of_shares({"a": 0.5, "b": 0.5}, "new") == pytest.approx(1.5)
