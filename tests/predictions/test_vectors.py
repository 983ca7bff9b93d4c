"""Figures that others published are reached by the rules of this site; none of them lies unused."""

import ast
import json
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.predictions.models import ForecastEvent, Score
from discuss.predictions.rules import beside, board, calibration, movement, quantiles, scores, ways
from discuss.predictions.rules.board import Tally
from discuss.predictions.rules.lifecycle import Action
from discuss.predictions.rules.scoring import Case, bits_ahead
from discuss.predictions.rules.standing import Event, Stretch, Window, stretches
from tests.makers.accounts import a_person
from tests.makers.predictions import START, a_forecast, a_question, a_ruling

PLACE = Path(__file__).with_name("vectors.json")
VECTORS = json.loads(PLACE.read_text())
OPENED = datetime(2026, 1, 1, tzinfo=UTC)


def vector(name: str) -> tuple[Any, Any]:
    return VECTORS[name]["inputs"], VECTORS[name]["expected"]


def near(name: str, wanted: Any = None) -> Any:
    expected = vector(name)[1] if wanted is None else wanted
    return pytest.approx(expected, abs=VECTORS[name]["tolerance"])


def day(number: float) -> datetime:
    return OPENED + timedelta(days=number)


def window(days: float) -> Window:
    return Window.of(day(0), day(days))


def said(forecasts: list[list[float]], days: float) -> list[Stretch[float]]:
    made = [Event(day(at), seq, value) for seq, (at, value) in enumerate(forecasts)]
    return stretches(made, window(days))


def two_class(probability: float) -> float:
    return scores.brier_two_class(probability, happened=True)


def test_every_figure_is_reached_by_a_test() -> None:
    named = {
        node.value
        for file in PLACE.parents[1].glob("*/test_*.py")
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert set(VECTORS) - named == set()


def test_bits_say_how_much_more_was_given_to_what_happened_than_by_the_median() -> None:
    given, expected = vector("relative_legacy")
    whole = Stretch(day(0), day(10), given["p"])
    crowd = [Stretch(day(0), day(10), given["community"])]
    case = Case("binary", given["resolution"], window(10), {1: [whole]}, {}, crowd)
    found = bits_ahead(case)[1]
    assert (found.value, found.coverage) == near(
        "relative_legacy", (expected["score"], expected["coverage"])
    )
    late = Case("binary", "yes", window(10), {1: said([[8, 0.8]], 10)}, {}, crowd)
    assert bits_ahead(late)[1].value == pytest.approx((found.value or 0) / 5)


def test_a_season_is_shared_by_squares() -> None:
    given, expected = vector("tournament_take_share")
    assert [board.take(each) for each in given["total_peer"]] == near(
        "tournament_take_share", expected["take"]
    )
    assert board.shares(given["total_peer"]) == near("tournament_take_share", expected["share"])
    assert board.shares([-1.0, -2.0]) == [0.0, 0.0]


def test_points_and_averages_of_a_board() -> None:
    given, _ = vector("peer_global_average")
    tally = Tally(1, sum(given["scores"]), sum(given["coverages"]), 3)
    assert tally.average == near("peer_global_average")
    assert tally.points == near("reputation_value")


def test_guesses_alone_are_scored_by_their_distances() -> None:
    given, _ = vector("crps_ensemble_nrg")
    assert quantiles.ensemble(given["samples"], given["y"]) == near("crps_ensemble_nrg")


def test_a_range_costs_its_width_and_what_it_misses() -> None:
    given, _ = vector("interval_score_90")
    found = quantiles.interval(given["lower"], given["upper"], given["y"], given["alpha"])
    assert found == near("interval_score_90")
    even = [number / 200 for number in range(201)]
    assert quantiles.typed_range(even, 0.5) == pytest.approx(0.8)
    assert quantiles.typed_range(even, 0.95) == pytest.approx(0.8 + 10 * 0.05)


def test_three_values_come_near_to_a_whole_distribution() -> None:
    given, _ = vector("quantile_crps_3")
    values = {float(share): value for share, value in given["quantiles"].items()}
    assert quantiles.of_levels(values, given["y"]) == near("quantile_crps_3")


def test_quarters_in_which_newer_forecasts_weigh_more() -> None:
    given, _ = vector("recency_weighted_quartiles_n3")
    columns = list(zip(*given["p_no_yes"], strict=True))
    found = [
        [ways.recent_quantile(column, share) for column in columns] for share in (0.25, 0.5, 0.75)
    ]
    assert found == [
        near("recency_weighted_quartiles_n3", row)
        for row in vector("recency_weighted_quartiles_n3")[1]
    ]


def test_a_mean_in_which_newer_forecasts_weigh_more() -> None:
    assert ways.recent_mean(vector("recency_weighted_mean_n4")[0]["p_yes"]) == near(
        "recency_weighted_mean_n4"
    )


def test_sums_of_weights_meet_a_half_though_tenths_do_not_add_up() -> None:
    given, _ = vector("weighted_median_mc")
    columns = zip(*given["values"], strict=True)
    found = [ways.weighted_quantile(column, given["w"], 0.5) for column in columns]
    assert found == near("weighted_median_mc")


def test_odds_are_averaged_and_pushed_by_how_many_say_so() -> None:
    given, _ = vector("neyman_factor")
    assert [ways.push(n) for n in given["n"]] == near("neyman_factor")
    said_here = vector("gmo_ext_neyman")[0]["p"]
    assert ways.of_yes(said_here)["odds_pushed"] == near("gmo_ext_neyman")
    assert ways.of_odds(vector("gmo_nuclear_example")[0]["p"]) == near("gmo_nuclear_example")
    given, _ = vector("baron_transform")
    assert ways.pushed(given["p"], given["a"]) == near("baron_transform")
    assert given["a"] == ways.BARON


def test_a_movement_is_measured_by_divergence_or_by_the_way_that_was_carried() -> None:
    given, _ = vector("jeffreys_divergence_binary")
    assert movement.jeffreys(given["p1"], given["p2"]) == near("jeffreys_divergence_binary")
    given, expected = vector("earth_mover_numeric")
    low, high = given["range"]
    found = [(high - low) * each for each in movement.earth_mover(given["cdf1"], given["cdf2"])]
    assert found == near("earth_mover_numeric", [expected["total"], expected["signed"]])


def test_what_a_crowd_said_is_rounded_to_the_nearest_point_the_lower_of_two() -> None:
    given, _ = vector("manifold_calibration_points")
    found = [calibration.nearest_point(each) for each in given["p"]]
    assert found == near("manifold_calibration_points")


def test_a_reader_is_compared_with_the_one_in_the_middle() -> None:
    given, expected = vector("fatebook_relative_brier_two_users")
    held = {who: said([[0, p]], 7) for who, p in enumerate(given["p"])}
    found = beside.beside_middle(held, window(7), two_class)
    assert [found[who].value for who in held] == near(
        "fatebook_relative_brier_two_users", expected["relative"]
    )
    assert [two_class(p) for p in given["p"]] == pytest.approx(expected["absolute"])


def test_absence_adds_nothing_to_a_comparison_and_stays_in_the_divisor() -> None:
    given, expected = vector("fatebook_relative_brier_7_days")
    held = {int(who): said(made, given["days"]) for who, made in given["forecasts"].items()}
    found = beside.beside_middle(held, window(given["days"]), two_class)
    for who, wanted in expected.items():
        assert found[int(who)].value == near("fatebook_relative_brier_7_days", wanted)
    assert found[3].coverage == pytest.approx(2 / 7)


def test_scores_are_averaged_over_time_and_never_the_forecasts() -> None:
    given, _ = vector("fatebook_single_user_absolute")
    whole = window(given["days"])
    earned = scores.while_standing(said(given["forecasts"], given["days"]), whole, two_class)
    assert earned.value == near("fatebook_single_user_absolute")
    given, expected = vector("fatebook_intraday_average_quirk")
    within = said(given["forecasts"], given["day"])
    earned = scores.while_standing(within, window(given["day"]), two_class)
    assert earned.value == near(
        "fatebook_intraday_average_quirk", expected["proper_time_average_of_scores"]
    )
    assert earned.value > expected["upstream"]


def test_a_retry_stores_one_forecast_and_answers_with_the_first(session: Session) -> None:
    given, expected = vector("spec_double_submit")
    question, ada, answers = a_question(session), a_person(session), []
    for each in given["events"]:
        at = START + timedelta(days=each["t"])
        event = a_forecast(session, question, ada, round(100 * each["p"]), at=at, key=each["key"])
        answers.append(event.id)
    assert len(session.scalars(select(ForecastEvent.id)).all()) == expected["stored"]
    assert all(one == other for one, other in pairwise(answers))


def test_what_is_annulled_has_no_score(session: Session) -> None:
    given, expected = vector("spec_annul")
    question = a_question(session)
    a_forecast(session, question, percent=round(100 * given["p"]))
    a_ruling(session, question, action=Action.ANNUL)
    found = session.scalars(select(Score.coverage)).all()
    assert (next(iter(found), None), sum(found)) == (
        expected["score"],
        expected["coverage_counted"],
    )
