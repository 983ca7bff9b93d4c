"""How the answers of a choice moved stands in a chart, in a sentence, and in a table."""

import re
from datetime import timedelta

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from discuss.kit import clock
from discuss.predictions import queries
from discuss.predictions.models import Question
from discuss.predictions.queries.replay import replay
from tests.fixtures.databases import Budget
from tests.makers.accounts import a_person, sign_in
from tests.makers.articles import an_article
from tests.makers.predictions import START, a_forecast, a_question, a_ruling, an_open_question

DAY = timedelta(days=1)


def a_choice(session: Session, **changed: object) -> Question:
    question = a_question(session, kind="choice", min_show=1, **changed)
    ada = a_person(session)
    a_forecast(session, question, ada, shares={"a": 20, "b": 70, "other": 10}, at=START + DAY)
    a_forecast(session, question, ada, shares={"a": 60, "b": 30, "other": 10}, at=START + 3 * DAY)
    return question


def section(client: FlaskClient, question: Question) -> str:
    page = client.get(f"/questions/{question.id}").text
    return page.split('id="moved-h"', 1)[1].split("</section>", 1)[0]


def test_who_may_see_the_crowd_sees_how_each_answer_moved(
    client: FlaskClient, session: Session
) -> None:
    question = a_choice(session)
    a_ruling(session, question, "a")
    told = section(client, question)
    assert "“Blue” began highest at 70 percent; at the end that was “Red” at 60." in told
    assert re.findall(r"<b>(\w)</b> ([\w ]+) <b class=\"tab\">(\d+%)", told) == [
        ("A", "Red", "60%"),
        ("B", "Blue", "30%"),
        ("C", "None of these", "10%"),
    ]
    assert told.count('class="ch-line ch-l1"') == 2
    assert re.findall(r'<th scope="col"[^>]*>([^<]+)', told)[:4] == [
        "Date",
        "Red",
        "Blue",
        "None of these",
    ]
    row = told.split('<th scope="row">3 March 2026</th>', 1)[1]
    assert re.findall(r'<td class="n">([^<]*)', row)[:3] == ["20%", "70%", "10%"]
    assert "Decided: Red" in told


def test_only_who_has_answered_an_open_one_sees_it_on_its_page_and_beside_the_article(
    client: FlaskClient, session: Session
) -> None:
    article, reader = an_article(session), a_person(session)
    question = an_open_question(session, article.prompt, "choice", min_show=1)
    a_forecast(session, question, reader, shares={"a": 60, "b": 30, "other": 10}, at=clock.now())
    pages = f"/questions/{question.id}", f"/articles/{article.slug}"
    assert all("ch-l1" not in client.get(page).text for page in pages)
    sign_in(client, reader, session)
    assert all("ch-l1" in client.get(page).text for page in pages)


def test_programs_read_the_same_history_as_the_chart(client: FlaskClient, session: Session) -> None:
    question = a_choice(session)
    a_ruling(session, question, "a")
    told = client.get(f"/api/v1/questions/{question.id}").json["history"]
    assert [each["n"] for each in told] == [1, 1]
    medians = [{every["key"]: every["median"] for every in each["answers"]} for each in told]
    assert medians == [
        {"a": 0.2, "b": 0.7, "other": 0.1},
        {"a": 0.6, "b": 0.3, "other": 0.1},
    ]


def test_of_many_answers_the_likeliest_four_have_lines_and_the_rest_one(
    client: FlaskClient, session: Session
) -> None:
    names = ("Red", "Blue", "Green", "Gold", "Grey", "None of these")
    question = a_question(session, kind="choice", min_show=1, options=names)
    keys = list(queries.live_options(queries.face(session, question.id, None, START).revision))
    said = dict(zip(keys, (5, 40, 30, 10, 8, 7), strict=True))
    a_forecast(session, question, shares=said, at=START + DAY)
    a_ruling(session, question, keys[1])
    told = section(client, question)
    assert re.findall(r"<b>\w</b> ([\w, ]+) <b class=\"tab\">(\d+%)", told) == [
        ("Blue", "40%"),
        ("Green", "30%"),
        ("Gold", "10%"),
        ("Grey", "8%"),
        ("All other answers, added up", "12%"),
    ]
    assert "“Blue” began highest at 40 percent, as at the end." in told


def test_who_began_highest_is_told_even_without_a_line_of_its_own_today(
    client: FlaskClient, session: Session
) -> None:
    names = ("Red", "Blue", "Green", "Gold", "Grey", "None of these")
    question = a_question(session, kind="choice", min_show=1, options=names)
    keys = list(queries.live_options(queries.face(session, question.id, None, START).revision))
    reader = a_person(session)
    for day, shares in ((1, (60, 20, 5, 5, 5, 5)), (3, (2, 50, 20, 15, 10, 3))):
        said = dict(zip(keys, shares, strict=True))
        a_forecast(session, question, reader, shares=said, at=START + day * DAY)
    a_ruling(session, question, keys[1])
    told = section(client, question)
    assert "</b> Red " not in told
    assert "“Red” began highest at 60 percent; at the end that was “Blue” at 50." in told


def test_a_longer_history_costs_no_more_statements_and_the_log_confirms_it(
    client: FlaskClient, session: Session, query_budget: Budget
) -> None:
    question = a_choice(session)
    reader = a_person(session)
    a_forecast(session, question, reader, shares={"a": 1, "b": 1, "other": 1}, at=START + DAY)
    sign_in(client, reader, session)
    with query_budget(40) as short:
        section(client, question)
    for number in range(12):
        shares = {"a": 10 + number, "b": 50, "other": 40 - number}
        a_forecast(session, question, shares=shares, at=START + (4 + number / 4) * DAY)
    with query_budget(len(short)):
        assert "ch-l3" in section(client, question)
    assert replay(session, question.id) == []
