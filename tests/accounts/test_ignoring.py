"""Readers ignore each other: folded words, no notices, and a way back."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts import actions, queries
from discuss.accounts.models import Ignoring, Person
from discuss.accounts.rules import MOST_IGNORED, Actor
from discuss.comments import queries as comment_queries
from discuss.inbox.models import Notice
from discuss.kit.errors import Refused, Unknown
from tests.makers.accounts import NOW, a_person, actor_of, send, sign_in
from tests.makers.articles import an_article
from tests.makers.comments import a_comment


def ignores(session: Session, person: Person, other: Person) -> None:
    actions.ignore(session, actor_of(person), other.handle, NOW)
    session.commit()


def told(session: Session) -> list[Notice]:
    session.expire_all()
    return list(session.scalars(select(Notice)).all())


def test_ignoring_twice_is_once_and_can_be_taken_back(session: Session) -> None:
    ruth, karl = a_person(session), a_person(session)
    ignores(session, ruth, karl)
    ignores(session, ruth, karl)
    assert queries.ignored_by(session, ruth.id) == [karl]
    assert queries.ignored_by(session, karl.id) == []
    assert queries.estranged(session, karl.id) == {ruth.id}
    assert queries.estranged(session, ruth.id) == {karl.id}
    for _ in range(2):
        actions.heed(session, actor_of(ruth), karl.handle)
    assert queries.ignored_by(session, ruth.id) == []


def test_nobody_ignores_themselves(session: Session) -> None:
    ruth = a_person(session)
    with pytest.raises(Refused, match="cannot ignore yourself"):
        ignores(session, ruth, ruth)


def test_there_is_an_end_to_ignoring(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    assert MOST_IGNORED == 500
    monkeypatch.setattr("discuss.accounts.policy.MOST_IGNORED", 1)
    ruth = a_person(session)
    ignores(session, ruth, a_person(session))
    with pytest.raises(Refused, match="the most there can be"):
        ignores(session, ruth, a_person(session))


@pytest.mark.parametrize("turned", [False, True])
def test_neither_is_told_of_the_others_replies_and_mentions(session: Session, turned: bool) -> None:  # noqa: FBT001 - a parameter of the test
    ruth, karl = a_person(session, "Ruth Okafor"), a_person(session, "Karl Voss")
    ignores(session, *((karl, ruth) if turned else (ruth, karl)))
    a_comment(session, karl, parent=a_comment(session, ruth))
    a_comment(session, karl, body="What says @Ruth Okafor?")
    assert told(session) == []
    a_comment(session, a_person(session, "Ada Low"), parent=a_comment(session, ruth))
    assert [notice.title for notice in told(session)] == ["Ada Low replied to you"]


def test_a_deleted_account_is_ignored_by_nobody_and_ignores_nobody(session: Session) -> None:
    ruth, karl = a_person(session), a_person(session)
    ignores(session, ruth, karl)
    ignores(session, karl, ruth)
    actions.erase(session, actor_of(ruth), NOW)
    assert session.scalars(select(Ignoring)).all() == []


def test_an_ignored_readers_comment_is_folded_and_can_be_opened(
    client: FlaskClient, session: Session
) -> None:
    article = an_article(session)
    ruth, karl = a_person(session), a_person(session, "Karl Voss")
    comment = a_comment(session, karl)
    sign_in(client, ruth, session)
    address = f"/articles/{article.slug}"
    assert "You ignore this reader" not in client.get(address).text
    path = f"/people/{karl.handle}/ignoring"
    back = f"/comments/{comment.id}"
    assert f"{path}?next={back}" in client.get(address).text
    assert send(client, path, next=back).location == back
    page = client.get(address).text
    assert "You ignore this reader. Show" in page
    assert "Relief is not pressure." in page
    assert "Karl Voss" in client.get("/settings/ignored").text
    answer = client.get(f"/api/v1/articles/{article.id}/comments").json
    assert answer is not None
    assert answer["comments"][0]["is_ignored"]
    assert answer["comments"][0]["my_marks"] == []
    assert send(client, f"{path}/ending", "/settings/ignored").location == "/settings/ignored"
    assert "You ignore this reader" not in client.get(address).text


def test_nobody_else_sees_that_somebody_is_ignored(client: FlaskClient, session: Session) -> None:
    article = an_article(session)
    ruth, karl = a_person(session), a_person(session)
    a_comment(session, karl)
    ignores(session, ruth, karl)
    assert "You ignore" not in client.get(f"/articles/{article.slug}").text
    sign_in(client, karl, session)
    assert "You ignore" not in client.get(f"/articles/{article.slug}").text


def test_the_way_back_leads_to_no_other_site(client: FlaskClient, session: Session) -> None:
    karl = a_person(session)
    sign_in(client, a_person(session), session)
    path = f"/people/{karl.handle}/ignoring"
    assert 'value="//evil.example' not in client.get(f"{path}?next=//evil.example").text
    assert send(client, path, next="https://evil.example").location == "/settings/ignored"


def test_an_ignored_readers_name_is_not_offered(session: Session) -> None:
    ruth, karl = a_person(session), a_person(session, "Karl Voss")
    prompt_id = a_comment(session, karl).prompt_id
    assert comment_queries.people_of(session, prompt_id, "ka", ruth.id) == [karl]
    ignores(session, ruth, karl)
    assert comment_queries.people_of(session, prompt_id, "ka", ruth.id) == []


def test_a_program_ignores_lists_and_heeds(client: FlaskClient, session: Session) -> None:
    ruth, karl = a_person(session), a_person(session, "Karl Voss")
    headers = {"Authorization": f"Bearer {sign_in(client, ruth, session)}"}
    address = f"/api/v1/me/ignored/{karl.handle}"
    assert client.put(address, headers=headers).status_code == 204
    listed = {"people": [{"handle": karl.handle, "name": "Karl Voss"}]}
    assert client.get("/api/v1/me/ignored", headers=headers).json == listed
    assert client.delete(address, headers=headers).status_code == 204
    assert client.get("/api/v1/me/ignored", headers=headers).json == {"people": []}
    assert client.put("/api/v1/me/ignored/nobody", headers=headers).status_code == 404


def test_a_stranger_ignores_nobody(session: Session) -> None:
    karl = a_person(session)
    with pytest.raises(Unknown, match="Sign in"):
        actions.ignore(session, Actor(person_id=None), karl.handle, NOW)
