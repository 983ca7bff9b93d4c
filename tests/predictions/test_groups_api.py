"""Groups of questions as programs make and read them."""

from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from discuss.articles.models import Prompt
from discuss.kit import clock
from tests.makers.accounts import a_person, sign_in
from tests.makers.articles import an_article
from tests.makers.groups import a_group, members_of
from tests.makers.predictions import a_forecast, a_ruling


@pytest.fixture
def prompt(session: Session) -> Prompt:
    prompt = an_article(session, now=clock.now()).prompt
    assert prompt
    return prompt


@pytest.fixture
def editor(client: FlaskClient, session: Session) -> FlaskClient:
    secret = sign_in(client, a_person(session, role="editor"), session)
    client.delete_cookie("session")
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {secret}"
    return client


def words(**changed: Any) -> dict[str, Any]:
    now = clock.now()
    return {
        "name": "Who wins in May?",
        "title": "Will {label} win in May 2027?",
        "criteria": "Decided yes if the council names {label} in public; a rumour does not count.",
        "source_name": "The council",
        "open_at": (now - timedelta(hours=1)).isoformat(),
        "close_at": (now + timedelta(days=30)).isoformat(),
        "resolve_by": (now + timedelta(days=40)).isoformat(),
        "is_published": True,
        "rows": [{"label": "Ada"}, {"label": "Ben"}],
        **changed,
    }


def test_a_program_makes_a_group_adds_to_it_words_it_and_takes_out(
    editor: FlaskClient, prompt: Prompt
) -> None:
    made = editor.post(f"/api/v1/prompts/{prompt.id}/groups", json=words())
    assert made.status_code == 201, made.json
    assert made.json
    path = f"/api/v1/groups/{made.json['id']}"
    titles = [each["question"]["title"] for each in made.json["members"]]
    assert titles == ["Will Ada win in May 2027?", "Will Ben win in May 2027?"]
    more = editor.post(f"{path}/questions", json={"rows": [{"label": "Cleo"}]})
    assert (more.status_code, len((more.json or {})["members"])) == (201, 3)
    worded = {"name": "Who is it?", "reason": "Shorter.", "seen_n": 2}
    assert editor.put(path, json=worded).status_code == 200
    first = made.json["members"][0]["question"]["id"]
    left = editor.delete(f"{path}/questions/{first}")
    assert left.json
    assert [each["label"] for each in left.json["members"]] == ["Ben", "Cleo"]
    assert [each["deed"] for each in left.json["steps"]] == ["made", "added", "worded", "taken_out"]
    assert left.json["steps"][2]["reason"] == "Shorter."


def test_what_is_wrong_is_told_a_field_and_a_row(editor: FlaskClient, prompt: Prompt) -> None:
    sent = words(name="", rows=[{"label": "Ada"}, {"label": "ada"}])
    answer = editor.post(f"/api/v1/prompts/{prompt.id}/groups", json=sent)
    assert (answer.status_code, set((answer.json or {})["errors"])) == (
        422,
        {"name", "row-1", "row-2"},
    )


def test_a_draft_group_is_there_for_editors_alone(
    client: FlaskClient, session: Session, prompt: Prompt
) -> None:
    group = a_group(session, prompt, is_published=False)
    assert client.get(f"/api/v1/groups/{group.id}").status_code == 404
    listed = client.get(f"/api/v1/prompts/{prompt.id}/groups").json
    assert listed == {"groups": []}
    sign_in(client, a_person(session, role="editor"), session)
    assert client.get(f"/api/v1/groups/{group.id}").status_code == 200


def test_each_question_says_whether_its_crowd_is_shown_and_why(
    client: FlaskClient, session: Session, prompt: Prompt
) -> None:
    group = a_group(session, prompt)
    march, june, december = members_of(session, group)
    ada = a_person(session)
    sign_in(client, ada, session)
    a_forecast(session, march, ada, 20, at=clock.now())
    for question in (march, june, december):
        a_forecast(session, question, at=clock.now())
    a_ruling(session, june, at=clock.now())
    told = client.get(f"/api/v1/groups/{group.id}").json
    assert told
    assert [each["shown_because"] for each in told["members"]] == [
        "Shown: you have answered.",
        "Shown: it takes no more forecasts.",
        "Hidden until you answer it.",
    ]
    crowds = [each["question"]["crowd"] for each in told["members"]]
    assert [each is None for each in crowds] == [False, False, True]
    assert told["decided"] == 1
    assert client.get(f"/api/v1/prompts/{prompt.id}/groups").json == {
        "groups": [{**told, "steps": None}]
    }


def test_no_byte_of_a_group_depends_on_what_others_forecast_before(
    client: FlaskClient, session: Session, prompt: Prompt
) -> None:
    group = a_group(session, prompt)
    march, june, december = members_of(session, group)
    ada = a_person(session)
    sign_in(client, ada, session)
    path = f"/api/v1/groups/{group.id}"
    before = client.get(path).data
    for question in (march, june, december):
        a_forecast(session, question, at=clock.now())
    assert client.get(path).data == before
    a_forecast(session, march, ada, 20, at=clock.now())
    before = client.get(path).data
    for question in (june, december):
        a_forecast(session, question, percent=3, at=clock.now())
    assert client.get(path).data == before
