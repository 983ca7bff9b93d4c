"""A changed mind with words of one's own: forecast, mark and reply are saved together or not."""

import pytest
from sqlalchemy import select

from discuss.comments import queries
from discuss.comments.models import Comment, ForecastStamp, MindChange
from discuss.kit import clock
from discuss.predictions.models import ForecastEvent, Question
from tests.comments.test_views import Reader
from tests.makers.comments import a_comment
from tests.makers.predictions import a_forecast


def test_own_words_are_saved_with_the_forecast_and_what_moved_it(
    reader: Reader, question: Question, comment: Comment
) -> None:
    me = reader.signs_in()
    a_forecast(reader.session, question, me, 30, at=clock.now())
    sent = {
        "question_id": question.id,
        "follows": 1,
        "percent": "22",
        "body": "The **tide** turned.",
    }
    for _ in range(2):
        done = reader.sends(f"/comments/{comment.id}/mind", **sent)
        assert done.status_code == 303
    reply = reader.latest()
    change = reader.session.scalars(select(MindChange)).one()
    stamp = reader.session.scalars(select(ForecastStamp)).one()
    assert (reply.parent_id, reply.author_id) == (comment.id, me.id)
    assert (stamp.comment_id, stamp.event_id) == (reply.id, change.event_id)
    assert len(reader.session.scalars(select(Comment)).all()) == 2
    assert "<strong>tide</strong>" in reader.client.get(reader.page).text


@pytest.mark.parametrize("percent", ["30", "120", "", "22"])
def test_where_one_of_them_is_refused_none_is_saved_and_the_words_stay(
    reader: Reader, question: Question, comment: Comment, percent: str
) -> None:
    me = reader.signs_in()
    a_forecast(reader.session, question, me, 30, at=clock.now())
    body = "x" * 6001 if percent == "22" else "The tide turned."
    refused = reader.sends(
        f"/comments/{comment.id}/mind", question_id=question.id, percent=percent, body=body
    )
    assert refused.status_code == 422
    assert body in refused.text
    assert len(reader.session.scalars(select(Comment)).all()) == 1
    assert len(reader.session.scalars(select(ForecastEvent)).all()) == 1
    assert reader.session.scalars(select(MindChange)).all() == []


def test_who_must_wait_with_words_saves_no_forecast_either(
    reader: Reader, question: Question, comment: Comment
) -> None:
    me = reader.signs_in()
    a_forecast(reader.session, question, me, 30, at=clock.now())
    queries.discussion(reader.session, reader.prompt.id).slow_minutes = 60
    a_comment(reader.session, me, reader.prompt, at=clock.now())
    sent = {"question_id": question.id, "percent": "22", "body": "The tide turned."}
    refused = reader.sends(f"/comments/{comment.id}/mind", **sent)
    assert refused.status_code == 429
    assert "The tide turned." in refused.text
    assert 'name="percent" value="22"' in refused.text
    assert reader.session.scalars(select(MindChange)).all() == []


def test_who_has_nothing_to_change_any_more_keeps_the_words(
    reader: Reader, question: Question, comment: Comment
) -> None:
    reader.signs_in()
    sent = {"question_id": question.id, "percent": "22", "body": "The tide turned."}
    refused = reader.sends(f"/comments/{comment.id}/mind", **sent)
    assert "Forecast first" in refused.text
    assert "The tide turned." in refused.text
    assert reader.session.scalars(select(ForecastEvent)).all() == []


def test_programs_send_words_along_too(
    reader: Reader, question: Question, comment: Comment
) -> None:
    me = reader.signs_in()
    a_forecast(reader.session, question, me, 30, at=clock.now())
    where = f"/api/v1/comments/{comment.id}/mind-changes/{question.id}"
    token = {"X-CSRFToken": reader.token}
    done = reader.client.put(where, json={"percent": 20, "body": "It turned."}, headers=token)
    assert (done.json["changed_my_mind"], done.json["reply_count"]) == (True, 1)
