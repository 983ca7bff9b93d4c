"""Whoever's comment was taken away finds their words, why, and what they can do."""

from datetime import timedelta

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from discuss.accounts.actions import limit
from discuss.comments import actions as comments
from discuss.kit import clock
from discuss.moderation import actions
from discuss.moderation.actions.commands import Impose
from tests.makers.accounts import a_person, actor_of, sign_in
from tests.makers.comments import a_comment
from tests.makers.moderation import a_decision, a_held_comment, a_moderator

LONG = "The minutes say otherwise, and I have read all of them twice. " * 20


def test_an_author_comes_from_their_removed_comment_to_its_statement_and_all_their_words(
    client: FlaskClient, session: Session
) -> None:
    author = a_person(session)
    comment = a_comment(session, author, body=f"{LONG} https://example.org/minutes")
    decision = a_decision(session, comment, "reject", at=clock.now() - timedelta(minutes=5))
    sign_in(client, author, session)
    page = client.get(f"/comments/{comment.id}")
    assert f'href="/comments/{comment.id}/statement"' in page.text
    onward = client.get(f"/comments/{comment.id}/statement")
    assert (onward.status_code, onward.location) == (303, f"/statements/{decision.id}")
    assert f"{LONG} https://example.org/minutes</textarea>" in client.get(onward.location).text


def test_only_its_author_finds_the_words_on_a_statement(
    client: FlaskClient, session: Session
) -> None:
    comment = a_held_comment(session)
    decision = a_decision(session, comment, "reject", at=clock.now() - timedelta(minutes=5))
    sign_in(client, a_moderator(session), session)
    assert "to copy" not in client.get(f"/statements/{decision.id}").text
    assert (
        f'href="/comments/{comment.id}/statement"' not in client.get(f"/comments/{comment.id}").text
    )


def test_a_statement_is_not_there_before_its_decision_counts(
    client: FlaskClient, session: Session
) -> None:
    author = a_person(session)
    comment = a_held_comment(session, author)
    a_decision(session, comment, "reject", at=clock.now())
    sign_in(client, author, session)
    soon = client.get(f"/comments/{comment.id}/statement")
    assert soon.status_code == 404
    assert "a few seconds after" in soon.text


def test_the_way_to_a_statement_tells_others_nothing_of_a_comment(
    client: FlaskClient, session: Session
) -> None:
    rejected, untouched = a_held_comment(session), a_comment(session)
    moderator, limited = a_moderator(session), a_moderator(session)
    decision = a_decision(session, rejected, "reject", at=clock.now() - timedelta(minutes=5))
    limit(session, None, limited, ["Elsewhere"], clock.now())
    session.commit()
    for somebody in (a_person(session), limited):
        sign_in(client, somebody, session)
        ids = (rejected.id, untouched.id, 999_999)
        answers = [client.get(f"/comments/{number}/statement") for number in ids]
        assert [answer.status_code for answer in answers] == [404, 404, 404]
        assert all("Nothing is written yet." in answer.text for answer in answers)
    sign_in(client, moderator, session)
    onward = client.get(f"/comments/{rejected.id}/statement")
    assert (onward.status_code, onward.location) == (303, f"/statements/{decision.id}")


def test_a_warned_reader_is_led_to_the_warning(client: FlaskClient, session: Session) -> None:
    person, comment = a_person(session), a_comment(session)
    warning = Impose(person.handle, "warning", "2", "You called people names.", None)
    actions.impose(session, actor_of(a_moderator(session)), warning, clock.now())
    session.commit()
    sign_in(client, person, session)
    link = 'Read the warning in <a href="/inbox">your inbox</a>'
    assert link in client.get(f"/comments/{comment.id}").text
    assert link in client.get(f"/comments/{comment.id}/report").text


def test_an_author_is_told_that_their_comment_is_hidden_and_others_are_not_told_whose(
    client: FlaskClient, session: Session
) -> None:
    author = a_person(session)
    comment = a_comment(session, author)
    path = f"/comments/{comment.id}"
    sign_in(client, author, session)
    assert "Readers reported it, or a moderator came across it." not in client.get(path).text
    comments.touch(session, comment.prompt_id)
    comments.hide(session, comment, clock.now())
    session.commit()
    page = client.get(path).text
    why = "Readers reported it, or a moderator came across it."
    assert f"Hidden while a moderator looks.</b> {why}" in page
    assert "Relief is not pressure." in page
    sign_in(client, a_person(session), session)
    page = client.get(path).text
    assert "Hidden while a moderator looks." in page
    assert "Readers reported it, or a moderator came across it." not in page
    assert "Relief is not pressure." not in page
