"""Who may end an exclusion in several sections, and devices that read why."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts.models import Person
from discuss.kit.audit import verify
from discuss.kit.errors import Invalid, Refused
from discuss.moderation import actions, queries
from discuss.moderation.models import Sanction
from discuss.predictions.models import Question
from discuss.predictions.rules.lifecycle import Reveal
from tests.makers.accounts import a_person, actor_of, sign_in
from tests.makers.articles import an_article
from tests.makers.groups import a_group, members_of
from tests.makers.moderation import a_moderator
from tests.makers.predictions import a_forecast, an_open_question
from tests.moderation.test_leaving_out import HOUR, NOW, WHY, counting, left_out


def asked_in(session: Session, *sections: str) -> list[Question]:
    """Return an open question of an article of each section."""
    made = []
    for section in sections:
        article = an_article(session)
        article.section = section
        made.append(an_open_question(session, article.prompt))
    session.commit()
    return made


def in_two_sections(session: Session) -> tuple[list[Question], Sanction]:
    """Return two questions of two sections, and a decision about one person on both."""
    questions, ada = asked_in(session, "World", "Sport"), a_person(session)
    for each in questions:
        a_forecast(session, each, ada, 97, at=NOW - HOUR)
    (row,) = left_out(session, questions[0], [ada], a_moderator(session), everywhere=True)
    return questions, row


def test_who_sees_to_one_of_two_sections_reads_why_they_do_not_end_it(
    client: FlaskClient, session: Session
) -> None:
    questions, row = in_two_sections(session)
    limited, everywhere = a_moderator(session), a_moderator(session)
    limited.sections = ["World"]
    session.commit()
    with pytest.raises(Refused, match="sections that are not yours"):
        actions.lift(session, actor_of(limited), row.id, "A mistake.", NOW)
    session.rollback()
    sign_in(client, limited, session)
    page = client.get(f"/desk/people/{queries.sanction(session, row.id).person.handle}").text
    assert "Somebody who sees to all of them decides." in page
    assert f"/sanctions/{row.id}/lifting" not in page
    actions.lift(session, actor_of(everywhere), row.id, "A mistake.", NOW)
    session.commit()
    assert [counting(session, each) for each in questions] == [1, 1]


def test_an_objection_about_two_sections_is_answered_by_who_sees_to_both(session: Session) -> None:
    _, row = in_two_sections(session)
    person = queries.sanction(session, row.id).person
    actions.object_to_sanction(session, actor_of(person), row.id, "I was alone.", NOW)
    limited, both = a_moderator(session), a_moderator(session)
    limited.sections, both.sections = ["Sport"], ["Sport", "World"]
    session.commit()
    for outcome in ("upheld", "reversed"):
        with pytest.raises(Refused, match="sections that are not yours"):
            actions.answer_sanction(session, actor_of(limited), row.id, outcome, "No.", NOW)
        session.rollback()
    assert actions.answer_sanction(session, actor_of(both), row.id, "upheld", "In concert.", NOW)


def test_a_device_without_an_account_reads_why_and_objects(app: Flask, session: Session) -> None:
    (question,) = asked_in(session, "World")
    device, path = app.test_client(), f"/questions/{question.id}"
    device.post(f"{path}/forecast", data={"percent": "97"})
    (guest,) = session.scalars(select(Person).where(Person.role == "guest"))
    (row,) = left_out(session, question, [guest], a_moderator(session), from_at=NOW - HOUR)
    link = re.search(r"/exclusions/\d+", device.get(path).text)
    assert link is not None
    page = device.get(link[0], follow_redirects=True).text
    assert WHY in page
    assert "Ask for another look" in page
    told = f"/sanctions/{row.id}"
    assert "csrf_token" not in device.get(told).text
    assert device.post(f"{told}/objection", data={"words": "I sat here alone."}).location == told
    assert "I sat here alone." in device.get(told).text
    answered = actions.answer_sanction(
        session, actor_of(a_moderator(session)), row.id, "reversed", "True.", NOW
    )
    session.commit()
    assert answered.kind == "reversed"
    assert "True." in device.get(told).text
    assert verify(session) is None
    assert app.test_client().get(told).status_code == 401
    assert _another_device(app, path).get(told).status_code == 403


def test_who_had_no_forecast_in_that_time_is_not_left_out(session: Session) -> None:
    question, there = asked_in(session, "World", "World")
    ada, moderator = a_person(session), a_moderator(session)
    a_forecast(session, question, ada, 97, at=NOW - timedelta(minutes=5))
    with pytest.raises(Invalid) as refusal:
        left_out(session, question, [ada], moderator, to_at=NOW - HOUR)
    assert refusal.value.fields == {
        "people": "Not all of these people had a forecast on this question in that time. Choose "
        "again, or another beginning or end."
    }
    session.rollback()
    a_forecast(session, there, ada, 97, at=NOW - HOUR)
    span = {"from_at": NOW - 2 * HOUR, "to_at": NOW - timedelta(minutes=30)}
    (row,) = left_out(session, there, [ada], moderator, everywhere=True, **span)
    assert [each.question_id for each in queries.sanction(session, row.id).left_out] == [there.id]
    assert [counting(session, each) for each in (question, there)] == [1, 1]


def _another_device(app: Flask, path: str) -> FlaskClient:
    """Return a device that has forecast too."""
    device = app.test_client()
    device.post(f"{path}/forecast", data={"percent": "40"})
    return device


def test_a_group_tells_of_each_question_what_is_left_out_to_who_has_answered(
    client: FlaskClient, session: Session
) -> None:
    group = a_group(session, min_show=1, reveal=Reveal.ALWAYS)
    question, *_ = members_of(session, group)
    ada, reader = a_person(session), a_person(session)
    a_forecast(session, question, ada, 97, at=NOW - HOUR)
    a_forecast(session, question, percent=40, at=NOW - HOUR)
    left_out(session, question, [ada], a_moderator(session))
    told = "1 forecast of 1 person is left out of the crowd from"
    assert told in client.get(f"/groups/{group.id}").text
    card = client.get(f"/embed/groups/{group.id}").text
    assert "Forecasts are left out of some of these crowds." in card
    sign_in(client, ada, session)
    assert "Your forecasts here are left out" in client.get(f"/groups/{group.id}").text
    sign_in(client, reader, session)
    assert "Your forecasts here are left out" not in client.get(f"/groups/{group.id}").text


def test_the_way_to_the_forecasts_is_offered_in_ones_own_sections_only(
    client: FlaskClient, session: Session
) -> None:
    world, sport = asked_in(session, "World", "Sport")
    limited = a_moderator(session)
    limited.sections = ["World"]
    session.commit()
    sign_in(client, limited, session)
    for question, is_theirs in ((world, True), (sport, False)):
        way = f"/desk/questions/{question.id}/forecasts"
        assert (way in client.get(f"/questions/{question.id}").text) is is_theirs
        assert (client.get(way).status_code == 200) is is_theirs
