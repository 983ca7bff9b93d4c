"""Words and a number in one act: both are saved, or neither is and nothing typed is lost."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.comments.models import Comment, ForecastStamp
from discuss.kit import clock
from discuss.predictions.models import ForecastEvent, Question
from tests.comments.test_views import Reader
from tests.makers.articles import an_article
from tests.makers.predictions import a_forecast, an_open_question


@pytest.fixture
def reader(client: FlaskClient, session: Session) -> Reader:
    return Reader(client, session)


@pytest.fixture
def question(reader: Reader) -> Question:
    return an_open_question(reader.session, reader.prompt, short_title="Green bridge")


def test_a_comment_brings_its_forecast_along(reader: Reader, question: Question) -> None:
    me = reader.signs_in()
    assert f'name="forecast-{question.id}"' in reader.client.get(reader.page).text

    posted = reader.posts("Green, surely.", **{f"forecast-{question.id}": "71 %"})

    assert posted.status_code == 303
    event = reader.session.scalars(select(ForecastEvent)).one()
    stamp = reader.session.scalars(select(ForecastStamp)).one()
    assert (event.person_id, event.probability) == (me.id, pytest.approx(0.71))
    assert (event.source, event.exposure) == ("comment", "blind")
    assert (stamp.comment_id, stamp.event_id) == (reader.latest().id, event.id)
    assert f'name="forecast-{question.id}"' not in reader.client.get(reader.page).text


def test_only_what_was_given_is_attached_unless_the_rest_is_too(
    reader: Reader, question: Question
) -> None:
    me = reader.signs_in()
    other = an_open_question(reader.session, reader.prompt)
    a_forecast(reader.session, other, me, 30, at=clock.now())

    reader.posts("Green, surely.", **{f"forecast-{question.id}": "71"})

    stamps = reader.session.scalars(select(ForecastStamp)).all()
    assert [stamp.question_id for stamp in stamps] == [question.id]


@pytest.mark.parametrize("script", [False, True])
def test_a_wrong_number_saves_nothing_and_keeps_both(
    reader: Reader, question: Question, *, script: bool
) -> None:
    reader.signs_in()
    number = {f"forecast-{question.id}": "120"}

    refused = reader.posts("Green, surely.", script=script, **number)

    assert refused.status_code == 422
    assert "Enter a number from 1 to 99." in refused.text
    if not script:
        assert "Green, surely." in refused.text
        assert 'value="120"' in refused.text
    assert reader.session.scalars(select(Comment)).all() == []
    assert reader.session.scalars(select(ForecastEvent)).all() == []


def test_a_question_of_another_article_saves_nothing(reader: Reader) -> None:
    reader.signs_in()
    elsewhere = an_open_question(reader.session, an_article(reader.session).prompt)

    refused = reader.posts("Green, surely.", **{f"forecast-{elsewhere.id}": "50"})

    assert refused.status_code == 404
    assert "Green, surely." in refused.text
    assert reader.session.scalars(select(Comment)).all() == []


def test_pressed_twice_it_is_one_comment_and_one_forecast(
    reader: Reader, question: Question
) -> None:
    reader.signs_in()
    sent = {f"forecast-{question.id}": "71", "submission_key": "once"}

    first, second = (reader.posts("Green, surely.", **sent) for _ in range(2))

    assert first.headers["Location"] == second.headers["Location"]
    assert len(reader.session.scalars(select(ForecastEvent)).all()) == 1


def test_the_api_takes_both(reader: Reader, question: Question) -> None:
    reader.signs_in()
    made = reader.client.post(
        f"/api/v1/articles/{reader.article_id}/comments",
        json={"body": "Green, surely.", "forecasts": {str(question.id): 71}},
        headers={"X-CSRFToken": reader.token},
    )

    assert made.status_code == 201
    assert [f["then_percent"] for f in made.json["forecasts"]] == [71]


def test_the_same_words_sent_again_with_a_number_bring_the_number_along(
    reader: Reader, question: Question
) -> None:
    reader.signs_in()
    reader.posts("Green, surely.", submission_key="abc")
    for _ in range(2):
        again = {"submission_key": "abc", f"forecast-{question.id}": "71"}
        assert reader.posts("Green, surely.", **again).status_code == 303
    assert len(reader.session.scalars(select(Comment)).all()) == 1
    event = reader.session.scalars(select(ForecastEvent)).one()
    assert reader.session.scalars(select(ForecastStamp)).one().event_id == event.id


@pytest.mark.parametrize("said", [True, False, None, [], {"a": 1}, 7.5])
def test_programs_send_a_number_or_its_text_and_nothing_else(
    reader: Reader, question: Question, said: object
) -> None:
    reader.signs_in()
    sent = reader.client.post(
        f"/api/v1/articles/{reader.article_id}/comments",
        headers={"X-CSRFToken": reader.token},
        json={"body": "Green, surely.", "forecasts": {str(question.id): said}},
    )
    assert sent.status_code == 422
    assert reader.session.scalars(select(ForecastEvent)).all() == []
