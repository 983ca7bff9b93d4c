"""Forecasters are reminded of their questions, once for each reason, and of what is still so."""

from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts.acting import actor_of
from discuss.accounts.models import Person
from discuss.inbox import actions, jobs
from discuss.inbox.actions.reminding import ROUND
from discuss.inbox.models import Notice
from discuss.inbox.rules import Attitude, Kind, Rhythm, Stream
from discuss.kit import clock
from discuss.kit.outbox import Outgoing
from discuss.predictions import actions as predictions
from discuss.predictions.models import Question
from discuss.predictions.rules.lifecycle import Reveal
from discuss.predictions.rules.reminding import Why, has_moved, next_round, why
from discuss.predictions.rules.scale import Scale
from tests.inbox.test_watching import told, watches
from tests.makers.accounts import a_person
from tests.makers.predictions import (
    START,
    a_forecast,
    a_proposal,
    a_question,
    a_ruling,
    an_open_question,
)
from tests.predictions.test_actions_rewording import revise

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LAST_DAY = START + 9 * DAY
CLOSES = "Closes 12 March 2026, 09:00 UTC: Green bridge"
MOVED = "Other readers have moved: Green bridge"
STALE = "Does it still stand? Green bridge"


def remind(session: Session, question: Question, at: datetime) -> None:
    actions.remind(session, question.id, at)
    session.commit()


def an_answered(session: Session, **changed: object) -> tuple[Question, Person]:
    question, ada = a_question(session, short_title="Green bridge", **changed), a_person(session)
    a_forecast(session, question, ada, 40)
    return question, ada


def crowd(session: Session, question: Question, percent: int, at: datetime) -> None:
    for _ in range(6):
        a_forecast(session, question, percent=percent, at=at)


def test_a_forecaster_is_told_once_that_a_question_closes(session: Session) -> None:
    question, ada = an_answered(session)
    remind(session, question, START + 8 * DAY)
    assert told(session, ada) == []
    remind(session, question, LAST_DAY)
    remind(session, question, LAST_DAY + HOUR)
    assert told(session, ada) == [CLOSES]


def test_who_spoke_lately_or_withdrew_or_muted_it_or_is_a_guest_is_not_reminded(
    session: Session,
) -> None:
    question, ada = an_answered(session)
    guest, bob = a_person(session, role="guest"), a_person(session)
    a_forecast(session, question, guest)
    a_forecast(session, question, bob)
    watches(session, bob, Kind.QUESTION, question.id, Attitude.MUTE)
    a_forecast(session, question, ada, 40, at=LAST_DAY - HOUR)
    remind(session, question, LAST_DAY)
    assert session.scalars(select(Notice)).all() == []


def test_a_day_before_its_planned_end_a_forecaster_is_told_once(session: Session) -> None:
    question, ada = a_question(session, short_title="Green bridge"), a_person(session)
    a_forecast(session, question, ada, 40, stands_for=3 * DAY)
    a_forecast(session, question, a_person(session), 40, stands_for=DAY)
    rounds = select(Outgoing.due_at).where(Outgoing.kind == ROUND).order_by(Outgoing.due_at)
    due_at = START + 2 * DAY + HOUR
    assert due_at in session.scalars(rounds).all()
    remind(session, question, due_at - HOUR)
    assert told(session, ada) == []
    remind(session, question, due_at)
    remind(session, question, due_at + 2 * HOUR)
    assert told(session, ada) == ["Your forecast ends soon: Green bridge"]
    assert len(session.scalars(select(Notice)).all()) == 1
    predictions.lapse(session, question.id, START + 4 * DAY)
    session.expire_all()
    assert session.scalars(select(Notice.read_at)).one() == START + 3 * DAY + HOUR


def test_answering_reads_the_reminder_and_no_round_brings_it_back(session: Session) -> None:
    question, ada = an_answered(session)
    remind(session, question, LAST_DAY)
    a_forecast(session, question, ada, 45, at=LAST_DAY + HOUR)
    remind(session, question, LAST_DAY + 2 * HOUR)
    session.expire_all()
    notice = session.scalars(select(Notice)).one()
    assert notice.read_at == LAST_DAY + HOUR


@pytest.mark.parametrize("how", ["closes", "is proposed", "is decided", "asks anew"])
def test_what_is_not_so_any_more_is_taken_back(session: Session, how: str) -> None:
    question, ada = an_answered(session)
    remind(session, question, LAST_DAY)
    if how == "closes":
        remind(session, question, START + 10 * DAY)
    elif how == "is proposed":
        a_proposal(session, question, at=LAST_DAY + HOUR)
    elif how == "is decided":
        a_ruling(session, question, at=LAST_DAY + HOUR)
    else:
        revise(session, question, criteria="A repainted bridge counts too, whoever paid for it.")
    assert CLOSES not in told(session, ada)


def test_a_crowd_that_moves_ten_points_is_told_without_saying_where(session: Session) -> None:
    question, ada = an_answered(session, close_at=START + 100 * DAY, resolve_by=START + 100 * DAY)
    crowd(session, question, 40, START + HOUR)
    a_forecast(session, question, ada, 41, at=START + 2 * HOUR)
    crowd(session, question, 49, START + DAY)
    remind(session, question, START + 3 * DAY)
    assert told(session, ada) == []
    crowd(session, question, 80, START + 3 * DAY)
    remind(session, question, START + 4 * DAY)
    assert MOVED not in told(session, ada)
    crowd(session, question, 90, START + 4 * DAY)
    crowd(session, question, 90, START + 4 * DAY)
    remind(session, question, START + 5 * DAY)
    remind(session, question, START + 6 * DAY)
    assert told(session, ada) == [MOVED]
    body = session.scalars(select(Notice.body).where(Notice.person_id == ada.id)).one()
    assert not any(letter.isdigit() for letter in body)


def test_nobody_learns_that_a_hidden_crowd_moves(session: Session) -> None:
    question, ada = an_answered(
        session,
        close_at=START + 100 * DAY,
        resolve_by=START + 100 * DAY,
        reveal=Reveal.ON_CLOSE,
        min_show=1,
    )
    crowd(session, question, 90, START + DAY)
    remind(session, question, START + 5 * DAY)
    assert told(session, ada) == []


def test_a_crowd_below_its_minimum_does_not_move(session: Session) -> None:
    question, ada = an_answered(session, close_at=START + 100 * DAY, resolve_by=START + 100 * DAY)
    a_forecast(session, question, percent=90, at=START + DAY)
    remind(session, question, START + 5 * DAY)
    assert told(session, ada) == []


def test_a_forecast_of_a_month_ago_is_asked_after_once(session: Session) -> None:
    question, ada = an_answered(session, close_at=START + 100 * DAY, resolve_by=START + 100 * DAY)
    remind(session, question, START + 29 * DAY)
    assert told(session, ada) == []
    remind(session, question, START + 32 * DAY)
    remind(session, question, START + 50 * DAY)
    assert told(session, ada) == [STALE]
    a_forecast(session, question, ada, 40, at=START + 51 * DAY)
    remind(session, question, START + 60 * DAY)
    assert told(session, ada) == [STALE]
    remind(session, question, START + 82 * DAY)
    assert told(session, ada) == [STALE, STALE]


def rounds(session: Session) -> list[datetime]:
    rows = select(Outgoing.due_at).where(Outgoing.kind == ROUND).order_by(Outgoing.due_at)
    return list(session.scalars(rows))


def test_a_forecast_begins_daily_rounds_which_end_at_the_close(session: Session) -> None:
    question, _ = an_answered(session)
    a_forecast(session, question, at=START + 2 * HOUR)
    first = datetime.fromisoformat("2026-03-03T06:00:00+00:00")
    assert rounds(session) == [first]
    remind(session, question, first)
    remind(session, question, first)
    assert rounds(session)[1:] == [first + DAY]
    remind(session, question, LAST_DAY)
    assert rounds(session)[-1] == START + 9 * DAY + 21 * HOUR
    remind(session, question, START + 9 * DAY + 21 * HOUR)
    assert rounds(session)[-1] == START + 10 * DAY
    count = len(rounds(session))
    remind(session, question, START + 10 * DAY)
    assert len(rounds(session)) == count


def test_a_mail_tells_of_no_reminder_that_was_answered(session: Session) -> None:
    question, ada = an_answered(session)
    actions.choose(session, actor_of(ada), {Stream.QUESTIONS: Rhythm.AT_ONCE}, START)
    remind(session, question, LAST_DAY)
    row = session.scalars(select(Outgoing).where(Outgoing.kind == "notices")).one()
    a_forecast(session, question, ada, 45, at=LAST_DAY + HOUR)
    delivery = jobs.Delivery(row.key, ada.id, Stream.QUESTIONS, row.payload["notice"])
    assert actions.gather(session, delivery, LAST_DAY + 2 * HOUR) is None


def test_the_worker_goes_the_round(app: Flask, session: Session) -> None:
    question = an_open_question(session, open_at=clock.now() - 5 * DAY, close_at=clock.now() + DAY)
    ada = a_person(session)
    a_forecast(session, question, ada, at=clock.now() - 3 * DAY)
    with app.app_context():
        jobs.HANDLERS[ROUND]("any", {"question_id": question.id})
    assert len(told(session, ada)) == 1


def test_the_most_urgent_reason_alone_is_told() -> None:
    close = START + 100 * DAY
    assert why(START, close, START + DAY, has_moved=True) is None
    assert why(START, close, START + 2 * DAY, has_moved=True) is Why.MOVED
    assert why(START, close, START + 2 * DAY, has_moved=False) is None
    assert why(START, close, START + 30 * DAY, has_moved=False) is Why.STALE
    assert why(START, close, close - DAY, has_moved=True) is Why.CLOSES


def test_rounds_are_in_the_morning_and_at_the_close() -> None:
    six = datetime.fromisoformat("2026-03-02T06:00:00+00:00")
    assert next_round(six - HOUR) == six
    assert next_round(six) == six + DAY
    assert next_round(six, six + HOUR) == six + HOUR
    assert next_round(six, six - HOUR) == six + DAY


def test_ten_points_are_far_on_every_kind_of_question() -> None:
    scale = Scale.of({"kind": "number", "lower": 0.0, "upper": 200.0})
    assert has_moved("binary", {"median": 0.4}, {"median": 0.5}, None)
    assert not has_moved("binary", {"median": 0.4}, {"median": 0.49}, None)
    assert not has_moved("binary", {}, {"median": 0.5}, None)
    assert has_moved("number", {"median": 20.0}, {"median": 41.0}, scale)
    assert not has_moved("number", {"median": 20.0}, {"median": 39.0}, scale)
    before = {"a": {"median": 0.5}, "b": {"median": 0.2}, "other": {"median": 0.3}}
    assert has_moved("choice", before, {"a": {"median": 0.4}, "other": {"median": 0.6}}, None)
    assert not has_moved("choice", before, {"a": {"median": 0.5}, "other": {"median": 0.3}}, None)
