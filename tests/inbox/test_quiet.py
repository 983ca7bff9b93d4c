"""Kinds of notices on the site are switched off one by one; mails go on as they were chosen."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts import actions as accounts
from discuss.accounts.models import Person
from discuss.comments.models import Comment
from discuss.inbox import actions, queries
from discuss.inbox.models import Notice, Quiet
from discuss.inbox.rules import Rhythm, Stream, Subject
from discuss.kit import clock
from discuss.kit.outbox import Outgoing
from tests.makers.accounts import a_person, actor_of, send, sign_in
from tests.makers.comments import a_comment

ALL = frozenset(Subject)


def wants(session: Session, person: Person, *off: Subject) -> None:
    actions.show_only(session, actor_of(person), ALL.difference(off), clock.now())
    session.commit()


def shown(session: Session, person: Person) -> list[str]:
    session.expire_all()
    found = queries.page_of_inbox(session, person.id, clock.now())
    assert queries.unread_count(session, person.id, clock.now()) == len(
        [row for row in found.rows if row.read_at is None]
    )
    return [row.kind for row in found.rows]


@pytest.fixture
def ada(session: Session) -> Person:
    return a_person(session, "Ada Byron")


@pytest.fixture
def hers(session: Session, ada: Person) -> Comment:
    return a_comment(session, ada)


def test_what_is_off_is_not_shown_or_counted_and_the_rest_is(
    session: Session, ada: Person, hers: Comment
) -> None:
    wants(session, ada, Subject.REPLIES)
    a_comment(session, parent=hers)
    a_comment(session, body="@Ada Byron, look.")
    assert shown(session, ada) == ["mention"]


def test_a_mail_still_tells_what_the_site_does_not(
    session: Session, ada: Person, hers: Comment
) -> None:
    wants(session, ada, Subject.REPLIES)
    a_comment(session, parent=hers)
    actions.mark_read(session, actor_of(ada), None, clock.now())
    session.commit()
    waiting = session.scalars(select(Outgoing.payload).where(Outgoing.kind == "notices")).all()
    assert [each["stream"] for each in waiting] == ["replies"]
    assert session.scalars(select(Notice.read_at)).all() == [None]


def test_what_came_meanwhile_counts_as_read_unless_a_mail_is_still_to_tell_it(
    session: Session, ada: Person, hers: Comment
) -> None:
    actions.choose(session, actor_of(ada), {Stream.REPLIES: Rhythm.OFF}, clock.now())
    wants(session, ada, Subject.REPLIES, Subject.MENTIONS)
    a_comment(session, parent=hers)
    a_comment(session, body="@Ada Byron, look.")
    wants(session, ada)
    notices = session.scalars(select(Notice).where(Notice.person_id == ada.id)).all()
    assert {each.kind: each.read_at is None for each in notices} == {
        "reply": False,
        "mention": True,
    }
    assert sorted(shown(session, ada)) == ["mention", "reply"]


def test_who_is_answered_and_called_learns_of_what_is_on(
    session: Session, ada: Person, hers: Comment
) -> None:
    wants(session, ada, Subject.REPLIES)
    a_comment(session, parent=hers, body="@Ada Byron, look.")
    assert shown(session, ada) == ["mention"]


def test_a_changed_mind_is_a_kind_of_its_own(session: Session, ada: Person) -> None:
    at = clock.now()
    about = {"about": "comment-1", "person_id": ada.id, "title": "t", "path": "/"}
    for kind in ("mind", "decision"):
        session.add(Notice(key=kind, kind=kind, created_at=at, visible_at=at, **about))
    session.commit()
    assert sorted(shown(session, ada)) == ["decision", "mind"]
    wants(session, ada, *Subject)
    assert shown(session, ada) == ["decision"]


def test_readers_choose_in_their_settings_beside_the_mails(
    client: FlaskClient, session: Session, ada: Person
) -> None:
    sign_in(client, ada, session)
    where = "/settings/notifications"
    page = client.get(where).text
    assert page.count('name="on_site"') == 6
    assert page.count(" checked>") == 5
    assert "Always" in page

    send(client, where, replies="weekly", on_site=["", "replies", "minds"])
    assert queries.quiet_of(session, ada.id) == {
        Subject.MENTIONS, Subject.FOLLOWS, Subject.QUESTIONS,
    }  # fmt: skip
    send(client, where, mentions="daily")
    assert len(session.scalars(select(Quiet)).all()) == 3
    send(client, where, on_site="")
    session.expire_all()
    assert queries.quiet_of(session, ada.id) == ALL


def test_an_unknown_kind_is_refused_and_what_was_ticked_stays(
    client: FlaskClient, session: Session, ada: Person
) -> None:
    sign_in(client, ada, session)
    answer = send(client, "/settings/notifications", on_site=["", "replies", "weather"])
    assert answer.status_code == 422
    assert "Choose among replies" in answer.text
    assert answer.text.count(" checked>") == 1
    assert queries.quiet_of(session, ada.id) == frozenset()


def test_programs_choose_too(client: FlaskClient, session: Session, ada: Person) -> None:
    token = {"Authorization": f"Bearer {sign_in(client, ada, session)}"}
    where = "/api/v1/me/notifications"
    client.delete_cookie("discuss")
    chosen = client.put(where, json={"on_site": ["follows"], "replies": "off"}, headers=token)
    assert (chosen.json["on_site"], chosen.json["replies"]) == (["follows"], "off")
    assert client.get(where, headers=token).json == chosen.json
    kept = client.put(where, json={"on_site": None, "replies": None}, headers=token)
    assert kept.json == chosen.json


def test_a_deleted_account_keeps_no_choice(session: Session, ada: Person) -> None:
    wants(session, ada, *Subject)
    accounts.erase(session, actor_of(ada), clock.now())
    session.commit()
    assert session.scalars(select(Quiet)).all() == []
