"""What a question's page says once it is decided."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from discuss.accounts.models import Person
from discuss.accounts.rules import FOR_GOOD
from discuss.kit import clock
from discuss.predictions import queries
from discuss.predictions.models import Question
from discuss.predictions.rules.lifecycle import Action
from tests.makers.accounts import a_person, sign_in
from tests.makers.predictions import START, a_forecast, a_question, a_ruling

DAY = timedelta(days=1)


@pytest.fixture
def ada(session: Session) -> Person:
    return a_person(session, name="Ada Lovelace")


@pytest.fixture
def question(session: Session, ada: Person) -> Question:
    """Return a question on which Ada was right early, and Ben only late."""
    question, ben = a_question(session), a_person(session, name="Ben Bitdiddle")
    a_forecast(session, question, ada, 80, at=START)
    a_forecast(session, question, ben, 40, at=START)
    a_forecast(session, question, ben, 99, at=START + 4 * DAY)
    return question


def test_those_who_were_right_early_are_named_without_their_numbers(
    client: FlaskClient, session: Session, question: Question
) -> None:
    a_ruling(session, question)
    page = client.get(f"/questions/{question.id}").text
    _, after = page.split("Who saw it coming", 1)
    assert "Ada Lovelace" in after
    assert "+69.3 points" in after
    assert "Ben Bitdiddle" not in page
    assert "?order=saw#talk" in after
    assert "Yours</th>" not in page


def test_readers_see_all_of_their_own_scores(
    client: FlaskClient, session: Session, question: Question, ada: Person
) -> None:
    a_ruling(session, question)
    sign_in(client, ada, session)
    page = client.get(f"/questions/{question.id}").text
    assert "Yours</th>" in page
    assert "Against equal chances" in page
    assert "+67.8" in page
    assert "−0.22" in page


def test_an_undecided_question_names_nobody(
    client: FlaskClient, session: Session, question: Question, ada: Person
) -> None:
    path = f"/questions/{question.id}"
    assert "Who saw it coming" not in client.get(path).text
    a_ruling(session, question)
    a_ruling(session, question, "", action=Action.ANNUL)
    assert "Who saw it coming" not in client.get(path).text
    assert queries.earned(session, question.id, 2, ada.id) == []


@pytest.mark.parametrize("gone", ["erased", "banned"])
def test_who_erased_the_account_or_was_banned_is_not_named(
    session: Session, question: Question, ada: Person, gone: str
) -> None:
    a_ruling(session, question)
    assert len(queries.early_and_right(session, question.id, 1)) == 1
    if gone == "erased":
        ada.erased_at = clock.now()
    else:
        ada.suspended_until = FOR_GOOD
    session.commit()
    assert queries.early_and_right(session, question.id, 1) == []


def test_everybody_reads_how_close_the_crowd_came(client: FlaskClient, session: Session) -> None:
    question = a_question(session, min_show=3)
    for percent in (10, 60, 60, 90):
        a_forecast(session, question, percent=percent, at=START)
    a_ruling(session, question)
    page = client.get(f"/questions/{question.id}").text
    assert "The readers’ median was closer than 25 in 100 of them." in page
    _, after = page.split("Further scores on this question", 1)
    assert "Readers’ median</th>" in after
    assert "Yours" not in after
    assert "+34.7" in after


def test_a_decided_question_speaks_of_what_was_and_waits_for_nobody(
    client: FlaskClient, session: Session
) -> None:
    question = a_question(session, min_show=3)
    for percent in (10, 60):
        a_forecast(session, question, percent=percent, at=START)
    a_ruling(session, question)
    page = client.get(f"/questions/{question.id}").text
    assert "2 readers answered, too few for a number." in page
    assert "Their numbers appear once" not in page
    shown = a_question(session, min_show=1)
    a_forecast(session, shown, percent=60, at=START)
    a_ruling(session, shown)
    page = client.get(f"/questions/{shown.id}").text
    assert "Where readers ended" in page
    assert "The median began at 60 percent and ended there." in page
    assert "now" not in page.split('id="moved-h"', 1)[1].split("</section>", 1)[0]
