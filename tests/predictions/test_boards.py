"""Who forecasts well beside the others."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert
from sqlalchemy.orm import Session

from discuss.accounts.models import Person
from discuss.accounts.rules import FOR_GOOD
from discuss.kit import clock
from discuss.predictions import queries
from discuss.predictions.models import Question, Score
from discuss.predictions.queries import Standings
from discuss.predictions.rules.board import Board, Tally, ranked
from discuss.predictions.rules.calibration import FEWEST
from discuss.predictions.rules.lifecycle import Action
from tests.makers.accounts import a_person, sign_in
from tests.makers.predictions import START, a_forecast, a_question, a_ruling

DAY = timedelta(days=1)
Budget = Callable[[int], AbstractContextManager[object]]


def tally(person_id: int, total: float, coverage: float = 0.0, questions: int = 9) -> Tally:
    return Tally(person_id, total, coverage, questions)


def test_points_are_shrunk_where_they_rest_on_little() -> None:
    assert tally(1, 300, 10).points == pytest.approx(7.5)
    assert tally(1, 30, 1).points < tally(2, 300, 10).points


def test_ties_in_ranking_share_a_place_and_the_next_is_skipped() -> None:
    found = ranked([tally(1, 3), tally(3, 9), tally(2, 9 + 1e-9), tally(4, 1)])
    assert [each.place for each in found] == [1, 1, 3, 4]
    assert [each.tally.person_id for each in found] == [2, 3, 1, 4]


def test_whoever_has_few_questions_is_not_listed() -> None:
    found = ranked([tally(1, 90, questions=FEWEST - 1), tally(2, 1, questions=FEWEST)])
    assert [each.tally.person_id for each in found] == [2]


@given(st.lists(st.integers(-20, 20).map(float), max_size=30))
def test_places_count_those_who_are_better(totals: list[float]) -> None:
    found = ranked([tally(number, total) for number, total in enumerate(totals)])
    assert len(found) == len(totals)
    for each in found:
        better = sum(total > each.tally.total for total in totals)
        assert each.place == better + 1


def board(session: Session, which: Board = Board.ALL, **asked: int) -> Standings:
    viewer = asked.get("viewer")
    return queries.standings(session, which, asked.get("year", 2026), asked.get("page", 1), viewer)


def decide(
    session: Session,
    ada: Person,
    ben: Person,
    count: int = FEWEST,
    decided_at: datetime | None = None,
) -> list[Question]:
    """Let questions be decided on which Ada was nearer than Ben."""
    questions = [a_question(session) for _ in range(count)]
    for question in questions:
        a_forecast(session, question, ada, 80, at=START)
        a_forecast(session, question, ben, 50, at=START + 2 * DAY)
        a_ruling(session, question, at=decided_at)
    return questions


def told(found: Standings) -> list[tuple[int, str]]:
    return [(each.placed.place, each.handle) for each in found.rows]


def test_whoever_was_nearer_stands_higher(session: Session) -> None:
    ada, ben = a_person(session), a_person(session)
    decide(session, ada, ben)
    found = board(session)
    assert told(found) == [(1, ada.handle), (2, ben.handle)]
    assert found.rows[0].placed.tally.total == pytest.approx(-found.rows[1].placed.tally.total)
    assert found.rows[0].placed.tally.coverage == pytest.approx(FEWEST)


def test_the_first_day_hears_nobody_who_came_later(session: Session) -> None:
    ada, ben = a_person(session), a_person(session)
    decide(session, ada, ben)
    assert told(board(session, Board.FIRST_DAY)) == [(1, ada.handle)]


def test_the_blind_board_leaves_out_what_was_said_after_looking(session: Session) -> None:
    ada, ben = a_person(session), a_person(session)
    for question in [a_question(session) for _ in range(FEWEST)]:
        a_forecast(session, question, ada, 60, at=START)
        a_forecast(session, question, ben, 50, at=START)
        a_forecast(session, question, ben, 99, at=START + DAY)
        a_ruling(session, question)
    assert told(board(session)) == [(1, ben.handle), (2, ada.handle)]
    assert told(board(session, Board.BLIND)) == [(1, ada.handle), (2, ben.handle)]


def test_a_season_is_a_calendar_year(session: Session) -> None:
    ada, ben = a_person(session), a_person(session)
    decide(session, ada, ben)
    assert len(board(session, Board.SEASON, year=2026).rows) == 2
    assert board(session, Board.SEASON, year=2025).rows == []


def test_a_season_counts_its_own_questions_alone_and_equal_totals_share_a_place(
    session: Session,
) -> None:
    ada, ben = a_person(session), a_person(session)
    new_year = datetime(2027, 1, 1, tzinfo=UTC)
    decide(session, ada, ben, decided_at=new_year - timedelta(microseconds=1))
    decide(session, ben, ada, decided_at=new_year)
    seasons = {year: board(session, Board.SEASON, year=year) for year in (2026, 2027)}
    assert told(seasons[2026]) == [(1, ada.handle), (2, ben.handle)]
    assert told(seasons[2027]) == [(1, ben.handle), (2, ada.handle)]
    tallies = [row.placed.tally for found in seasons.values() for row in found.rows]
    assert {tally.questions for tally in tallies} == {FEWEST}
    assert told(board(session)) == [(1, ada.handle), (1, ben.handle)]


def test_what_is_taken_back_counts_on_no_board(session: Session) -> None:
    ada, ben = a_person(session), a_person(session)
    first, *_ = decide(session, ada, ben)
    a_ruling(session, first, "", action=Action.ANNUL)
    for which in Board:
        assert board(session, which).rows == []
    assert board(session).waiting == 2
    a_ruling(session, first, "no")
    total = board(session).rows[0].placed.tally.total
    a_ruling(session, first, "yes")
    assert board(session).rows[0].placed.tally.total > total


def test_an_erased_account_is_on_no_board(session: Session) -> None:
    ada, ben = a_person(session), a_person(session)
    decide(session, ada, ben)
    ada.erased_at = clock.now()
    session.commit()
    assert told(board(session)) == [(1, ben.handle)]


def test_a_banned_account_is_on_no_board_and_a_suspended_one_is(session: Session) -> None:
    ada, ben = a_person(session), a_person(session)
    decide(session, ada, ben)
    ada.suspended_until, ben.suspended_until = FOR_GOOD, clock.now() + DAY
    session.commit()
    assert told(board(session)) == [(1, ben.handle)]


def test_a_device_without_an_account_is_on_no_board(session: Session) -> None:
    ada, ben = a_person(session), a_person(session)
    decide(session, ada, ben)
    ada.role = "guest"
    session.commit()
    assert told(board(session)) == [(1, ben.handle)]


def many(session: Session, people: int) -> None:
    """Let many people have scores, written as a ruling writes them."""
    questions = [a_question(session) for _ in range(FEWEST)]
    for question in questions:
        a_ruling(session, question)
    everybody = [a_person(session) for _ in range(people)]
    session.execute(
        insert(Score),
        [
            {
                "question_id": question.id,
                "resolution_seq": 1,
                "person_id": person.id,
                "kind": "peer",
                "formula": "peer-1",
                "value": float(number),
                "coverage": 1.0,
                "created_at": START,
            }
            for number, person in enumerate(everybody)
            for question in questions
        ],
    )
    session.commit()


@pytest.mark.parametrize("people", [10, 1000])
def test_a_board_costs_as_much_for_many_as_for_few(
    session: Session, query_budget: Budget, people: int
) -> None:
    many(session, people)
    with query_budget(2):
        found = board(session)
    assert found.listed == people
    assert len(found.rows) == min(people, 50)


def test_readers_page_through_and_see_their_own_place(
    client: FlaskClient, session: Session
) -> None:
    many(session, 60)
    last = board(session, page=2).rows[-1]
    person = session.get_one(Person, last.placed.tally.person_id)
    sign_in(client, person, session)
    page = client.get("/forecasters").text
    assert "1 to 50 of 60" in page
    assert "/forecasters?board=all&amp;page=2" in page
    assert page.count('class="me"') == 1
    assert f"/people/{person.handle}" in page
    later = client.get("/forecasters?board=all&page=2").text
    assert "51 to 60 of 60" in later
    assert later.count('class="me"') == 1


def test_newcomers_are_told_when_they_will_be_listed(client: FlaskClient, session: Session) -> None:
    ada, ben = a_person(session), a_person(session)
    decide(session, ada, ben, count=FEWEST - 1)
    sign_in(client, ada, session)
    page = client.get("/forecasters?board=first-day").text
    assert "Nobody is listed here yet." in page
    assert "once 1 more question of yours" in page
    assert "1 more reader has fewer than 5" in page


def test_the_boards_are_told_to_programs(client: FlaskClient, session: Session) -> None:
    ada, ben = a_person(session), a_person(session)
    decide(session, ada, ben)
    year = START.year
    told_ = client.get(f"/api/v1/forecasters?board=season&year={year}").get_json()
    assert [each["handle"] for each in told_["places"]] == [ada.handle, ben.handle]
    assert told_["places"][0]["points"] == pytest.approx(
        told_["places"][0]["total"] / (30 + told_["places"][0]["coverage"])
    )
    assert client.get("/api/v1/forecasters?board=none").status_code == 422
    assert client.get("/forecasters?page=9999").status_code == 200
