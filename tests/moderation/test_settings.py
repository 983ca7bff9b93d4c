"""Admins set what the desk goes by; every change is kept, counts at once, and can be undone."""

from collections.abc import Mapping
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts.models import Person
from discuss.kit import chosen
from discuss.kit.audit import AuditRow, verify
from discuss.kit.chosen import Choice
from discuss.kit.errors import Conflict, Invalid, Refused
from discuss.moderation import actions, forms
from discuss.moderation.actions.commands import SetKnob
from discuss.moderation.rules import claims, knobs
from tests.fixtures.databases import Budget
from tests.fixtures.sites import Site
from tests.makers.accounts import a_person, actor_of, sign_in
from tests.makers.comments import a_comment
from tests.makers.moderation import (
    DECIDED,
    a_decision,
    a_held_comment,
    a_report,
    a_setting,
    case_of,
)
from tests.moderation.asking import post
from tests.moderation.newsroom import a_visitor, at_once, codes

UNDO = knobs.UNDO_SECONDS


def an_admin(session: Session) -> Person:
    return a_person(session, role="admin")


def set_to(session: Session, by: Person, value: str, seen: int = 0) -> Choice:
    wish = SetKnob(value, seen, "We were too quick.")
    choice = actions.choose(session, actor_of(by), UNDO, wish, DECIDED)
    session.commit()
    return choice


def test_the_defaults_are_the_ones_that_the_rules_have() -> None:
    assert knobs.targets(chosen.Chosen()) == claims.TARGETS
    assert all(knob.fault(str(knob.default)) == "" for knob in knobs.BY_NAME.values())
    assert len(knobs.BY_NAME) == sum(len(each) for _, each in knobs.GROUPS)


def test_a_change_counts_at_once_stands_in_the_history_and_in_the_record(session: Session) -> None:
    admin = an_admin(session)
    choice = set_to(session, admin, "030")
    assert (choice.n, choice.before, choice.value, choice.person_id) == (1, "12", "30", admin.id)
    decision = a_decision(session, a_held_comment(session))
    assert decision.effective_at - decision.created_at == timedelta(seconds=30)
    row = session.scalars(select(AuditRow).where(AuditRow.deed == "setting")).one()
    assert (row.about, row.actor_id, row.role) == ("setting:undo_seconds", admin.id, "admin")
    assert (row.facts["before"], row.facts["after"]) == ("12", "30")
    assert "quick" not in str(row.facts)
    assert verify(session) is None


def test_the_latest_change_is_undone_by_another_one(session: Session) -> None:
    admin = an_admin(session)
    set_to(session, admin, "30")
    set_to(session, admin, "40", seen=1)
    undone = actions.unchoose(session, actor_of(admin), UNDO, 2, DECIDED)
    assert (undone.n, undone.value, undone.undoes) == (3, "30", 2)
    assert actions.unchoose(session, actor_of(admin), UNDO, 2, DECIDED).id == undone.id
    assert chosen.of(session).number(UNDO) == 30
    assert actions.unchoose(session, actor_of(admin), UNDO, 3, DECIDED).value == "40"
    assert chosen.drifted(session) == 0
    session.get_one(chosen.Sum, 1).settings = {UNDO.name: "41"}
    session.flush()
    assert chosen.drifted(session) == 1


def test_who_has_not_seen_a_change_does_not_overwrite_it(session: Session) -> None:
    first, second = an_admin(session), an_admin(session)
    set_to(session, first, "30")
    assert set_to(session, first, "30").n == 1
    with pytest.raises(Conflict, match="30 seconds"):
        set_to(session, second, "40")
    with pytest.raises(Conflict):
        actions.unchoose(session, actor_of(second), UNDO, 0, DECIDED)
    with pytest.raises(Invalid, match="already"):
        set_to(session, second, "30", seen=1)
    with pytest.raises(Invalid, match="from 5 to 60"):
        set_to(session, second, "61", seen=1)
    with pytest.raises(Invalid, match="nothing to undo"):
        actions.unchoose(session, actor_of(second), knobs.ALONE, 0, DECIDED)
    assert len(session.scalars(select(Choice)).all()) == 1


@pytest.mark.parametrize("role", ["reader", "moderator", "editor"])
def test_only_admins_set_anything(session: Session, role: str) -> None:
    person = a_person(session, role=role)
    with pytest.raises(Refused):
        set_to(session, person, "30")
    with pytest.raises(Refused):
        actions.unchoose(session, actor_of(person), UNDO, 0, DECIDED)


def test_the_desk_goes_by_what_is_set(session: Session, client: FlaskClient) -> None:
    a_setting(session, knobs.NEWCOMER, 0)
    a_setting(session, knobs.LINKS, 0)
    held = a_held_comment(session)
    assert held.state == "held"
    a_setting(session, knobs.LINKS, 1, seen=1)
    assert a_held_comment(session).state == "published"
    a_setting(session, knobs.CLAIM_MINUTES, 9)
    admin = an_admin(session)
    sign_in(client, admin, session)
    post(client, f"/cases/{case_of(session, held).id}/claim")
    assert "yours for 9 minutes" in client.get("/desk").text
    late = a_comment(session, at=DECIDED - timedelta(hours=2))
    a_report(session, late)
    a_setting(session, knobs.REPORTED_WITHIN, 1)
    assert "over 1 h" in client.get("/desk?queue=reported").text


def test_reports_hide_from_the_weight_and_the_people_that_are_set(session: Session) -> None:
    a_setting(session, knobs.HIDES, 2)
    comment = a_comment(session)
    for _ in range(2):
        reporter = a_person(session)
        for _ in range(3):
            a_comment(session, reporter)
        a_report(session, comment, reporter)
    session.refresh(comment)
    assert comment.state == "hidden"


def test_pages_tell_each_setting_and_keep_what_was_typed(
    session: Session, client: FlaskClient, query_budget: Budget
) -> None:
    sign_in(client, an_admin(session), session)
    client.get("/desk/settings")
    with query_budget(4):  # who acts and what is set, unread notices, sections, latest changes
        page = client.get("/desk/settings").text
    assert all(knob.title in page and knob.about in page for knob in knobs.BY_NAME.values())
    path = "/desk/settings/undo_seconds"
    wrong = post(client, path, value="900", seen=0, reason="Calmer.")
    assert (wrong.status_code, 'value="900"' in wrong.text) == (422, True)
    assert "Enter a whole number from 5 to 60." in wrong.text
    assert post(client, path, value="20", seen=0, reason="").status_code == 422
    assert post(client, path, value="20", seen=0, reason="Calmer <b>now</b>.").status_code == 303
    stale = post(client, path, value="25", seen=0, reason="Calmer still.")
    assert stale.status_code == 409
    assert "Somebody set this to 20 seconds" in stale.text
    assert 'value="25"' in stale.text
    assert "Calmer still." in stale.text
    assert 'name="seen" value="1"' in stale.text
    assert "Calmer &lt;b&gt;now" in stale.text
    assert post(client, f"{path}/reversal", seen=0).status_code == 409
    assert post(client, f"{path}/reversal", seen=1).status_code == 303
    assert "Takes the change before it back." in client.get(path).text
    assert client.get("/desk/settings/none").status_code == 404


def test_who_lost_the_race_reads_what_is_set_now(
    session: Session, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in(client, an_admin(session), session)
    read = forms.Setting.parse

    def slowly(form: Mapping[str, str]) -> forms.Setting:
        """Read a form so slowly that somebody else, after who acts was read, sets something."""
        a_setting(session, UNDO, 20)
        return read(form)

    monkeypatch.setattr(forms.Setting, "parse", slowly)
    stale = post(client, "/desk/settings/undo_seconds", value="25", seen=0, reason="Calmer.")
    assert stale.status_code == 409
    assert "Somebody set this to 20 seconds" in stale.text
    assert "<dt>Now</dt><dd>20 seconds</dd>" in stale.text
    assert 'value="25"' in stale.text


def test_programs_read_and_set(session: Session, client: FlaskClient) -> None:
    secret = sign_in(client, an_admin(session), session)
    headers = {"Authorization": f"Bearer {secret}"}
    program = client.application.test_client()
    listed = program.get("/api/v1/settings", headers=headers).json
    assert listed is not None
    assert [each["name"] for each in listed["settings"]] == list(knobs.BY_NAME)
    path = "/api/v1/settings/mode"
    wish = {"value": "pre", "seen": 0, "reason": "An election."}
    put = program.put(path, json=wish, headers=headers).json
    assert put is not None
    assert (put["setting"]["value"], put["setting"]["seen"]) == ("pre", 1)
    late = program.put(path, json={**wish, "value": "post"}, headers=headers)
    assert late.status_code == 409
    back = program.post(f"{path}/reversal", json={"seen": 1}, headers=headers).json
    assert back is not None
    assert [each["after"] for each in back["changes"]] == ["post", "pre"]


def test_of_two_admins_at_once_one_is_told_of_the_other(newsroom: Site) -> None:
    first, second = a_visitor(newsroom, "admin"), a_visitor(newsroom, "admin")
    path = "/settings/heat_days"
    first.call(path, {"value": 8, "seen": 0, "reason": "One more."}, "PUT")
    listed = first.call(path, method="GET").json
    assert listed is not None
    seen = listed["setting"]["seen"]

    def wish(by: object, value: int) -> object:
        body = {"value": value, "seen": seen, "reason": "Another."}
        return by.call(path, body, "PUT")  # type: ignore[attr-defined]

    answers = at_once(lambda: wish(first, 20), lambda: wish(second, 30))
    assert codes(answers) == [200, 409]
    found = second.call(path, method="GET").json
    assert found is not None
    assert found["setting"]["seen"] == seen + 1
    won = next(each.json for each in answers if each.status_code == 200)
    assert found["setting"]["value"] == won["setting"]["value"]
    undone = first.call(f"{path}/reversal", {"seen": seen + 1})
    assert undone.status_code == 200
