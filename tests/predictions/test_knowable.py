"""Once an answer was knowable the crowd moves no more: what the page says is what is scored."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from discuss.kit import clock
from discuss.predictions import queries
from discuss.predictions.models import Question
from discuss.predictions.queries import Face
from tests.makers.accounts import a_person
from tests.makers.predictions import START, a_forecast, a_question, a_ruling
from tests.predictions.test_leaving_out import left_out

DAY = timedelta(days=1)
KNOWABLE = START + 5 * DAY
SAID: dict[str, Callable[[int], dict[str, Any]]] = {
    "binary": lambda n: {"percent": n},
    "choice": lambda n: {"shares": {"a": n, "b": 99 - n, "other": 1}},
    "number": lambda n: {"spread": [str(n - 1), str(n), str(n + 1)]},
}
OUTCOMES = {"binary": "yes", "choice": "a", "number": "90"}


def on_which_some_knew(session: Session, kind: str = "binary") -> Question:
    """Return a question on which one changed and two came once it was knowable."""
    question, changer = a_question(session, kind=kind, min_show=1), a_person(session)
    for percent, person in ((20, a_person(session)), (30, changer), (40, a_person(session))):
        a_forecast(session, question, person, at=START + DAY, **SAID[kind](percent))
    for person in (changer, a_person(session), a_person(session)):
        a_forecast(session, question, person, at=KNOWABLE + DAY, **SAID[kind](95))
    return question


def seen(session: Session, question: Question) -> Face:
    session.expire_all()
    return queries.face(session, question.id, None, clock.now())


def median(face: Face) -> tuple[int, float]:
    crowd: Any = face.told.crowd
    if face.question.kind == "choice":
        return crowd.n, round(crowd.answers[0].median, 2)
    return crowd.n, round(crowd.median, 2)


@pytest.mark.parametrize("kind", list(SAID))
def test_a_decided_question_tells_what_readers_said_before_it_was_knowable(
    session: Session, kind: str
) -> None:
    question = on_which_some_knew(session, kind)
    assert median(seen(session, question))[0] == 5
    a_ruling(session, question, OUTCOMES[kind], knowable_at=KNOWABLE)
    face = seen(session, question)
    n, said = median(face)
    assert n == 3
    assert said == pytest.approx(0.3, abs=0.02)
    assert face.told.points[-1].created_at < KNOWABLE
    assert face.told.points[-1].n == 3


def test_decided_anew_without_such_a_moment_everybody_counts_again(session: Session) -> None:
    question = on_which_some_knew(session)
    a_ruling(session, question, knowable_at=KNOWABLE)
    a_ruling(session, question)
    assert median(seen(session, question)) == (5, 0.95)


def test_page_and_program_say_the_same_as_the_chart(client: FlaskClient, session: Session) -> None:
    question = on_which_some_knew(session)
    a_ruling(session, question, knowable_at=KNOWABLE)
    page = client.get(f"/questions/{question.id}").text
    assert "Median 30 percent; half of 3 readers are between" in page
    assert "The median began at 20 percent and ended at 30 percent." in page
    assert not re.search(r"95( percent|%)", page.split("How the forecast has moved", 1)[1])
    told = client.get(f"/api/v1/questions/{question.id}").json
    assert told is not None
    assert (told["crowd"]["n"], told["crowd"]["median"]) == (3, 0.3)
    assert told["history"][-1]["median"] == 0.3


def test_who_was_left_out_then_stays_left_out(session: Session) -> None:
    question = a_question(session, min_show=1)
    people = [a_person(session) for _ in range(4)]
    for percent, person in zip((20, 30, 40, 99), people, strict=True):
        a_forecast(session, question, person, percent, at=START + DAY)
    left_out(session, question, people[3:])
    a_ruling(session, question, knowable_at=KNOWABLE)
    face = seen(session, question)
    assert median(face) == (3, 0.3)
    assert queries.replay(session, question.id) == []
