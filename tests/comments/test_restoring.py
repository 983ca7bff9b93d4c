"""Who withdraws a comment may take that back for ten minutes; everything is as it was."""

from datetime import datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from discuss.accounts.acting import actor_of
from discuss.comments import actions, queries
from discuss.comments.rules import REGRET_WINDOW
from discuss.kit.errors import Refused
from tests.makers.accounts import a_person, send, sign_in, told
from tests.makers.comments import a_comment
from tests.makers.moderation import a_held_comment, case_of

SOON = timedelta(minutes=1)


def test_what_was_withdrawn_comes_back_as_it_was(session: Session, now: datetime) -> None:
    asker, ruth = a_person(session), a_person(session)
    root = a_comment(session, asker)
    comment = a_comment(session, ruth, parent=root)
    a_comment(session, parent=comment)
    actions.withdraw(session, actor_of(ruth), comment.id, now)
    session.commit()
    assert told(session, asker.id) == 0
    assert queries.recount(session) == []

    actions.restore(session, actor_of(ruth), comment.id, now + SOON)
    session.commit()
    assert comment.state == "published"
    assert told(session, asker.id) == 1
    assert queries.recount(session) == []


def test_held_words_wait_again(session: Session, now: datetime) -> None:
    ruth = a_person(session)
    comment = a_held_comment(session, ruth)
    actions.withdraw(session, actor_of(ruth), comment.id, now)
    assert case_of(session, comment).closed_at is not None
    actions.restore(session, actor_of(ruth), comment.id, now + SOON)
    assert comment.state == "held"
    assert case_of(session, comment).closed_at is None


def test_the_time_to_undo_ends(session: Session, now: datetime) -> None:
    ruth = a_person(session)
    comment = a_comment(session, ruth)
    actions.withdraw(session, actor_of(ruth), comment.id, now)
    with pytest.raises(Refused, match="time to bring it back has passed"):
        actions.restore(session, actor_of(ruth), comment.id, now + REGRET_WINDOW)


def test_nobody_else_brings_it_back(session: Session, now: datetime) -> None:
    ruth = a_person(session)
    comment = a_comment(session, ruth)
    actions.withdraw(session, actor_of(ruth), comment.id, now)
    for role in ("reader", "moderator", "admin"):
        with pytest.raises(Refused, match="Only its author"):
            actions.restore(session, actor_of(a_person(session, role=role)), comment.id, now)


def test_what_was_not_withdrawn_does_not_come_back(session: Session, now: datetime) -> None:
    ruth = a_person(session)
    comment = a_comment(session, ruth)
    with pytest.raises(Refused, match="is not withdrawn"):
        actions.restore(session, actor_of(ruth), comment.id, now)
    actions.reject(session, comment, "Rule 2.", now)
    with pytest.raises(Refused, match="is not withdrawn"):
        actions.restore(session, actor_of(ruth), comment.id, now)


def test_a_reader_withdraws_and_undoes_on_the_page(client: FlaskClient, session: Session) -> None:
    ruth = a_person(session)
    comment = a_comment(session, ruth, body="One costly step.")
    sign_in(client, ruth, session)
    page = f"/comments/{comment.id}/withdrawal"
    answer = send(client, page)
    assert answer.location == page
    assert "Undo" in client.get(page).text
    back = send(client, f"/comments/{comment.id}/restoration", page)
    assert back.location == f"/comments/{comment.id}#c{comment.id}"
    assert "One costly step." in client.get(back.location).text
