"""What both sides of a forecast accept comes first, for who may know of sides."""

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from discuss.accounts.acting import actor_of
from discuss.comments import actions, queries
from discuss.comments.models import Comment
from discuss.comments.rules import Order
from discuss.kit import clock
from discuss.predictions import actions as predictions
from discuss.predictions.models import Question
from tests.comments.test_by_question import marked, read
from tests.comments.test_views import Reader
from tests.makers.accounts import a_person
from tests.makers.comments import a_comment
from tests.makers.predictions import a_forecast, an_open_question


@pytest.fixture
def question(reader: Reader) -> Question:
    return an_open_question(reader.session, reader.prompt, short_title="Green bridge")


def test_what_both_sides_accept_comes_first(
    session: Session, reader: Reader, question: Question
) -> None:
    one_sided, bridge = (a_comment(session, prompt=reader.prompt) for _ in range(2))
    for percent in (10, 12, 14, 90, 92, 94):
        judge = a_person(session)
        a_forecast(session, question, judge, percent, at=clock.now())
        actions.react(session, actor_of(judge), bridge.id, "good_point", clock.now())
    session.commit()
    marked(session, one_sided, 9)

    assert read(session, Order.BEST, question)[0] == [one_sided.id, bridge.id]
    assert read(session, Order.BRIDGING, question)[0] == [bridge.id, one_sided.id]
    session.refresh(bridge)
    assert (bridge.low_up, bridge.low_marks, bridge.high_up, bridge.high_marks) == (3, 3, 3, 3)
    assert queries.recount(session) == []


def test_a_question_asked_later_shows_no_sides_taken_on_the_first(
    session: Session, reader: Reader
) -> None:
    later = an_open_question(session, reader.prompt, published=False)
    first = an_open_question(session, reader.prompt, short_title="Green bridge")
    comments = [a_comment(session, prompt=reader.prompt) for _ in range(2)]
    for percent in (10, 12, 14, 90, 92, 94):
        judge = a_person(session)
        a_forecast(session, first, judge, percent, at=clock.now())
        for comment in comments:
            actions.react(session, actor_of(judge), comment.id, "good_point", clock.now())
    predictions.open_now(session, actor_of(a_person(session, role="editor")), later.id, clock.now())
    me = reader.signs_in()
    a_forecast(session, later, me, 50, at=clock.now())

    shown = reader.client.get(reader.page, query_string={"order": "bridging"}).text

    assert "Answer “Green bridge” first; then you can read in that order." in shown
    assert "Valued from both sides" not in shown


def test_a_judge_keeps_the_side_on_which_they_began(
    session: Session, reader: Reader, question: Question
) -> None:
    comment, judge = a_comment(session, prompt=reader.prompt), a_person(session)
    a_forecast(session, question, judge, 10, at=clock.now())
    actions.react(session, actor_of(judge), comment.id, "good_point", clock.now())
    session.commit()
    a_forecast(session, question, judge, 90, at=clock.now())
    actions.react(session, actor_of(judge), comment.id, "well_sourced", clock.now())
    actions.unreact(session, actor_of(judge), comment.id, "good_point", clock.now())
    session.commit()
    session.refresh(comment)
    assert (comment.low_up, comment.low_marks, comment.high_marks) == (1, 1, 0)
    assert queries.recount(session) == []


def test_valued_from_both_sides_shows_to_who_has_answered(
    reader: Reader, question: Question
) -> None:
    comment = a_comment(reader.session, prompt=reader.prompt)
    reader.session.execute(
        update(Comment)
        .where(Comment.id == comment.id)
        .values(low_up=9, low_marks=10, high_up=8, high_marks=10)
    )
    reader.session.commit()
    me = reader.signs_in()
    assert "Valued from both sides" not in reader.client.get(reader.page).text
    a_forecast(reader.session, question, me, 30, at=clock.now())
    assert "Valued from both sides" in reader.client.get(reader.page).text
