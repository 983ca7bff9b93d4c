"""Answers in an order: a near miss costs less than a far one."""

import json
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.predictions import queries
from discuss.predictions.models import Question
from discuss.predictions.rules import ordered as rules
from discuss.predictions.rules.scores import brier_of_shares
from tests.makers.accounts import a_person, sign_in
from tests.makers.articles import an_article
from tests.makers.predictions import START, a_forecast, a_question, a_ruling
from tests.predictions.test_resolving_numbers import FORM
from tests.predictions.test_views import send

VECTORS = json.loads(Path(__file__).with_name("vectors.json").read_text())
shares = st.lists(st.integers(1, 99), min_size=2, max_size=8).map(
    lambda parts: [part / sum(parts) for part in parts]
)


def vector(name: str) -> tuple[Any, Any]:
    return VECTORS[name]["inputs"], VECTORS[name]["expected"]


def test_the_score_is_the_mean_over_the_cuts() -> None:
    given_, expected = vector("rps_normalised")
    assert rules.rps(given_["p"], given_["outcome"]) == pytest.approx(expected)
    given_, summed = vector("rps_unnormalised")
    cuts = len(given_["p"]) - 1
    assert cuts * rules.rps(given_["p"], given_["outcome"]) == pytest.approx(summed)
    given_, both_classes = vector("ordered_brier_gjopen")
    assert 2 * rules.rps(given_["p"], given_["outcome"]) == pytest.approx(both_classes)


def test_a_near_miss_costs_less_than_a_far_one() -> None:
    given_, expected = vector("rps_sensitivity_to_distance")
    found = [rules.rps(given_[f"forecast_{name}"], given_["outcome"]) for name in ("near", "far")]
    assert found == pytest.approx(expected)


def test_of_two_answers_it_is_the_brier_score() -> None:
    given_, expected = vector("brier_equals_rps_for_two_ordered")
    found = rules.rps(given_["p"], given_["outcome"])
    of_shares = brier_of_shares(dict(zip("ab", given_["p"], strict=True)), "b")
    assert [2 * found, of_shares] == pytest.approx(expected)


@given(shares, st.data())
def test_it_lies_between_best_and_worst_and_turns_with_the_order(
    said: list[float], data: st.DataObject
) -> None:
    outcome = data.draw(st.integers(0, len(said) - 1))
    found = rules.rps(said, outcome)
    assert 0 <= found <= 1
    assert rules.rps(said[::-1], len(said) - 1 - outcome) == pytest.approx(found)


@given(shares, st.data())
def test_saying_what_one_believes_expects_the_best_score(
    belief: list[float], data: st.DataObject
) -> None:
    other = data.draw(st.permutations(belief))

    def expected(said: list[float]) -> float:
        return sum(p * rules.rps(said, outcome) for outcome, p in enumerate(belief))

    assert expected(belief) <= expected(list(other)) + 1e-12


def a_range(session: Session, **more: Any) -> Question:
    labels = ("Under 10", "10 to 20", "More than 20")
    return a_question(session, kind="choice", options=labels, min_show=1, **more)


def test_readers_and_the_crowd_are_scored_along_the_order(session: Session) -> None:
    question, near, far = a_range(session, is_ordered=True), a_person(session), a_person(session)
    a_forecast(session, question, near, shares={"a": 10, "b": 80, "other": 10}, at=START)
    a_forecast(session, question, far, shares={"a": 80, "b": 10, "other": 10}, at=START)
    ruling = a_ruling(session, question, "other")
    earned = {
        person.id: {
            each.kind: each.value
            for each in queries.earned(session, question.id, ruling.seq, person.id)
        }
        for person in (near, far)
    }
    assert earned[near.id]["brier"] == pytest.approx(earned[far.id]["brier"])
    assert earned[near.id]["rps"] == pytest.approx((0.1**2 + 0.9**2) / 2)
    assert earned[far.id]["rps"] == pytest.approx((0.8**2 + 0.9**2) / 2)
    assert earned[near.id]["rps"] < ruling.figures["crowd_by_kind"]["rps"] < 0.73
    assert ruling.figures["crowd"] == ruling.figures["crowd_by_kind"]["rps"]
    assert set(ruling.figures["ways"]) >= {"median", "adjusted", "recent_median"}
    assert queries.replay(session, question.id) == []


def test_the_page_shows_the_ranked_score_first_and_programs_get_it_by_its_name(
    client: FlaskClient, session: Session
) -> None:
    question, near = a_range(session, is_ordered=True), a_person(session)
    a_forecast(session, question, near, shares={"a": 10, "b": 80, "other": 10}, at=START)
    ruling = a_ruling(session, question, "other")
    mine = (0.1**2 + 0.9**2) / 2
    sign_in(client, near, session)
    page = client.get(f"/questions/{question.id}").text
    assert f'Your score</dt><dd class="big up">{mine:.2f}</dd>' in page
    assert "Ranked probability score, 0 best, 1 worst." in page
    assert "a near miss costs less than a far one" in page
    assert "Brier score, sum over all answers" in page
    assert "The answers stand in an order." in page
    assert "Median, newer forecasts count more" in page
    told = client.get(f"/api/v1/questions/{question.id}").get_json()
    assert (told["score"]["brier"], told["score"]["formula"]) == (None, "rps-1")
    assert told["score"]["rps"] == pytest.approx(mine)
    assert told["rulings"][0]["crowd_rps"] == ruling.figures["crowd"]
    record = client.get(f"/people/{near.handle}").text
    assert f'{mine:.2f} <span class="meta">Ranked probability score' in record


def test_answers_without_an_order_have_no_ranked_score(session: Session) -> None:
    question, ada = a_question(session, kind="choice", min_show=1), a_person(session)
    a_forecast(session, question, ada, shares={"a": 10, "b": 80, "other": 10}, at=START)
    ruling = a_ruling(session, question, "b")
    earned = queries.earned(session, question.id, ruling.seq, ada.id)
    assert "rps" not in {each.kind for each in earned}
    assert ruling.figures["crowd_by_kind"]["rps"] is None


def test_an_editor_says_that_the_answers_stand_in_an_order(
    client: FlaskClient, session: Session
) -> None:
    prompt = an_article(session).prompt
    assert prompt is not None
    sign_in(client, a_person(session, role="editor"), session)
    path = f"/prompts/{prompt.id}/questions/new"
    said = {**FORM, "kind": "choice", "options": "Under 10\n10 to 20\nMore than 20"}
    said = {k: v for k, v in said.items() if k not in {"lower", "upper", "unit"}}
    answer = send(client, path, path.removesuffix("/new"), **said, is_ordered="1")
    assert answer.status_code == 303, answer.text
    question = session.scalars(select(Question).order_by(Question.id.desc())).first()
    assert question is not None
    seen = queries.face(session, question.id, None, START)
    assert seen.revision.is_ordered
    assert (
        'name="is_ordered" value="1" checked' in client.get(f"/questions/{question.id}/edit").text
    )
