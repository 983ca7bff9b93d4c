"""What a ruling is worth to everybody, and that nothing of a ruling taken back remains."""

import math
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from discuss.accounts.acting import actor_of
from discuss.predictions import actions, queries
from discuss.predictions.actions import scoring
from discuss.predictions.actions.commands import Withdraw
from discuss.predictions.models import Question, Score
from discuss.predictions.rules import adjusted
from discuss.predictions.rules.lifecycle import Action
from tests.makers.accounts import a_person
from tests.makers.predictions import START, a_forecast, a_question, a_ruling

DAY = timedelta(days=1)
Budget = Callable[[int], AbstractContextManager[object]]
Found = dict[tuple[str, int], tuple[float, float]]


def scores(session: Session, question: Question) -> Found:
    """Return what counts now: (kind, person) to value and coverage."""
    session.refresh(question)
    rows = session.scalars(
        select(Score).where(
            Score.question_id == question.id, Score.resolution_seq == question.resolution_seq
        )
    )
    return {(each.kind, each.person_id): (each.value, each.coverage) for each in rows}


def a_busy_question(session: Session, people: int = 4) -> Question:
    question = a_question(session, min_show=2)
    everybody = [a_person(session) for _ in range(people)]
    for place, person in enumerate(everybody):
        a_forecast(session, question, person, 10 + 80 * place // people, at=START + place * DAY / 9)
    a_forecast(session, question, everybody[0], 85, at=START + 4 * DAY)
    leaves = Withdraw(question.id, None, "")
    actions.withdraw(session, actor_of(everybody[1]), leaves, START + 5 * DAY)
    session.commit()
    return question


def test_a_ruling_writes_every_kind_of_score(session: Session) -> None:
    question, ada, ben = a_question(session), a_person(session), a_person(session)
    a_forecast(session, question, ada, 80, at=START)
    a_forecast(session, question, ben, 50, at=START + 5 * DAY)
    a_ruling(session, question)
    found = scores(session, question)
    assert found["brier", ada.id] == pytest.approx((0.04, 1))
    assert found["log", ada.id] == pytest.approx((-0.2231435513, 1))
    assert found["baseline", ada.id] == pytest.approx((67.8071905113, 1))
    assert found["peer", ada.id] == pytest.approx((23.5001814623, 1))
    assert found["peer", ben.id] == pytest.approx((-23.5001814623, 0.5))
    assert found["peer_at_close", ben.id] == pytest.approx((-47.0003629246, 1))
    assert found["peer_first_day", ada.id] == (0, 1)
    assert ("peer_first_day", ben.id) not in found


def test_what_was_said_after_looking_is_no_part_of_the_blind_score(session: Session) -> None:
    question, ada, ben = a_question(session), a_person(session), a_person(session)
    a_forecast(session, question, ada, 80, at=START)
    a_forecast(session, question, ben, 50, at=START)
    a_forecast(session, question, ada, 99, at=START + 5 * DAY)
    a_ruling(session, question)
    found = scores(session, question)
    assert found["peer_blind", ada.id] == pytest.approx((23.5001814623, 0.5))
    assert found["peer_blind", ben.id] == pytest.approx((-23.5001814623, 1))
    assert found["peer", ada.id][0] > found["peer_blind", ada.id][0]


def test_the_readers_median_earns_scores_of_its_own(session: Session) -> None:
    question = a_question(session, min_show=2)
    for percent in (60, 80):
        a_forecast(session, question, percent=percent, at=START)
    figures = a_ruling(session, question).figures
    assert figures["crowd"] == pytest.approx(0.09)
    alone = {kind: figures["crowd_by_kind"][kind] for kind in ("brier", "log", "baseline")}
    assert alone == pytest.approx({"brier": 0.09, "log": -0.3566749439, "baseline": 48.542682717})


def test_the_crowd_is_compared_with_its_readers_and_moves_none_of_them(session: Session) -> None:
    question = a_question(session, min_show=3)
    people = [a_person(session) for _ in range(4)]
    for person, percent in zip(people, (10, 60, 60, 90), strict=True):
        a_forecast(session, question, person, percent, at=START)
    figures = a_ruling(session, question).figures
    assert figures["better_than"] == 25
    mean = sum(math.log(p) for p in (0.1, 0.6, 0.6, 0.9)) / 4
    assert figures["crowd_by_kind"]["peer"] == pytest.approx(100 * (math.log(0.6) - mean))
    at_close = figures["crowd_by_kind"]["peer_at_close"]
    assert at_close == pytest.approx(figures["crowd_by_kind"]["peer"])
    found = scores(session, question)
    assert sum(found["peer", person.id][0] for person in people) == pytest.approx(0)
    assert queries.replay(session, question.id) == []


def test_the_adjusted_estimate_is_scored_beside_the_median(session: Session) -> None:
    question = a_question(session, min_show=2)
    for percent in (60, 80):
        a_forecast(session, question, percent=percent, at=START + timedelta(days=2))
    figures = a_ruling(session, question).figures
    assert figures["adjusted"] == pytest.approx((1 - adjusted.estimate([0.6, 0.8])) ** 2)
    assert figures["adjusted_by_kind"]["brier"] == figures["adjusted"]


def test_a_figure_of_the_crowd_that_somebody_rewrote_is_found_out(session: Session) -> None:
    question = a_busy_question(session)
    ruling = a_ruling(session, question)
    ruling.figures = {**ruling.figures, "better_than": 100}
    session.flush()
    (drift,) = queries.replay(session, question.id)
    assert drift.what == "the crowd's better_than"


def test_what_younger_formulas_give_is_not_expected_of_an_old_ruling(session: Session) -> None:
    question = a_busy_question(session)
    ruling = a_ruling(session, question)
    kept = {name: ruling.figures[name] for name in ("formula", "scored", "crowd")}
    ruling.figures = {**kept, "crowd_by_kind": {"brier": ruling.figures["crowd"]}}
    session.flush()
    assert queries.replay(session, question.id) == []


def test_shares_earn_what_probabilities_earn(session: Session) -> None:
    question, ada, ben = a_question(session, kind="choice"), a_person(session), a_person(session)
    a_forecast(session, question, ada, shares={"a": 60, "b": 30, "other": 10}, at=START)
    a_forecast(session, question, ben, shares={"a": 30, "b": 60, "other": 10}, at=START)
    a_ruling(session, question, "b")
    found = scores(session, question)
    assert found["baseline", ada.id][0] == pytest.approx(-9.5903274289)
    assert found["peer", ben.id][0] == pytest.approx(69.314718056)


@pytest.mark.parametrize("action", [Action.ANNUL, Action.AMBIGUOUS, Action.REOPEN])
def test_a_ruling_taken_back_leaves_no_trace_in_any_total(session: Session, action: Action) -> None:
    question = a_busy_question(session)
    a_ruling(session, question)
    assert scores(session, question)
    a_ruling(session, question, "", action=action)
    assert scores(session, question) == {}
    assert queries.replay(session, question.id) == []


def test_ruling_there_and_back_gives_the_same_scores_to_the_last_digit(session: Session) -> None:
    question = a_busy_question(session)
    a_ruling(session, question, "yes")
    first = scores(session, question)
    a_ruling(session, question, "no")
    assert scores(session, question) != first
    a_ruling(session, question, "yes")
    assert scores(session, question) == first


def test_the_log_played_again_gives_the_stored_scores(session: Session) -> None:
    question = a_busy_question(session)
    a_ruling(session, question)
    assert queries.replay(session, question.id) == []
    session.execute(update(Score).where(Score.kind == "peer").values(value=Score.value + 1))
    (drift,) = queries.replay(session, question.id)
    assert drift.what == "scores peer by peer-1"
    session.execute(delete(Score).where(Score.kind == "peer"))
    assert queries.replay(session, question.id) == []
    session.execute(delete(Score))
    assert [each.what for each in queries.replay(session, question.id)] == [
        "scores brier by brier-1"
    ]


def test_a_withdrawal_does_not_alter_what_was_earned_before(session: Session) -> None:
    question, ada, ben = a_question(session), a_person(session), a_person(session)
    a_forecast(session, question, ada, 80, at=START)
    a_forecast(session, question, ben, 50, at=START)
    a_ruling(session, question, knowable_at=START + 5 * DAY)
    before = scores(session, question)
    leaves = Withdraw(question.id, None, "")
    a_ruling(session, question, "", action=Action.REOPEN)
    actions.withdraw(session, actor_of(ada), leaves, START + 6 * DAY)
    session.commit()
    a_ruling(session, question, knowable_at=START + 5 * DAY)
    assert scores(session, question) == before


@pytest.mark.parametrize("people", [2, 40])
def test_scoring_asks_as_much_of_the_database_for_many_as_for_few(
    session: Session, query_budget: Budget, people: int
) -> None:
    question = a_busy_question(session, people)
    ruling = a_ruling(session, question)
    session.execute(delete(Score))
    seen = queries.face(session, question.id, None, ruling.created_at)
    with query_budget(4):
        scoring.score(session, seen, ruling)
    assert len(scores(session, question)) > 5 * people
