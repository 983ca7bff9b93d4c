"""Somebody is called by name in a comment: they are linked, told once, and forgotten with it."""

from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts.models import Person
from discuss.comments.models import Comment, Mention
from discuss.inbox.models import Notice
from tests.fixtures.databases import Budget
from tests.makers.accounts import a_person, send, sign_in
from tests.makers.comments import a_comment, a_discussion
from tests.makers.moderation import a_decision, a_word


def say(client: FlaskClient, session: Session, body: str, **more: str) -> Comment:
    """Write as a reader does, through the page."""
    article_id = a_discussion(session).article_id
    path = f"/articles/{article_id}/comments"
    answer = send(client, path, "/settings", body=body, **more)
    assert answer.status_code == 303, answer.text
    session.expire_all()
    newest = session.scalar(select(Comment).order_by(Comment.id.desc()).limit(1))
    assert newest is not None
    return newest


def told(session: Session, person: Person) -> list[str]:
    session.expire_all()
    mine = select(Notice).where(Notice.person_id == person.id, Notice.withdrawn_at.is_(None))
    return [each.kind for each in session.scalars(mine.order_by(Notice.id))]


def test_who_is_called_is_linked_and_told(client: FlaskClient, session: Session) -> None:
    ruth, writer = a_person(session, "Ruth Benedikt"), a_person(session)
    sign_in(client, writer, session)
    comment = say(client, session, "What would @ruth benedikt say?")
    page = client.get(f"/comments/{comment.id}").text
    assert f'href="/people/{ruth.handle}"' in page
    assert ">@Ruth Benedikt</a>" in page
    assert told(session, ruth) == ["mention"]


def test_a_preview_shows_the_same(client: FlaskClient, session: Session) -> None:
    ruth = a_person(session, "Ruth Benedikt")
    sign_in(client, a_person(session), session)
    article_id = a_discussion(session).article_id
    path = f"/articles/{article_id}/comments"
    page = send(client, path, "/settings", body="@Ruth Benedikt", do="preview").text
    assert f'href="/people/{ruth.handle}"' in page


def test_nobody_is_told_of_their_own_words(client: FlaskClient, session: Session) -> None:
    ruth = a_person(session, "Ruth Benedikt")
    sign_in(client, ruth, session)
    say(client, session, "I, @Ruth Benedikt, said so.")
    assert told(session, ruth) == []


def test_who_is_answered_and_called_is_told_once(client: FlaskClient, session: Session) -> None:
    ruth = a_person(session, "Ruth Benedikt")
    root = a_comment(session, ruth)
    sign_in(client, a_person(session), session)
    say(client, session, "Yes, @Ruth Benedikt.", parent_id=str(root.id))
    assert told(session, ruth) == ["reply"]


def test_who_is_called_in_an_edit_is_told_then(client: FlaskClient, session: Session) -> None:
    ruth = a_person(session, "Ruth Benedikt")
    sign_in(client, a_person(session), session)
    comment = say(client, session, "What would she say?")
    assert told(session, ruth) == []
    path = f"/comments/{comment.id}/edit"
    send(client, path, body="What would @Ruth Benedikt say?", revision_n="1")
    assert told(session, ruth) == ["mention"]


def test_held_words_tell_nobody_until_they_are_read(client: FlaskClient, session: Session) -> None:
    ruth = a_person(session, "Ruth Benedikt")
    a_word(session, "scoundrel")
    sign_in(client, a_person(session), session)
    comment = say(client, session, "@Ruth Benedikt is no scoundrel.")
    assert comment.state == "held"
    assert told(session, ruth) == []
    a_decision(session, comment, "approve")
    assert told(session, ruth) == ["mention"]


def test_what_is_withdrawn_is_told_no_more(client: FlaskClient, session: Session) -> None:
    ruth = a_person(session, "Ruth Benedikt")
    sign_in(client, a_person(session), session)
    comment = say(client, session, "@Ruth Benedikt, look.")
    send(client, f"/comments/{comment.id}/withdrawal")
    assert told(session, ruth) == []


def test_a_deleted_account_is_called_no_more(client: FlaskClient, session: Session) -> None:
    ruth = a_person(session, "Ruth Benedikt")
    sign_in(client, a_person(session), session)
    say(client, session, "@Ruth Benedikt, look.")
    sign_in(client, ruth, session)
    send(client, "/settings/deletion", "/settings", password="correct horse battery")
    session.expire_all()
    assert session.scalars(select(Mention)).all() == []


def test_names_of_the_discussion_are_offered(
    client: FlaskClient, session: Session, query_budget: Budget
) -> None:
    ruth, other = a_person(session, "Ruth Benedikt"), a_person(session, "Ruth Absent")
    a_comment(session, ruth)
    article_id = a_discussion(session).article_id
    path = f"/api/v1/articles/{article_id}/people"
    assert client.get(f"{path}?q=ru").status_code == 401
    sign_in(client, other, session)
    with query_budget(3):  # who asks, the prompt, the names
        found = client.get(f"{path}?q=RU").get_json()
    assert found == {"people": [{"name": ruth.name, "handle": ruth.handle}]}
    assert client.get(f"{path}?q=%25").get_json()["people"]  # no sign of its own: everybody
