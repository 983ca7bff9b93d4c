"""Forecasts are left out of a crowd at the desk: each person told, logged, answered by another."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts.actions import erase
from discuss.accounts.actions.guests import begin_guest, claim_guest
from discuss.accounts.models import Person
from discuss.inbox.models import Notice
from discuss.kit import audit, clock
from discuss.kit.errors import Invalid, Refused
from discuss.kit.outbox import Outgoing
from discuss.moderation import actions, queries
from discuss.moderation.actions.commands import LeaveOut
from discuss.moderation.models import Sanction
from discuss.moderation.queries import eu
from discuss.moderation.rules.eu import statement
from discuss.predictions import queries as forecasts
from discuss.predictions.models import Exclusion, Question, Standing
from tests.makers.accounts import a_person, actor_of, sign_in
from tests.makers.moderation import a_moderator
from tests.makers.predictions import a_forecast, an_open_question

NOW = clock.now()
HOUR = timedelta(hours=1)
WHY = "Ten accounts said 97 within a minute."


def left_out(
    session: Session, question: Question, people: Sequence[Person], by: Person, **said: Any
) -> list[Sanction]:
    """Return steps towards people, committed."""
    fields = {"from_at": NOW - 2 * HOUR, "to_at": None, "everywhere": False, "clause": "6"}
    fields["handles"] = tuple(each.handle for each in people)
    command = LeaveOut(question_id=question.id, words=WHY, **{**fields, **said})
    rows = actions.leave_out(session, actor_of(by), command, NOW)
    session.commit()
    return rows


def a_brigade(session: Session, question: Question, size: int = 2) -> list[Person]:
    people = [a_person(session) for _ in range(size)]
    for each in people:
        a_forecast(session, question, each, 97, at=NOW - HOUR)
    return people


def counting(session: Session, question: Question) -> int:
    session.expire_all()
    assert forecasts.replay(session, question.id) == []
    wanted = select(Standing).where(Standing.question_id == question.id, forecasts.COUNTS)
    return len(session.scalars(wanted).all())


def notices(session: Session, person: Person) -> list[str]:
    found = select(Notice.title).where(Notice.person_id == person.id).order_by(Notice.id)
    return list(session.scalars(found))


def test_each_of_a_brigade_is_told_why_and_the_record_says_who_decided(session: Session) -> None:
    question, moderator = an_open_question(session), a_moderator(session)
    troop = a_brigade(session, question)
    a_forecast(session, question, percent=40, at=NOW - HOUR)
    rows = left_out(session, question, troop, moderator)
    assert counting(session, question) == 1
    assert [notices(session, each) for each in troop] == [["A message from the moderators"]] * 2
    mails = session.scalars(select(Outgoing.key).where(Outgoing.kind == "sanction")).all()
    assert set(mails) == {f"sanction-{each.id}-taken" for each in rows}
    told = rows[0].statement
    for part in (
        "Forecasts left out of the crowd: “Will the bridge",
        "scored as before",
        "with no end unless somebody changes it",
        "Rule 6, “No advertising, no pretending” (version 1). Ten accounts",
        "somebody else will decide",
    ):
        assert part in told
    row = session.scalars(
        select(audit.AuditRow).where(audit.AuditRow.deed == "sanction").order_by(audit.AuditRow.n)
    ).first()
    assert row is not None
    assert (row.actor_id, row.facts["questions"]) == (moderator.id, [question.id])
    assert audit.verify(session) is None


def test_an_objection_that_is_upheld_by_somebody_else_lets_them_back_in(session: Session) -> None:
    question, moderator, other = (
        an_open_question(session),
        a_moderator(session),
        a_moderator(session),
    )
    ada, ben = a_brigade(session, question)
    first, _ = left_out(session, question, [ada, ben], moderator)
    actions.object_to_sanction(session, actor_of(ada), first.id, "I was alone.", NOW)
    session.commit()
    answer = (first.id, "reversed", "True.", NOW)
    with pytest.raises(Refused, match="had a part"):
        actions.answer_sanction(session, actor_of(moderator), *answer)
    session.rollback()
    a_forecast(session, question, other, 50, at=NOW)
    with pytest.raises(Refused, match="Somebody else decides whose count"):
        actions.answer_sanction(session, actor_of(other), *answer)
    session.rollback()
    actions.answer_sanction(session, actor_of(a_moderator(session)), *answer)
    session.commit()
    assert counting(session, question) == 2
    assert notices(session, ada)[-1] == "Your objection was answered"
    (row,) = session.scalars(select(Exclusion).where(Exclusion.person_id == ada.id))
    assert row.lifted_at == NOW


def test_lifting_lets_them_back_in_and_who_forecast_there_does_not_lift(session: Session) -> None:
    question, moderator = an_open_question(session), a_moderator(session)
    ada, ben = a_brigade(session, question)
    first, second = left_out(session, question, [ada, ben], moderator)
    other = a_moderator(session)
    a_forecast(session, question, other, 50, at=NOW)
    with pytest.raises(Refused, match="Somebody else decides whose count"):
        actions.lift(session, actor_of(other), first.id, "A mistake.", NOW)
    session.rollback()
    for each in (first, second):
        actions.lift(session, actor_of(moderator), each.id, "A mistake.", NOW)
        session.commit()
    assert counting(session, question) == 3
    with pytest.raises(Refused, match="nothing to lift"):
        actions.lift(session, actor_of(moderator), first.id, "Again.", NOW)


def test_everywhere_means_open_questions_where_they_forecast_and_the_moderator_did_not(
    session: Session,
) -> None:
    question, moderator = an_open_question(session), a_moderator(session)
    there, own, without = (an_open_question(session) for _ in range(3))
    (ada,) = a_brigade(session, question, 1)
    for each in (there, own):
        a_forecast(session, each, ada, 97, at=NOW - HOUR)
    a_forecast(session, own, moderator, 50, at=NOW - HOUR)
    (row,) = left_out(session, question, [ada], moderator, everywhere=True)
    found = session.scalars(select(Exclusion.question_id).order_by(Exclusion.question_id))
    assert found.all() == [question.id, there.id]
    assert [counting(session, each) for each in (question, there, own, without)] == [0, 0, 2, 0]
    taken = queries.sanction(session, row.id)
    assert [each.question_id for each in taken.left_out] == [question.id, there.id]
    actions.lift(session, actor_of(moderator), row.id, "A mistake.", NOW)
    session.commit()
    assert counting(session, there) == 1


def test_a_device_without_an_account_is_left_out_and_the_account_that_claims_it_may_object(
    session: Session,
) -> None:
    question, moderator = an_open_question(session), a_moderator(session)
    guest = begin_guest(session, NOW - HOUR)
    session.commit()
    a_forecast(session, question, guest, 97, at=NOW - HOUR)
    (row,) = left_out(session, question, [guest], moderator)
    assert notices(session, guest) == []
    assert session.scalars(select(Outgoing).where(Outgoing.kind == "sanction")).all() == []
    ada = a_person(session)
    claim_guest(session, guest.id, ada, NOW)
    session.commit()
    session.expire_all()
    assert counting(session, question) == 0
    assert forecasts.face(session, question.id, ada.id, NOW).exclusion is not None
    assert actions.object_to_sanction(session, actor_of(ada), row.id, "It was me alone.", NOW)


def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_left_out(session: Session) -> None:
    question, moderator = an_open_question(session), a_moderator(session)
    troop = a_brigade(session, question)
    with pytest.raises(Invalid, match="Choose the house rule") as refusal:
        left_out(session, question, troop, moderator, clause="")
    assert list(refusal.value.fields) == ["clause"]
    with pytest.raises(Invalid, match="Nobody here is called nobody") as refusal:
        left_out(session, question, troop, moderator, handles=("nobody", troop[0].handle))
    assert list(refusal.value.fields) == ["people"]
    session.rollback()
    editor = a_person(session, role="editor")
    a_forecast(session, question, editor, 97, at=NOW - HOUR)
    with pytest.raises(Invalid, match="works here"):
        left_out(session, question, [editor], moderator)
    with pytest.raises(Refused, match="for moderators"):
        left_out(session, question, troop, a_person(session, role="editor"))
    assert session.scalars(select(Exclusion)).all() == []


def test_the_public_log_tells_it_in_order_without_names_and_says_what_became_of_it(
    client: FlaskClient, session: Session
) -> None:
    question, moderator = an_open_question(session), a_moderator(session)
    ada, ben = a_brigade(session, question)
    first, _ = left_out(session, question, [ada, ben], moderator)
    actions.lift(session, actor_of(moderator), first.id, "A mistake.", NOW)
    session.commit()
    lines = client.get("/api/v1/moderation-log").json["decisions"]  # type: ignore[index]
    assert [each["later"] for each in lines] == ["", "Lifted later"]
    assert {each["outcome"] for each in lines} == {"One person’s forecasts left out of the crowd"}
    assert {tuple(each["questions"]) for each in lines} == {(question.id,)}
    page = client.get("/moderation-log").text
    assert f'<a href="/questions/{question.id}">' in page
    assert ada.name not in page
    assert WHY not in page


def test_the_log_goes_on_after_fifty_lines_of_both_kinds(
    client: FlaskClient, session: Session
) -> None:
    question, moderator = an_open_question(session), a_moderator(session)
    for n in range(3):
        left_out(session, question, a_brigade(session, question, 18), moderator)
        del n
    seen, after = [], ""
    while True:
        found = client.get(f"/api/v1/moderation-log{after}").json
        assert found is not None
        seen += [each["id"] for each in found["decisions"]]
        if found["after"] is None:
            break
        after = f"?after={found['after']}"
    assert len(seen) == len(set(seen)) == 54


def test_a_moderator_of_the_section_lifts_and_one_of_another_does_not_see_it(
    session: Session,
) -> None:
    question, admin = an_open_question(session), a_person(session, role="admin")
    (ada,) = a_brigade(session, question, 1)
    (row,) = left_out(session, question, [ada], admin)
    section = forecasts.section_of(session, question.id)
    here, there = a_moderator(session), a_moderator(session)
    here.sections, there.sections = [section or "None"], ["Elsewhere"]
    session.commit()
    assert bool(queries.is_in_reach(session, actor_of(here), ada.id)) is bool(section)
    assert not queries.is_in_reach(session, actor_of(there), ada.id)
    with pytest.raises(Refused, match="section is not yours"):
        left_out(session, question, a_brigade(session, question, 1), there)
    del row


def test_who_leaves_takes_the_words_and_the_decision_stays(session: Session) -> None:
    question, moderator = an_open_question(session), a_moderator(session)
    (ada,) = a_brigade(session, question, 1)
    (row,) = left_out(session, question, [ada], moderator)
    erase(session, actor_of(ada), NOW)
    session.commit()
    session.refresh(row)
    assert (row.words, row.statement) == ("", "")
    assert counting(session, question) == 0


def test_the_statement_for_the_european_database_says_what_was_restricted(
    session: Session,
) -> None:
    question, moderator = an_open_question(session), a_moderator(session)
    left_out(session, question, a_brigade(session, question, 1), moderator)
    (found,) = eu.restrictions(session, (NOW - HOUR, NOW + HOUR))
    said = statement(found, "https://example.org")
    assert "not counted" in said["decision_visibility_other"]
    assert "had forecast" in said["decision_facts"]


def test_the_step_is_no_choice_on_the_page_of_an_account(
    client: FlaskClient, session: Session
) -> None:
    sign_in(client, a_moderator(session), session)
    page = client.get(f"/desk/people/{a_person(session).handle}").text
    assert 'value="suspension"' in page
    assert 'value="exclusion"' not in page
