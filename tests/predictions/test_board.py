"""The questions under an article, read together."""

import pytest
from sqlalchemy.orm import Session

from discuss.articles.models import Prompt
from discuss.kit import clock
from discuss.predictions import queries
from discuss.predictions.models import Question
from tests.fixtures.databases import Budget
from tests.makers.accounts import a_person
from tests.makers.predictions import a_forecast, a_question, an_open_question


@pytest.fixture
def question(session: Session) -> Question:
    return an_open_question(session)


def test_a_board_costs_the_same_at_any_size(
    session: Session, question: Question, query_budget: Budget
) -> None:
    prompt = session.get_one(Prompt, question.prompt_id)
    ada = a_person(session)
    a_forecast(session, question, ada, 62, at=clock.now())
    # Questions with wordings, rulings, own deeds, passes, scores, the crowd and its history.
    with query_budget(8) as few:
        queries.board(session, prompt.id, ada.id, clock.now())
    for number in range(4):
        a_question(session, prompt, title=f"Will it rain on day {number}?")
    for _ in range(6):
        a_forecast(session, question, at=clock.now())
    with query_budget(8) as many:
        assert len(queries.board(session, prompt.id, ada.id, clock.now())) == 5
    assert len(many) == len(few)
