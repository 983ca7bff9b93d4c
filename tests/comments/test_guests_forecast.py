"""A guest's words bring a forecast along; it is made when the link in the mail is followed."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from discuss.accounts.models import Person
from discuss.comments.models import Comment, ForecastStamp, GuestComment
from discuss.comments.views.guests import WITHOUT
from discuss.kit import clock
from discuss.predictions.models import ForecastEvent, Question, QuestionRevision
from tests.comments.test_guests import ADA, asks, link
from tests.comments.test_views import Reader
from tests.makers.accounts import a_person
from tests.makers.articles import an_article
from tests.makers.predictions import a_forecast, an_open_question


@pytest.fixture
def question(reader: Reader) -> Question:
    return an_open_question(reader.session, reader.prompt, short_title="Green bridge")


def field(question: Question) -> str:
    return f"forecast-{question.id}"


def revision_of(reader: Reader, question: Question) -> QuestionRevision:
    return reader.session.scalars(
        select(QuestionRevision).where(QuestionRevision.question_id == question.id)
    ).one()


def publishes(reader: Reader) -> Comment:
    done = reader.client.post(link(reader), data={"name": "Ada Byron"})
    assert done.status_code == 303
    reader.session.expire_all()
    return reader.session.scalars(select(Comment)).one()


def test_the_forecast_is_made_when_the_words_are_published(
    reader: Reader, question: Question
) -> None:
    assert f'name="{field(question)}"' in reader.client.get(reader.page).text
    asks(reader, **{field(question): "71 %"})
    assert reader.session.scalars(select(ForecastEvent)).all() == []
    assert "The forecast that you entered with it" in reader.client.get(link(reader)).text

    comment = publishes(reader)

    event = reader.session.scalars(select(ForecastEvent)).one()
    stamp = reader.session.scalars(select(ForecastStamp)).one()
    assert (event.person_id, event.probability) == (comment.author_id, pytest.approx(0.71))
    assert (event.source, event.exposure) == ("comment", "blind")
    assert (stamp.comment_id, stamp.event_id) == (comment.id, event.id)
    assert reader.session.scalars(select(GuestComment)).one().forecasts == {}
    assert WITHOUT not in reader.client.get(reader.page).text


def test_a_wrong_number_keeps_nothing_and_loses_nothing(reader: Reader, question: Question) -> None:
    refused = asks(reader, **{field(question): "120"})
    assert refused.status_code == 422
    assert "Enter a number from 1 to 99." in refused.text
    for typed in ("Relief is not pressure.", 'value="120"', ADA["email"]):
        assert typed in refused.text
    assert reader.session.scalars(select(GuestComment)).all() == []


def test_a_preview_keeps_the_number(reader: Reader, question: Question) -> None:
    shown = asks(reader, do="preview", **{field(question): "62"})
    assert 'value="62"' in shown.text
    assert reader.session.scalars(select(GuestComment)).all() == []


def test_a_question_of_another_article_keeps_nothing(reader: Reader) -> None:
    elsewhere = an_open_question(reader.session, an_article(reader.session).prompt)
    assert asks(reader, **{field(elsewhere): "50"}).status_code == 404
    assert reader.session.scalars(select(GuestComment)).all() == []


@pytest.mark.parametrize("why", ["closed", "reworded"])
def test_too_late_a_forecast_is_left_out_and_the_page_says_so(
    reader: Reader, question: Question, why: str
) -> None:
    asks(reader, **{field(question): "71"})
    revision = revision_of(reader, question)
    if why == "closed":
        revision.close_at = clock.now() - timedelta(minutes=1)
    else:
        revision.created_at = clock.now() + timedelta(minutes=1)
    reader.session.commit()

    comment = publishes(reader)

    assert comment.state == "published"
    assert reader.session.scalars(select(ForecastEvent)).all() == []
    assert reader.session.scalars(select(ForecastStamp)).all() == []
    page = reader.client.get(f"/comments/{comment.id}").text
    assert "A forecast that came with your words was not made" in page


def test_the_forecast_of_the_account_stands(reader: Reader, question: Question) -> None:
    known = a_person(reader.session)
    a_forecast(reader.session, question, known, 30, at=clock.now())
    asks(reader, email=known.email, **{field(question): "71"})
    publishes(reader)
    event = reader.session.scalars(select(ForecastEvent)).one()
    assert event.probability == pytest.approx(0.30)


def test_who_had_looked_on_the_device_is_not_blind_wherever_they_publish(
    reader: Reader, question: Question
) -> None:
    done = reader.client.post(f"/questions/{question.id}/pass")
    assert done.status_code == 303
    device = reader.session.scalars(select(Person).where(Person.role == "guest")).one()
    asks(reader, **{field(question): "71"})
    reader.client = reader.client.application.test_client()

    comment = publishes(reader)

    event = reader.session.scalars(select(ForecastEvent)).one()
    assert event.person_id == comment.author_id != device.id
    assert event.exposure == "exposed"
