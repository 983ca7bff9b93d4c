"""A comment carries what its author forecast; nobody sees a number before they have answered."""

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.articles.models import Article
from discuss.comments.models import ForecastStamp
from discuss.kit import clock
from discuss.predictions.models import Question
from tests.makers.accounts import a_person, sign_in
from tests.makers.articles import an_article
from tests.makers.comments import a_comment
from tests.makers.predictions import a_forecast, an_open_question


@pytest.fixture
def article(session: Session) -> Article:
    return an_article(session)


@pytest.fixture
def question(session: Session, article: Article) -> Question:
    return an_open_question(session, article.prompt)


def test_a_stamp_is_a_copy_that_a_later_forecast_does_not_change(
    session: Session, article: Article, question: Question
) -> None:
    ada = a_person(session)
    a_forecast(session, question, ada, percent=62, at=clock.now())
    comment = a_comment(session, ada, article.prompt, attach=True)

    a_forecast(session, question, ada, percent=41, at=clock.now())

    stamp = session.scalars(select(ForecastStamp)).one()
    assert (stamp.comment_id, stamp.question_id) == (comment.id, question.id)
    assert stamp.probability == pytest.approx(0.62)


def test_who_does_not_attach_carries_no_stamp(
    session: Session, article: Article, question: Question
) -> None:
    ada = a_person(session)
    a_forecast(session, question, ada, percent=62, at=clock.now())

    a_comment(session, ada, article.prompt, attach=False)

    assert session.scalars(select(ForecastStamp)).all() == []


def test_the_chip_holds_no_number_until_its_reader_has_answered(
    session: Session, client: FlaskClient, article: Article, question: Question
) -> None:
    ada, reader = a_person(session), a_person(session)
    a_forecast(session, question, ada, percent=62, at=clock.now())
    comment = a_comment(session, ada, article.prompt, attach=True)
    a_forecast(session, question, ada, percent=41, at=clock.now())
    pages = (f"/articles/{article.slug}", f"/comments/{comment.id}")
    shapes = (f"/api/v1/articles/{article.id}/comments", f"/api/v1/comments/{comment.id}")

    for asker in ("a stranger", "a reader"):
        if asker == "a reader":
            sign_in(client, reader, session)
        for path in pages:
            page = client.get(path).text
            assert "answer to see" in page, (asker, path)
            assert not re.search(r"\b(62|41)\s?%", page), (asker, path)
        for path in shapes:
            assert '"hidden":true' in client.get(path).text.replace(" ", "")
            assert '"now_percent":null' in client.get(path).text.replace(" ", "")

    a_forecast(session, question, reader, percent=50, at=clock.now())

    for path in pages:
        assert re.search(r"62% then, <b>41%</b> now", client.get(path).text)
    assert '"then_percent":62' in client.get(shapes[1]).text.replace(" ", "")


def test_authors_see_their_own_stamps(
    session: Session, client: FlaskClient, article: Article, question: Question
) -> None:
    ada = a_person(session)
    a_forecast(session, question, ada, percent=62, at=clock.now())
    a_comment(session, ada, article.prompt, attach=True)
    sign_in(client, ada, session)

    page = client.get(f"/articles/{article.slug}").text

    assert "<b>62%</b>" in page
    assert "answer to see" not in page
