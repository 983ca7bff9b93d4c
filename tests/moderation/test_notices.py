"""Legal notices: anybody sends one, somebody decides first of all, and who sent it is told."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts.actions.people import erase
from discuss.accounts.models import Person
from discuss.comments.models import Comment
from discuss.kit import clock
from discuss.kit.audit import AuditRow
from discuss.kit.errors import Invalid, Refused
from discuss.moderation import actions, queries
from discuss.moderation.models import LegalNotice, Report
from discuss.moderation.queries import Sought
from discuss.moderation.rules.claims import TARGETS
from discuss.moderation.rules.notices import LINK, comment_at
from discuss.web.tokens import sign
from tests.makers.accounts import a_person, actor_of, sign_in
from tests.makers.comments import a_comment
from tests.makers.moderation import (
    DECIDED,
    a_decision,
    a_held_comment,
    a_moderator,
    a_notice,
    case_of,
    seen,
)
from tests.moderation.asking import token

SITE = "https://discuss.example"
JUST_NOW = clock.now() - timedelta(minutes=1)
KEPT = "It argues about the law and calls for nothing."


def typed(comment: Comment, **more: str) -> dict[str, str]:
    """Return the form as somebody without an account fills it in."""
    return {
        "address": f"/comments/{comment.id}",
        "explanation": "It calls for violence.",
        "law": "Section 111",
        "name": "Nora Lind",
        "email": "nora@example.org",
        "good_faith": "1",
        "submission_key": "pressed-once",
    } | more


def link_to(app: Flask, notice: LegalNotice) -> str:
    return f"/legal-notice/{sign(app.config['DISCUSS'], LINK, [notice.report_id])}"


@pytest.mark.parametrize(
    ("address", "comment_id"),
    [
        (f"{SITE}/comments/17", 17),
        (f"{SITE}/comments/17#c17", 17),
        (f"{SITE}/articles/a-bridge#c8", 8),
        ("/comments/17", 17),
        ("https://elsewhere.example/comments/17", None),
        (f"{SITE}/articles/a-bridge", None),
        ("no address at all", None),
        ("https://[broken/comments/17", None),
    ],
)
def test_an_address_names_a_comment_of_this_site_alone(
    address: str, comment_id: int | None
) -> None:
    assert comment_at(address, SITE) == comment_id


def test_somebody_without_an_account_sends_a_notice_and_sees_how_it_stands(
    client: FlaskClient, session: Session
) -> None:
    comment = a_comment(session)
    form = client.get(f"/legal-notice?comment={comment.id}")
    assert f'/comments/{comment.id}"' in form.text
    fields = typed(comment) | {"csrf_token": token(form)}
    receipt = client.post("/legal-notice", data=fields)
    assert receipt.status_code == 303
    assert "A moderator reads it now." in client.get(receipt.location).text
    again = client.post("/legal-notice", data=fields)
    assert again.location == receipt.location
    row = session.scalars(select(Report)).one()
    assert row.reported_text == "Relief is not pressure."
    assert case_of(session, comment).queue == "notice"


def test_a_refused_notice_keeps_every_word(client: FlaskClient, session: Session) -> None:
    comment = a_comment(session)
    fields = typed(comment, name="", address="https://elsewhere.example/comments/1")
    del fields["good_faith"]
    fields["csrf_token"] = token(client.get("/legal-notice"))
    answer = client.post("/legal-notice", data=fields)
    assert answer.status_code == 422
    for kept in ("It calls for violence.", "Section 111", "nora@example.org", "elsewhere.example"):
        assert kept in answer.text
    for sentence in ("Enter your name.", "Confirm that", "copy the address."):
        assert sentence in answer.text
    long = {"explanation": "§" * 4_001, "law": "L" * 301, "email": "n" * 260}
    answer = client.post("/legal-notice", data=fields | long)
    assert all(value in answer.text for value in long.values())
    assert "at most 4000 characters" in answer.text
    assert "maxlength" not in answer.text
    assert session.scalars(select(Report)).all() == []


@pytest.mark.parametrize("state", ["held", "none"])
def test_what_nobody_can_read_is_as_if_it_were_not_there(session: Session, state: str) -> None:
    comment_id = a_held_comment(session).id if state == "held" else 999_999
    with pytest.raises(Invalid, match="Readers see no comment"):
        a_notice(session, a_comment(session), comment_id=comment_id)


def test_a_notice_comes_before_everything_else_and_has_four_hours(session: Session) -> None:
    a_held_comment(session)
    comment = a_comment(session)
    a_notice(session, comment)
    moderator = a_moderator(session)
    waiting = queries.queue(session, moderator.id, Sought(DECIDED)).rows
    assert [row.queue for row in waiting] == ["notice", "held"]
    assert queries.counts(session, moderator.id, DECIDED).by_queue["notice"] == 1
    assert timedelta(hours=4) == TARGETS["notice"]
    assert comment.state == "published"


def test_keeping_what_was_noticed_needs_a_reason_that_its_sender_reads(
    app: Flask, client: FlaskClient, session: Session
) -> None:
    comment = a_comment(session)
    notice = a_notice(session, comment)
    with pytest.raises(Invalid, match="Say why it is kept"):
        a_decision(session, comment, "approve")
    session.rollback()
    decision = a_decision(session, comment, "approve", explanation=KEPT)
    assert decision.source == "notice"
    page = client.get(link_to(app, notice)).text
    assert "We kept the comment" in page
    assert KEPT in page
    assert case_of(session, comment).closed_at is not None


def test_the_desk_shows_the_notice_and_asks_for_the_reason(
    client: FlaskClient, session: Session
) -> None:
    comment = a_comment(session)
    a_notice(session, comment)
    case_id = case_of(session, comment).id
    sign_in(client, a_moderator(session), session)
    page = client.get(f"/desk/cases/{case_id}").text
    assert "Criminal code, section 111, Germany" in page
    assert "Why it breaks no law" in page
    assert "nora@example.org" not in page
    assert "Nora Lind" not in page


def test_who_sent_it_asks_once_for_another_look_and_somebody_else_decides(
    app: Flask, client: FlaskClient, session: Session
) -> None:
    comment, first = a_comment(session), a_moderator(session)
    notice = a_notice(session, comment)
    a_decision(session, comment, "approve", by=first, at=JUST_NOW, explanation=KEPT)
    link = link_to(app, notice)
    fields = {"words": "It names the family.", "csrf_token": token(client.get(link))}
    assert client.post(f"{link}/objection", data={**fields, "words": ""}).status_code == 422
    assert client.post(f"{link}/objection", data=fields).status_code == 303
    assert client.post(f"{link}/objection", data=fields).status_code == 403
    case = case_of(session, comment)
    assert (case.queue, case.closed_at) == ("objection", None)
    assert queries.queue(session, first.id, Sought(DECIDED)).rows == []
    with pytest.raises(Refused, match="You made the decision"):
        a_decision(session, comment, "reject", by=first, reason="ILLEGAL", explanation="So it is.")
    session.rollback()
    told = {"reason": "ILLEGAL", "explanation": "The law is plain."}
    a_decision(session, comment, "reject", at=JUST_NOW, **told)
    assert case_of(session, comment).closed_at is not None
    page = client.get(link).text
    assert "We removed the comment" in page
    assert "The law is plain." not in page  # that was written to the author


def test_another_look_that_is_undone_waits_again(session: Session) -> None:
    comment, second = a_comment(session), a_moderator(session)
    notice = a_notice(session, comment)
    a_decision(session, comment, "approve", explanation=KEPT)
    later = DECIDED + timedelta(days=1)
    actions.object_to_keeping(session, notice.report_id, "Look again.", later)
    decision = a_decision(session, comment, "approve", by=second, at=later, explanation="Kept.")
    assert case_of(session, comment).closed_at is not None
    actions.undo(session, actor_of(second), decision.id, later + timedelta(seconds=3))
    assert case_of(session, comment).queue == "objection"


def test_nobody_decides_about_their_own_notice(session: Session) -> None:
    comment, moderator = a_comment(session), a_moderator(session)
    notice = a_notice(session, comment)
    notice.person_id = moderator.id
    session.commit()
    with pytest.raises(Refused, match="You reported this comment"):
        a_decision(session, comment, by=moderator)


def test_a_notice_that_nobody_has_seen_is_not_answered_by_a_decision(session: Session) -> None:
    comment = a_comment(session)
    a_notice(session, comment)
    command = seen(session, comment, "approve", explanation=KEPT)
    a_notice(session, comment, email="karl@example.org")
    actions.decide(session, actor_of(a_moderator(session)), command, DECIDED)
    session.commit()
    assert case_of(session, comment).queue == "notice"


def test_only_admins_look_up_who_sent_it_and_the_look_is_recorded(
    client: FlaskClient, session: Session
) -> None:
    comment = a_comment(session)
    notice = a_notice(session, comment)
    path = f"/desk/notices/{notice.report_id}"
    sign_in(client, a_moderator(session), session)
    assert client.get(path).status_code == 403
    sign_in(client, a_person(session, role="admin"), session)
    assert path in client.get(f"/desk/cases/{case_of(session, comment).id}").text
    assert "nora@example.org" in client.get(path).text
    looks = select(AuditRow).where(AuditRow.about == f"notice:{notice.report_id}")
    assert [row.deed for row in session.scalars(looks)] == ["look"]


def test_who_sent_it_deletes_name_and_address(
    app: Flask, client: FlaskClient, session: Session
) -> None:
    notice = a_notice(session, a_comment(session))
    link = link_to(app, notice)
    answer = client.post(f"{link}/forgetting", data={"csrf_token": token(client.get(link))})
    assert answer.status_code == 303
    session.expire_all()
    assert (notice.name, notice.email) == ("", "")
    assert "Delete my name" not in client.get(link).text


def test_a_deleted_account_takes_its_words_and_its_name_from_notices(session: Session) -> None:
    author, sender = a_person(session), a_person(session)
    comment = a_comment(session, author)
    notice = a_notice(session, comment)
    notice.person_id = sender.id
    session.commit()
    for person in (author, sender):
        erase(session, actor_of(session.get_one(Person, person.id)), DECIDED)
    session.commit()
    assert session.get_one(Report, notice.report_id).reported_text == ""
    assert (notice.name, notice.email) == ("", "")


def test_programs_send_and_follow_a_notice(client: FlaskClient, session: Session) -> None:
    comment = a_comment(session)
    sent = client.post("/api/v1/legal-notices", json={**typed(comment), "good_faith": True})
    assert sent.status_code == 201
    assert sent.json is not None
    a_decision(session, comment, "approve", at=JUST_NOW, explanation=KEPT)
    path = f"/api/v1/legal-notices/{sent.json['token']}"
    stands = client.get(path).json
    assert stands is not None
    assert stands["outcome"] == "We kept the comment"
    assert stands["may_ask_again"]
    asked = client.post(f"{path}/objection", json={"words": "Look again."})
    assert (asked.status_code, asked.json["outcome"]) == (201, "Looked at again")
    assert client.get("/api/v1/legal-notices/forged").status_code == 404
