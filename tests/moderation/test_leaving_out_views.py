"""At the desk: who has looked chooses, sees what would change, decides, and lets back in."""

import re
from datetime import datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts.models import Person
from discuss.kit import clock
from discuss.kit.audit import AuditRow
from discuss.predictions.models import Exclusion, Question
from discuss.predictions.rules.lifecycle import Reveal
from tests.fixtures.databases import Budget
from tests.makers.accounts import a_person, send, sign_in
from tests.makers.moderation import a_moderator
from tests.makers.predictions import a_forecast, an_open_question
from tests.predictions.test_leaving_out import SAID

HOUR = timedelta(hours=1)
WHY = "Ten accounts said 97 within a minute."


def a_brigade(session: Session, kind: str = "binary") -> tuple[Question, list[Person]]:
    """Return a question on which five honest readers forecast, and three who came in concert."""
    now, question = clock.now(), an_open_question(session, kind=kind, min_show=1)
    for percent in (20, 30, 40, 50, 60):
        a_forecast(session, question, **SAID[kind](percent), at=now - 5 * HOUR)
    troop = [a_person(session) for _ in range(3)]
    for each in troop:
        a_forecast(session, question, each, **SAID[kind](97), at=now - HOUR)
    return question, troop


def since(hours: int = 2) -> str:
    return f"{clock.now() - hours * HOUR:%Y-%m-%dT%H:%M}"


def path_of(question: Question) -> str:
    return f"/desk/questions/{question.id}/forecasts"


def a_desk(client: FlaskClient, session: Session, question: Question) -> Person:
    """Return a moderator, signed in, who has looked."""
    moderator = a_moderator(session)
    sign_in(client, moderator, session)
    back = {"back": path_of(question)}
    answer = send(client, f"/questions/{question.id}/pass", path_of(question), **back)
    assert answer.location.startswith(path_of(question))
    return moderator


@pytest.mark.parametrize("kind", ["binary", "choice", "number", "date"])
def test_who_has_looked_previews_decides_and_lets_back_in(
    client: FlaskClient, session: Session, kind: str
) -> None:
    question, troop = a_brigade(session, kind)
    path = path_of(question)
    sign_in(client, a_moderator(session), session)
    assert troop[0].handle not in client.get(path).text
    a_desk(client, session, question)
    page = client.get(path).text
    assert f'value="{troop[0].handle}"' in page
    ticked, written = troop[0].handle, f"{troop[1].handle}\n@{troop[2].handle}"
    fields = {"people": [ticked, written], "from_at": since(), "clause": "6", "words": WHY}
    shown = send(client, f"/desk/questions/{question.id}/exclusions/preview", path, **fields)
    assert shown.status_code == 200
    assert "3 forecasts of 3 people are left out. Nothing is decided yet." in shown.text
    if kind == "binary":
        assert "Median 55% → 40%." in shown.text
    assert shown.text.count(" checked") >= 3
    assert session.scalars(select(Exclusion)).all() == []
    done = send(client, f"/desk/questions/{question.id}/exclusions", path, **fields)
    assert done.location == path
    page = client.get(path).text
    assert "3 people are told why" in page
    assert "With and without what is left out" in page
    lift = re.search(r'action="(/sanctions/\d+/lifting)"', page)
    assert lift is not None
    send(client, lift[1], path, words="A mistake.")
    session.expire_all()
    assert (
        len(session.scalars(select(Exclusion.id).where(Exclusion.lifted_at.is_(None))).all()) == 2
    )


def test_that_somebody_looked_is_on_record(client: FlaskClient, session: Session) -> None:
    question, _ = a_brigade(session)
    a_desk(client, session, question)
    looked = select(AuditRow).where(AuditRow.about == f"question:{question.id}")
    assert session.scalars(looked).all() == []
    client.get(path_of(question))
    assert [each.deed for each in session.scalars(looked)] == ["look"]


def test_a_mistake_keeps_all_that_was_typed_and_says_what_to_mend(
    client: FlaskClient, session: Session
) -> None:
    question, troop = a_brigade(session)
    a_desk(client, session, question)
    path = path_of(question)
    fields = {
        "people": [troop[0].handle, "nobody-at-all"],
        "from_at": since(),
        "to_at": since(3),
        "clause": "6",
        "words": WHY,
    }
    for door in ("exclusions/preview", "exclusions"):
        answer = send(client, f"/desk/questions/{question.id}/{door}", path, **fields)
        assert answer.status_code == 422
        assert "Nobody here is called nobody-at-all." in answer.text
        assert WHY in answer.text
        assert f'value="{troop[0].handle}" checked' in answer.text
        assert ">nobody-at-all</textarea>" in answer.text
    fields["people"] = [troop[0].handle]
    answer = send(client, f"/desk/questions/{question.id}/exclusions", path, **fields)
    assert "after the beginning" in answer.text
    empty = send(client, f"/desk/questions/{question.id}/exclusions", path, people="", from_at="x")
    assert empty.status_code == 422
    assert "Choose whose forecasts are left out, 50 at most" in empty.text
    many = ", ".join(f"nobody-{n}" for n in range(51))
    told = send(
        client, f"/desk/questions/{question.id}/exclusions", path, **fields | {"people": many}
    )
    assert "50 at most" in told.text


def test_who_forecast_reads_and_does_not_decide_and_editors_see_lines_without_names(
    client: FlaskClient, session: Session
) -> None:
    question, troop = a_brigade(session)
    moderator = a_desk(client, session, question)
    fields = {"people": troop[0].handle, "from_at": since(), "clause": "6", "words": WHY}
    send(client, f"/desk/questions/{question.id}/exclusions", path_of(question), **fields)
    a_forecast(session, question, moderator, 50, at=clock.now())
    page = client.get(path_of(question)).text
    assert "Somebody else decides whose count." in page
    assert "Show what would change" not in page
    editor = a_person(session, role="editor")
    a_forecast(session, question, editor, 50, at=clock.now())
    sign_in(client, editor, session)
    page = client.get(path_of(question)).text
    assert "With and without what is left out" in page
    assert troop[0].handle not in page
    assert "decided at the desk" in page


def test_until_the_close_too_the_desk_looks_where_readers_wait_for_it(
    client: FlaskClient, session: Session
) -> None:
    now, question = clock.now(), an_open_question(session, reveal=Reveal.ON_CLOSE, min_show=1)
    ada = a_person(session)
    a_forecast(session, question, ada, 97, at=now - HOUR)
    a_desk(client, session, question)
    assert f'value="{ada.handle}"' in client.get(path_of(question)).text
    assert "97%" not in client.get(f"/questions/{question.id}").text


def test_readers_are_told_in_a_sentence_once_they_see_the_crowd(
    client: FlaskClient, session: Session, query_budget: Budget
) -> None:
    question, troop = a_brigade(session)
    a_desk(client, session, question)
    handles = [each.handle for each in troop]
    fields = {"people": handles, "from_at": since(), "clause": "6", "words": WHY}
    send(client, f"/desk/questions/{question.id}/exclusions", path_of(question), **fields)
    reader, path = a_person(session), f"/questions/{question.id}"
    sign_in(client, reader, session)
    told = "3 forecasts of 3 people are left out of the crowd from"
    assert told not in client.get(path).text
    assert client.get(f"/api/v1{path}").json["left_out"] == []  # type: ignore[index]
    a_forecast(session, question, reader, 50, at=clock.now())
    with query_budget(28):
        page = client.get(path).text
    assert told in page
    assert "under rule 6, “No advertising, no pretending”." in page
    assert "/moderation-log" in page
    (row,) = client.get(f"/api/v1{path}").json["left_out"]  # type: ignore[index]
    assert (row["forecasts"], row["people"], row["until"]) == (3, 3, None)


def test_whom_it_concerns_sees_it_on_the_card_with_the_way_to_object(
    client: FlaskClient, session: Session
) -> None:
    question, troop = a_brigade(session)
    a_desk(client, session, question)
    fields = {"people": troop[0].handle, "from_at": since(), "clause": "6", "words": WHY}
    send(client, f"/desk/questions/{question.id}/exclusions", path_of(question), **fields)
    sign_in(client, troop[0], session)
    page = client.get(f"/questions/{question.id}").text
    assert "Your forecasts here are left out of what readers together say" in page
    link = re.search(r"/exclusions/\d+", page)
    assert link is not None
    statement = client.get(link[0], follow_redirects=True).text
    assert WHY in statement
    assert "Ask for another look" in statement
    own = client.get(f"/api/v1/questions/{question.id}").json["own_left_out"]  # type: ignore[index]
    assert own["path"] == link[0]
    assert client.get("/exclusions/999").status_code == 404


@pytest.mark.parametrize("kind", ["binary", "choice", "number"])
def test_the_desk_is_shown_what_stands_out_from_what_was_said_before(
    client: FlaskClient, session: Session, kind: str
) -> None:
    question, _ = a_brigade(session, kind)
    a_desk(client, session, question)
    assert "lie within five points" not in client.get(path_of(question)).text
    for _ in range(3):
        a_forecast(session, question, **SAID[kind](96), at=clock.now() - HOUR / 2)
    page = client.get(path_of(question)).text
    assert "6 of 6 forecasts lie within five points of the scale, such as" in page
    assert "Of 5 before, 0 did." in page


def test_programs_list_leave_out_and_lift(client: FlaskClient, session: Session) -> None:
    question, troop = a_brigade(session)
    moderator = a_moderator(session)
    secret = sign_in(client, moderator, session)
    program = client.application.test_client()
    headers = {"Authorization": f"Bearer {secret}"}
    path = f"/api/v1/questions/{question.id}/exclusions"
    assert program.get(path, headers=headers).status_code == 403
    program.post(f"/api/v1/questions/{question.id}/pass", headers=headers, json={})
    body = {"people": [troop[0].handle], "from_at": f"{since()}Z", "clause": "6", "words": WHY}
    made = program.post(path, headers=headers, json=body)
    assert made.status_code == 201
    (row,) = program.get(path, headers=headers).json["exclusions"]  # type: ignore[index]
    assert (row["kind"], row["handle"]) == ("exclusion", troop[0].handle)
    assert datetime.fromisoformat(row["left_out"][0]["since"]) < clock.now()
    lift = f"/api/v1/sanctions/{row['id']}/lifting"
    lifted = program.post(lift, headers=headers, json={"words": "A mistake."})
    assert lifted.json["is_in_force"] is False  # type: ignore[index]
    refused = program.post(path, headers=headers, json={**body, "people": []})
    assert refused.status_code == 422
