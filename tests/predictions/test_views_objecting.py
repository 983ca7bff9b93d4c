"""Proposed outcomes at the doors: what readers see, object to, and are answered."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.kit import clock
from discuss.predictions.models import OutcomeObjection, ProposedOutcome, Question
from tests.fixtures.databases import Budget
from tests.makers.accounts import a_person, sign_in
from tests.makers.predictions import a_forecast, a_proposal, an_objection
from tests.predictions.test_views import an_open, send

EVIDENCE = "https://example.org/report"


@pytest.fixture
def question(session: Session) -> Question:
    """A question that is open at the present moment."""
    return an_open(session)


def test_an_editor_proposes_and_readers_see_until_when(
    client: FlaskClient, session: Session, question: Question
) -> None:
    sign_in(client, a_person(session, role="editor"), session)
    page = f"/questions/{question.id}/resolution"
    assert "readers may object for 72 hours" in client.get(page).text
    ruling = {"action": "resolve", "outcome": "yes", "seen_seq": "0", "knowable_at": ""}
    wrong = send(client, page, page, **ruling, source_url=EVIDENCE, note="It is green.")
    assert (wrong.status_code, "Say since when the answer" in wrong.text) == (422, True)
    ruling["knowable_at"] = clock.now().isoformat()
    done = send(client, page, page, **ruling, source_url=EVIDENCE, note="It is green.")
    assert done.status_code == 303
    text = client.get(f"/questions/{question.id}").text
    assert "Proposed: Yes" in text
    assert "Readers may object until" in text
    assert "Outcome proposed on" in client.get("/desk/questions").text
    again = send(client, page, page, **ruling, source_url=EVIDENCE, note="Words to keep.")
    assert again.status_code == 409
    assert "Words to keep." in again.text


def test_a_reader_objects_and_loses_no_word(
    client: FlaskClient, session: Session, question: Question
) -> None:
    proposed = a_proposal(session, question, at=clock.now())
    sign_in(client, a_person(session), session)
    page = f"/questions/{question.id}"
    words = {"proposed_id": str(proposed.id), "body": "The paint is still wet.", "source_url": ""}
    wrong = send(client, page, f"{page}/objections", **words)
    assert wrong.status_code == 422
    assert "The paint is still wet." in wrong.text
    assert "Give the address" in wrong.text
    done = send(client, page, f"{page}/objections", **{**words, "source_url": EVIDENCE})
    assert done.status_code == 303
    text = client.get(page).text
    assert "The paint is still wet." in text
    assert "Outcome disputed" in text
    assert "objected" in text


def test_an_editor_answers_and_a_refused_answer_keeps_its_words(
    client: FlaskClient, session: Session, question: Question
) -> None:
    objection = an_objection(session, a_proposal(session, question, at=clock.now()))
    sign_in(client, a_person(session, role="editor"), session)
    page = f"/questions/{question.id}/resolution"
    door = f"/questions/{question.id}/objections/{objection.id}/answer"
    wrong = send(client, page, door, words="It dried on Monday.")
    assert wrong.status_code == 422
    assert "It dried on Monday." in wrong.text
    assert send(client, page, door, verdict="upheld", words="It dried.").status_code == 303
    assert "the outcome stands as proposed" in client.get(f"/questions/{question.id}").text
    late = send(client, page, door, verdict="changed", words="Another editor said.")
    assert late.status_code == 409
    back = f"/questions/{question.id}/proposal/withdrawal"
    number = str(objection.proposed_id)
    assert send(client, page, back, proposed_id=number, words="").status_code == 422
    assert send(client, page, back, proposed_id=number, words="Too soon.").status_code == 303
    assert "took the proposal back" in client.get(f"/questions/{question.id}").text


def test_programs_object_answer_and_read_the_course(
    client: FlaskClient, session: Session, question: Question
) -> None:
    reader, editor = a_person(session), a_person(session, role="editor")
    ada = {"Authorization": f"Bearer {sign_in(client, reader, session)}"}
    edi = {"Authorization": f"Bearer {sign_in(client, editor, session)}"}
    client = client.application.test_client()
    path = f"/api/v1/questions/{question.id}"
    ruling = {"outcome": "no", "source_url": EVIDENCE, "seen_seq": 0, "note": "Grey."}
    ruling |= {"knowable_at": clock.now().isoformat()}
    proposed = client.post(f"{path}/resolution", json=ruling, headers=edi).json["proposal"]
    said = {"proposed_id": proposed["id"], "body": "It is green.", "source_url": EVIDENCE}
    objected = client.post(f"{path}/objections", json=said, headers=ada)
    assert (objected.status_code, objected.json["state"]) == (201, "challenged")
    step = client.get(f"{path}/course").json["steps"][-1]
    door = f"{path}/objections/{step['objection_id']}/answer"
    assert client.post(door, json={"verdict": "changed", "words": "So it is."}).status_code == 401
    reply = {"verdict": "changed", "words": "So it is."}
    answered = client.post(door, json=reply, headers=edi)
    assert (answered.status_code, answered.json["state"]) == (200, "open")
    assert answered.json["proposal"] is None
    client.post(f"{path}/resolution", json=ruling, headers=edi)
    number = session.scalars(select(ProposedOutcome.id)).all()[-1]
    back = {"proposed_id": number, "words": "Not yet."}
    taken = client.post(f"{path}/proposal/withdrawal", json=back, headers=edi)
    assert taken.json["state"] == "open"
    assert len(client.get(f"{path}/course").json["steps"]) == 5


def test_who_has_no_forecast_objects_at_a_slower_pace(
    client: FlaskClient, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    paces: list[str] = []
    monkeypatch.setattr(
        "discuss.predictions.views.blueprint.keep_pace",
        lambda rule, *_about, sentence: paces.append(rule),  # noqa: ARG005 - as it is called
    )
    question, ada = an_open(session), a_person(session)
    proposed = a_proposal(session, question, at=clock.now())
    other = an_open(session)
    a_forecast(session, other, ada, at=clock.now())
    a_proposal(session, other, at=clock.now())
    sign_in(client, ada, session)
    for each in (question, other):
        page = f"/questions/{each.id}"
        send(client, page, f"{page}/objections", proposed_id=str(proposed.id), body="No.")
    assert paces == ["3 per day", "20 per day"]
    assert session.scalars(select(OutcomeObjection)).all() == []


def test_a_course_costs_the_same_at_any_length(
    client: FlaskClient, session: Session, question: Question, query_budget: Budget
) -> None:
    page = f"/questions/{question.id}"
    proposed = a_proposal(session, question, at=clock.now())
    an_objection(session, proposed, at=clock.now())
    client.get(page)
    # Question, rulings, the crowd (4), is it public, article (3), siblings, wordings; and
    # the course: proposals, objections, and whose they are.
    with query_budget(14) as few:
        client.get(page)
    for _ in range(3):
        an_objection(session, proposed, at=clock.now() + timedelta(minutes=1))
    with query_budget(len(few)):
        client.get(page)
