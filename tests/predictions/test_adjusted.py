"""The second number: recent forecasts count more, small crowds less, newcomers not yet."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from discuss.accounts.models import Person
from discuss.kit import clock
from discuss.predictions import queries
from discuss.predictions.models import CrowdPoint, ForecastEvent, Question
from discuss.predictions.rules import adjusted as rules
from discuss.predictions.rules.spread import canonical
from tests.makers.accounts import a_person, sign_in
from tests.makers.predictions import START, a_forecast, a_question, an_open_question
from tests.predictions.test_rules_spread import forecasts as spreads

VECTORS = json.loads(Path(__file__).with_name("vectors.json").read_text())
cdfs = spreads().map(lambda made: canonical(*made))
forecasts = st.integers(1, 99).map(lambda percent: percent / 100)
LATER = START + timedelta(days=2)


def vector(name: str) -> tuple[dict[str, Any], Any]:
    return VECTORS[name]["inputs"], VECTORS[name]["expected"]


@pytest.mark.parametrize("name", ["recency_weights_n3", "recency_weights_n10"])
def test_newer_forecasts_weigh_more(name: str) -> None:
    given_, expected = vector(name)
    assert rules.weights(given_["n"]) == pytest.approx(expected, abs=1e-8)


@pytest.mark.parametrize(
    ("name", "strengthened"), [("gmo", 1.0), ("gmo_zero_needs_clip", 1.0), ("gmo_ext_1_5", 1.5)]
)
def test_log_odds_are_averaged_within_one_and_ninety_nine_percent(
    name: str, strengthened: float
) -> None:
    given_, expected = vector(name)
    said = given_["p"]
    assert rules.pooled(said, [1.0] * len(said), strengthened) == pytest.approx(expected, abs=1e-6)


def test_the_pool_is_the_one_that_did_best_on_questions_held_out() -> None:
    given_, expected = vector("proposed_recency_logit_pool")
    said = given_["p_oldest_to_newest"]
    by = rules.weights(len(said), given_["c"])
    assert given_["c"] == rules.TEMPO
    assert given_["a"] == rules.STRONGEST
    assert rules.pooled(said, by, given_["a"]) == pytest.approx(expected, abs=1e-6)


def test_one_reader_is_drawn_towards_even() -> None:
    given_, expected = vector("proposed_small_n_shrink")
    assert rules.estimate(given_["p"]) == pytest.approx(expected, abs=1e-6)


def test_the_push_grows_with_the_crowd_and_ends() -> None:
    strengths = [rules.strength(n) for n in range(1, 40)]
    assert strengths == sorted(strengths)
    assert strengths[3] < 1 < strengths[5]
    assert strengths[10:] == [rules.STRONGEST] * 29


@given(st.lists(forecasts, min_size=1, max_size=40))
def test_an_estimate_is_a_probability_and_turns_with_the_question(said: list[float]) -> None:
    found = rules.estimate(said)
    assert found is not None
    assert 0 < found < 1
    turned = rules.estimate([1 - each for each in said])
    assert turned == pytest.approx(1 - found, abs=1e-9)


@given(st.lists(forecasts, min_size=3, max_size=30), st.data())
def test_nobody_lowers_it_by_raising_their_own(said: list[float], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(said) - 1))
    raised = [min(0.99, p + 0.2) if n == place else p for n, p in enumerate(said)]
    assert rules.estimate(raised) >= rules.estimate(said)


@given(st.lists(st.tuples(*[st.integers(1, 98)] * 3), min_size=1, max_size=20))
def test_the_answers_of_a_choice_add_up(raw: list[tuple[int, ...]]) -> None:
    said = [dict(zip("abc", (each / sum(row) for each in row), strict=True)) for row in raw]
    found = rules.choice_estimate(said, "abc")
    assert found is not None
    assert sum(found.values()) == pytest.approx(1)
    assert min(found.values()) >= rules.CLIP - 1e-9


def test_of_very_many_only_the_newest_are_read_and_nobody_notices() -> None:
    said = [0.2 + 0.6 * (n % 7) / 7 for n in range(10_000)]
    newest = rules.estimate(said[-rules.MOST :], len(said))
    assert newest == pytest.approx(rules.estimate(said), abs=1e-3)


def estimates(session: Session, question: Question) -> list[tuple[int, dict[str, Any]]]:
    points = select(CrowdPoint).where(
        CrowdPoint.question_id == question.id, CrowdPoint.version == rules.FORMULA
    )
    return [(each.n, each.figures) for each in session.scalars(points.order_by(CrowdPoint.id))]


def test_newcomers_count_among_all_readers_and_not_yet_in_the_estimate(session: Session) -> None:
    question = a_question(session)
    newcomer = a_person(session)
    a_forecast(session, question, newcomer, 99, at=START + timedelta(hours=1))
    a_forecast(session, question, a_person(session), 60, at=LATER)
    assert estimates(session, question) == [
        (0, {}),
        (1, {"estimate": rules.estimate([0.6])}),
    ]
    a_forecast(session, question, newcomer, 99, at=LATER + timedelta(hours=1))
    assert estimates(session, question)[-1] == (2, {"estimate": rules.estimate([0.6, 0.99])})
    assert queries.replay(session, question.id) == []


def test_a_choice_has_an_estimate_for_each_answer(session: Session) -> None:
    question = a_question(session, kind="choice")
    for share in (50, 70):
        shares = {"a": share, "b": 90 - share, "other": 10}
        a_forecast(session, question, shares=shares, at=LATER + timedelta(minutes=share))
    n, figures = estimates(session, question)[-1]
    assert (n, set(figures["estimate"])) == (2, {"a", "b", "other"})
    assert queries.replay(session, question.id) == []


def test_a_changed_log_or_figure_is_found(
    app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.extensions, "discuss_prepare", lambda: None)
    question = a_question(session)
    for percent in (40, 60, 70):
        a_forecast(session, question, percent=percent, at=LATER + timedelta(minutes=percent))
    runner = app.test_cli_runner()
    whole = runner.invoke(args=["questions", "replay"])
    assert (whole.exit_code, whole.output) == (0, "Everything stored is what the logs say.\n")
    first = update(ForecastEvent).where(ForecastEvent.probability == 0.4)
    session.execute(first.values(probability=0.3))
    session.commit()
    found = runner.invoke(args=["questions", "replay"])
    assert found.exit_code == 1
    assert "standing: " in found.output
    assert f"{rules.FORMULA} after" in found.output


def test_readers_see_both_numbers_once_enough_count(client: FlaskClient, session: Session) -> None:
    question = an_open_question(session, min_show=3)
    me = a_person(session)
    for percent in (70, 80):
        a_forecast(session, question, percent=percent, at=clock.now())
    newcomer = a_person(session)
    session.execute(update(Person).where(Person.id == newcomer.id).values(confirmed_at=clock.now()))
    a_forecast(session, question, newcomer, 75, at=clock.now())
    sign_in(client, me, session)
    page = f"/questions/{question.id}"
    assert "Adjusted estimate" not in client.get(page).text

    a_forecast(session, question, me, 90, at=clock.now())

    expected = round(100 * (rules.estimate([0.7, 0.8, 0.9]) or 0))
    assert f"Adjusted estimate: {expected}%" in client.get(page).text
    assert "made from the forecasts of 3 readers" in client.get(page).text
    told = client.get(f"/api/v1/questions/{question.id}").json
    assert told is not None
    assert told["crowd"]["n"] == 4
    assert told["crowd"]["adjusted"]["n"] == 3


@given(st.lists(cdfs, min_size=1, max_size=12))
def test_of_numbers_the_estimate_is_a_distribution_between_all_that_stand(
    said: list[tuple[float, ...]],
) -> None:
    found = rules.along_estimate(said)
    assert found is not None
    assert list(found) == sorted(found)
    for place, column in enumerate(zip(*said, strict=True)):
        assert min(column) - 1e-9 <= found[place] <= max(column) + 1e-9


def test_of_numbers_the_plain_mean_and_the_weights_are_those_of_the_pool() -> None:
    given_, expected = vector("linear_pool_cdf")
    assert rules.along_estimate(given_["cdfs"]) == pytest.approx(expected)
    steps = [(0.0, 1.0)] * 3 + [(1.0, 1.0)]
    by = rules.weights(4, rules.TEMPO)
    assert rules.along_estimate(steps) == pytest.approx((by[-1] / sum(by), 1.0))


def test_of_numbers_newcomers_count_later_and_the_newest_weigh_most(session: Session) -> None:
    question, newcomer = a_question(session, kind="number"), a_person(session)
    spread = ("10", "20", "30")
    a_forecast(session, question, newcomer, spread=spread, at=START + timedelta(hours=1))
    assert along(session, question) == [(0, {})]
    for _ in range(3):
        a_forecast(session, question, spread=spread, at=LATER)
    a_forecast(session, question, spread=("60", "70", "80"), at=LATER)
    n, figures = along(session, question)[-1]
    assert n == 4
    assert figures["q3"] > 60
    assert figures["q1"] < 30
    assert queries.replay(session, question.id) == []


def along(session: Session, question: Question) -> list[tuple[int, dict[str, Any]]]:
    points = select(CrowdPoint).where(
        CrowdPoint.question_id == question.id, CrowdPoint.version == rules.ALONG_FORMULA
    )
    return [(each.n, each.figures) for each in session.scalars(points.order_by(CrowdPoint.id))]


def test_of_numbers_a_rewritten_estimate_is_found_out(session: Session) -> None:
    question = a_question(session, kind="date")
    dates = ("2026-04-01", "2026-05-01", "2026-12-24")
    a_forecast(session, question, spread=dates, at=LATER)
    session.execute(
        update(CrowdPoint)
        .where(CrowdPoint.version == rules.ALONG_FORMULA)
        .values(figures={"median": 1.0, "q1": 0.0, "q3": 2.0})
    )
    (drift,) = queries.replay(session, question.id)
    assert drift.what.startswith("adjusted-pool-1 after")


def test_of_numbers_page_and_api_tell_the_estimate_once_enough_count(
    client: FlaskClient, session: Session
) -> None:
    question, ada = an_open_question(session, kind="number", min_show=2), a_person(session)
    earlier = clock.now() - timedelta(minutes=5)
    for person in (a_person(session), a_person(session), ada):
        session.execute(
            update(Person)
            .where(Person.id == person.id)
            .values(confirmed_at=earlier - timedelta(days=3))
        )
        session.refresh(person)
        a_forecast(session, question, person, spread=("10", "20", "30"), at=earlier)
    assert b"Adjusted estimate" not in client.get(f"/questions/{question.id}").data
    sign_in(client, ada, session)
    page = client.get(f"/questions/{question.id}").get_data(as_text=True)
    assert "Adjusted estimate: 20" in page
    assert "The median above counts everybody’s alike." in page
    answer = client.get(f"/api/v1/questions/{question.id}").get_json()
    adjusted = answer["crowd"]["adjusted"]
    assert (adjusted["formula"], adjusted["n"]) == ("adjusted-pool-1", 3)
    assert adjusted["q1"] < adjusted["estimate"] < adjusted["q3"]
