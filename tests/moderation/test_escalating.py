"""A moderator hands a case up: admins are told, it is marked, and it ends by answer or decision."""

from datetime import timedelta
from itertools import product

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts.actions import erase
from discuss.accounts.models import Person
from discuss.comments.models import Comment
from discuss.inbox.models import Notice
from discuss.kit import clock
from discuss.kit.audit import AuditRow
from discuss.kit.errors import Missing, Refused
from discuss.moderation import actions, policy, queries
from discuss.moderation.actions.commands import Escalate
from discuss.moderation.models import Escalation
from discuss.moderation.queries import Sought
from discuss.moderation.rules.escalating import KINDS
from tests.makers.accounts import a_person, actor_of, send, sign_in
from tests.makers.comments import a_comment
from tests.makers.moderation import (
    DECIDED,
    a_decision,
    a_held_comment,
    a_moderator,
    a_report,
    case_of,
)
from tests.moderation.test_policy_table import AUTHOR, DESK, ME, OTHER, STATES, WHO

WORDS = "The mayor's lawyer wrote to us about this sentence."


def an_admin(session: Session, name: str | None = None) -> Person:
    return a_person(session, name, role="admin")


def raised(
    session: Session, comment: Comment, by: Person, kind: str = "law", words: str = WORDS
) -> tuple[int, ...]:
    command = Escalate(case_of(session, comment).id, kind, words)
    told = actions.escalate(session, actor_of(by), command, DECIDED)
    session.commit()
    return told


def answered(session: Session, comment: Comment, by: Person) -> None:
    standing = queries.open_escalation(session, case_of(session, comment).id)
    assert standing is not None
    actions.answer_escalation(session, actor_of(by), standing.id, "Keep it.", DECIDED)
    session.commit()


def titles(session: Session, person: Person) -> list[str]:
    return list(session.scalars(select(Notice.title).where(Notice.person_id == person.id)))


def streams(session: Session) -> set[str]:
    return set(session.scalars(select(Notice.stream).where(Notice.about.like("escalation%"))))


def test_admins_are_told_and_the_case_is_marked_until_one_answers(session: Session) -> None:
    comment, by, admin = a_held_comment(session), a_moderator(session), an_admin(session)
    assert raised(session, comment, by) == (admin.id,)
    assert case_of(session, comment).escalated == "law"
    assert titles(session, admin) == ["Escalated: a question of law"]
    assert streams(session) == {""}
    answered(session, comment, admin)
    case = case_of(session, comment)
    assert (case.escalated, case.queue, case.closed_at) == ("", "held", None)
    assert titles(session, by) == ["What you escalated was answered"]
    said = [note.words for note in queries.case_notes(session, case.id)]
    assert said == [
        "Answer to what was escalated: Keep it.",
        f"Escalated, a question of law: {WORDS}",
    ]
    kept = select(AuditRow).where(AuditRow.deed.like("escalation%"))
    rows = session.scalars(kept.order_by(AuditRow.n)).all()
    assert [row.deed for row in rows] == ["escalation", "escalation_answer"]
    assert (rows[0].about, rows[0].facts["told"]) == (f"case:{case.id}", 1)


def test_danger_is_told_to_two_at_least_by_mail_too_and_goes_first(session: Session) -> None:
    first, danger = a_held_comment(session), a_comment(session)
    a_report(session, danger, reason="off_topic")
    by, admin, colleague = a_moderator(session), an_admin(session), a_moderator(session)
    assert raised(session, danger, by, "danger") == (admin.id, colleague.id)
    assert streams(session) == {"decisions"}
    other = an_admin(session)
    assert raised(session, first, by, "danger") == (admin.id, other.id)
    answered(session, first, admin)
    rows = queries.queue(session, by.id, Sought(DECIDED)).rows
    assert [row.escalated for row in rows] == ["danger", ""]


def test_an_answer_leaves_the_urgency_as_it_was(session: Session) -> None:
    comment, by, admin = a_held_comment(session), a_moderator(session), an_admin(session)
    before = case_of(session, comment).neg_priority
    raised(session, comment, by, "danger")
    assert case_of(session, comment).neg_priority == before - 100_000
    answered(session, comment, admin)
    assert case_of(session, comment).neg_priority == before


def test_a_decision_ends_it_and_taking_it_back_opens_it_again(session: Session) -> None:
    comment, by, admin = a_held_comment(session), a_moderator(session), an_admin(session)
    raised(session, comment, by)
    decision = a_decision(session, comment, "approve", by=admin)
    case = case_of(session, comment)
    assert (case.escalated, case.closed_at is not None) == ("", True)
    actions.undo(session, actor_of(admin), decision.id, DECIDED + timedelta(seconds=2))
    session.commit()
    case = case_of(session, comment)
    assert (case.escalated, case.closed_at) == ("law", None)


def test_what_nobody_waited_for_waits_once_it_is_escalated(session: Session) -> None:
    comment, by, admin = a_comment(session), a_moderator(session), an_admin(session)
    actions.take_up(session, actor_of(by), comment.id, DECIDED)
    session.commit()
    raised(session, comment, by, "senior")
    case = case_of(session, comment)
    assert (case.queue, case.closed_at, case.opened_at) == ("reported", None, DECIDED)
    answered(session, comment, admin)
    assert case_of(session, comment).closed_at is not None


def test_sent_twice_it_is_one_and_another_is_refused(session: Session) -> None:
    comment, by, admin = a_held_comment(session), a_moderator(session), an_admin(session)
    raised(session, comment, by)
    raised(session, comment, by)
    assert len(session.scalars(select(Escalation)).all()) == 1
    with pytest.raises(Refused, match="escalated already"):
        raised(session, comment, a_moderator(session), "senior", "Something else.")
    with pytest.raises(Refused, match="Admins answer"):
        answered(session, comment, a_moderator(session))
    answered(session, comment, admin)
    number = session.scalars(select(Escalation.id)).one()
    with pytest.raises(Refused, match="answered or decided already"):
        actions.answer_escalation(session, actor_of(admin), number, "Again.", DECIDED)


def test_the_list_is_narrowed_and_others_are_led_past_it(session: Session) -> None:
    up, plain = a_held_comment(session), a_held_comment(session)
    by = a_moderator(session)
    raised(session, up, by)
    first, second = case_of(session, up).id, case_of(session, plain).id

    def ids(kind: str) -> list[int]:
        found = queries.queue(session, by.id, Sought(DECIDED, escalated=kind))
        return [row.id for row in found.rows]

    assert (ids("any"), ids("law"), ids("danger")) == ([first], [first], [])
    assert queries.next_after(session, by.id, Sought(DECIDED, passes_escalated=True)) == second
    assert queries.next_after(session, by.id, Sought(DECIDED)) == first


def test_other_sections_hear_nothing_and_deleted_authors_leave_no_words(session: Session) -> None:
    author, by = a_person(session), a_moderator(session)
    comment = a_held_comment(session, author)
    elsewhere = a_moderator(session)
    elsewhere.sections = ["Nowhere"]
    session.commit()
    with pytest.raises(Missing):
        raised(session, comment, elsewhere)
    assert raised(session, comment, by, "danger") == ()
    erase(session, actor_of(author), clock.now())
    session.commit()
    assert session.scalars(select(Escalation.words)).all() == [""]
    assert case_of(session, comment).closed_at is not None


def test_every_role_and_state_of_escalating_is_in_the_table() -> None:
    for who, state, author in product(WHO, STATES, (ME, AUTHOR)):
        may = who in DESK and author != ME and state not in {"withdrawn", "erased"}
        verdict = policy.may_escalate(WHO[who], author, state, is_escalated=False)
        assert bool(verdict) is may, (who, state, author)
        assert not policy.may_escalate(WHO[who], author, state, is_escalated=True)
    for who, by in product(WHO, (ME, OTHER)):
        verdict = policy.may_answer_escalation(WHO[who], by, waits=True)
        assert bool(verdict) is (who == "admin" and by == OTHER), (who, by)
        assert verdict or verdict.sentence.endswith(".")
        assert not policy.may_answer_escalation(WHO[who], by, waits=False)


def test_the_desk_escalates_and_answers_by_forms_and_keeps_what_was_typed(
    client: FlaskClient, session: Session
) -> None:
    comment = a_held_comment(session)
    case_id = case_of(session, comment).id
    admin = an_admin(session)
    sign_in(client, a_moderator(session, "Ruth Okafor"), session)
    page, path = f"/cases/{case_id}/escalation", f"/cases/{case_id}/escalations"
    assert f'href="{page}"' in client.get(f"/desk/cases/{case_id}").text
    refused = send(client, path, page, words=WORDS)
    assert (refused.status_code, "Choose what it is about." in refused.text) == (422, True)
    assert "lawyer wrote to us" in refused.text
    assert send(client, path, page, words=WORDS, kind="danger").status_code == 303
    assert "1 person is told. Call somebody else as well." in client.get("/desk").text
    late = send(client, path, "/desk", words="Other words entirely.", kind="law")
    assert (late.status_code, "Other words entirely." in late.text) == (403, True)
    shown = client.get(f"/desk/cases/{case_id}").text
    assert "Escalated by Ruth Okafor" in shown
    assert f'href="{page}"' not in shown
    assert KINDS["danger"] in client.get("/desk?escalated=any").text
    sign_in(client, admin, session)
    raised_id = session.scalars(select(Escalation.id)).one()
    answer = send(client, f"{path}/{raised_id}/answer", page, words="Hide it and call back.")
    assert answer.status_code == 303
    text = client.get(f"/desk/cases/{case_id}").text
    assert "Escalated by" not in text
    assert "Hide it and call back." in text


def test_programs_escalate_and_answer_alike(client: FlaskClient, session: Session) -> None:
    case_id = case_of(session, a_held_comment(session)).id
    by, admin = a_moderator(session), an_admin(session)
    first, second = (
        {"Authorization": f"Bearer {sign_in(client.application.test_client(), each, session)}"}
        for each in (by, admin)
    )
    path, body = f"/api/v1/cases/{case_id}/escalations", {"kind": "senior", "words": WORDS}
    made = client.post(path, json=body, headers=first)
    assert (made.status_code, made.json["told"], made.json["kind"]) == (201, 1, "senior")  # type: ignore[index]
    listed = client.get("/api/v1/cases?escalated=senior", headers=first).json
    assert listed is not None
    assert [each["escalated"] for each in listed["cases"]] == ["senior"]
    answer = f"{path}/{made.json['id']}/answer"  # type: ignore[index]
    assert client.post(answer, json={"words": "No."}, headers=first).status_code == 403
    done = client.post(answer, json={"words": "Keep it."}, headers=second)
    assert (done.status_code, done.json["id"]) == (200, None)  # type: ignore[index]
    left = client.get(f"/api/v1/cases/{case_id}/escalation", headers=first).json
    assert left is not None
    assert left["kind"] == ""
