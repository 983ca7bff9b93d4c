"""A comment moves a reader's forecast: stored with it, credited to it, seen by who may see it."""

import math
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts import actions as accounts
from discuss.accounts.acting import actor_of
from discuss.accounts.models import Person
from discuss.articles.models import Prompt
from discuss.comments import actions, queries
from discuss.comments.models import Comment, MindChange, Persuasion
from discuss.comments.rules.minds import Movement, median_points, movement
from discuss.inbox.models import Notice
from discuss.kit import clock
from discuss.kit.errors import Invalid, Missing, Refused
from discuss.predictions.actions.commands import Answer
from discuss.predictions.models import ForecastEvent, Question
from tests.comments.test_views import Reader
from tests.makers.accounts import a_person
from tests.makers.articles import an_article
from tests.makers.comments import a_comment
from tests.makers.predictions import a_forecast, an_open_question


def says(
    session: Session, person: Person, comment: Comment, question: Question, percent: int
) -> MindChange:
    answer = Answer(question.id, percent, None, None, "", {})
    change = actions.change_mind(session, actor_of(person), comment.id, answer, clock.now())
    session.commit()
    return change


def a_moved_reader(
    session: Session, comment: Comment, question: Question, before: int, after: int
) -> Person:
    person = a_person(session)
    a_forecast(session, question, person, before, at=clock.now())
    says(session, person, comment, question, after)
    return person


def test_the_answer_that_moved_most_is_what_moved() -> None:
    moved = movement({"a": 0.2, "b": 0.5, "c": 0.3}, {"a": 0.3, "b": 0.2, "c": 0.5})

    assert moved == Movement("b", 0.5, 0.2)
    assert moved.points == pytest.approx(30)
    assert moved.log_odds == pytest.approx(math.log(0.25))
    assert movement({"yes": 0.4}, {"yes": 0.4}) is None


@pytest.mark.parametrize(("points", "said"), [([], 0), ([9], 9), ([3, 10], 7), ([1, 2, 30], 2)])
def test_the_median_of_movements_is_a_whole_number(points: list[float], said: int) -> None:
    assert median_points(points) == said


def test_it_ends_when_the_forecast_before_it_was_to_end(session: Session, reader: Reader) -> None:
    question = an_open_question(session, reader.prompt)
    comment, ada = a_comment(session, prompt=reader.prompt), a_person(session)
    first = a_forecast(session, question, ada, 30, at=clock.now(), stands_for=timedelta(days=5))
    says(session, ada, comment, question, 60)
    found = session.scalars(select(ForecastEvent).order_by(ForecastEvent.id.desc())).first()
    assert found is not None
    assert (found.probability, found.expires_at) == (0.6, first.expires_at)
    soon = a_forecast(session, question, ada, 40, at=clock.now(), stands_for=timedelta(hours=1))
    says(session, ada, comment, question, 70)
    found = session.scalars(select(ForecastEvent).order_by(ForecastEvent.id.desc())).first()
    assert (found.probability, found.expires_at) == (0.7, None)
    assert soon.expires_at is not None


def test_the_new_forecast_is_stored_with_the_comment_that_caused_it(
    session: Session, question: Question, comment: Comment
) -> None:
    ada = a_moved_reader(session, comment, question, 60, 45)

    change = session.scalars(select(MindChange)).one()
    event = session.get_one(ForecastEvent, change.event_id)
    assert (change.comment_id, change.question_id, change.person_id) == (
        comment.id, question.id, ada.id,
    )  # fmt: skip
    assert (change.before, change.after) == (pytest.approx(0.6), pytest.approx(0.45))
    assert change.log_odds == pytest.approx(math.log(0.45 / 0.55) - math.log(0.6 / 0.4))
    assert event.probability == pytest.approx(0.45)


def test_twice_is_once_and_two_steps_in_a_row_are_one(
    session: Session, question: Question, comment: Comment
) -> None:
    ada = a_moved_reader(session, comment, question, 60, 50)
    says(session, ada, comment, question, 45)

    change = session.scalars(select(MindChange)).one()
    assert (change.before, change.after) == (pytest.approx(0.6), pytest.approx(0.45))


def test_a_step_after_another_forecast_replaces_what_was_said(
    session: Session, question: Question, comment: Comment
) -> None:
    ada = a_moved_reader(session, comment, question, 60, 50)
    a_forecast(session, question, ada, 30, at=clock.now())
    says(session, ada, comment, question, 20)

    change = session.scalars(select(MindChange)).one()
    assert (change.before, change.after) == (pytest.approx(0.3), pytest.approx(0.2))


def test_who_has_not_answered_or_does_not_move_gets_a_sentence_and_nothing_is_saved(
    session: Session, question: Question, comment: Comment
) -> None:
    ada, ben = a_person(session), a_person(session)
    a_forecast(session, question, ben, 40, at=clock.now())
    with pytest.raises(Invalid, match="Forecast first"):
        says(session, ada, comment, question, 45)
    session.rollback()
    with pytest.raises(Invalid, match="the forecast that you had"):
        says(session, ben, comment, question, 40)
    session.rollback()
    assert len(session.scalars(select(ForecastEvent)).all()) == 1
    assert session.scalars(select(MindChange)).all() == []


def test_one_s_own_comment_moves_nobody(session: Session, question: Question) -> None:
    ada = a_person(session)
    a_forecast(session, question, ada, 40, at=clock.now())
    own = a_comment(session, ada, session.get_one(Prompt, question.prompt_id))
    with pytest.raises(Refused, match="your own comment"):
        says(session, ada, own, question, 45)


def test_a_question_of_another_article_is_none(session: Session, comment: Comment) -> None:
    ada = a_person(session)
    other = an_open_question(session, an_article(session).prompt)
    a_forecast(session, other, ada, 40, at=clock.now())
    with pytest.raises(Missing):
        says(session, ada, comment, other, 50)


def test_five_readers_and_a_median_are_stored_and_equal_a_recount(
    session: Session, question: Question, comment: Comment
) -> None:
    for after in (51, 55, 58, 60, 90):
        last = a_moved_reader(session, comment, question, 50, after)
    summed = session.scalars(select(Persuasion)).one()
    assert (summed.people, summed.median_points) == (5, 8)
    actions.take_back(session, actor_of(last), comment.id, question.id, clock.now())
    session.commit()
    session.expire_all()
    summed = session.scalars(select(Persuasion)).one()
    assert (summed.people, summed.median_points) == (4, 7)
    assert queries.recount(session) == []


def test_a_deleted_account_counts_no_more(
    session: Session, question: Question, comment: Comment
) -> None:
    ada = a_moved_reader(session, comment, question, 60, 45)
    accounts.erase(session, actor_of(ada), clock.now())
    session.commit()
    assert session.scalars(select(Persuasion)).all() == []
    assert queries.recount(session) == []


def test_the_author_is_told_once_and_not_whom_and_not_before_they_have_answered(
    session: Session, question: Question, comment: Comment
) -> None:
    a_moved_reader(session, comment, question, 20, 25)
    mine = select(Notice).where(Notice.person_id == comment.author_id)
    assert session.scalars(mine).all() == []
    author = session.get_one(Person, comment.author_id)
    a_forecast(session, question, author, 50, at=clock.now())
    ada = a_moved_reader(session, comment, question, 60, 45)
    a_moved_reader(session, comment, question, 30, 45)
    told = session.scalars(mine).one()
    assert told.title == "Your comment changed a reader’s mind"
    assert ada.name not in told.title + told.body


def test_nobody_sees_whom_it_moved_before_they_have_answered(
    reader: Reader, question: Question, comment: Comment
) -> None:
    for after in (51, 55, 58, 60, 90):
        a_moved_reader(reader.session, comment, question, 50, after)
    assert "Moved 5 readers" not in reader.client.get(reader.page).text
    me = reader.signs_in()
    before = reader.client.get(reader.page).text
    assert "Moved 5 readers" not in before
    assert '<span class="tab">5</span></a>' not in before
    a_forecast(reader.session, question, me, 30, at=clock.now())
    after = reader.client.get(reader.page).text
    assert "Moved 5 readers by a median of 8 points on" in after
    assert '<span class="tab">5</span></a>' in after


def test_a_reader_changes_their_mind_by_the_form(
    reader: Reader, question: Question, comment: Comment
) -> None:
    me = reader.signs_in()
    a_forecast(reader.session, question, me, 30, at=clock.now())
    form = reader.client.get(f"/comments/{comment.id}/mind")
    assert 'name="percent" value="30"' in form.text
    sent = {"question_id": question.id, "follows": 1, "next": reader.page}
    again = reader.sends(f"/comments/{comment.id}/mind", percent="120", **sent)
    assert again.status_code == 422
    assert 'value="120"' in again.text
    done = reader.sends(f"/comments/{comment.id}/mind", percent="22", **sent)
    assert (done.status_code, done.headers["Location"]) == (303, reader.page)
    stale = reader.sends(f"/comments/{comment.id}/mind", percent="44", **sent)
    assert stale.status_code == 409
    assert 'value="44"' in stale.text
    gone = reader.sends(f"/comments/{comment.id}/mind/removal", question_id=question.id)
    assert gone.status_code == 303
    assert reader.session.scalars(select(MindChange)).all() == []


def test_a_choice_changes_too(reader: Reader, comment: Comment) -> None:
    me = reader.signs_in()
    choice = an_open_question(reader.session, reader.prompt, "choice")
    shares = {"a": 50, "b": 30, "other": 20}
    a_forecast(reader.session, choice, me, shares=shares, at=clock.now())
    sent = {"question_id": choice.id, "share-a": 20, "share-b": 30, "share-other": 50}
    assert reader.sends(f"/comments/{comment.id}/mind", **sent).status_code == 303
    change = reader.session.scalars(select(MindChange)).one()
    assert (change.answer, change.before, change.after) == (
        "a",
        pytest.approx(0.5),
        pytest.approx(0.2),
    )


def test_the_api_does_the_same(reader: Reader, question: Question, comment: Comment) -> None:
    me = reader.signs_in()
    a_forecast(reader.session, question, me, 30, at=clock.now())
    where = f"/api/v1/comments/{comment.id}/mind-changes/{question.id}"
    token = {"X-CSRFToken": reader.token}
    done = reader.client.put(where, json={"percent": 20}, headers=token)
    assert done.json["changed_my_mind"] is True
    assert done.json["minds_changed"] == 1
    back = reader.client.delete(where, headers=token)
    assert back.json["changed_my_mind"] is False


def test_a_discussion_without_questions_offers_no_change(reader: Reader, comment: Comment) -> None:
    reader.signs_in()
    assert "/mind" not in reader.client.get(reader.page).text
    assert (
        "No question of this discussion" in reader.client.get(f"/comments/{comment.id}/mind").text
    )


def test_a_change_that_is_taken_back_is_told_no_more(
    session: Session, question: Question, comment: Comment
) -> None:
    a_forecast(session, question, session.get_one(Person, comment.author_id), 40, at=clock.now())
    first, second = (a_moved_reader(session, comment, question, 50, 60) for _ in range(2))
    notice = session.scalars(select(Notice).where(Notice.kind == "mind")).one()
    for person, gone in ((first, False), (second, True)):
        actions.take_back(session, actor_of(person), comment.id, question.id, clock.now())
        session.refresh(notice)
        assert (notice.withdrawn_at is not None) is gone
