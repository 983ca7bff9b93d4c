"""A question's page tells its reader what was refused, what stands and what the wording became."""

import re
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from discuss.accounts.acting import actor_of
from discuss.accounts.models import Person
from discuss.kit import clock
from discuss.kit.errors import Conflict
from discuss.predictions import actions, queries
from discuss.predictions.actions.commands import Answer, Revise
from discuss.predictions.models import Question
from discuss.predictions.rules.spread import FIELDS
from tests.makers.accounts import a_person, sign_in
from tests.makers.predictions import (
    a_forecast,
    a_proposal,
    a_question,
    a_ruling,
    a_wording,
    an_objection,
    an_open_question,
)
from tests.predictions.test_views import send, token

HOUR = timedelta(hours=1)
THREE = ("20", "45.5", "70")


@pytest.fixture
def ruth(session: Session) -> Person:
    return a_person(session)


def answers_again(session: Session, question: Question, ruth: Person, **said: Any) -> None:
    """Forecast from a window that knows of no earlier forecast."""
    command = Answer(question.id, follows=0, submission_key="", **said)
    actions.forecast(session, actor_of(ruth), command, clock.now())


def an_answer(session: Session, question: Question, ruth: Person, **said: Any) -> None:
    a_forecast(session, question, ruth, at=clock.now() - HOUR, **said)


def test_an_old_window_is_told_every_share_that_stands(session: Session, ruth: Person) -> None:
    question = an_open_question(session, kind="choice")
    an_answer(session, question, ruth, shares={"a": 50, "b": 30, "other": 20})
    with pytest.raises(Conflict, match="It stands at Red 50%, Blue 30%, None of these 20%"):
        answers_again(session, question, ruth, percent=None, shares={"a": 90}, entered={})


def test_an_old_window_is_told_the_number_that_stands(session: Session, ruth: Person) -> None:
    question = an_open_question(session, kind="number")
    an_answer(session, question, ruth, spread=THREE)
    spread = ("1", "2", "3")
    entered = dict(zip(FIELDS, spread, strict=True))
    with pytest.raises(Conflict, match=re.escape("It stands at 45.5 points.")):
        answers_again(
            session, question, ruth, percent=None, shares=None, spread=spread, entered=entered
        )


def test_ones_own_history_of_a_choice_has_every_share(
    client: FlaskClient, session: Session, ruth: Person
) -> None:
    question = an_open_question(session, kind="choice")
    an_answer(session, question, ruth, shares={"a": 20, "b": 70, "other": 10})
    sign_in(client, ruth, session)
    assert (
        "<b>Blue 70%, Red 20%, None of these 10%</b>"
        in client.get(f"/questions/{question.id}").text
    )


def test_what_is_refused_is_said_at_the_top_of_the_page_with_a_way_to_the_field(
    client: FlaskClient, session: Session, ruth: Person
) -> None:
    question = an_open_question(session)
    sign_in(client, ruth, session)
    path = f"/questions/{question.id}"
    answer = send(client, path, f"{path}/forecast", percent="200", follows="0", back=path)
    assert "<title>Error: " in answer.text
    summary = answer.text.split('class="errsum"')[1]
    place = re.search(r'href="#(\w+)">Enter a number from 1 to 99', summary)
    assert place
    assert f'id="{place[1]}"' in answer.text
    assert answer.text.index("errsum") < answer.text.index("<h1")


def test_a_refused_objection_is_said_at_the_top_of_the_page(
    client: FlaskClient, session: Session, ruth: Person
) -> None:
    question = a_question(session)
    proposed = a_proposal(session, question, at=clock.now())
    sign_in(client, ruth, session)
    path, words = f"/questions/{question.id}", {"body": "It is a draft.", "source_url": ""}
    wrong = send(client, path, f"{path}/objections", proposed_id=str(proposed.id), **words)
    assert "<title>Error: " in wrong.text
    assert wrong.text.index('href="#objection-source_url"') < wrong.text.index("<h1")
    assert wrong.text.count('class="errsum"') == 1


def test_an_answer_that_came_later_has_no_share_of_ones_own_yet(
    client: FlaskClient, session: Session, ruth: Person
) -> None:
    question = an_open_question(session, kind="choice")
    an_answer(session, question, ruth, shares={"a": 60, "b": 30, "other": 10})
    revision = queries.face(session, question.id, None, clock.now()).revision
    dates = {name: getattr(revision, name) for name in ("open_at", "close_at", "resolve_by")}
    wording = a_wording(options=("Red", "Blue", "Green", "None of these"), **dates)
    command = Revise(question.id, 1, wording, "Green paint was found.")
    actions.revise(session, actor_of(a_person(session, role="editor")), command, clock.now())
    session.commit()
    sign_in(client, ruth, session)
    page = client.get(f"/questions/{question.id}").text
    assert "None%" not in page
    assert re.search(r"<dt>Green</dt><dd[^>]*>–</dd>", page)


def test_whoever_has_not_answered_finds_the_form_before_anything_else(
    client: FlaskClient, session: Session, ruth: Person
) -> None:
    question = an_open_question(session)
    sign_in(client, ruth, session)
    path = f"/questions/{question.id}"
    page = client.get(path).text
    assert page.index('name="percent"') < page.index("How this is decided")
    an_answer(session, question, ruth)
    page = client.get(path).text
    assert page.index("How this is decided") < page.index('name="percent"')


def test_a_device_that_only_looked_keeps_no_forecast(client: FlaskClient, session: Session) -> None:
    question = an_open_question(session)
    path = f"/questions/{question.id}"
    client.post(f"{path}/pass", data={"back": path})
    page = client.get(path).text
    assert "You looked before answering." in page
    assert "This device keeps your forecast" not in page
    client.post(f"{path}/forecast", data={"percent": "40", "follows": "0", "back": path})
    assert "This device keeps your forecast" in client.get(path).text


def test_a_disputed_outcome_says_that_it_waits_for_an_answer(
    client: FlaskClient, session: Session
) -> None:
    question = a_question(session)
    proposed = a_proposal(session, question, at=clock.now() - HOUR)
    path = f"/questions/{question.id}"
    assert "Unless somebody does, it holds from then on." in client.get(path).text
    an_objection(session, proposed, at=clock.now())
    page = client.get(path).text
    assert "One objection waits for an answer; the outcome holds only once each has one." in page
    assert "and disputed; readers may object until" in page
    assert "Unless somebody does" not in page


def test_whoever_withdrew_forecasts_again(
    client: FlaskClient, session: Session, ruth: Person
) -> None:
    question = an_open_question(session)
    an_answer(session, question, ruth)
    sign_in(client, ruth, session)
    path = f"/questions/{question.id}"
    send(client, path, f"{path}/withdrawal", follows="1", back=path)
    page = client.get(path).text
    assert ">Forecast again</button>" in page
    assert "Update forecast" not in page


def test_who_comes_too_late_finds_the_number_they_typed(
    client: FlaskClient, session: Session, ruth: Person
) -> None:
    question = an_open_question(session)
    sign_in(client, ruth, session)
    path = f"/questions/{question.id}"
    fields = {"csrf_token": token(client, path), "percent": "41", "follows": "0", "back": path}
    a_ruling(session, question, at=clock.now())
    late = client.post(f"{path}/forecast", data=fields)
    assert late.status_code == 410
    assert "The outcome: Yes." in late.text
    assert re.search(r'<textarea[^>]* name="percent"[^>]*>41</textarea>', late.text)


@pytest.mark.parametrize("number", ["62", "99"])
def test_a_reason_that_was_typed_stays_with_a_forecast_that_still_stands(
    client: FlaskClient, session: Session, ruth: Person, number: str
) -> None:
    question = an_open_question(session)
    an_answer(session, question, ruth, percent=62)
    sign_in(client, ruth, session)
    path = f"/questions/{question.id}"
    said = {"percent": number, "follows": "1", "reason": "No news at all.", "back": path}
    assert send(client, path, f"{path}/affirmation", **said).status_code == 303
    page = client.get(path).text
    assert "<b>62%</b> still the same<br>“No news at all.”" in page


@pytest.mark.parametrize(
    ("kind", "said", "headline"),
    [
        ("binary", {"percent": 62}, ("61%", "Middle half from 60 to 64%")),
        ("number", {"spread": THREE}, ("45.", "Middle half from")),
    ],
)
def test_who_has_answered_finds_the_median_before_the_charts(
    client: FlaskClient,
    session: Session,
    ruth: Person,
    kind: str,
    said: dict[str, Any],
    headline: tuple[str, str],
) -> None:
    question = an_open_question(session, kind=kind, min_show=1)
    others = (58, 64, 64) if kind == "binary" else ()
    for percent in (60, 60, *others):
        answer = {"percent": percent} if kind == "binary" else said
        a_forecast(session, question, at=clock.now(), **answer)
    sign_in(client, ruth, session)
    path = f"/questions/{question.id}"
    assert "Readers, median" not in client.get(path).text
    a_forecast(session, question, ruth, at=clock.now(), **said)
    page = client.get(path).text
    assert page.count("Readers, median") == 1
    first = page.split("How the forecast has moved", 1)[0].split("Readers, median", 1)[1]
    assert all(words in first for words in headline)
