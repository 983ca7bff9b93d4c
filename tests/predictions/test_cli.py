"""The operator looks at questions and plays their logs again."""

from datetime import timedelta
from functools import partial

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import update
from sqlalchemy.orm import Session

from discuss.predictions.models import ForecastEvent
from discuss.predictions.queries.questions import MOST_ON_DESK
from tests.makers.articles import an_article
from tests.makers.predictions import START, a_forecast, a_question


def run(app: Flask, *words: str) -> Result:
    return app.test_cli_runner().invoke(args=["questions", *words])


@pytest.fixture(autouse=True)
def _prepared(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.extensions, "discuss_prepare", lambda: None)


def test_one_question_is_played_again_for_itself(app: Flask, session: Session) -> None:
    first, second = a_question(session), a_question(session)
    for each in (first, second):
        a_forecast(session, each, percent=40, at=START + timedelta(hours=2))
    wrong = update(ForecastEvent).where(ForecastEvent.question_id == first.id)
    session.execute(wrong.values(probability=0.3))
    session.commit()
    whole = run(app, "replay", str(second.id))
    said = f"Everything stored is what the log of question {second.id} says.\n"
    assert (whole.exit_code, whole.output) == (0, said)
    found = run(app, "replay", str(first.id))
    assert found.exit_code == 1
    assert f"Question {first.id}, median-1 after" in found.output
    nothing = run(app, "replay", "9999")
    assert (nothing.exit_code, nothing.output) == (1, "Error: There is no question 9999.\n")


def test_more_questions_than_the_desk_shows_are_all_listed_and_played_again(
    app: Flask, session: Session
) -> None:
    ask = partial(a_question, session, an_article(session).prompt)
    first = ask()
    a_forecast(session, first)
    session.execute(update(ForecastEvent).values(probability=0.3))
    for _ in range(MOST_ON_DESK):
        ask()
    assert len(run(app, "list").output.splitlines()) == MOST_ON_DESK + 1
    found = run(app, "replay")
    assert found.exit_code == 1
    assert f"Question {first.id}, median-1 after" in found.output
