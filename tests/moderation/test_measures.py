"""A moderator hides a comment while its case is open, and shows it again; nothing is decided."""

import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts.models import Person
from discuss.comments import queries as comments
from discuss.comments.actions import edit
from discuss.comments.actions.commands import Edit
from discuss.comments.models import Comment
from discuss.kit import clock
from discuss.kit.audit import AuditRow
from discuss.kit.errors import Conflict, Refused
from discuss.kit.outbox import Outgoing
from discuss.kit.richtext import render
from discuss.moderation import actions, queries
from discuss.moderation.actions import reports
from discuss.moderation.actions.commands import Cover
from discuss.moderation.models import Decision, Measure
from tests.makers.accounts import a_person, actor_of, sign_in
from tests.makers.comments import a_comment
from tests.makers.moderation import (
    DECIDED,
    a_decision,
    a_moderator,
    a_report,
    case_of,
    seen,
)
from tests.moderation.asking import post

WORDS = "Nobody else needs to read this just now."
SECOND = timedelta(seconds=1)


@pytest.fixture
def heavy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every reporter have a long record with which moderators agreed."""
    monkeypatch.setattr(reports, "_weight", lambda _session, _person_id: 2_500)


def wish(session: Session, comment: Comment, *, hides: bool = True) -> Cover:
    """Return that somebody who sees a comment as it stands hides it, or shows it again."""
    facts = seen(session, comment)
    return Cover(
        facts.case_id,
        facts.revision_id,
        facts.state_version,
        facts.case_version,
        facts.last_report_id,
        hides,
        facts.submission_key,
    )


def covered(
    session: Session, comment: Comment, by: Person | None = None, *, hides: bool = True
) -> Measure:
    """Return that somebody hid a comment or showed it again, committed."""
    actor = actor_of(by or a_moderator(session))
    actions.take_up(session, actor, comment.id, DECIDED)
    made = actions.cover(session, actor, wish(session, comment, hides=hides), DECIDED)
    session.commit()
    session.refresh(comment)
    return made


def count(session: Session, comment: Comment) -> int:
    return comments.discussion(session, comment.prompt_id).comment_count


def test_what_is_hidden_by_hand_waits_for_a_decision_and_nobody_is_told_of_one(
    session: Session,
) -> None:
    comment = a_comment(session, body=WORDS)
    covered(session, comment)
    case = case_of(session, comment)
    assert (comment.state, count(session, comment)) == ("hidden", 0)
    assert (case.queue, case.opened_at, case.closed_at) == ("reported", DECIDED, None)
    assert session.scalars(select(Decision)).all() == []
    hiding = queries.last_hiding(session, comment.id)
    assert hiding is not None
    assert hiding.cause == "moderator"
    due = session.scalars(select(Outgoing.kind)).all()
    assert list(due).count("hiding-telling") == 1
    assert "statement" not in due
    a_decision(session, comment, "reject")
    assert session.scalars(select(Decision.source)).all() == ["own"]
    assert case_of(session, comment).closed_at is not None


@pytest.mark.usefixtures("heavy")
def test_what_is_shown_again_is_as_before_and_reports_that_were_read_do_not_hide_it(
    session: Session,
) -> None:
    comment = a_comment(session, body=WORDS)
    for _ in range(2):
        a_report(session, comment)
    assert comment.state == "hidden"
    covered(session, comment, hides=False)
    case = case_of(session, comment)
    assert (comment.state, count(session, comment)) == ("published", 1)
    assert (case.report_count, case.closed_at) == (2, None)
    a_report(session, comment)
    assert comment.state == "published"
    a_report(session, comment)
    assert comment.state == "hidden"


def test_within_seconds_it_is_taken_back_by_who_did_it_alone(session: Session) -> None:
    comment, moderator = a_comment(session, body=WORDS), a_moderator(session)
    measure = covered(session, comment, moderator)
    with pytest.raises(Refused, match="who did so"):
        actions.take_back_measure(session, actor_of(a_moderator(session)), measure.id, DECIDED)
    for _ in range(2):
        at = measure.effective_at - SECOND
        actions.take_back_measure(session, actor_of(moderator), measure.id, at)
    session.commit()
    session.refresh(comment)
    assert (comment.state, count(session, comment)) == ("published", 1)
    assert case_of(session, comment).closed_at is not None

    again = covered(session, comment, moderator)
    with pytest.raises(Refused, match="time to take it back is over"):
        actions.take_back_measure(session, actor_of(moderator), again.id, again.effective_at)
    shown = covered(session, comment, moderator, hides=False)
    actions.take_back_measure(session, actor_of(moderator), shown.id, DECIDED)
    session.commit()
    session.refresh(comment)
    assert comment.state == "hidden"
    assert case_of(session, comment).closed_at is None


def test_nothing_is_taken_back_once_somebody_has_decided(session: Session) -> None:
    comment, moderator = a_comment(session, body=WORDS), a_moderator(session)
    measure = covered(session, comment, moderator)
    a_decision(session, comment, "approve")
    with pytest.raises(Conflict, match="since"):
        actions.take_back_measure(session, actor_of(moderator), measure.id, DECIDED)


def test_who_saw_other_words_or_was_overtaken_hides_nothing(session: Session) -> None:
    author, moderator = a_person(session), actor_of(a_moderator(session))
    comment = a_comment(session, author, body=WORDS)
    actions.take_up(session, moderator, comment.id, DECIDED)
    old = wish(session, comment)
    at = comment.created_at + timedelta(minutes=1)
    edit(session, actor_of(author), Edit(comment.id, 1, "Mended.", render("Mended.")), at)
    session.commit()
    with pytest.raises(Conflict, match="has changed"):
        actions.cover(session, moderator, old, DECIDED)
    session.rollback()
    mine, theirs = wish(session, comment), wish(session, comment)
    first = actions.cover(session, moderator, mine, DECIDED)
    assert actions.cover(session, moderator, mine, DECIDED).id == first.id
    with pytest.raises(Conflict, match="Somebody decided"):
        actions.cover(session, actor_of(a_moderator(session)), theirs, DECIDED)


def test_who_is_too_close_or_of_another_section_hides_nothing(session: Session) -> None:
    moderator = a_moderator(session)
    answer = a_comment(session, parent=a_comment(session, moderator))
    actions.take_up(session, actor_of(a_moderator(session)), answer.id, DECIDED)
    with pytest.raises(Refused, match="answers you"):
        actions.cover(session, actor_of(moderator), wish(session, answer), DECIDED)
    with pytest.raises(Refused):
        reader = actor_of(a_person(session))
        actions.cover(session, reader, wish(session, answer), DECIDED)


def test_it_is_on_record_and_in_the_public_log_and_no_decision(
    client: FlaskClient, session: Session
) -> None:
    comment, moderator = a_comment(session, body=WORDS), a_moderator(session, "Ruth Okafor")
    covered(session, comment, moderator)
    back = covered(session, comment, moderator, hides=False)
    actions.take_back_measure(session, actor_of(moderator), back.id, DECIDED)
    session.commit()
    deeds = session.scalars(
        select(AuditRow.deed).where(AuditRow.about == f"comment:{comment.id}").order_by(AuditRow.n)
    ).all()
    assert [each for each in deeds if each in {"hide", "show", "undo"}] == ["hide", "show", "undo"]
    lines = client.get("/api/v1/moderation-log").get_json()["decisions"]
    assert [(each["about"], each["outcome"], each["later"]) for each in lines] == [
        ("hiding", "Shown again while the case is open", "Taken back within seconds"),
        ("hiding", "Hidden while a moderator looks", ""),
    ]
    page = client.get("/moderation-log").text
    assert "Hidden while a moderator looks" in page
    assert "Ruth" not in page


def test_a_moderator_hides_shows_and_takes_back_by_buttons(
    client: FlaskClient, session: Session
) -> None:
    comment, moderator = a_comment(session, body=WORDS), a_moderator(session)
    sign_in(client, moderator, session)
    desk = post(client, f"/comments/{comment.id}/case").location
    page = client.get(desk).text
    assert 'data-do="cover"' in page
    assert "Hide for now" in page
    case = case_of(session, comment)
    old = sent(session, comment, "hide")
    done = post(client, f"/cases/{case.id}/measures", **old)
    assert done.location.startswith(f"{desk}?covered=")
    page = client.get(done.location).text
    assert "Show again" in page
    assert "Hidden while a moderator looks." in page
    assert "/reversal" in page
    late = post(client, f"/cases/{case.id}/measures", **(old | {"submission_key": "another-key"}))
    assert late.status_code == 409
    assert f"by {moderator.name}" in late.text
    assert WORDS not in client.application.test_client().get(f"/comments/{comment.id}").text
    measure = session.scalars(select(Measure)).one()
    assert post(client, f"/measures/{measure.id}/reversal").location == desk
    assert WORDS in client.application.test_client().get(f"/comments/{comment.id}").text


def sent(session: Session, comment: Comment, do: str) -> dict[str, object]:
    """Return what the desk sends."""
    made = wish(session, comment)
    return {
        "do": do,
        "revision_id": made.revision_id,
        "state_version": made.state_version,
        "case_version": made.case_version,
        "last_report_id": made.last_report_id,
        "submission_key": made.submission_key,
    }


def test_its_author_reads_their_words_and_readers_that_something_is_hidden(
    client: FlaskClient, session: Session
) -> None:
    author = a_person(session)
    comment = a_comment(session, author, body=WORDS)
    covered(session, comment)
    stranger = client.get(f"/comments/{comment.id}").text
    assert "Hidden while a moderator looks." in stranger
    assert WORDS not in stranger
    sign_in(client, author, session)
    own = client.get(f"/comments/{comment.id}").text
    assert WORDS in own
    assert "or a moderator came across it" in own


def test_a_program_hides_shows_and_takes_back(client: FlaskClient, session: Session) -> None:
    comment, moderator = a_comment(session, body=WORDS), a_moderator(session)
    actions.take_up(session, actor_of(moderator), comment.id, clock.now())
    session.commit()
    headers = {"Authorization": f"Bearer {sign_in(client, moderator, session)}"}
    path = f"/api/v1/cases/{case_of(session, comment).id}/measures"
    made = client.post(path, json=sent(session, comment, "hide"), headers=headers)
    assert (made.status_code, made.get_json()["is_hidden"]) == (201, True)
    back = client.post(f"/api/v1/measures/{made.get_json()['id']}/reversal", headers=headers)
    assert back.get_json()["is_undone"] is True
    session.expire_all()
    assert comment.state == "published"


def test_what_cannot_be_hidden_or_shown_now_is_said_at_the_case(
    client: FlaskClient, session: Session
) -> None:
    comment = a_comment(session)
    actions.take_up(session, actor_of(a_moderator(session)), comment.id, DECIDED)
    session.commit()
    sign_in(client, a_moderator(session), session)
    place = f"/cases/{case_of(session, comment).id}"
    refused = post(client, f"{place}/measures", **sent(session, comment, "show"))
    assert refused.status_code == 403
    assert f'action="{place}/decisions' in refused.text
    assert "Send it again" not in refused.text


def test_who_takes_it_back_stays_in_the_list_as_it_was_narrowed(
    client: FlaskClient, session: Session
) -> None:
    comment = a_comment(session)
    me = a_moderator(session)
    actions.take_up(session, actor_of(me), comment.id, DECIDED)
    session.commit()
    sign_in(client, me, session)
    place = f"/cases/{case_of(session, comment).id}"
    hidden = post(client, f"{place}/measures?claimed=me", **sent(session, comment, "hide"))
    (undo,) = re.findall(r'action="(/measures/[^"]+)"', client.get(hidden.location).text)
    back = post(client, undo)
    assert back.location.startswith(f"/desk{place}?")
    assert "claimed=me" in back.location
