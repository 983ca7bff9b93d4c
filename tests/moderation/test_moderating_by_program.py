"""Programs that moderate: cases are taken, notes left, and steps towards people taken and ended."""

from collections.abc import Mapping
from typing import Any

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts.models import Person
from discuss.kit.audit import AuditRow
from tests.makers.accounts import a_person, sign_in
from tests.makers.articles import an_article
from tests.makers.moderation import a_held_comment, a_moderator, case_of

STEP = {"kind": "ban", "clause": "5", "words": "Three attacks in a week."}


class Program:
    """Somebody's program, signed in by token."""

    def __init__(self, app: Flask, session: Session, person: Person) -> None:
        self.client = app.test_client()
        secret = sign_in(app.test_client(), person, session)
        self.headers = {"Authorization": f"Bearer {secret}"}

    def send(
        self, method: str, path: str, sent: Mapping[str, Any] | None = None
    ) -> tuple[int, dict[str, Any]]:
        """Return status and body of an answer."""
        answer = self.client.open(f"/api/v1{path}", method=method, json=sent, headers=self.headers)
        return answer.status_code, answer.json or {}


def test_a_case_is_taken_noted_and_given_back(app: Flask, session: Session) -> None:
    case = case_of(session, a_held_comment(session))
    first, second = (a_moderator(session) for _ in range(2))
    one, two = (Program(app, session, each) for each in (first, second))
    claim, notes = f"/cases/{case.id}/claim", f"/cases/{case.id}/notes"

    assert one.send("PUT", claim)[1]["by"] == first.name
    assert two.send("PUT", claim)[1]["by"] == second.name
    assert one.send("DELETE", claim)[1]["by"] == second.name
    assert two.send("DELETE", claim) == (200, {"case_id": case.id, "by": None, "until": None})
    status, told = one.send("POST", notes, {"words": "He wrote to us."})
    assert (status, told["notes"][0]["by"]) == (201, first.name)
    assert two.send("GET", notes)[1]["notes"][0]["words"] == "He wrote to us."
    assert one.send("POST", notes, {"words": ""})[0] == 422
    assert one.send("PUT", "/cases/1000000/claim")[0] == 404
    deeds = session.scalars(select(AuditRow.deed).order_by(AuditRow.n)).all()
    assert {"takeover", "case_note"} <= set(deeds)


def test_several_cases_are_decided_undone_and_proposed(app: Flask, session: Session) -> None:
    comments = [a_held_comment(session) for _ in range(3)]
    ids = [case_of(session, comment).id for comment in comments]
    one, two = (Program(app, session, a_moderator(session)) for _ in range(2))
    names = ("id", "revision_id", "state_version", "case_version", "last_report_id")
    cases = [one.send("GET", f"/cases/{number}")[1] for number in ids]
    seen = [":".join(str(case[name]) for name in names) for case in cases]
    bundle = {"outcome": "reject", "reason": "SPAM", "submission_key": "a-key-for-all"}

    assert one.send("POST", "/batches", {**bundle, "seen": []})[0] == 422
    status, batch = one.send("POST", "/batches", {**bundle, "seen": seen[:2]})
    assert (status, batch["done"], batch["left"], batch["waits_for_second"]) == (201, 2, [], False)
    undone = one.send("POST", f"/batches/{batch['id']}/reversal")
    assert undone == (200, {**batch, "done": 2})

    sent = {name: cases[2][name] for name in names[1:]} | {"submission_key": "a-key-for-it"}
    sent |= {"outcome": "remove_illegal", "law": "§ 130", "explanation": "It calls for violence."}
    assert one.send("POST", f"/cases/{ids[2]}/decisions", sent)[0] == 403
    status, proposed = one.send("POST", f"/cases/{ids[2]}/proposal", sent)
    assert (status, proposed["waits_for_second"], proposed["done"]) == (201, True, 0)
    (waiting,) = two.send("GET", "/batches")[1]["proposals"]
    assert (waiting["cases"], waiting["may"]) == ([ids[2]], ["confirm", "refuse"])
    here = f"/batches/{proposed['id']}"
    assert one.send("POST", f"{here}/confirmation")[0] == 403
    assert two.send("POST", f"{here}/confirmation")[1]["done"] == 1
    assert two.send("POST", f"{here}/refusal")[0] == 403


def test_a_ban_goes_its_way_from_a_proposal_to_an_answered_objection(
    app: Flask, session: Session
) -> None:
    reader, writer = a_person(session), a_moderator(session)
    admins = [a_person(session, role="admin") for _ in range(2)]
    proposer, second, third = (Program(app, session, each) for each in (writer, *admins))
    path = f"/people/{reader.handle}/sanctions"

    assert proposer.send("POST", path, STEP | {"clause": ""})[0] == 422
    status, ban = proposer.send("POST", path, STEP)
    assert (status, ban["state"], ban["may"]) == (201, "Waits for a second person", ["lift"])
    here = f"/sanctions/{ban['id']}"
    assert proposer.send("POST", f"{here}/confirmation")[0] == 403
    assert [each["id"] for each in second.send("GET", "/sanctions")[1]["sanctions"]] == [ban["id"]]
    assert second.send("POST", f"{here}/confirmation")[1]["is_in_force"] is True

    banned = Program(app, session, reader)
    status, told = banned.send("GET", here)
    assert (status, told["by"], told["may"]) == (200, "", ["object"])
    assert told["parts"][0]["heading"] == "What we did"
    assert banned.send("GET", "/sanctions")[0] == 403
    assert banned.send("POST", f"{here}/objection", {"words": "It was not me."})[0] == 201
    answer = {"outcome": "reversed", "words": "It was somebody else."}
    assert second.send("POST", f"{here}/objection/answer", answer)[0] == 403
    status, ended = third.send("POST", f"{here}/objection/answer", answer)
    assert (status, ended["is_in_force"], ended["may"]) == (200, False, [])
    assert len(third.send("GET", path)[1]["sanctions"]) == 1


def test_a_warning_is_confirmed_and_sections_are_given(app: Flask, session: Session) -> None:
    text = "---\nsection: Politics\n---\nA headline\nA text that stands below it, long enough."
    an_article(session, text, prompt="")
    reader, writer = a_person(session), a_moderator(session)
    desk, admin = (
        Program(app, session, each) for each in (writer, a_person(session, role="admin"))
    )
    path = f"/people/{reader.handle}/sanctions"
    warned = desk.send("POST", path, {**STEP, "kind": "warning"})[1]
    confirmed = Program(app, session, reader).send(
        "POST", f"/sanctions/{warned['id']}/acknowledgement"
    )
    assert confirmed[1]["state"] == "Read and confirmed"
    first = desk.send("POST", path, {**STEP, "kind": "premoderation"})[1]
    lifted = desk.send("POST", f"/sanctions/{first['id']}/lifting", {"words": "A mistake."})
    assert lifted[1]["state"] == "Lifted"

    limits, only = f"/people/{writer.handle}/sections", {"sections": ["Politics"]}
    assert desk.send("PUT", limits, only)[0] == 403
    assert admin.send("PUT", limits, {"sections": ["Gardening"]})[0] == 422
    assert admin.send("PUT", limits, only)[1]["sections"] == ["Politics"]
    assert desk.send("GET", path)[0] == 404
    assert admin.send("PUT", limits, {"sections": []})[1]["sections"] == []
    assert desk.send("GET", path)[0] == 200
