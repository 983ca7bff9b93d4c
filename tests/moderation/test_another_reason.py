"""An objection is answered by letting the decision stand for another reason: a new statement."""

from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from discuss.accounts.models import Person
from discuss.accounts.rules import ENGLISH
from discuss.inbox.models import Notice
from discuss.kit import clock
from discuss.kit.audit import AuditRow
from discuss.kit.errors import Conflict, Invalid, Refused
from discuss.moderation import actions, presenters, queries
from discuss.moderation.actions.commands import Answer
from discuss.moderation.models import Decision, Objection, ObjectionAnswer, Statement
from discuss.moderation.policy import deciders
from discuss.moderation.rules import eu
from discuss.moderation.rules.phrases import say
from discuss.moderation.rules.statement import parts_of
from tests.makers.accounts import a_person, actor_of, send, sign_in
from tests.makers.moderation import (
    AGAINST_THE_LAW,
    DECIDED,
    a_decision,
    a_held_comment,
    a_moderator,
    an_objection,
)
from tests.moderation.test_eu import check

LATER = DECIDED + timedelta(days=2)
OTHER = {"reason": "OFF_TOPIC"}
WHOLE = (datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC))


def objected(session: Session, author: Person, by: Person, **more: object) -> Decision:
    """Return a rejection of a comment that answers have, to which its author objects."""
    comment = a_held_comment(session, author)
    decision = a_decision(session, comment, by=by, **more)  # type: ignore[arg-type]
    an_objection(session, decision, author)
    return decision


def change(session: Session, decision: Decision, by: Person, **more: str) -> ObjectionAnswer:
    answer = Answer(decision.id, "changed", "It is about another subject.", **(OTHER | more))
    row = actions.answer_objection(session, actor_of(by), answer, LATER)
    session.commit()
    return row


def newest(session: Session) -> Decision:
    return session.scalars(select(Decision).order_by(Decision.id.desc()).limit(1)).one()


def test_a_new_statement_takes_the_place_of_the_old_which_stays(session: Session) -> None:
    author, first, second = a_person(session), a_moderator(session), a_moderator(session)
    decision = objected(session, author, first)
    before = session.get_one(Statement, decision.id).text
    change(session, decision, second)
    anew = newest(session)
    assert anew.id != decision.id
    assert (anew.outcome, anew.reason, anew.source) == ("reject", "OFF_TOPIC", "objection")
    assert anew.moderator_id == second.id
    assert queries.case(session, decision.case_id).closed_at is not None
    old, new = queries.told(session, decision.id), queries.told(session, anew.id)
    assert old.statement.text == before
    assert (old.is_overtaken, new.is_overtaken) == (True, False)
    assert new.comment.state == "rejected"
    assert new.comment.removal_note.endswith("(rule 1)")
    said = dict(parts_of(new.statement.text))
    assert "takes the place of the earlier one" in said["What we did"]
    assert said["Since when"].startswith("Since 3 March 2026, 09:00 UTC")
    assert said["Who started it"] == "Your objection."
    assert "had no part in the first decision" in said["Software or people"]
    assert said["Which rule, and why"].startswith("Rule 1, ")
    assert said["Which rule, and why"].endswith("It is about another subject.")


def test_it_stands_in_the_record_and_its_author_is_told_once(session: Session) -> None:
    author = a_person(session)
    decision = objected(session, author, a_moderator(session))
    change(session, decision, a_moderator(session))
    rows = session.scalars(select(AuditRow).order_by(AuditRow.n.desc()).limit(3)).all()
    assert [row.deed for row in reversed(rows)] == ["answer", "decision", "statement"]
    assert rows[-1].facts["outcome"] == "changed"
    bodies = select(Notice.title, Notice.body).where(Notice.person_id == author.id)
    told = [tuple(row) for row in session.execute(bodies.order_by(Notice.id))]
    assert told[1:] == [
        (
            "Your objection was answered",
            say(ENGLISH, "answered.changed"),
        )
    ]


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"reason": ""}, "reason"),
        ({"reason": "NONSENSE"}, "reason"),
        ({"reason": "ILLEGAL"}, "reason"),
        ({"reason": "ABUSIVE"}, "reason"),
        ({"clause": "99"}, "clause"),
    ],
)
def test_it_takes_another_reason_and_a_rule(
    session: Session, more: dict[str, str], field: str
) -> None:
    decision = objected(session, a_person(session), a_moderator(session))
    with pytest.raises(Invalid) as refusal:
        change(session, decision, a_moderator(session), **more)
    assert set(refusal.value.fields) == {field}
    assert session.get(ObjectionAnswer, decision.id) is None


def test_another_rule_alone_is_another_reason(session: Session) -> None:
    decision = objected(session, a_person(session), a_moderator(session))
    change(session, decision, a_moderator(session), reason="ABUSIVE", clause="1")
    assert newest(session).clause == "1@1"


def test_who_decided_first_changes_no_reason_and_an_answer_is_one(session: Session) -> None:
    first = a_moderator(session)
    decision = objected(session, a_person(session), first)
    with pytest.raises(Refused):
        change(session, decision, first)
    change(session, decision, a_moderator(session))
    with pytest.raises(Conflict):
        change(session, decision, a_moderator(session))


def test_the_new_decision_can_be_objected_to_and_neither_of_the_two_answers(
    session: Session,
) -> None:
    author, first, second = a_person(session), a_moderator(session), a_moderator(session)
    decision = objected(session, author, first)
    change(session, decision, second)
    anew = newest(session)
    an_objection(session, anew, author, LATER)
    assert deciders(queries.standing_decisions(session, anew.case_id), anew) == {first.id}
    for each in (first, second):
        with pytest.raises(Refused):
            change(session, anew, each, reason="SPAM")
    answer = Answer(anew.id, "reversed", "Neither holds.")
    actions.answer_objection(session, actor_of(a_moderator(session)), answer, LATER)
    session.commit()
    assert queries.told(session, anew.id).comment.state == "published"
    assert session.scalar(select(func.count()).select_from(Objection)) == 2


def test_what_was_removed_as_illegal_can_stand_as_a_breach_of_a_rule(session: Session) -> None:
    author, admin = a_person(session), a_person(session, role="admin")
    comment = a_held_comment(session, author)
    decision = a_decision(session, comment, "remove_illegal", by=admin, **AGAINST_THE_LAW)
    an_objection(session, decision, author)
    change(session, decision, a_moderator(session))
    assert comment.state == "rejected"


def test_another_reason_is_no_overturn_until_it_is_reversed(session: Session) -> None:
    author, first, second = a_person(session), a_moderator(session), a_moderator(session)
    for _ in range(5):
        change(session, objected(session, author, first), second)

    def turns() -> presenters.StatisticsOut:
        now = DECIDED + timedelta(days=3)
        found = queries.figures(session, actor_of(second), 28, now)
        return presenters.statistics_out(found, actor_of(second))

    (rule,) = turns().rules
    assert (rule.decided, rule.objected, rule.changed, rule.reversed) == (5, 5, 5, 0)
    assert rule.overturned_percent == 0
    anew = newest(session)
    an_objection(session, anew, author, LATER)
    answer = Answer(anew.id, "reversed", "Neither holds.")
    actions.answer_objection(session, actor_of(a_moderator(session)), answer, LATER)
    session.commit()
    (rule,) = turns().rules
    assert (rule.decided, rule.changed, rule.reversed) == (5, 4, 1)
    assert rule.overturned_percent == 20


def test_published_numbers_count_one_removal_and_the_answer(session: Session) -> None:
    decision = objected(session, a_person(session), a_moderator(session))
    change(session, decision, a_moderator(session))
    tallies = queries.tallies(session, WHOLE)
    assert [t.n for t in tallies if t.measure == "rejected"] == [1]
    line = next(row for row in queries.log(session, LATER).rows if row.id == decision.id)
    assert line.objection == "changed"


def test_the_eus_database_gets_both_statements_and_the_end_of_the_first(session: Session) -> None:
    decision = objected(session, a_person(session), a_moderator(session))
    change(session, decision, a_moderator(session))
    old, new = queries.restrictions(session, WHOLE)
    assert (old.number, old.ends_at, new.ends_at) == (decision.id, LATER, None)
    said = eu.statement(new, "https://example.org")
    check(said)
    assert "Its author had objected to an earlier decision" in said["decision_facts"]
    assert "Your" not in said["decision_facts"]


def test_at_the_desk_and_for_the_author(client: FlaskClient, session: Session) -> None:
    author, second = a_person(session), a_moderator(session)
    decision = objected(session, author, a_moderator(session))
    sign_in(client, second, session)
    at_desk = f"/desk/cases/{decision.case_id}"
    page = client.get(at_desk).text
    assert "It stays rejected, for another reason" in page
    assert 'value="ILLEGAL"' not in page.partition('id="other-reason"')[2].partition("</select>")[0]
    door = f"/decisions/{decision.id}/objection/answer"
    words = {"words": "It is about another subject.", "outcome": "changed"}
    none = send(client, door, at_desk, **words)
    assert none.status_code == 422
    assert "Choose the reason for which it stands." in none.text
    assert "It is about another subject." in none.text
    assert send(client, door, at_desk, **words, **OTHER).status_code == 303
    sign_in(client, author, session)
    old = client.get(f"/statements/{decision.id}").text
    assert "The decision stands, for another reason" in old
    assert "Read the statement that holds now" in old
    led = client.get(f"/comments/{queries.told(session, decision.id).comment.id}/statement")
    assert led.headers["Location"] == f"/statements/{newest(session).id}"
    assert "Why your comment was rejected" in client.get(led.headers["Location"]).text
    told = client.get(f"/api/v1/statements/{decision.id}").get_json()
    assert told["answer_outcome"] == "changed"


def test_programs_change_a_reason(client: FlaskClient, session: Session) -> None:
    decision = objected(session, a_person(session), a_moderator(session))
    secret = sign_in(client, a_moderator(session), session)
    door = f"/api/v1/decisions/{decision.id}/objection/answer"
    bearer = {"Authorization": f"Bearer {secret}"}
    sent = {"outcome": "changed", "words": "Another subject."}
    refused = client.post(door, json=sent, headers=bearer)
    assert refused.status_code == 422
    assert refused.get_json()["errors"] == {"reason": "Choose the reason for which it stands."}
    assert client.post(door, json=sent | OTHER, headers=bearer).status_code == 201
    assert newest(session).reason == "OFF_TOPIC"
    assert newest(session).effective_at <= clock.now()
