"""Forecasts are given out once a question is over: without names, with a licence, all of them."""

import csv
import io
import json
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.kit import clock
from discuss.predictions import actions
from discuss.predictions.actions.commands import LeaveOut
from discuss.predictions.models import Exclusion, ForecastEvent, Question, Score
from discuss.predictions.rules.lifecycle import Action
from discuss.predictions.rules.ordered import rps
from tests.makers.accounts import a_person, actor_of
from tests.makers.predictions import START, a_forecast, a_question, a_ruling, an_open_question
from tests.predictions.test_actions_rewording import revise
from tests.predictions.test_leaving_out import left_out


@pytest.fixture
def over(session: Session) -> Question:
    """A question that is decided, on which five forecast, one of them twice."""
    question = an_open_question(session, title="Will the bridge be green?")
    ada = a_person(session, "Ada Byron")
    a_forecast(session, question, ada, 10, at=clock.now())
    a_forecast(session, question, ada, 15, at=clock.now())
    for percent in (20, 30, 40, 50):
        a_forecast(session, question, percent=percent, at=clock.now())
    a_ruling(session, question, at=clock.now())
    return question


def table(text: str) -> list[dict[str, str]]:
    licence, _, rest = text.partition("\r\n")
    assert "licence: CC BY 4.0" in licence
    return list(csv.DictReader(io.StringIO(rest)))


def test_every_forecast_is_a_line_under_a_name_for_this_question_alone(
    client: FlaskClient, over: Question
) -> None:
    answer = client.get(f"/questions/{over.id}/forecasts.csv")
    rows = table(answer.text)
    assert answer.headers["Content-Disposition"] == f'attachment; filename="question-{over.id}.csv"'
    assert [row["probability"] for row in rows] == ["0.1", "0.15", "0.2", "0.3", "0.4", "0.5"]
    assert [row["number"] for row in rows] == ["1", "2", "1", "1", "1", "1"]
    assert rows[0]["forecaster"] == rows[1]["forecaster"]
    assert len({row["forecaster"] for row in rows}) == 5
    assert "Ada" not in answer.text


def test_a_reader_has_another_name_on_another_question(
    client: FlaskClient, session: Session
) -> None:
    people = [a_person(session) for _ in range(5)]
    for _ in range(2):
        question = an_open_question(session)
        for percent, person in enumerate(people, 20):
            a_forecast(session, question, person, percent, at=clock.now())
        a_ruling(session, question, at=clock.now())
    rows = table(client.get("/data/forecasts.csv").text)
    assert len(rows) == 10
    assert len({row["forecaster"] for row in rows}) == 10


def test_lines_of_json_say_the_same(client: FlaskClient, over: Question) -> None:
    lines = client.get(f"/questions/{over.id}/forecasts.jsonl").text.splitlines()
    about, question, *rows = map(json.loads, lines)
    assert (about["kind"], about["licence"]) == ("about", "CC BY 4.0")
    assert (question["kind"], question["outcome"]) == ("question", "yes")
    assert [row["probability"] for row in rows] == [0.1, 0.15, 0.2, 0.3, 0.4, 0.5]
    assert all(len(row["day"]) == len("2026-03-02") for row in rows)


def test_the_files_suffice_to_score_everybody_anew(
    client: FlaskClient, session: Session, over: Question
) -> None:
    """Who said it last, what came true and the squared gap: no page has to be opened."""
    (asked,) = table(client.get("/data/questions.csv").text)
    assert asked["question"] == str(over.id)
    assert asked["title"] == "Will the bridge be green?"
    assert (asked["end"], asked["outcome"], asked["forecasters"]) == ("decided", "yes", "5")
    assert asked["url"].endswith(f"/questions/{over.id}")
    rows = table(client.get(f"/questions/{over.id}/forecasts.csv").text)
    last = {row["forecaster"]: float(row["probability"]) for row in rows}
    gaps = sorted((said - (asked["outcome"] == "yes")) ** 2 for said in last.values())
    scored = session.scalars(select(Score.value).where(Score.kind == "brier"))
    assert gaps == pytest.approx(sorted(scored))


def test_a_choice_says_what_its_keys_stand_for_and_a_date_its_bounds(
    client: FlaskClient, session: Session
) -> None:
    choice, due = a_question(session, kind="choice"), a_question(session, kind="date")
    for n in range(5):
        a_forecast(session, choice, shares={"a": 50 + n, "b": 40 - n, "other": 10})
        a_forecast(session, due, spread=["2026-04-01", "2026-05-01", "2026-12-24"])
    a_ruling(session, choice, "b", knowable_at=START + timedelta(days=2))
    a_ruling(session, due, "after")
    rows = {row["type"]: row for row in table(client.get("/data/questions.csv").text)}
    labels = json.loads(rows["choice"]["options"])
    assert labels[rows["choice"]["outcome"]] == "Blue"
    assert rows["choice"]["knowable"] == "2026-03-04T09:00:00Z"
    scale = json.loads(rows["date"]["scale"])
    assert (scale["lower"], scale["upper"]) == ("2026-03-02", "2027-03-02")
    assert (scale["is_open_upper"], rows["date"]["outcome"]) == (True, "above")


def test_the_files_suffice_to_score_answers_in_an_order(
    client: FlaskClient, session: Session
) -> None:
    """A near miss costs less than a far one, and an answer that was taken back is none."""
    labels = ("Under 5", "5 to 9", "10 to 20", "More")
    question = a_question(session, kind="choice", options=labels, is_ordered=True)
    revise(session, question, options=(labels[0], *labels[2:]), is_ordered=True)
    for n in range(5):
        shares = {"a": 50 + n, "c": 40 - n, "other": 10}
        a_forecast(session, question, shares=shares, at=START + timedelta(days=3))
    a_ruling(session, question, "c")
    (asked,) = table(client.get("/data/questions.csv").text)
    assert (asked["is_ordered"], json.loads(asked["live"])) == ("true", ["a", "c", "other"])
    assert json.loads(asked["options"])["b"] == "5 to 9"
    said = [
        [json.loads(row["shares"])[key] for key in json.loads(asked["live"])]
        for row in table(client.get("/data/forecasts.csv").text)
    ]
    place = json.loads(asked["live"]).index(asked["outcome"])
    scored = session.scalars(select(Score.value).where(Score.kind == "rps"))
    assert sorted(rps(each, place) for each in said) == pytest.approx(sorted(scored))
    lines = client.get("/data/forecasts.jsonl").text.splitlines()
    told = json.loads(lines[1])
    assert (told["is_ordered"], told["live"]) == (True, ["a", "c", "other"])


def test_what_is_no_choice_has_neither_answers_nor_an_order(
    client: FlaskClient, over: Question
) -> None:
    (asked,) = table(client.get("/data/questions.csv").text)
    assert (asked["options"], asked["live"], asked["is_ordered"]) == ("", "", "")
    told = json.loads(client.get(f"/questions/{over.id}/forecasts.jsonl").text.splitlines()[1])
    assert (told["live"], told["is_ordered"]) == (None, None)


def test_an_annulled_question_is_said_to_be_and_has_no_outcome(
    client: FlaskClient, session: Session, over: Question
) -> None:
    a_ruling(session, over, "", action=Action.ANNUL, at=clock.now())
    (asked,) = table(client.get("/data/questions.csv").text)
    assert (asked["end"], asked["outcome"]) == ("annulled", "")


def test_what_is_left_out_of_the_crowd_stays_in_the_files_and_says_since_when(
    client: FlaskClient, session: Session, over: Question
) -> None:
    spoke = session.scalars(select(ForecastEvent.person_id).order_by(ForecastEvent.id)).first()
    assert spoke is not None
    now, moderator = clock.now(), actor_of(a_person(session, role="moderator"))
    since = now - timedelta(minutes=1)
    actions.leave_out(session, moderator, LeaveOut(over.id, (spoke,), since, None, "Rule 6"), now)
    session.commit()
    rows = table(client.get(f"/questions/{over.id}/forecasts.csv").text)
    day = since.date().isoformat()
    assert [row["left_out_from"] for row in rows] == [day, day, "", "", "", ""]
    assert {row["left_out_until"] for row in rows} == {""}


@pytest.fixture
def decided_early(session: Session) -> Exclusion:
    """An exclusion from the second day until the fifth, on a question decided on the third."""
    question, people = a_question(session), [a_person(session) for _ in range(5)]
    for percent, person in enumerate(people, 20):
        a_forecast(session, question, person, percent, at=START + timedelta(hours=1))
    second, fifth = (START + timedelta(days=n) for n in (1, 4))
    (row,) = left_out(session, question, people[:1], second, fifth, second)
    third = START + timedelta(days=2)
    a_ruling(session, question, at=third, knowable_at=second)
    return row


def days_left_out(client: FlaskClient) -> list[tuple[str, str]]:
    rows = table(client.get("/data/forecasts.csv").text)
    return [(row["left_out_from"], row["left_out_until"]) for row in rows]


@pytest.mark.usefixtures("decided_early")
def test_an_end_that_a_decision_came_before_is_not_told(client: FlaskClient) -> None:
    assert days_left_out(client) == [("2026-03-03", ""), *[("", "")] * 4]


def test_an_end_between_the_answer_and_the_decision_came(
    client: FlaskClient, session: Session, decided_early: Exclusion
) -> None:
    """The crowd moves until the ruling is made, whenever the answer became knowable."""
    decided_early.to_at = START + timedelta(days=1, hours=12)
    session.commit()
    assert days_left_out(client) == [("2026-03-03", "2026-03-03"), *[("", "")] * 4]


def test_what_begins_once_a_question_is_over_is_not_told(
    client: FlaskClient, session: Session, decided_early: Exclusion
) -> None:
    decided_early.from_at = START + timedelta(days=3)
    session.commit()
    assert days_left_out(client) == [("", "")] * 5


def test_the_page_lists_what_is_given_out(client: FlaskClient, over: Question) -> None:
    page = client.get("/data").text
    assert "Will the bridge be green?" in page
    assert "5 readers" in page
    assert f"/questions/{over.id}/forecasts.csv" in page


@pytest.mark.parametrize("kind", ["csv", "jsonl"])
@pytest.mark.parametrize("why", ["open", "few", "draft"])
def test_nothing_is_given_out_early_or_of_few(
    client: FlaskClient, session: Session, kind: str, why: str
) -> None:
    question = an_open_question(session, published=why != "draft")
    if why != "draft":
        for percent in range(20, 24 if why == "few" else 30):
            a_forecast(session, question, percent=percent, at=clock.now())
    if why == "few":
        a_ruling(session, question, at=clock.now())
    answer = client.get(f"/questions/{question.id}/forecasts.{kind}")
    assert answer.status_code == 404
    assert "are not given out" in answer.text
    assert str(question.id) not in client.get(f"/data/forecasts.{kind}").text.split("\n", 1)[1]
    assert table(client.get("/data/questions.csv").text) == []
