"""Readers and editors at the doors, without scripts and with them."""

import re
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from discuss.kit import clock
from discuss.predictions.models import ForecastEvent, Question, ResolutionEvent
from tests.makers.accounts import a_person, sign_in
from tests.makers.articles import an_article
from tests.makers.predictions import a_forecast, a_question, a_ruling

FRAGMENT = {"Accept": "text/vnd.discuss.fragment+html"}


@pytest.fixture
def question(session: Session) -> Question:
    """A question that is open at the present moment."""
    return an_open(session)


def an_open(session: Session, kind: str = "binary", **changed: Any) -> Question:
    now = clock.now()
    article = an_article(session, now=now)
    dates = {
        "open_at": now - timedelta(days=1),
        "close_at": now + timedelta(days=30),
        "resolve_by": now + timedelta(days=40),
        "min_show": 1,
    }
    return a_question(session, article.prompt, kind, now=now, **{**dates, **changed})


def token(client: FlaskClient, path: str) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get(path).text)
    assert found
    return found[1]


def send(
    client: FlaskClient,
    path: str,
    to: str,
    headers: dict[str, str] | None = None,
    **fields: str,
) -> TestResponse:
    return client.post(
        to, data={"csrf_token": token(client, path), **fields}, headers=headers or {}
    )


def test_a_reader_forecasts_and_then_sees_the_crowd(
    client: FlaskClient, session: Session, question: Question
) -> None:
    for percent in (10, 20, 90):
        a_forecast(session, question, percent=percent, at=clock.now())
    sign_in(client, a_person(session), session)
    path = f"/questions/{question.id}"
    assert "Readers, median" not in client.get(path).text
    answer = send(client, path, f"{path}/forecast", percent=" 62 %", follows="0", back=path)
    assert (answer.status_code, answer.location) == (303, f"{path}#q{question.id}")
    page = client.get(path).text
    assert 'value="62"' in page
    assert "half of 4 readers are between 15 and 76 percent. You say 62 percent." in page
    assert "You are higher than 66 in 100." in page


def test_a_script_gets_the_card_alone(
    client: FlaskClient, session: Session, question: Question
) -> None:
    sign_in(client, a_person(session), session)
    path = f"/questions/{question.id}"
    answer = send(
        client, path, f"{path}/forecast", FRAGMENT, percent="62", follows="0", back="/articles/x"
    )
    assert answer.status_code == 200
    assert answer.text.lstrip().startswith('<div class="q"')
    assert 'name="back" value="/articles/x"' in answer.text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("0", "Never is a long time"),
        ("100", "The highest forecast is 99"),
        ("", "Enter a number from 1 to 99."),
        ("sixty", "Enter a number from 1 to 99."),
        ("62,5", "without a decimal part"),
    ],
)
@pytest.mark.parametrize("headers", [None, FRAGMENT])
def test_what_is_no_forecast_comes_back_with_a_sentence_and_as_it_was_typed(
    client: FlaskClient,
    session: Session,
    question: Question,
    *,
    typed: str,
    sentence: str,
    headers: dict[str, str] | None,
) -> None:
    sign_in(client, a_person(session), session)
    path = f"/questions/{question.id}"
    back = "/articles/the-bridge"
    answer = send(client, path, f"{path}/forecast", headers, percent=typed, follows="0", back=back)
    assert answer.status_code == 422
    assert f'name="back" value="{back}"' in answer.text
    assert sentence in answer.text
    assert f'value="{typed}"' in answer.text
    assert session.scalars(select(ForecastEvent)).all() == []


def test_a_certainty_that_was_typed_is_answered_with_the_nearest_forecast(
    client: FlaskClient, session: Session, question: Question
) -> None:
    sign_in(client, a_person(session), session)
    path = f"/questions/{question.id}"
    for typed, offer in (("100 %", 99), ("0", 1)):
        answer = send(client, path, f"{path}/forecast", FRAGMENT, percent=typed, follows="0")
        button = f'name="instead" value="{offer}">Save {offer}% instead</button>'
        assert button in answer.text
        # The button that Enter presses is the first one.
        assert answer.text.index(">Save forecast</button>") < answer.text.index(button)
    for typed in ("101", "62"):
        answer = send(client, path, f"{path}/forecast", FRAGMENT, percent=typed, follows="9")
        assert "instead" not in answer.text
    send(client, path, f"{path}/forecast", FRAGMENT, percent="100", instead="99", follows="0")
    event = session.scalars(select(ForecastEvent)).one()
    assert (event.probability, event.entered["percent"]) == (0.99, "100")


def test_two_tabs_the_older_is_told_and_keeps_what_was_typed(
    client: FlaskClient, session: Session, question: Question
) -> None:
    ada = a_person(session)
    sign_in(client, ada, session)
    a_forecast(session, question, ada, 41, at=clock.now())
    path = f"/questions/{question.id}"
    answer = send(client, path, f"{path}/forecast", FRAGMENT, percent="62", follows="0", back="/")
    assert answer.status_code == 409
    assert "another window" in answer.text
    assert 'value="62"' in answer.text
    assert "41%" in answer.text


def test_several_answers_are_given_in_one_form(client: FlaskClient, session: Session) -> None:
    question = an_open(session, "choice")
    sign_in(client, a_person(session), session)
    path = f"/questions/{question.id}"
    answer = send(
        client,
        path,
        f"{path}/forecast",
        FRAGMENT,
        follows="0",
        back=path,
        **{"share-a": "50", "share-b": "", "share-other": "50"},
    )
    assert answer.status_code == 200
    event = session.scalars(select(ForecastEvent)).one()
    assert event.shares == {"a": 0.5, "b": 0.01, "other": 0.49}
    assert event.entered == {"share-a": "50", "share-b": "", "share-other": "50"}


def test_a_reader_skips_and_may_still_answer(
    client: FlaskClient, session: Session, question: Question
) -> None:
    a_forecast(session, question, percent=20, at=clock.now())
    sign_in(client, a_person(session), session)
    path = f"/questions/{question.id}"
    answer = send(client, path, f"{path}/pass", FRAGMENT, follows="0", back=path, percent="")
    assert "You looked before answering." in answer.text
    assert "median 20%" in answer.text
    assert "Make a forecast" in answer.text


def test_a_reader_withdraws(client: FlaskClient, session: Session, question: Question) -> None:
    ada = a_person(session)
    sign_in(client, ada, session)
    a_forecast(session, question, ada, 62, at=clock.now())
    path = f"/questions/{question.id}"
    answer = send(
        client, path, f"{path}/withdrawal", FRAGMENT, follows="1", back=path, percent="62"
    )
    assert answer.status_code == 200
    assert "You withdrew your forecast." in answer.text


def test_a_late_forecast_gets_the_reason(client: FlaskClient, session: Session) -> None:
    now = clock.now()
    question = an_open(
        session, open_at=now - timedelta(days=9), close_at=now + timedelta(seconds=1)
    )
    ada = a_person(session)
    secret = sign_in(client, ada, session)
    question_path = f"/api/v1/questions/{question.id}/forecast"
    headers = {"Authorization": f"Bearer {secret}"}
    editor = a_person(session, role="editor")
    a_ruling(session, question, editor=editor, at=now)
    answer = client.put(question_path, json={"percent": 62}, headers=headers)
    assert answer.status_code == 410
    assert answer.json["detail"].startswith("This question is decided.")


def test_programs_forecast_withdraw_and_look(
    client: FlaskClient, session: Session, question: Question
) -> None:
    secret = sign_in(client, a_person(session), session)
    headers = {"Authorization": f"Bearer {secret}"}
    path = f"/api/v1/questions/{question.id}"
    blind = client.get(path, headers=headers).json
    assert (blind["is_revealed"], blind["crowd"], blind["history"]) == (False, None, None)
    done = client.put(f"{path}/forecast", json={"percent": 62, "follows": 0}, headers=headers)
    assert done.status_code == 200
    assert done.json["crowd"]["median"] == 0.62
    assert [each["n"] for each in done.json["forecasts"]] == [1]
    stale = client.put(f"{path}/forecast", json={"percent": 20, "follows": 0}, headers=headers)
    assert stale.status_code == 409
    wrong = client.put(f"{path}/forecast", json={"percent": 0}, headers=headers)
    assert wrong.status_code == 422
    assert wrong.json["errors"]["percent"].startswith("Never is a long time.")
    gone = client.post(f"{path}/withdrawal", json={}, headers=headers)
    assert gone.json["forecasts"][-1]["kind"] == "withdraw"


def test_an_editor_asks_revises_and_decides(client: FlaskClient, session: Session) -> None:
    now = clock.now()
    prompt = an_article(session, now=now).prompt
    sign_in(client, a_person(session, role="editor"), session)
    new = f"/prompts/{prompt.id}/questions/new"
    words = {
        "kind": "choice",
        "title": "Which colour will the bridge have by May?",
        "short_title": "Colour",
        "options": "Red\r\n\r\nBlue\r\nNone of these\r\n",
        "criteria": "Decided by the colour that most of the railing has on the first of May.",
        "source_name": "The council",
        "source_url": "https://example.org",
        "open_at": (now - timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M"),
        "close_at": (now + timedelta(days=3)).strftime("%Y-%m-%dT%H:%M"),
        "resolve_by": (now + timedelta(days=4)).strftime("%Y-%m-%dT%H:%M"),
        "reveal": "after_vote",
        "reveal_at": "",
        "min_show": "5",
        "is_published": "1",
    }
    ask = f"/prompts/{prompt.id}/questions"
    wrong = send(client, new, ask, **{**words, "options": "Red\nBlue", "close_at": "soon"})
    assert wrong.status_code == 422
    assert "Enter a date and time" in wrong.text
    assert "Which colour will the bridge have by May?" in wrong.text
    answer = send(client, new, ask, **words)
    assert answer.status_code == 303
    path = answer.location
    assert "Which colour" in client.get("/desk/questions").text
    edit = {**words, "seen_n": "1", "reason": "Brown was asked for."}
    del edit["kind"], edit["is_published"]
    edit["options"] = "Red\nBlue\nBrown\nNone of these"
    assert send(client, f"{path}/edit", f"{path}/edit", **edit).status_code == 303
    assert "Brown was asked for." in client.get(path).text
    stale = send(client, f"{path}/edit", f"{path}/edit", **edit)
    assert stale.status_code == 409
    ruling = {"action": "resolve", "outcome": "c", "seen_seq": "0", "note": "It is brown."}
    page = f"{path}/resolution"
    assert send(client, page, page, **ruling).status_code == 422
    ruling |= {"source_url": "https://example.org/1", "haste": "It is painted."}
    ruling |= {"knowable_at": clock.now().isoformat()}
    done = send(client, page, page, **ruling)
    assert done.status_code == 303
    assert session.scalars(select(ResolutionEvent.outcome)).all() == ["c"]
    assert "Decided: Brown" in client.get(path).text


@pytest.mark.parametrize("role", ["reader", "moderator"])
def test_editors_pages_are_for_editors(
    client: FlaskClient, session: Session, question: Question, role: str
) -> None:
    sign_in(client, a_person(session, role=role), session)
    for path in (
        "/desk/questions",
        f"/prompts/{question.prompt_id}/questions/new",
        f"/questions/{question.id}/edit",
        f"/questions/{question.id}/resolution",
    ):
        assert client.get(path).status_code == 403, path


def test_a_draft_is_not_there_for_readers(client: FlaskClient, session: Session) -> None:
    question = an_open(session, published=False)
    assert client.get(f"/questions/{question.id}").status_code == 404
    sign_in(client, a_person(session, role="editor"), session)
    path = f"/questions/{question.id}"
    assert client.get(path).status_code == 200
    assert send(client, path, f"{path}/opening").status_code == 303
    assert client.get(path).status_code == 200
