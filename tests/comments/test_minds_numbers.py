"""A comment moves somebody's best guess of a number or a date."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts.models import Person
from discuss.articles.models import Prompt
from discuss.comments import actions, queries
from discuss.comments.models import Comment, MindChange, Persuasion
from discuss.comments.rules.minds import GUESS, Movement, summed
from discuss.kit import clock
from discuss.kit.errors import Invalid
from discuss.predictions.actions.commands import Answer
from discuss.predictions.models import Question
from discuss.predictions.rules.figures import difference
from discuss.predictions.rules.scale import Scale
from discuss.predictions.rules.spread import FIELDS
from tests.makers.accounts import a_person, actor_of, send, sign_in
from tests.makers.comments import a_comment
from tests.makers.predictions import a_forecast, an_open_question

SPREADS = {
    "number": (("10", "20", "30"), ("10", "23.5", "30"), 3.5),
    "date": (
        ("2026-04-01", "2026-05-01", "2026-12-24"),
        ("2026-04-01", "2026-05-13", "2026-12-24"),
        12,
    ),
}


def about(session: Session, question: Question) -> Comment:
    prompt = session.get_one(Prompt, question.prompt_id)
    return a_comment(session, a_person(session), prompt, at=clock.now())


def moves(
    session: Session, person: Person, comment: Comment, question: Question, spread: Any
) -> MindChange:
    answer = Answer(
        question_id=question.id,
        percent=None,
        shares=None,
        follows=None,
        submission_key="",
        entered=dict(zip(FIELDS, spread, strict=True)),
        spread=spread,
    )
    change = actions.change_mind(session, actor_of(person), comment.id, answer, clock.now())
    session.commit()
    return change


def a_moved_reader(session: Session, comment: Comment, question: Question, kind: str) -> Person:
    before, after, _ = SPREADS[kind]
    person = a_person(session)
    a_forecast(session, question, person, spread=before, at=clock.now())
    moves(session, person, comment, question, after)
    return person


@pytest.mark.parametrize("kind", ["number", "date"])
def test_the_best_guess_before_and_after_is_stored_with_the_comment(
    session: Session, kind: str
) -> None:
    question = an_open_question(session, kind=kind)
    comment = about(session, question)
    person = a_moved_reader(session, comment, question, kind)
    (change,) = queries.changes_of(session, comment.id, person.id)
    assert change.answer == GUESS
    assert change.after - change.before == pytest.approx(SPREADS[kind][2])
    assert change.log_odds == 0
    stored = session.scalars(select(Persuasion)).one()
    assert (stored.people, stored.median_points) == (1, 0)
    assert stored.median_value == pytest.approx(SPREADS[kind][2])
    assert queries.recount(session) == []


@pytest.mark.parametrize(
    ("kind", "words"), [("number", "by a median of 3.5 points"), ("date", "by a median of 12 days")]
)
def test_it_says_how_far_in_the_unit_of_the_question(
    client: FlaskClient, session: Session, kind: str, words: str
) -> None:
    question = an_open_question(session, kind=kind)
    comment = about(session, question)
    readers = [a_moved_reader(session, comment, question, kind) for _ in range(5)]
    page = f"/comments/{comment.id}"
    assert "by a median of" not in client.get(page).text
    secret = sign_in(client, readers[0], session)
    assert words in client.get(page).text
    told = client.get(
        f"/api/v1/comments/{comment.id}", headers={"Authorization": f"Bearer {secret}"}
    ).get_data(as_text=True)
    assert '"median_value"' in told


def test_whose_guess_does_not_move_gets_a_sentence_at_its_field(session: Session) -> None:
    question, ada = an_open_question(session, kind="number"), a_person(session)
    comment = about(session, question)
    a_forecast(session, question, ada, spread=("10", "20", "30"), at=clock.now())
    with pytest.raises(Invalid) as refusal:
        moves(session, ada, comment, question, ("12", "20", "28"))
    assert "the best guess that you had" in refusal.value.fields[GUESS]


def test_a_reader_changes_their_guess_by_the_form(client: FlaskClient, session: Session) -> None:
    question, ada = an_open_question(session, kind="number"), a_person(session)
    comment = about(session, question)
    a_forecast(session, question, ada, spread=("10", "20", "30"), at=clock.now())
    sign_in(client, ada, session)
    path = f"/comments/{comment.id}/mind"
    form = client.get(path).text
    assert 'name="guess" value="20"' in form
    sent = {"question_id": str(question.id), "low": "10", "high": "30"}
    refused = send(client, path, **sent, guess="20")
    assert refused.status_code == 422
    assert "the best guess that you had" in refused.text
    assert send(client, path, **sent, guess="26").status_code == 303
    session.expire_all()
    change = session.scalars(select(MindChange)).one()
    assert (change.before, change.after) == (20, 26)
    assert "It did not change my mind" in client.get(path).text


def test_guesses_add_up_to_a_median_in_their_unit() -> None:
    found = summed([Movement(GUESS, 10, 12), Movement(GUESS, 30, 20), Movement(GUESS, 5, 8)])
    assert (found.people, found.median_points, found.median_value) == (3, 0, 3)
    percents = summed([Movement("yes", 0.5, 0.6)])
    assert (percents.people, percents.median_points, percents.median_value) == (1, 10, None)


def test_how_far_two_values_lie_apart_is_said_as_people_say_it() -> None:
    scale = {"lower": 0, "upper": 1000}
    assert difference(Scale("integer", **scale, unit="seats"), 12) == "12 seats"
    assert difference(Scale("date", **scale), 1) == "1 day"
    assert difference(Scale("date", **scale), 1200.4) == "1,200 days"
