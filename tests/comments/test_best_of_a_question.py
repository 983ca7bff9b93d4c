"""Months later a decided question shows the best of what was said about it."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from discuss.accounts.models import Ignoring, Person
from discuss.articles.models import Prompt
from discuss.comments import actions
from discuss.comments.models import Comment
from discuss.predictions.models import Question
from tests.makers.accounts import a_person, actor_of, sign_in
from tests.makers.comments import a_comment, later
from tests.makers.predictions import START, a_forecast, a_question, a_ruling

DAY = timedelta(days=1)
NEAR = "The best comment of those whose forecast came near"


@pytest.fixture
def question(session: Session) -> Question:
    return a_question(session)


def says(
    session: Session, question: Question, percent: int | None, body: str, marks: int
) -> tuple[Comment, Person]:
    """Return a comment by somebody new, with a forecast if they have one, and marked."""
    author, prompt = a_person(session), session.get_one(Prompt, question.prompt_id)
    if percent is not None:
        a_forecast(session, question, author, percent, at=START + DAY)
    attach = percent is not None
    comment = a_comment(session, author, prompt, body=body, at=START + 2 * DAY, attach=attach)
    for _ in range(marks):
        reader = actor_of(a_person(session))
        actions.react(session, reader, comment.id, "good_point", later(session))
    session.commit()
    return comment, author


def page_of(client: FlaskClient, question: Question) -> str:
    return client.get(f"/questions/{question.id}").text


def test_it_is_the_best_ranked_whose_forecast_came_near(
    client: FlaskClient, session: Session, question: Question
) -> None:
    says(session, question, 20, "Nobody paints bridges.", marks=5)
    near, author = says(session, question, 80, "The paint is in the yard.", marks=2)
    says(session, question, 90, "I simply know it.", marks=1)
    assert NEAR not in page_of(client, question)
    a_ruling(session, question)
    page = page_of(client, question)
    told = page.split(NEAR, 1)[1].split("</figure>", 1)[0]
    assert "The paint is in the yard." in told
    assert author.name in told
    assert f'href="/comments/{near.id}#c{near.id}"' in told
    assert "I simply know it." not in page


def test_where_nobody_came_near_it_is_the_best_of_the_discussion(
    client: FlaskClient, session: Session, question: Question
) -> None:
    says(session, question, 20, "Nobody paints bridges.", marks=1)
    says(session, question, None, "Ask the painters.", marks=3)
    a_ruling(session, question)
    page = page_of(client, question)
    assert NEAR not in page
    assert "The best comment</figcaption>" in page
    assert "Ask the painters." in page


def test_what_nobody_marked_or_was_withdrawn_is_not_the_best(
    client: FlaskClient, session: Session, question: Question
) -> None:
    says(session, question, 80, "The paint is in the yard.", marks=0)
    gone, author = says(session, question, 85, "The bridge is wet.", marks=2)
    actions.withdraw(session, actor_of(author), gone.id, later(session))
    session.commit()
    a_ruling(session, question)
    assert "The best comment" not in page_of(client, question)


def test_what_was_said_once_it_was_knowable_is_not_near(
    client: FlaskClient, session: Session, question: Question
) -> None:
    says(session, question, 95, "It was in the news.", marks=2)
    a_ruling(session, question, knowable_at=START + DAY + DAY / 2)
    page = page_of(client, question)
    assert NEAR not in page
    assert "It was in the news." in page


def test_a_reader_does_not_meet_whom_they_ignore(
    client: FlaskClient, session: Session, question: Question
) -> None:
    _, author = says(session, question, 80, "The paint is in the yard.", marks=2)
    reader = a_person(session)
    session.add(Ignoring(person_id=reader.id, ignored_id=author.id, created_at=START))
    session.commit()
    a_ruling(session, question)
    assert NEAR in page_of(client, question)
    sign_in(client, reader, session)
    assert "The best comment" not in page_of(client, question)
