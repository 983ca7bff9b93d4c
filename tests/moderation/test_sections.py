"""Moderators are limited to sections: the rest of the desk is to them as if it never was."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts import actions as accounts
from discuss.accounts.models import Person, SectionGrant
from discuss.articles import actions as articles
from discuss.articles.actions.commands import Revise
from discuss.articles.models import Prompt
from discuss.articles.rules.draft import prepare
from discuss.comments import actions as comment_actions
from discuss.comments.models import Comment
from discuss.inbox.models import Notice
from discuss.kit.announce import announce
from discuss.kit.audit import AuditRow
from discuss.kit.errors import Invalid, Missing, Refused
from discuss.moderation import actions, policy, queries
from discuss.moderation.actions.commands import Answer, Impose
from discuss.moderation.actions.events import BrigadeSeen
from discuss.moderation.queries import Sought
from tests.fixtures.databases import Budget
from tests.makers.accounts import a_person, actor_of, send, sign_in
from tests.makers.articles import EDITOR, a_text, an_article
from tests.makers.comments import a_comment
from tests.makers.moderation import (
    DECIDED,
    a_decision,
    a_moderator,
    a_report,
    an_objection,
    case_of,
    seen,
)

POLITICS, SPORT = "Politics", "Sport"
LINKED = "The figures are here: https://example.org/figures"


def below(session: Session, section: str) -> Prompt:
    """Return the prompt of a new article of a section."""
    text = f"---\nsection: {section}\n---\n{a_text()}"
    prompt = an_article(session, text).prompt
    assert prompt is not None
    return prompt


def limited(session: Session, *sections: str) -> Person:
    """Return a moderator who sees to these sections alone, committed."""
    person = a_moderator(session)
    accounts.limit(session, None, person, sections, DECIDED)
    session.commit()
    return person


def reported(session: Session, prompt: Prompt) -> Comment:
    comment = a_comment(session, prompt=prompt)
    a_report(session, comment)
    return comment


def waiting(session: Session, person: Person, **narrowed: str) -> list[int]:
    sought = Sought(DECIDED, **narrowed, sections=actor_of(person).sections)  # type: ignore[arg-type]
    return [row.id for row in queries.queue(session, person.id, sought).rows]


def test_the_queue_its_counts_and_the_next_case_are_those_of_the_sections(
    session: Session, query_budget: Budget
) -> None:
    politics, sport = below(session, POLITICS), below(session, SPORT)
    rows = [reported(session, prompt) for prompt in (politics, politics, sport)]
    held = a_comment(session, prompt=sport, body=LINKED)
    first, second, third, fourth = (case_of(session, each).id for each in (*rows, held))
    one, both, whole = (
        limited(session, POLITICS),
        limited(session, POLITICS, SPORT),
        a_moderator(session),
    )
    assert set(waiting(session, one)) == {first, second}
    assert waiting(session, both) == waiting(session, whole)
    assert len(waiting(session, whole)) == 4
    assert waiting(session, both, queue="held") == [fourth]
    assert waiting(session, one, queue="held") == []
    assert waiting(session, one, concern="insult") == waiting(session, one)
    limits = actor_of(one).sections
    with query_budget(3):
        counted = queries.counts(session, one.id, DECIDED, limits)
        queries.queue(session, one.id, Sought(DECIDED, sections=limits))
        top = queries.next_after(session, one.id, Sought(DECIDED, sections=limits))
    assert (counted.all, counted.by_queue["reported"], counted.by_queue["held"]) == (2, 2, 0)
    assert top == waiting(session, one)[0]
    assert counted.oldest == min(case_of(session, each).opened_at for each in rows[:2])
    assert third not in waiting(session, one)


def test_a_case_elsewhere_is_to_every_deed_as_one_that_never_was(session: Session) -> None:
    comment, actor = reported(session, below(session, POLITICS)), actor_of(limited(session, SPORT))
    case_id = case_of(session, comment).id

    def told(deed: Callable[[int], object], number: int) -> str:
        with pytest.raises(Missing) as refusal:
            deed(number)
        return refusal.value.sentence

    deeds: list[Callable[[int], object]] = [
        lambda n: actions.claim(session, actor, n, DECIDED),
        lambda n: actions.take_over(session, actor, n, DECIDED),
        lambda n: actions.leave_note(session, actor, n, "Mine?", DECIDED),
        lambda n: actions.decide(session, actor, seen(session, comment, case_id=n), DECIDED),
        lambda n: queries.case_file(session, n, actor, DECIDED),
    ]
    for deed in deeds:
        assert told(deed, case_id) == told(deed, 10**6)
    assert queries.bundle(session, actor, [case_id]) == []


def test_objections_statements_and_people_are_those_of_the_sections(session: Session) -> None:
    politics, sport = below(session, POLITICS), below(session, SPORT)
    actor, author = actor_of(limited(session, SPORT)), a_person(session)
    decision = a_decision(session, a_comment(session, author, politics, body=LINKED))
    an_objection(session, decision, author)
    answer = Answer(decision.id, "upheld", "It stands.")
    with pytest.raises(Missing):
        actions.answer_objection(session, actor, answer, DECIDED)
    told = queries.told(session, decision.id)
    assert not policy.may_read_statement(actor, author.id, told.section)
    ban = Impose(author.handle, "ban", "5", "Three attacks.", None)
    with pytest.raises(Missing):
        actions.impose(session, actor, ban, DECIDED)
    row = actions.impose(session, actor_of(a_moderator(session)), ban, DECIDED)
    assert queries.waiting_sanctions(session, actor.sections) == []
    with pytest.raises(Missing):
        actions.lift(session, actor, row.id, "A mistake.", DECIDED)
    a_comment(session, author, sport)
    assert [each.sanction.id for each in queries.waiting_sanctions(session, actor.sections)] == [
        row.id
    ]
    actions.lift(session, actor, row.id, "A mistake.", DECIDED)


def test_outside_their_sections_moderators_read_and_pick_as_readers_do(
    client: FlaskClient, session: Session
) -> None:
    politics, sport = below(session, POLITICS), below(session, SPORT)
    person = limited(session, SPORT)
    held = [a_comment(session, prompt=prompt, body=LINKED) for prompt in (politics, sport)]
    shown = [a_comment(session, prompt=prompt) for prompt in (politics, sport)]
    sign_in(client, person, session)
    assert [client.get(f"/comments/{each.id}").status_code for each in held] == [404, 200]
    for comment, offers in zip(shown, (False, True), strict=True):
        assert (f"/comments/{comment.id}/honour" in client.get(f"/comments/{comment.id}").text) is (
            offers
        )
    with pytest.raises(Refused):
        comment_actions.honour(session, actor_of(person), shown[0].id, "pick", DECIDED)
    comment_actions.honour(session, actor_of(person), shown[1].id, "pick", DECIDED)
    assert client.get("/desk/words").status_code == 403
    assert "/desk/words" not in client.get("/desk").text


def test_an_alert_reaches_whoever_sees_to_the_section(session: Session) -> None:
    case = case_of(session, reported(session, below(session, POLITICS)))
    near, far, whole = limited(session, POLITICS), limited(session, SPORT), a_moderator(session)
    announce(session, BrigadeSeen(case.id, case.comment_id, DECIDED))
    told = set(session.scalars(select(Notice.person_id).where(Notice.kind == "report")))
    assert {near.id, whole.id} <= told
    assert far.id not in told


def test_cases_follow_an_article_into_another_section(session: Session) -> None:
    prompt = below(session, POLITICS)
    comment = reported(session, prompt)
    text = f"---\nsection: {SPORT}\n---\n{a_text()}"
    command = Revise(prompt.article_id, prepare(text), "It is about sport.")
    articles.revise(session, EDITOR, command, DECIDED)
    session.commit()
    assert case_of(session, comment).section == SPORT


def test_admins_say_who_moderates_what_and_each_change_is_on_record(
    app: Flask, client: FlaskClient, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.extensions, "discuss_prepare", lambda: None)
    below(session, POLITICS)
    person, admin = a_moderator(session), a_person(session, role="admin")
    sign_in(client, admin, session)
    page = "/desk/sections"
    assert f"{person.name} sees to the whole site." in client.get(page).text
    path = f"/desk/people/{person.handle}/sections"
    assert send(client, path, page, sections=[POLITICS]).status_code == 303
    assert f"{person.name} sees to Politics, and to nothing else." in client.get(page).text
    assert send(client, path, page, sections=["Gardening"]).status_code == 422
    reader = a_person(session)
    refused = send(client, f"/desk/people/{reader.handle}/sections", page, sections=[POLITICS])
    assert refused.status_code == 403
    run = app.test_cli_runner().invoke(args=["moderation", "sections", person.email or ""])
    assert run.output == f"{person.name} sees to the whole site.\n"
    kept = session.execute(
        select(AuditRow.actor_id, AuditRow.role, AuditRow.facts)
        .where(AuditRow.deed == "sections")
        .order_by(AuditRow.n)
    ).all()
    assert [tuple(row) for row in kept] == [
        (admin.id, "admin", {"after": [POLITICS]}),
        (None, "operator", {"after": []}),
    ]


def test_a_new_role_is_for_the_whole_site(session: Session) -> None:
    below(session, POLITICS)
    person = limited(session, POLITICS)
    accounts.grant(session, None, person, "moderator", DECIDED)
    assert not actor_of(person).sections
    with pytest.raises(Invalid):
        actions.limit(session, None, person, ["Gardening"], DECIDED)
    grants = session.scalars(select(SectionGrant.sections).order_by(SectionGrant.id))
    assert list(grants) == [[POLITICS], []]


def test_who_is_called_by_name_neither_decides_nor_answers_the_objection(session: Session) -> None:
    author, called, first = (
        a_person(session),
        a_moderator(session, "Salma Idris"),
        a_moderator(session),
    )
    comment = a_comment(session, author, body=f"@{called.name} knows it. {LINKED}")
    file = queries.case_file(session, case_of(session, comment).id, actor_of(called), DECIDED)
    assert file.calls_viewer
    (row,) = queries.bundle(session, actor_of(called), [file.case.id])
    assert row.calls_viewer
    with pytest.raises(Refused, match="calls you by name"):
        a_decision(session, comment, by=called)
    session.rollback()
    decision = a_decision(session, comment, by=first)
    an_objection(session, decision, author)
    answer = Answer(decision.id, "upheld", "It stands.")
    with pytest.raises(Refused, match="calls you by name"):
        actions.answer_objection(session, actor_of(called), answer, DECIDED)
