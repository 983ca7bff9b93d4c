"""What somebody's decided questions say about them."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from discuss.accounts.models import Person
from discuss.predictions import presenters, queries
from discuss.predictions.presenters.tracks import TrackCard
from discuss.predictions.rules.lifecycle import Action
from tests.makers.accounts import a_person
from tests.makers.articles import an_article
from tests.makers.predictions import START, a_forecast, a_question, a_ruling

DAY = timedelta(days=1)
AFTER = START + 30 * DAY
Budget = Callable[[int], AbstractContextManager[object]]


def decided(
    session: Session, person: Person, percent: int, outcome: str = "yes", *, section: str = ""
) -> None:
    """Let a question be decided that this person and somebody who shrugged have answered."""
    article = an_article(session)
    article.section = section
    question = a_question(session, article.prompt, min_show=1)
    a_forecast(session, question, percent=50, at=START)
    a_forecast(session, question, person, percent, at=START)
    a_ruling(session, question, outcome)


def track(session: Session, person: Person, now: object = AFTER) -> TrackCard:
    assert isinstance(now, type(AFTER))
    return presenters.track(queries.track_of(session, person.id, now))


def test_a_record_says_how_right_somebody_was(session: Session) -> None:
    ada, ben = a_person(session), a_person(session)
    for _ in range(5):
        question = a_question(session)
        a_forecast(session, question, ada, 90, at=START)
        a_forecast(session, question, ben, 50, at=START)
        a_ruling(session, question)
    record = presenters.record(queries.record_of(session, ada.id), 5)
    assert record.words == (
        "5 questions have been decided. On average closer than 100 in 100 readers."
    )
    assert presenters.record(queries.record_of(session, ada.id, 4), 5).words.endswith(
        "Over the latest 4 closer than 100 in 100 readers."
    )
    other = presenters.record(queries.record_of(session, ben.id), 5)
    assert other.rows[0].better_than == 0
    assert presenters.record([], 0).words.startswith("None of the questions")
    means = track(session, ada).means
    assert means is not None
    assert (means.n, means.own, means.crowd) == (5, pytest.approx(0.01), None)


def test_the_median_is_told_beside_on_the_same_questions(session: Session) -> None:
    ada = a_person(session)
    decided(session, ada, 90)
    question = a_question(session)
    a_forecast(session, question, ada, 30, at=START)
    a_ruling(session, question)
    means = track(session, ada).means
    assert means is not None
    assert (means.n, means.compared) == (2, 1)
    assert means.own == pytest.approx((0.01 + 0.49) / 2)
    assert means.own_compared == pytest.approx(0.01)
    assert means.crowd == pytest.approx(0.09)


def test_ranges_with_enough_questions_are_drawn_with_their_count(session: Session) -> None:
    ada = a_person(session)
    for outcome in ("yes", "yes", "yes", "no", "yes"):
        decided(session, ada, 80, outcome)
    decided(session, ada, 10, "no")
    found = track(session, ada).calibrated
    assert found is not None
    assert found.chart is not None
    assert [each.count.text for each in found.chart.diamonds] == ["5"]
    assert found.rows == [("10%", "0%", "0–100%", 1), ("80%", "80%", "40–100%", 5)]
    assert found.words.startswith("What was said happened about as often")


def test_what_happened_less_often_than_said_is_called_so(session: Session) -> None:
    ada = a_person(session)
    for _ in range(5):
        decided(session, ada, 90, "no")
    found = track(session, ada).calibrated
    assert found is not None
    assert found.words == "What was said at about 90% happened less often than that."


def test_what_is_decided_before_its_last_day_waits_for_that_day(session: Session) -> None:
    ada = a_person(session)
    decided(session, ada, 80)
    early = track(session, ada, START + 12 * DAY).calibrated
    late = track(session, ada).calibrated
    assert early is not None
    assert late is not None
    assert early.rows == []
    assert early.left_out.startswith("1 question was decided before the last day")
    assert len(late.rows) == 1
    assert not late.left_out


@pytest.mark.parametrize("action", [Action.ANNUL, Action.AMBIGUOUS, Action.REOPEN])
def test_a_ruling_taken_back_is_no_part_of_a_record(session: Session, action: Action) -> None:
    ada, question = a_person(session), a_question(session)
    a_forecast(session, question, ada, 80, at=START)
    a_ruling(session, question)
    a_ruling(session, question, "", action=action)
    assert queries.track_of(session, ada.id, AFTER) == queries.Track([], [], 0)


def test_sections_and_months_are_told_apart(session: Session) -> None:
    ada = a_person(session)
    for _ in range(5):
        decided(session, ada, 90, section="Trade")
    decided(session, ada, 20, section="Diplomacy")
    later = a_question(session, now=START, close_at=START + 40 * DAY, resolve_by=START + 50 * DAY)
    a_forecast(session, later, ada, 60, at=START)
    a_ruling(session, later, at=START + 41 * DAY)
    found = track(session, ada)
    told = [(each.label, each.n, each.beaten) for each in found.sections]
    assert told[0] == ("Trade", 5, 100)
    assert ("Diplomacy", 1, None) in told
    assert [(each.label, each.means.n) for each in found.periods] == [
        ("April 2026", 1),
        ("March 2026", 6),
    ]


def test_a_page_shows_the_record_in_words_chart_and_table(
    client: FlaskClient, session: Session
) -> None:
    ada = a_person(session)
    for _ in range(5):
        decided(session, ada, 90, section="Trade")
    page = client.get(f"/people/{ada.handle}").text
    assert "5 questions have been decided." in page
    assert page.count("<td>Yes</td>") == 5
    assert "Does it happen as often as they say?" in page
    assert "What was said and how often it happened" in page
    assert 'aria-labelledby="cal-t cal-d"' in page
    assert "CORP, Dimitriadis" in page


@pytest.mark.parametrize("questions", [1, 8])
def test_a_long_record_costs_as_much_as_a_short_one(
    session: Session, query_budget: Budget, questions: int
) -> None:
    ada = a_person(session)
    for _ in range(questions):
        decided(session, ada, 70)
    with query_budget(2):
        assert len(queries.track_of(session, ada.id, AFTER).settled) == questions
