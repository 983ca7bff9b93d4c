"""Months later, the article itself says what came true: for everybody, below each question."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from discuss.articles.models import Article, Prompt
from discuss.kit import clock
from discuss.predictions import queries
from discuss.predictions.models import Question
from discuss.predictions.presenters import came_true
from tests.comments.test_best_of_a_question import NEAR, says
from tests.fixtures.databases import Budget
from tests.makers.accounts import a_person, sign_in
from tests.makers.predictions import START, a_forecast, a_question, a_ruling

DAY = timedelta(days=1)


def page_of(client: FlaskClient, session: Session, question: Question) -> str:
    prompt = session.get_one(Prompt, question.prompt_id)
    article = session.get_one(Article, prompt.article_id)
    return client.get(f"/articles/{article.slug}").text


def test_the_article_tells_the_outcome_the_crowd_who_was_right_early_and_the_best_comment(
    client: FlaskClient, session: Session
) -> None:
    question = a_question(session, min_show=3)
    a_forecast(session, question, a_person(session, "Ada Lovelace"), 80, at=START)
    a_forecast(session, question, a_person(session, "Ben Bitdiddle"), 30, at=START)
    says(session, question, 90, "The paint is in the yard.", marks=2)
    before = page_of(client, session, question)
    assert not any(words in before for words in ("Early and right", NEAR, "ended at"))
    a_ruling(session, question)
    page = page_of(client, session, question)
    assert "Decided: Yes" in page
    assert "The readers’ median ended at 80%." in page
    _, after = page.split("Early and right:", 1)
    named, _ = after.split("</p>", 1)
    assert "Ada Lovelace" in named
    assert "Ben Bitdiddle" not in named
    told = page.split(NEAR, 1)[1].split("</figure>", 1)[0]
    assert "The paint is in the yard." in told


def test_readers_learn_how_many_they_were_closer_than(
    client: FlaskClient, session: Session
) -> None:
    question, ada = a_question(session), a_person(session)
    a_forecast(session, question, ada, 90, at=START)
    for percent in (20, 30, 40):
        a_forecast(session, question, percent=percent, at=START)
    a_ruling(session, question)
    sign_in(client, ada, session)
    assert "You ended at 90%. You were closer than 100 in 100 readers." in " ".join(
        page_of(client, session, question).split()
    )


@pytest.mark.parametrize(
    ("kind", "said", "outcome", "words"),
    [
        (
            "choice",
            {"shares": {"a": 30, "b": 60, "other": 10}},
            "b",
            "median for “Blue” ended at 60%.",
        ),
        ("number", {"spread": ["10", "20", "30"]}, "25", "median ended at 20.1 points."),
        (
            "date",
            {"spread": ["2026-04-01", "2026-05-01", "2026-12-24"]},
            "2026-05-02",
            "1 May 2026.",
        ),
    ],
)
def test_of_every_kind_it_says_where_the_readers_ended(
    session: Session, kind: str, said: dict[str, object], outcome: str, words: str
) -> None:
    question = a_question(session, kind=kind, min_show=1)
    a_forecast(session, question, **said)  # type: ignore[arg-type]
    a_ruling(session, question, outcome)
    told = came_true(queries.face(session, question.id, None, clock.now()), [], None)
    assert told.ended.endswith(words)


def test_too_few_readers_are_told_to_be_and_no_score_stands_alone(
    client: FlaskClient, session: Session
) -> None:
    question = a_question(session)
    a_forecast(session, question)
    a_ruling(session, question)
    page = page_of(client, session, question)
    assert "Too few readers forecast for a score to be shown." in page
    assert "Always saying 50%" not in page
    assert "ended at" not in page


def test_three_decided_questions_cost_what_one_does(session: Session, query_budget: Budget) -> None:
    first = a_question(session)
    prompt = session.get_one(Prompt, first.prompt_id)
    for question in (first, a_question(session, prompt), a_question(session, prompt)):
        for percent in (20, 60, 80):
            a_forecast(session, question, percent=percent, at=START)
    faces = {}
    for question in queries.board(session, prompt.id, None, clock.now()):
        a_ruling(session, question.question)
        faces[question.question.id] = 1
    with query_budget(1):
        found = queries.early_on(session, faces)
    assert {number: len(rows) for number, rows in found.items()} == dict.fromkeys(faces, 2)
    for number, rows in found.items():
        assert queries.early_and_right(session, number, 1) == rows
