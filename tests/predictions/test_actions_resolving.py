"""Editors decide questions, and scores follow in the same transaction."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from discuss.accounts.acting import actor_of
from discuss.kit.announce import listen
from discuss.kit.errors import Conflict, Invalid, Refused
from discuss.predictions import actions, queries
from discuss.predictions.actions.commands import Rule, Withdraw
from discuss.predictions.actions.events import Resolved
from discuss.predictions.models import CrowdPoint, Question, ResolutionEvent, Score
from discuss.predictions.rules.crowd import FORMULA
from discuss.predictions.rules.lifecycle import Action, State
from tests.makers.accounts import a_person
from tests.makers.predictions import START, a_forecast, a_question, a_ruling

DAY = timedelta(days=1)
LATER = START + 11 * DAY


def scores(session: Session, question: Question) -> dict[int, tuple[float, float]]:
    session.refresh(question)
    rows = session.execute(
        select(Score.person_id, Score.value, Score.coverage).where(
            Score.question_id == question.id,
            Score.resolution_seq == question.resolution_seq,
            Score.kind == "brier",
        )
    )
    return {person: (value, coverage) for person, value, coverage in rows}


def test_scores_are_written_with_the_ruling(session: Session) -> None:
    question, ada, ben = a_question(session), a_person(session), a_person(session)
    a_forecast(session, question, ada, 70, at=START)
    a_forecast(session, question, ben, 20, at=START + 5 * DAY)
    ruling = a_ruling(session, question, "yes")
    found = scores(session, question)
    assert found[ada.id] == pytest.approx((0.09, 1.0))
    assert found[ben.id] == pytest.approx((0.64, 0.5))
    said = {name: ruling.figures[name] for name in ("formula", "scored", "crowd", "better_than")}
    assert said == {"formula": "brier-1", "scored": 2, "crowd": None, "better_than": None}
    assert set(ruling.figures["crowd_by_kind"].values()) == {None}


def test_the_crowd_is_scored_by_its_published_medians(session: Session) -> None:
    question = a_question(session, min_show=2)
    a_forecast(session, question, percent=20, at=START)
    a_forecast(session, question, percent=40, at=START + 5 * DAY)
    ruling = a_ruling(session, question, "no")
    assert ruling.figures["crowd"] == pytest.approx(0.09)


def test_what_was_said_once_the_answer_was_knowable_is_kept_and_not_scored(
    session: Session,
) -> None:
    question, ada, late = a_question(session), a_person(session), a_person(session)
    a_forecast(session, question, ada, 40, at=START + DAY)
    a_forecast(session, question, ada, 95, at=START + 6 * DAY)
    a_forecast(session, question, late, 99, at=START + 6 * DAY)
    a_ruling(session, question, "yes", knowable_at=START + 5 * DAY)
    assert scores(session, question) == {ada.id: pytest.approx((0.36, 0.4))}
    assert len(queries.own_events(session, question.id, ada.id)) == 2


def test_withdrawn_time_is_a_gap(session: Session) -> None:
    question, ada = a_question(session), a_person(session)
    a_forecast(session, question, ada, 80, at=START)
    actions.withdraw(session, actor_of(ada), Withdraw(question.id, None, ""), START + 4 * DAY)
    a_forecast(session, question, ada, 60, at=START + 7 * DAY)
    a_ruling(session, question, "yes")
    value = (4 * 0.04 + 3 * 0.16) / 7
    assert scores(session, question)[ada.id] == pytest.approx((value, 0.7))


def test_several_answers_are_scored_over_all(session: Session) -> None:
    question, ada = a_question(session, kind="choice"), a_person(session)
    a_forecast(session, question, ada, shares={"a": 60, "b": 30, "other": 10}, at=START)
    a_ruling(session, question, "b")
    assert scores(session, question)[ada.id] == pytest.approx((0.36 + 0.49 + 0.01, 1.0))


def test_ruling_back_and_forth_gives_the_same_scores(session: Session) -> None:
    question, ada = a_question(session), a_person(session)
    a_forecast(session, question, ada, 80, at=START)
    a_ruling(session, question, "yes")
    first = scores(session, question)
    a_ruling(session, question, "no")
    assert scores(session, question) == {ada.id: pytest.approx((0.64, 1.0))}
    a_ruling(session, question, "yes")
    assert scores(session, question) == first
    brier = select(func.count()).select_from(Score).where(Score.kind == "brier")
    assert session.scalar(brier) == 3
    assert [
        r.outcome for r in session.scalars(select(ResolutionEvent).order_by(ResolutionEvent.id))
    ] == ["yes", "no", "yes"]


@pytest.mark.parametrize(
    ("action", "state"),
    [
        (Action.ANNUL, State.ANNULLED),
        (Action.AMBIGUOUS, State.AMBIGUOUS),
        (Action.REOPEN, State.CLOSED),
    ],
)
def test_a_ruling_without_an_outcome_leaves_no_score(
    session: Session, action: Action, state: State
) -> None:
    question, ada = a_question(session), a_person(session)
    a_forecast(session, question, ada, 80, at=START)
    a_ruling(session, question, "yes")
    a_ruling(session, question, "", action=action)
    assert scores(session, question) == {}
    assert queries.face(session, question.id, ada.id, LATER).state is state
    assert queries.record_of(session, ada.id) == []


def rule(question: Question, **changed: Any) -> Rule:
    return Rule(
        **{
            "question_id": question.id,
            "action": Action.RESOLVE,
            "outcome": "yes",
            "knowable_at": None,
            "source_url": "https://example.org/9",
            "note": "The minutes say so.",
            "seen_seq": 0,
            **changed,
        }
    )


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"outcome": ""}, "outcome"),
        ({"outcome": "maybe"}, "outcome"),
        ({"source_url": ""}, "source_url"),
        ({"knowable_at": LATER + DAY}, "knowable_at"),
        ({"note": " "}, "note"),
        ({"action": Action.ANNUL, "note": ""}, "note"),
        ({"action": Action.AMBIGUOUS, "note": ""}, "note"),
    ],
)
def test_a_ruling_names_what_it_stands_on(
    session: Session, changed: dict[str, Any], field: str
) -> None:
    question, editor = a_question(session), actor_of(a_person(session, role="editor"))
    with pytest.raises(Invalid) as refused:
        actions.rule(session, editor, rule(question, **changed), LATER)
    assert set(refused.value.fields) == {field}


def test_the_second_of_two_editors_sees_the_first_ruling(session: Session) -> None:
    question, editor = a_question(session), actor_of(a_person(session, role="editor"))
    a_ruling(session, question, "no")
    with pytest.raises(Conflict, match="Another editor"):
        actions.rule(session, editor, rule(question), LATER)


@pytest.mark.parametrize("role", ["reader", "moderator"])
def test_only_editors_decide(session: Session, role: str) -> None:
    question, person = a_question(session), actor_of(a_person(session, role=role))
    with pytest.raises(Refused, match="editors"):
        actions.rule(session, person, rule(question), LATER)


def test_a_draft_is_not_decided(session: Session) -> None:
    question = a_question(session, published=False)
    editor = actor_of(a_person(session, role="editor"))
    with pytest.raises(Refused, match="not been opened"):
        actions.rule(session, editor, rule(question), LATER)


def test_resolve_while_scoring_fails_decides_nothing(session: Session) -> None:
    question = a_question(session)
    a_forecast(session, question, percent=70, at=START)
    point = session.scalars(select(CrowdPoint).where(CrowdPoint.version == FORMULA)).one()
    point.figures = {"a": {}}
    point.n = 5
    session.commit()
    with pytest.raises(KeyError):
        a_ruling(session, question)
    session.rollback()
    session.refresh(question)
    assert question.resolution_seq == 0
    assert session.scalars(select(Score)).all() == []


def test_a_ruling_is_announced(session: Session) -> None:
    heard = []
    listen(Resolved, lambda _session, event: heard.append(event))
    question = a_question(session)
    a_ruling(session, question)
    assert heard[-1] == Resolved(question.id, 1, LATER)
