"""Readers forecast numbers and dates at the doors, without scripts and as programs."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.articles.models import Prompt
from discuss.kit import clock
from discuss.predictions.models import ForecastEvent
from tests.fixtures.databases import Budget
from tests.makers.accounts import a_person, sign_in
from tests.makers.comments import a_comment
from tests.makers.predictions import a_forecast, an_open_question
from tests.predictions.test_views import FRAGMENT, send

SPREAD = {"low": "20", "guess": "30", "high": "45"}
DATES = {"low": "2026-04-01", "guess": "2026-05-01", "high": "2026-12-24"}


def box(page: str, field: str) -> str:
    found = re.search(rf'<input[^>]*name="{field}"[^>]*>', page)
    assert found
    return found[0]


@pytest.mark.parametrize(
    ("kind", "typed", "shown"),
    [
        ("number", SPREAD, "8 in 10 from 20 to 45"),
        ("integer", {"low": "2", "guess": "3", "high": "9"}, "8 in 10 from 2 to 9"),
        ("date", DATES, "8 in 10 from 1 April 2026 to 24 December 2026"),
    ],
)
def test_a_reader_forecasts_with_three_values(
    client: FlaskClient, session: Session, kind: str, typed: dict[str, str], shown: str
) -> None:
    question = an_open_question(session, kind=kind)
    sign_in(client, a_person(session), session)
    path = f"/questions/{question.id}"
    answer = send(client, path, f"{path}/forecast", **typed, follows="0", back="/articles/x")
    assert answer.status_code == 303
    card = send(client, path, f"{path}/forecast", FRAGMENT, **typed, follows="1", back="/x")
    assert shown in card.text
    assert "still the same" in client.get(path).text
    for field, value in typed.items():
        assert f'value="{value}"' in box(client.get(path).text, field)


@pytest.mark.parametrize("headers", [None, FRAGMENT])
def test_what_is_no_forecast_comes_back_with_sentences_and_as_it_was_typed(
    client: FlaskClient, session: Session, headers: dict[str, str] | None
) -> None:
    question = an_open_question(session, kind="number")
    sign_in(client, a_person(session), session)
    path = f"/questions/{question.id}"
    typed = {"low": "40", "guess": "30", "high": "4,500"}
    answer = send(client, path, f"{path}/forecast", headers, **typed, follows="0", back=path)
    assert answer.status_code == 422
    assert "4,500 can be read in two ways. Write 4500, or 4.500 with a point." in answer.text
    for field, value in typed.items():
        assert f'value="{value}"' in box(answer.text, field)
    typed["high"] = "45"
    answer = send(client, path, f"{path}/forecast", headers, **typed, follows="0", back=path)
    assert "The low value must be below the best guess." in answer.text
    assert 'aria-invalid="true"' in box(answer.text, "low")
    assert "aria-invalid" not in box(answer.text, "high")
    assert session.scalars(select(ForecastEvent)).all() == []


@pytest.mark.usefixtures("without_guests")
def test_a_stranger_signs_in_first_and_finds_the_values_again(
    client: FlaskClient, session: Session
) -> None:
    question = an_open_question(session, kind="date")
    path = f"/questions/{question.id}"
    answer = client.post(f"{path}/forecast", data={**DATES, "back": "/", "follows": "0"})
    kept = parse_qs(urlsplit(answer.location).query)["next"][0]
    page = client.get(kept).text
    assert all(f'value="{value}"' in box(page, field) for field, value in DATES.items())


def test_a_stale_window_keeps_what_was_typed(client: FlaskClient, session: Session) -> None:
    question, ada = an_open_question(session, kind="number"), a_person(session)
    sign_in(client, ada, session)
    a_forecast(session, question, ada, spread=("1", "2", "3"), at=clock.now())
    path = f"/questions/{question.id}"
    answer = send(client, path, f"{path}/forecast", **SPREAD, follows="0", back=path)
    assert answer.status_code == 409
    assert "another window" in answer.text
    assert 'value="45"' in box(answer.text, "high")


def test_the_crowd_is_shown_once_one_has_answered_and_enough_have(
    client: FlaskClient, session: Session
) -> None:
    question, ada = an_open_question(session, kind="number", min_show=3), a_person(session)
    sign_in(client, ada, session)
    a_forecast(session, question, spread=("10", "20", "30"), at=clock.now())
    a_forecast(session, question, ada, spread=("15", "25", "35"), at=clock.now())
    address = f"/api/v1/questions/{question.id}"
    crowd = client.get(address).json["crowd"]
    assert {name for name, told in crowd.items() if told is not None} == {"n"}
    assert client.get(address).json["history"] == []
    a_forecast(session, question, spread=("60", "80", "130"), at=clock.now())
    crowd = client.get(address).json["crowd"]
    assert (crowd["n"], crowd["formula"]) == (3, "pool-1")
    assert crowd["q1"] < crowd["median"] < crowd["q3"]
    assert len(crowd["cdf"]) == 201
    assert client.get(address).json["history"][0]["median"] == crowd["median"]


def test_a_program_forecasts_a_number_and_a_date(client: FlaskClient, session: Session) -> None:
    number = an_open_question(session, kind="number")
    day = an_open_question(session, kind="date", min_show=1)
    secret = sign_in(client, a_person(session), session)
    headers = {"Authorization": f"Bearer {secret}"}
    address = f"/api/v1/questions/{number.id}"
    answer = client.put(
        f"{address}/forecast", json={"low": 0, "guess": 30.25, "high": 1e3}, headers=headers
    )
    assert answer.status_code == 200, answer.text
    (said,) = answer.json["forecasts"]
    assert [said["quantiles"][name] for name in ("low", "guess", "high")] == [0, 30.25, 1000]
    assert answer.json["scale"]["is_open_upper"] is True
    bad = client.put(
        f"{address}/forecast", json={"low": True, "guess": 1, "high": [2]}, headers=headers
    )
    assert bad.status_code == 422
    worse = client.put(
        f"{address}/forecast", json={"low": 3, "guess": 2, "high": 9}, headers=headers
    )
    assert worse.status_code == 422
    assert "must be below the best guess." in worse.text
    answer = client.put(f"/api/v1/questions/{day.id}/forecast", json=DATES, headers=headers)
    assert answer.json["forecasts"][0]["quantiles"]["guess"] == "2026-05-01"
    assert answer.json["crowd"]["median"] in {"2026-05-01", "2026-05-02"}
    assert answer.json["scale"]["lower"] == "2026-03-02"


def test_a_comment_carries_a_number_then_and_now(client: FlaskClient, session: Session) -> None:
    question = an_open_question(session, kind="number")
    author, prompt_id = a_person(session), question.prompt_id
    a_forecast(session, question, author, spread=("20", "30", "45"), at=clock.now())
    prompt = session.get_one(Prompt, prompt_id)
    comment = a_comment(session, author, prompt, at=clock.now(), attach=True)
    ada = a_person(session)
    sign_in(client, ada, session)
    page = client.get(f"/comments/{comment.id}", follow_redirects=True).text
    assert "Green bridge: answer to see" in page
    assert "median" not in page
    a_forecast(session, question, ada, spread=("20", "30", "45"), at=clock.now())
    a_forecast(session, question, author, spread=("40", "50", "60"), at=clock.now())
    page = client.get(f"/comments/{comment.id}", follow_redirects=True).text
    chip = re.search(r"<span>(median 30 .*? points) then, <b>(median 50 .*? points)</b> now", page)
    assert chip


def test_one_who_forecast_a_number_attaches_it_to_their_words(
    client: FlaskClient, session: Session
) -> None:
    question, ada = an_open_question(session, kind="integer"), a_person(session)
    a_forecast(session, question, ada, spread=("2", "3", "9"), at=clock.now())
    sign_in(client, ada, session)
    page = client.get("/", follow_redirects=True).text
    assert re.search(r"Green bridge <b>median 3 \(\d–\d\)</b>", page)


def test_a_question_page_stays_within_its_statements(
    client: FlaskClient, session: Session, query_budget: Budget
) -> None:
    question, ada = an_open_question(session, kind="number", min_show=1), a_person(session)
    for _ in range(3):
        a_forecast(session, question, spread=("2", "3", "9"), at=clock.now())
    a_forecast(session, question, ada, spread=("2", "3", "9"), at=clock.now())
    sign_in(client, ada, session)
    client.get(f"/questions/{question.id}")
    # The steps of its course, who suggested it, the adjusted estimate, the edits,
    # whether the author sealed a forecast or the reader is the author, the group in which it
    # stands, and the reader's unread notices, are among them.
    with query_budget(21):
        client.get(f"/questions/{question.id}")
