"""A comment that stays hidden is told to its author after an hour, once, and truthfully."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from discuss.accounts.models import Person
from discuss.accounts.rules import LANGUAGES
from discuss.comments import actions as comments
from discuss.comments.models import Comment
from discuss.inbox.models import Notice
from discuss.kit.audit import AuditRow
from discuss.kit.outbox import Outgoing
from discuss.moderation import actions, queries
from discuss.moderation.actions.hidings import MAIL, TELLING, TOLD_AFTER
from discuss.moderation.models import Hiding, HidingStatement, Measure
from discuss.moderation.rules import eu
from discuss.moderation.rules.hidings import Covered, rendered
from discuss.moderation.rules.statement import parts_of
from tests.makers.accounts import a_person, actor_of, sign_in
from tests.makers.comments import a_comment
from tests.makers.moderation import (
    DECIDED,
    a_decision,
    a_hiding,
    a_measure,
    a_moderator,
    a_told_hiding,
)
from tests.moderation.test_eu import check

HOUR = timedelta(hours=1)


def told(session: Session) -> list[HidingStatement]:
    return list(session.scalars(select(HidingStatement)))


def titles(session: Session, person: Person) -> list[str]:
    found = select(Notice.title).where(Notice.person_id == person.id).order_by(Notice.id)
    return list(session.scalars(found))


def waiting(session: Session, kind: str) -> list[Outgoing]:
    return list(session.scalars(select(Outgoing).where(Outgoing.kind == kind)))


def body_of(answer: TestResponse, number: str) -> str:
    """Return what an answer says, without the number that was asked for."""
    return (
        answer.text.partition("<main")[2].replace(f"hidden/{number}", "")
        or answer.get_json()["detail"]
    )


def test_an_hour_after_it_was_hidden_its_author_is_told_once(session: Session) -> None:
    author = a_person(session)
    hiding = a_hiding(session, a_comment(session, author))
    (job,) = waiting(session, TELLING)
    assert job.due_at == hiding.created_at + TOLD_AFTER
    for _ in range(2):
        actions.tell_of_hiding(session, job.payload["hiding_id"], job.due_at)
        session.commit()
    (statement,) = told(session)
    assert (statement.person_id, statement.language) == (author.id, "en")
    assert titles(session, author) == ["Your comment is hidden while a moderator looks"]
    assert [row.payload for row in waiting(session, MAIL)] == [{"hiding_id": hiding.id}]
    said = dict(parts_of(statement.text))
    assert said["Software or people"] == (
        "Software hid it by itself. No person has decided about it yet."
    )
    assert "Only you and moderators can read it" in said["What we did"]
    assert (
        said["Since when"] == "Since 3 March 2026, 08:00 UTC, until a person has decided about it."
    )
    assert "A person looks at it in any case" in said["If you see it differently"]
    row = session.scalars(select(AuditRow).where(AuditRow.about == f"hiding:{hiding.id}")).one()
    assert (row.deed, row.actor_id, row.facts["person"]) == ("statement", None, author.id)


def test_what_a_moderator_hid_by_hand_is_told_as_that(session: Session) -> None:
    a_told_hiding(session, a_comment(session), "moderator")
    said = dict(parts_of(told(session)[0].text))
    assert "A person hid it." in said["Software or people"]
    assert said["Who started it"] == "A moderator came across it."


def uncovered(session: Session, comment: Comment) -> None:
    a_decision(session, comment, "approve", at=DECIDED - HOUR / 2)


def rejected(session: Session, comment: Comment) -> None:
    a_decision(session, comment, "reject", at=DECIDED - HOUR / 2)


def withdrawn(session: Session, comment: Comment) -> None:
    author = session.get_one(Person, comment.author_id)
    comments.withdraw(session, actor_of(author), comment.id, DECIDED - HOUR / 2)
    session.commit()


def hidden_anew(session: Session, comment: Comment) -> None:
    uncovered(session, comment)
    a_hiding(session, comment, at=DECIDED - HOUR / 4)


@pytest.mark.parametrize("meanwhile", [uncovered, rejected, withdrawn, hidden_anew])
def test_nothing_is_told_where_something_came_meanwhile(
    session: Session, meanwhile: object
) -> None:
    comment = a_comment(session)
    hiding = a_hiding(session, comment)
    meanwhile(session, comment)  # type: ignore[operator]
    actions.tell_of_hiding(session, hiding.id, DECIDED)
    assert told(session) == []
    assert waiting(session, MAIL) == []


def test_a_decision_that_was_taken_back_leaves_the_telling_as_it_was(session: Session) -> None:
    comment, moderator = a_comment(session), a_moderator(session)
    hiding = a_hiding(session, comment)
    decision = a_decision(session, comment, "approve", by=moderator)
    actions.tell_of_hiding(session, hiding.id, DECIDED)
    assert told(session) == []
    actions.undo(session, actor_of(moderator), decision.id, DECIDED)
    session.commit()
    assert comment.state == "hidden"
    first, again = waiting(session, TELLING)
    assert first.key != again.key
    assert again.due_at == DECIDED
    actions.tell_of_hiding(session, again.payload["hiding_id"], DECIDED)
    assert [each.hiding_id for each in told(session)] == [hiding.id]


def test_what_is_kept_is_told_to_stand_again_and_what_is_rejected_has_its_own_statement(
    session: Session,
) -> None:
    first, second = a_person(session), a_person(session)
    second.language = "fr"
    kept, gone = a_comment(session, first), a_comment(session, second)
    for each in (kept, gone):
        a_told_hiding(session, each)
    a_decision(session, kept, "approve")
    a_decision(session, gone, "reject")
    hidden = "Your comment is hidden while a moderator looks"
    assert titles(session, first) == [hidden, "Your comment can be read again"]
    assert titles(session, second)[0] == "Votre commentaire est masqué le temps d’un examen"
    assert len(titles(session, second)) == 2


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("cause", ["reports", "moderator"])
def test_it_is_said_with_the_same_parts_in_every_language(language: str, cause: str) -> None:
    covered = Covered("A bridge", "Words.", cause, DECIDED)
    parts = parts_of(rendered(covered, language))
    assert len(parts) == 7
    assert all(heading and words and "{" not in words for heading, words in parts)


def test_its_author_and_the_desk_read_it_and_to_others_there_is_none(
    client: FlaskClient, session: Session
) -> None:
    author, other, moderator = a_person(session), a_person(session), a_moderator(session)
    hiding = a_told_hiding(session, a_comment(session, author, body="The bridge is green."))
    address = f"/statements/hidden/{hiding.id}"
    sign_in(client, author, session)
    shown = client.get(address).text
    assert "Why your comment is hidden" in shown
    assert ">The bridge is green.</textarea>" in shown
    led = client.get(f"/comments/{hiding.comment_id}/statement")
    assert led.headers["Location"] == address
    told_ = client.get(f"/api/v1{address}").get_json()
    assert (told_["cause"], told_["is_over"], len(told_["parts"])) == ("reports", False, 7)
    sign_in(client, other, session)
    for door in ("/statements/hidden", "/api/v1/statements/hidden"):
        theirs, none = client.get(f"{door}/{hiding.id}"), client.get(f"{door}/987654")
        assert theirs.status_code == none.status_code == 404
        assert "There is no such statement." in theirs.text
        assert body_of(theirs, str(hiding.id)) == body_of(none, "987654")
    sign_in(client, moderator, session)
    assert client.get(address).status_code == 200
    looks = select(AuditRow).where(AuditRow.deed == "look", AuditRow.actor_id == moderator.id)
    assert [row.about for row in session.scalars(looks)] == [f"hiding:{hiding.id}"]


def test_it_says_so_when_somebody_has_decided(client: FlaskClient, session: Session) -> None:
    author = a_person(session)
    comment = a_comment(session, author)
    hiding = a_told_hiding(session, comment)
    a_decision(session, comment, "reject")
    sign_in(client, author, session)
    shown = client.get(f"/statements/hidden/{hiding.id}").text
    assert f'<a href="/comments/{comment.id}/statement">Read the decision</a>' in shown
    led = client.get(f"/comments/{comment.id}/statement")
    assert "/hidden/" not in led.headers["Location"]


def test_only_what_is_told_has_a_statement(session: Session) -> None:
    a_hiding(session, a_comment(session))
    assert len(session.scalars(select(Hiding)).all()) == 1
    assert told(session) == []


def test_who_knows_that_it_is_hidden_learns_that_it_is_shown_again(session: Session) -> None:
    author, moderator = a_person(session), a_moderator(session)
    told_, untold = a_comment(session, author), a_comment(session)
    a_told_hiding(session, told_)
    a_hiding(session, untold)
    for comment in (told_, untold):
        a_measure(session, comment, hides=False, by=moderator)
    found = session.scalars(select(Notice).where(Notice.title.startswith("Your comment can"))).all()
    assert [(each.person_id, each.stream) for each in found] == [(author.id, "decisions")]
    assert found[0].body == "It is not hidden any more. Everybody can read it again."
    assert found[0].visible_at > DECIDED
    measure = session.scalars(select(Measure).order_by(Measure.id)).first()
    assert measure is not None
    actions.take_back_measure(session, actor_of(moderator), measure.id, DECIDED)
    session.commit()
    session.refresh(found[0])
    assert found[0].withdrawn_at is not None
    assert len(told(session)) == 1


def restricted(session: Session) -> list[dict[str, object]]:
    whole = (DECIDED - timedelta(days=30), DECIDED + timedelta(days=30))
    rows = queries.restrictions(session, whole)
    return [eu.statement(row, "https://example.org") for row in rows if row.is_hiding]


def test_the_eus_database_is_told_of_what_was_told_and_that_software_did_it(
    session: Session,
) -> None:
    first, second, third = (a_comment(session) for _ in range(3))
    hiding = a_told_hiding(session, first)
    by_hand = a_told_hiding(session, second, "moderator")
    a_hiding(session, third)
    one, two = restricted(session)
    for each in (one, two):
        check(each)
        assert "end_date_visibility_restriction" not in each
        assert each["decision_visibility"] == ["DECISION_VISIBILITY_CONTENT_DISABLED"]
    assert (one["puid"], two["puid"]) == (f"hiding-{hiding.id}", f"hiding-{by_hand.id}")
    assert one["automated_decision"] == "AUTOMATED_DECISION_FULLY"
    assert one["automated_detection"] == "Yes"
    assert one["source_type"] == "SOURCE_TYPE_OTHER_NOTIFICATION"
    assert two["automated_decision"] == "AUTOMATED_DECISION_NOT_AUTOMATED"
    assert two["source_type"] == "SOURCE_VOLUNTARY"
    a_decision(session, first, "approve")
    a_measure(session, second, a_moderator(session), hides=False)
    assert [each["end_date_visibility_restriction"] for each in restricted(session)] == [
        "2026-03-03",
        "2026-03-03",
    ]
