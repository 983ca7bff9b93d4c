"""A small year of forecasts of all kinds: what is stored is what the log says, and size is free."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from benchmarks import made_year
from benchmarks.made_year import Made
from discuss.kit import clock
from discuss.predictions import actions, queries
from tests.makers.accounts import a_person

Budget = Callable[[int], AbstractContextManager[list[str]]]


def a_year(session: Session) -> list[Made]:
    everybody = made_year.people(session, 30)
    made = made_year.questions(session, 10, 200)
    for seed, each in enumerate(made):
        for _ in made_year.forecast(session, each, everybody, seed):
            session.flush()
    return made


def test_a_year_played_again_is_what_is_stored(session: Session) -> None:
    made, editor = a_year(session), a_person(session, role="editor")
    for each in made:
        made_year.resolve(session, each, editor)
    session.commit()
    session.expire_all()
    assert [queries.replay(session, each.question_id) for each in made] == [[]] * len(made)


def test_large_questions_and_boards_take_no_more_statements_than_small_ones(
    client: FlaskClient, session: Session, query_budget: Budget
) -> None:
    made, editor = a_year(session), a_person(session, role="editor")
    binary = sorted((each for each in made if each.kind == "binary"), key=lambda each: each.deeds)
    small, large = binary[0], binary[-1]
    assert large.deeds > 2 * small.deeds
    costs = []
    for each in (small, large):
        actions.estimate(session, each.question_id, clock.now())
        with query_budget(99) as deciding:
            made_year.resolve(session, each, editor)
        session.commit()
        with query_budget(99) as reading:
            assert client.get(f"/questions/{each.question_id}").status_code == 200
        costs.append((len(deciding), len(reading)))
    assert costs[0] == costs[1]
    with query_budget(2):
        assert client.get("/forecasters").status_code == 200
