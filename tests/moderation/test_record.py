"""What is done at the desk and in the house's name stands in the record."""

from collections.abc import Sequence
from datetime import timedelta

from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts.models import Person
from discuss.comments import actions as comments
from discuss.comments.actions.commands import Arrange
from discuss.kit.audit import AuditRow
from discuss.moderation import actions
from discuss.moderation.actions.commands import Answer
from discuss.moderation.models import Decision
from tests.makers.accounts import a_person, actor_of, sign_in
from tests.makers.comments import a_comment, a_discussion
from tests.makers.moderation import (
    DECIDED,
    a_decision,
    a_held_comment,
    a_moderator,
    a_report,
    a_word,
    an_objection,
)


def a_rejection(session: Session, author: Person, by: Person | None = None) -> Decision:
    """Return the rejection of a comment by `author`, after a report."""
    comment = a_comment(session, author, body="A very peculiar sentence.")
    a_report(session, comment)
    return a_decision(session, comment, by=by)


def recorded(session: Session, deed: str = "") -> Sequence[AuditRow]:
    """Return the record, or what it holds of one kind of deed."""
    found = select(AuditRow).order_by(AuditRow.n)
    return session.scalars(found.where(AuditRow.deed == deed) if deed else found).all()


def test_a_rejection_and_its_statement_stand_in_the_record(session: Session) -> None:
    moderator = a_moderator(session)
    decision = a_rejection(session, a_person(session), by=moderator)
    (row,) = recorded(session, "decision")
    assert (row.actor_id, row.role) == (moderator.id, "moderator")
    assert row.about.startswith("comment:")
    assert row.facts["outcome"] == "reject"
    assert (row.facts["before"], row.facts["after"]) == ("published", "rejected")
    (told,) = recorded(session, "statement")
    assert told.about == f"decision:{decision.id}"


def test_undoing_a_decision_stands_beside_it(session: Session) -> None:
    comment, moderator = a_held_comment(session), a_moderator(session)
    decision = a_decision(session, comment, by=moderator)
    actions.undo(session, actor_of(moderator), decision.id, DECIDED + timedelta(seconds=5))
    session.commit()
    (row,) = recorded(session, "undo")
    assert row.facts == {"decision": decision.id, "after": "held"}
    assert len(recorded(session, "decision")) == 1


def test_an_objection_and_its_answer_stand_in_the_record(session: Session) -> None:
    author = a_person(session)
    decision = a_rejection(session, author)
    an_objection(session, decision, author)
    answer = Answer(decision.id, "reversed", "You are right.")
    actions.answer_objection(session, actor_of(a_moderator(session)), answer, DECIDED)
    session.commit()
    assert [row.actor_id for row in recorded(session, "objection")] == [author.id]
    assert [row.facts["outcome"] for row in recorded(session, "answer")] == ["reversed"]
    assert [row.facts["outcome"] for row in recorded(session, "decision")] == ["reject", "restore"]


def test_word_rules_roles_pins_and_arrangements_stand_in_the_record(session: Session) -> None:
    moderator = a_moderator(session)
    rule = a_word(session, by=moderator)
    actions.retire_word(session, actor_of(moderator), rule.id, "", DECIDED)
    editor, prompt = actor_of(a_person(session, role="editor")), a_discussion(session)
    comment = a_comment(session, prompt=prompt)
    comments.honour(session, editor, comment.id, "pin", DECIDED)
    comments.dishonour(session, editor, comment.id, DECIDED)
    comments.arrange(session, editor, Arrange(prompt.id, False, None, 0), DECIDED)  # noqa: FBT003
    session.commit()
    deeds = [row.deed for row in recorded(session)]
    assert deeds == ["role", "word", "word_retired", "role", "honour", "honour", "arrangement"]


def test_a_look_at_what_was_written_to_somebody_else_is_recorded(
    client: FlaskClient, session: Session
) -> None:
    author, moderator = a_person(session), a_moderator(session)
    decision = a_rejection(session, author)
    sign_in(client, author, session)
    assert client.get(f"/statements/{decision.id}").status_code == 200
    assert recorded(session, "look") == []
    secret = sign_in(client, moderator, session)
    assert client.get(f"/statements/{decision.id}").status_code == 200
    bearer = {"Authorization": f"Bearer {secret}"}
    assert client.get(f"/api/v1/statements/{decision.id}", headers=bearer).status_code == 200
    assert [row.actor_id for row in recorded(session, "look")] == [moderator.id] * 2
