"""The readers together: which way to add them up to trust, and how they moved lately."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from discuss.kit import clock
from discuss.predictions import queries
from discuss.predictions.models import Question
from discuss.predictions.presenters.lately import lately, span_of_news
from discuss.predictions.presenters.ways import NAMES, ways
from discuss.predictions.rules.ways import OF_ONE, of_scale
from tests.makers.accounts import a_person, sign_in
from tests.makers.predictions import START, a_forecast, a_question, a_ruling

Budget = Callable[[int], AbstractContextManager[object]]
DAY = timedelta(days=1)
SHARES = ({"a": 10, "b": 80, "other": 10}, {"a": 50, "b": 40, "other": 10})
SPREADS = (("10", "20", "30"), ("20", "40", "70"))


def decided(session: Session, count: int, **about: Any) -> Question:
    """Return the last of so many decided questions on which two readers stood to the end."""
    for _ in range(count):
        question = a_question(session, min_show=2, **about)
        kind = about.get("kind", "binary")
        for n, percent in enumerate((60, 90)):
            said: dict[str, Any] = {"percent": percent}
            if kind == "choice":
                said = {"shares": SHARES[n]}
            elif kind == "number":
                said = {"spread": SPREADS[n]}
            a_forecast(session, question, at=START + n * DAY, **said)
        a_ruling(session, question, {"choice": "b", "number": "25"}.get(kind, "yes"))
    return question


def test_every_way_to_add_up_is_ranked_by_how_near_it_came(
    client: FlaskClient, session: Session, query_budget: Budget
) -> None:
    assert "No question with enough readers" in client.get("/forecasters/crowd").text
    question = decided(session, 5)
    for kind in ("choice", "number"):
        decided(session, 1, kind=kind)
    ordered = ("Under 10", "10 to 20", "More than 20")
    decided(session, 1, kind="choice", options=ordered, is_ordered=True)
    assert queries.replay(session, question.id) == []
    # Who is acting; the decided questions.
    with query_budget(1):
        page = client.get("/forecasters/crowd").text
    assert "8 decided questions" in page
    assert "“Plain mean, pushed from even” came nearest on average, on 5 questions." in page
    assert "Fewer than five questions show only chance." in page
    for words in ("Answers in an order", "Numbers and dates", "Best guesses alone", "Plain median"):
        assert words in page
    assert '<th scope="row">70%</th><td class="n">100%</td><td class="n">5</td>' in page
    own = client.get(f"/questions/{question.id}").text
    assert "Other ways to add up the same forecasts" in own
    assert '<th scope="row">The newest forecast alone</th><td class="n">90%</td>' in own


def test_what_the_ways_said_is_not_told_of_a_crowd_too_small_to_show(session: Session) -> None:
    question = a_question(session, min_show=3)
    for percent in (60, 90):
        a_forecast(session, question, percent=percent, at=START)
    figures = a_ruling(session, question).figures
    assert (figures["ways"], figures["said"], ways(figures)) == ({}, {}, [])


def old_enough(session: Session, now: datetime, **about: Any) -> Question:
    """Return a question that has been open for twenty days."""
    dates = {"close_at": now + 10 * DAY, "resolve_by": now + 20 * DAY}
    return a_question(session, now=now - 20 * DAY, open_at=now - 20 * DAY, **dates, **about)


def test_all_ways_have_names() -> None:
    even = [number / 200 for number in range(201)]
    assert {*OF_ONE, *of_scale([even], 0.5), "adjusted"} == set(NAMES)


@pytest.mark.parametrize(
    ("kind", "first", "then", "words"),
    [
        (
            "binary",
            {"percent": 40},
            {"percent": 60},
            "The median went up 20 points in the last week, which is far.",
        ),
        (
            "binary",
            {"percent": 50},
            {"percent": 49},
            "The median went down 1 point in the last week.",
        ),
        ("choice", {"shares": SHARES[0]}, {"shares": SHARES[1]}, "The median of “"),
        (
            "number",
            {"spread": SPREADS[0]},
            {"spread": SPREADS[1]},
            "On the whole the crowd went up by ",
        ),
        ("binary", {"percent": 50}, {"percent": 50}, ""),
    ],
)
def test_a_movement_is_told_once_a_question_is_old_enough(
    session: Session, kind: str, first: dict[str, Any], then: dict[str, Any], words: str
) -> None:
    now = clock.now()
    question = old_enough(session, now, kind=kind, min_show=2)
    people = [a_person(session) for _ in range(2)]
    for said, ago in ((first, 10), (then, 1)):
        for person in people:
            a_forecast(session, question, person, at=now - ago * DAY, **said)
    face = queries.face(session, question.id, people[0].id, now)
    span = span_of_news(face)
    assert span == 7 * DAY
    told = lately(face, queries.point_before(session, question, now - span))
    assert told.startswith(words) if words else told == ""
    assert span_of_news(queries.face(session, question.id, None, now)) is None
    young = queries.face(session, question.id, people[0].id, now - 10 * DAY)
    assert span_of_news(young) is None


def test_the_page_tells_it_to_those_who_may_see_the_crowd(
    client: FlaskClient, session: Session
) -> None:
    now = clock.now()
    question = old_enough(session, now, min_show=1)
    ada = a_person(session)
    for percent, ago in ((40, 10), (60, 1)):
        a_forecast(session, question, ada, percent, at=now - ago * DAY)
    told = "went up 20 points in the last week"
    assert told not in client.get(f"/questions/{question.id}").text
    sign_in(client, ada, session)
    assert told in client.get(f"/questions/{question.id}").text
