"""What readers say of a group's questions, as a chart, a sentence and a table."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from discuss.kit import clock
from discuss.predictions.models import QuestionGroup
from discuss.predictions.rules.grouping import Row
from tests.makers.accounts import a_person, sign_in
from tests.makers.groups import a_group, members_of
from tests.makers.predictions import a_forecast

PERCENTS = (20, 45, 70)


@pytest.fixture
def group(session: Session) -> QuestionGroup:
    return a_group(session)


def shown(client: FlaskClient, group: QuestionGroup) -> str:
    return client.get(f"/groups/{group.id}").text


def test_a_chart_appears_once_two_rows_are_answered_and_tells_of_those_alone(
    client: FlaskClient, session: Session, group: QuestionGroup
) -> None:
    questions, ada = members_of(session, group), a_person(session)
    for question, percent in zip(questions, PERCENTS, strict=True):
        for by in (-5, 0, 5):
            a_forecast(session, question, percent=percent + by, at=clock.now())
    sign_in(client, ada, session)
    assert "ch-whisk" not in shown(client, group)
    a_forecast(session, questions[0], ada, 20, at=clock.now())
    assert "ch-whisk" not in shown(client, group)
    a_forecast(session, questions[1], ada, 45, at=clock.now())
    page = shown(client, group)
    sentence = "Readers’ median goes from 20% for March to 45% for June. 1 more is still hidden."
    assert page.count(sentence) == 2
    assert page.count('class="ch-whisk"') == 2
    assert '<th scope="row">June</th><td class="n">45%</td>' in page
    assert '<th scope="row">December</th>' not in page


def test_half_a_percent_reads_alike_in_row_sentence_and_table(
    client: FlaskClient, session: Session, group: QuestionGroup
) -> None:
    ada = a_person(session)
    sign_in(client, ada, session)
    for question, percents in zip(members_of(session, group), ((20, 25), (74, 75)), strict=False):
        for percent, by in zip(percents, (ada, a_person(session)), strict=True):
            a_forecast(session, question, by, percent, at=clock.now())
    page = shown(client, group)
    assert "goes from 23% for March to 75% for June" in page
    assert '<th scope="row">June</th><td class="n">75%</td>' in page
    assert "Readers 75%" in page


def test_the_same_number_for_several_years_shares_an_axis(
    client: FlaskClient, session: Session
) -> None:
    group, ada = a_group(session, kind="number"), a_person(session)
    for question, guess in zip(members_of(session, group), (20, 30, 50), strict=True):
        spread = (str(guess - 5), str(guess), str(guess + 5))
        a_forecast(session, question, ada, spread=spread, at=clock.now())
    sign_in(client, ada, session)
    page = shown(client, group)
    assert page.count('class="ch-whisk"') == 3
    assert "for March to" in page


def test_names_stand_one_below_another_and_shares_have_no_chart(
    client: FlaskClient, session: Session
) -> None:
    ada = a_person(session)
    sign_in(client, ada, session)
    rows = [Row("Ada"), Row("Ben")]
    group = a_group(session, rows=rows, is_nested=False, title="Will {label} win?", name="Who?")
    for question, percent in zip(members_of(session, group), (60, 30), strict=True):
        a_forecast(session, question, ada, percent, at=clock.now())
    page = shown(client, group)
    assert "median is highest for Ada, at 60%, and lowest for Ben, at 30%." in page
    choices = a_group(session, kind="choice")
    for question in members_of(session, choices):
        shares = {"a": 60, "b": 30, "other": 10}
        a_forecast(session, question, ada, shares=shares, at=clock.now())
    assert "ch-whisk" not in shown(client, choices)
