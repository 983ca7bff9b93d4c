"""Forecasters are told what is proposed, decided and changed, and what became of objections."""

from datetime import timedelta

from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts.acting import actor_of
from discuss.inbox.models import Notice
from discuss.inbox.rules import Attitude, Kind
from discuss.kit import clock
from discuss.predictions import actions
from discuss.predictions.actions.commands import Reply
from tests.inbox.test_watching import told, watches
from tests.makers.accounts import a_person, sign_in
from tests.makers.groups import a_group, members_of
from tests.makers.predictions import (
    START,
    a_forecast,
    a_proposal,
    a_question,
    a_ruling,
    an_objection,
)
from tests.predictions.test_actions_rewording import revise


def test_forecasters_learn_what_is_proposed_and_that_a_ruling_was_changed(
    session: Session,
) -> None:
    question, ada = a_question(session, short_title="Green bridge"), a_person(session)
    a_forecast(session, question, ada)
    a_proposal(session, question)
    assert told(session, ada) == ["Proposed: Yes – Green bridge"]
    actions.settle(session, question.id, START + timedelta(days=15))
    a_ruling(session, question, "no", at=START + timedelta(days=16))
    assert told(session, ada)[0] == "Decided anew: Green bridge"
    body = session.scalars(select(Notice.body).order_by(Notice.id.desc())).first()
    assert body == "Was Yes, now No. The minutes say so."


def test_forecasters_learn_that_the_wording_changed(session: Session) -> None:
    question, ada = a_question(session, short_title="Green bridge"), a_person(session)
    a_forecast(session, question, ada)
    revise(session, question, criteria="A repainted bridge counts too, whoever paid for the paint.")
    assert told(session, ada) == ["The wording changed: Green bridge"]


def test_who_objected_learns_the_answer_once(session: Session) -> None:
    question, ada = a_question(session, short_title="Green bridge"), a_person(session)
    objection = an_objection(session, a_proposal(session, question), ada)
    editor = actor_of(a_person(session, role="editor"))
    reply = Reply(question.id, objection.id, is_upheld=False, words="You saw it first.")
    actions.answer(session, editor, reply, objection.created_at + timedelta(hours=1))
    assert told(session, ada) == ["Your objection was answered: Green bridge"]


def test_a_followed_group_tells_of_each_of_its_questions_but_of_a_muted_one(
    client: FlaskClient, session: Session
) -> None:
    group, follower = a_group(session), a_person(session)
    march, june, _ = members_of(session, group)
    watches(session, follower, Kind.GROUP, group.id)
    watches(session, follower, Kind.QUESTION, june.id, Attitude.MUTE)
    for question in (march, june):
        a_ruling(session, question, at=clock.now())
    assert told(session, follower) == ["Decided: Green by March"]
    sign_in(client, follower, session)
    assert f'href="/watching/group/{group.id}"' in client.get(f"/groups/{group.id}").text
    assert "The group of questions" in client.get(f"/watching/group/{group.id}").text
    assert "When will the bridge be green?" in client.get("/settings/notifications").text
    assert client.get(f"/watching/group/{group.id + 9}").status_code == 404
