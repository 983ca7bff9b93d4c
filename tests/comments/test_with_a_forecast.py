"""Words and a number in one act: both are saved, or neither is and nothing typed is lost."""

import re

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from discuss.comments.models import Comment, ForecastStamp
from discuss.kit import clock
from discuss.predictions.models import ForecastEvent, Question
from tests.comments.test_views import Reader
from tests.makers.articles import an_article
from tests.makers.predictions import a_forecast, an_open_question


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


def test_a_comment_brings_shares_along_scaled_to_a_whole(reader: Reader) -> None:
    reader.signs_in()
    choice = an_open_question(reader.session, reader.prompt, "choice")
    at = f"forecast-{choice.id}-share-"
    assert f'name="{at}a"' in reader.client.get(reader.page).text

    reader.posts("Red, surely.", **{f"{at}a": "30", f"{at}b": "10", f"{at}other": ""})

    event = reader.session.scalars(select(ForecastEvent)).one()
    stamp = reader.session.scalars(select(ForecastStamp)).one()
    assert event.shares == {
        "a": pytest.approx(0.74),
        "b": pytest.approx(0.25),
        "other": pytest.approx(0.01),
    }
    assert event.entered == {"share-a": "30", "share-b": "10"}
    assert (stamp.shares, stamp.event_id) == (event.shares, event.id)
    page = reader.client.get(reader.page).text
    assert "74%" in page
    assert f'name="{at}a"' not in page


def test_a_comment_brings_three_values_of_a_number_along(reader: Reader) -> None:
    reader.signs_in()
    number = an_open_question(reader.session, reader.prompt, "number")
    at = f"forecast-{number.id}-"

    reader.posts("Few.", **{f"{at}low": "3", f"{at}guess": "5", f"{at}high": "9"})

    stamp = reader.session.scalars(select(ForecastStamp)).one()
    said = stamp.quantiles or {}
    assert [said[field] for field in ("low", "guess", "high")] == [3, 5, 9]


@pytest.mark.parametrize(
    ("kind", "typed", "sentence", "kept"),
    [
        ("choice", {"share-a": "120", "share-b": "7"}, "Enter a whole number from 0 to", "120"),
        ("choice", {"share-a": "0", "share-b": "0"}, "Give at least one answer a share", "0"),
        ("number", {"low": "9", "guess": "5", "high": "7"}, "", "9"),
        ("date", {"low": "2026-05-01"}, "", "2026-05-01"),
        ("number", {"low": "a few", "guess": "5", "high": "7"}, "", "a few"),
    ],
)
def test_what_is_no_forecast_saves_nothing_and_keeps_all_that_was_typed(
    reader: Reader, kind: str, typed: dict[str, str], sentence: str, kept: str
) -> None:
    reader.signs_in()
    asked = an_open_question(reader.session, reader.prompt, kind)
    at = f"forecast-{asked.id}-"

    refused = reader.posts("So it is.", **{f"{at}{name}": value for name, value in typed.items()})

    assert refused.status_code == 422
    assert sentence in refused.text
    assert f'value="{kept}"' in refused.text
    assert "So it is." in refused.text
    fault = re.search(r'<li><a href="#(f-[^"]+)">', refused.text)
    assert fault
    assert f'id="{fault[1]}"' in refused.text
    assert 'aria-invalid="true"' in refused.text
    assert reader.session.scalars(select(Comment)).all() == []
    assert reader.session.scalars(select(ForecastEvent)).all() == []


def test_pressed_twice_shares_are_one_forecast_and_other_shares_are_another(
    reader: Reader,
) -> None:
    reader.signs_in()
    choice = an_open_question(reader.session, reader.prompt, "choice")
    at = f"forecast-{choice.id}-share-"
    for a, b in ((60, 40), (60, 40), (30, 70)):
        sent = {f"{at}a": a, f"{at}b": b, "submission_key": "once"}
        assert reader.posts("Red, surely.", **sent).status_code == 303
    assert len(reader.session.scalars(select(Comment)).all()) == 1
    assert len(reader.session.scalars(select(ForecastEvent)).all()) == 2


def test_the_api_takes_shares_and_names_what_is_wrong(reader: Reader) -> None:
    reader.signs_in()
    choice = an_open_question(reader.session, reader.prompt, "choice")
    where = f"/api/v1/articles/{reader.article_id}/comments"
    token = {"X-CSRFToken": reader.token}

    def sends(**shares: int) -> TestResponse:
        said = {"body": "Red.", "forecasts": {str(choice.id): {"shares": shares}}}
        return reader.client.post(where, json=said, headers=token)

    assert sends(a=0, b=0).json["errors"] == {
        f"forecast-{choice.id}-shares": "Give at least one answer a share above 0."
    }
    made = sends(a=50, b=30, other=20).json
    assert [(f["answer"], f["then_percent"]) for f in made["forecasts"]] == [("Red", 50)]


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
