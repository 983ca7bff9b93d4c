"""Forecasts are left out of the crowd of a question that is over: what is decided moves no more."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts.models import Person
from discuss.kit.errors import Invalid
from discuss.predictions import actions, queries
from discuss.predictions.actions.commands import Revise
from discuss.predictions.models import CrowdPoint, Question
from discuss.predictions.presenters import leaving_out as presenters
from discuss.predictions.rules.lifecycle import Action
from tests.makers.predictions import EDITOR, START, a_forecast, a_question, a_ruling, a_wording
from tests.predictions.test_leaving_out import a_brigade, in_force, left_out, let_back_in, somebody
from tests.predictions.test_leaving_out_scored import scores

DAY = timedelta(days=1)


def on(day: int) -> datetime:
    return START + day * DAY


def shown(session: Session, question: Question) -> tuple[int, int, int]:
    """Return how many count, by the last point and as readers see it, and the median."""
    session.expire_all()
    face = queries.face(session, question.id, None, on(30))
    last = in_force(session, question)[-1]
    crowd: Any = face.told.crowd
    assert round(crowd.median * 100) == round(last[4]["median"] * 100)
    return last[3], crowd.n, round(crowd.median * 100)


def reworded(session: Session, question: Question, at: datetime, **changed: Any) -> None:
    n = question.revision_n
    old = queries.face(session, question.id, None, at).revision
    wording = a_wording(title=old.title, close_at=old.close_at, min_show=1)
    command = Revise(question.id, n, replace(wording, **changed), "Another date.")
    actions.revise(session, EDITOR, command, at)
    session.commit()


def a_brigade_until(session: Session, end: datetime) -> tuple[Question, list[Person]]:
    question, troop = a_brigade(session)
    left_out(session, question, troop, on(1), end)
    return question, troop


def test_whoever_is_left_out_when_it_is_decided_stays_so_until_it_is_reopened(
    session: Session,
) -> None:
    question, troop = a_brigade_until(session, on(5))
    ruling = a_ruling(session, question, "no", at=on(3))
    before, figures = scores(session, question), dict(ruling.figures)
    for day in (5, 6):
        actions.lapse(session, question.id, on(day))
        session.commit()
        assert shown(session, question) == (5, 5, 40)
    assert queries.face(session, question.id, troop[0].id, on(6)).exclusion is not None
    assert queries.replay(session, question.id) == []
    assert (scores(session, question), ruling.figures) == (before, figures)
    a_ruling(session, question, action=Action.REOPEN, at=on(7))
    assert shown(session, question) == (8, 8, 55)
    assert in_force(session, question)[-1][2] == on(5)
    assert queries.face(session, question.id, troop[0].id, on(7)).exclusion is None
    assert queries.replay(session, question.id) == []
    a_forecast(session, question, somebody(session), 50, at=on(8))
    again = a_ruling(session, question, "no", at=on(11))
    assert again.figures["crowd"] > figures["crowd"]
    assert queries.replay(session, question.id) == []


def test_an_end_that_does_not_come_is_not_told_until_the_question_is_open_again(
    session: Session,
) -> None:
    question, troop = a_brigade_until(session, on(5))
    ending = f"until {on(5).day} {on(5):%B %Y}"

    def said(at: datetime) -> tuple[str, Any, Any]:
        session.expire_all()
        face = queries.face(session, question.id, troop[0].id, at)
        (told,), own = presenters.left_out_out(face), presenters.own_left_out(face)
        assert own is not None
        return presenters.left_out_words(face)[0], told.until, own.until

    words, *ends = said(on(2))
    assert ending in words
    assert ends == [on(5), on(5)]
    a_ruling(session, question, "no", at=on(3))
    words, *ends = said(on(4))
    assert " on, under " in words
    assert ends == [None, None]
    a_ruling(session, question, action=Action.REOPEN, at=on(4))
    words, *ends = said(on(4))
    assert ending in words
    assert ends == [on(5), on(5)]


def test_another_decision_about_a_decided_question_counts_by_the_same_end(session: Session) -> None:
    question, troop = a_brigade(session)
    rows = left_out(session, question, troop[:2], on(1), on(5))
    ruling = a_ruling(session, question, "no", at=on(3))
    figures, history = dict(ruling.figures), in_force(session, question)
    more = left_out(session, question, troop[2:], on(1), at=on(8))
    assert shown(session, question) == (5, 5, 40)
    assert queries.replay(session, question.id) == []
    let_back_in(session, more, on(9))
    assert (in_force(session, question), ruling.figures) == (history, figures)
    let_back_in(session, rows, on(9))
    assert shown(session, question) == (8, 8, 55)
    assert queries.replay(session, question.id) == []


def test_a_later_ruling_takes_the_end_that_came_before_it(session: Session) -> None:
    question, _ = a_brigade_until(session, on(5))
    a_ruling(session, question, "no", at=on(3))
    a_ruling(session, question, "yes", at=on(6))
    assert shown(session, question) == (8, 8, 55)
    assert queries.replay(session, question.id) == []


def test_a_ruling_at_the_very_end_comes_after_it(session: Session) -> None:
    question, _ = a_brigade_until(session, on(5))
    a_ruling(session, question, "no", at=on(5))
    assert shown(session, question) == (8, 8, 55)
    assert queries.replay(session, question.id) == []


def test_a_close_before_the_end_leaves_them_out_until_it_is_moved_again(session: Session) -> None:
    question, _ = a_brigade_until(session, on(5))
    reworded(session, question, on(3), close_at=on(4))
    actions.lapse(session, question.id, on(5))
    session.commit()
    assert shown(session, question) == (5, 5, 40)
    assert queries.replay(session, question.id) == []
    reworded(session, question, on(6), close_at=on(9))
    assert shown(session, question) == (8, 8, 55)
    assert queries.replay(session, question.id) == []


def test_what_begins_when_a_question_is_over_is_refused(session: Session) -> None:
    question, troop = a_brigade(session)
    for since, ruled in ((on(10), False), (on(11), True)):
        if ruled:
            a_ruling(session, question, "no", at=on(11))
        with pytest.raises(Invalid) as refusal:
            left_out(session, question, troop, since, at=on(12))
        assert refusal.value.fields == {"from_at": actions.excluding.OVER}
    early, others = a_brigade(session)
    a_ruling(session, early, "no", at=on(3))
    with pytest.raises(Invalid) as refusal:
        left_out(session, early, others, on(3), at=on(4))
    assert refusal.value.fields == {"from_at": actions.excluding.OVER}
    assert question.edition == early.edition == 0


def test_whoever_comes_back_is_counted_by_the_answers_there_were_at_the_last_deed(
    session: Session,
) -> None:
    question = a_question(session, kind="choice", min_show=1)
    people = [somebody(session) for _ in range(3)]
    for n, person in enumerate(people):
        shares = {"a": 20 + n, "b": 70 - n, "other": 10}
        a_forecast(session, question, person, shares=shares, at=START)
    left_out(session, question, people[:1], on(1), on(5))
    options = ("Red", "Blue", "Green", "None of these")
    reworded(session, question, on(3), options=options)
    actions.lapse(session, question.id, on(5))
    session.commit()
    edges = session.scalars(
        select(CrowdPoint).where(CrowdPoint.created_at == on(5), CrowdPoint.is_edge)
    ).all()
    assert [each.n for each in edges] == [3, 3]
    assert queries.replay(session, question.id) == []
    told = in_force(session, question)
    rows = left_out(session, question, people[1:2], on(1), at=on(6))
    assert queries.replay(session, question.id) == []
    let_back_in(session, rows, on(6))
    assert in_force(session, question) == told
