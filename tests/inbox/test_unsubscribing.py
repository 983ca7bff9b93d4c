"""Mails of one stream end with one click, by whoever holds the mail, and by nothing less."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from discuss.accounts import actions as accounts
from discuss.accounts.models import Person
from discuss.inbox import queries
from discuss.inbox.jobs import UNSUBSCRIBE
from discuss.inbox.rules import DEFAULTS, Rhythm, Stream
from discuss.kit import clock
from discuss.web.tokens import sign
from tests.fixtures.mail import Mailbox
from tests.fixtures.sites import Site
from tests.makers.accounts import a_person, actor_of, send, sign_in
from tests.makers.comments import a_comment

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def address_of(app: Flask, person: Person, stream: Stream = Stream.REPLIES) -> str:
    token = sign(app.config["DISCUSS"], UNSUBSCRIBE, [person.id, stream.value])
    return f"/unsubscribe/{token}"


def chosen(session: Session, person: Person) -> dict[Stream, Rhythm]:
    session.expire_all()
    return queries.rhythms_of(session, person.id)


OFF = {**DEFAULTS, Stream.REPLIES: Rhythm.OFF}


def test_a_mail_program_ends_one_stream_without_cookie_or_token(
    app: Flask, client: FlaskClient, session: Session
) -> None:
    person = a_person(session)
    for _ in range(2):
        answer = client.post(address_of(app, person), data=ONE_CLICK)
        assert answer.status_code == 200
        assert "no more mail about replies to you" in answer.text
    assert chosen(session, person) == OFF


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://mail.example", "Sec-Fetch-Site": "cross-site"}, {}]
)
def test_it_may_come_from_anywhere_even_beside_a_cookie(
    app: Flask, client: FlaskClient, session: Session, headers: dict[str, str]
) -> None:
    person = a_person(session)
    sign_in(client, person, session)
    answer = client.post(address_of(app, person), data=ONE_CLICK, headers=headers)
    assert answer.status_code == 200
    assert chosen(session, person) == OFF


def test_who_opens_the_link_is_asked_and_nothing_happens(
    app: Flask, client: FlaskClient, session: Session
) -> None:
    person = a_person(session)
    page = client.get(address_of(app, person))
    assert "Nothing has changed yet" in page.text
    assert "Set-Cookie" not in page.headers
    assert client.head(address_of(app, person)).status_code == 200
    assert chosen(session, person) == DEFAULTS


@pytest.mark.parametrize("break_it", [str.swapcase, lambda token: token[:-1], lambda _: "x"])
def test_a_link_that_was_changed_does_nothing(
    app: Flask, client: FlaskClient, session: Session, break_it: object
) -> None:
    person = a_person(session)
    start, token = "/unsubscribe/", address_of(app, person).removeprefix("/unsubscribe/")
    broken = start + break_it(token)  # type: ignore[operator]
    assert client.get(broken).status_code == 404
    assert client.post(broken, data=ONE_CLICK).status_code == 404
    assert chosen(session, person) == DEFAULTS


def test_what_was_signed_for_another_purpose_ends_nothing(
    app: Flask, client: FlaskClient, session: Session
) -> None:
    person = a_person(session)
    token = sign(app.config["DISCUSS"], "something-else", [person.id, "replies"])
    assert client.post(f"/unsubscribe/{token}").status_code == 404


def test_the_link_in_an_old_mail_of_a_deleted_account_breaks_nothing(
    app: Flask, client: FlaskClient, session: Session
) -> None:
    person = a_person(session)
    accounts.erase(session, actor_of(person), clock.now())
    session.commit()
    assert client.post(address_of(app, person)).status_code == 200


def test_the_mail_carries_the_link_in_its_headers_and_in_its_foot(
    sending: Site, mailbox: Mailbox
) -> None:
    with sending.session() as session:
        asker = a_person(session)
        a_comment(session, parent=a_comment(session, asker))
        person_id = asker.id
    sending.deliver()
    (mail,) = mailbox.mails
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = mail["List-Unsubscribe"].strip("<>")
    assert link.startswith("http://127.0.0.1:5000/unsubscribe/")
    assert f"Stop these mails: {link}" in mail.get_content()
    path = link.removeprefix("http://127.0.0.1:5000")
    assert sending.app.test_client().post(path, data=ONE_CLICK).status_code == 200
    with sending.session() as session:
        assert queries.rhythms_of(session, person_id) == OFF


def test_a_reader_chooses_and_sees_the_choice(client: FlaskClient, session: Session) -> None:
    person = a_person(session)
    sign_in(client, person, session)
    answer = send(client, "/settings/notifications", replies="weekly", mentions="off")
    assert answer.status_code == 303
    wanted = {**DEFAULTS, Stream.REPLIES: Rhythm.WEEKLY, Stream.MENTIONS: Rhythm.OFF}
    assert chosen(session, person) == wanted
    assert '<option value="weekly" selected>' in client.get("/settings/notifications").text


def test_an_unknown_rhythm_is_refused_and_nothing_is_changed(
    client: FlaskClient, session: Session
) -> None:
    person = a_person(session)
    sign_in(client, person, session)
    answer = send(client, "/settings/notifications", replies="yearly", mentions="off")
    assert answer.status_code == 422
    assert "This is not saved yet" in answer.text
    assert chosen(session, person) == DEFAULTS


def test_a_program_reads_and_changes_the_choices(client: FlaskClient, session: Session) -> None:
    headers = {"Authorization": f"Bearer {sign_in(client, a_person(session), session)}"}
    address = "/api/v1/me/notifications"
    answer = client.put(address, json={"questions": "off"}, headers=headers)
    assert answer.json == client.get(address, headers=headers).json
    on_site = ["replies", "mentions", "minds", "follows", "questions"]
    assert answer.json == {**DEFAULTS, "questions": "off", "on_site": on_site}
    assert client.put(address, json={"questions": "never"}, headers=headers).status_code == 422
    assert client.get(address, headers={"Authorization": ""}).status_code in {200, 401}
