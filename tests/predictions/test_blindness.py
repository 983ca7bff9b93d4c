"""Until a reader has answered or passed, no byte depends on what others forecast."""

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from discuss.accounts.models import Person
from discuss.articles.models import Prompt
from discuss.kit import clock
from discuss.predictions.models import Question
from discuss.predictions.rules.lifecycle import Reveal
from tests.makers.accounts import a_person, sign_in
from tests.makers.articles import an_article
from tests.makers.comments import a_comment
from tests.makers.predictions import a_forecast, a_question

# A form's token and the random name of a comment that is not written yet.
TOKEN = re.compile(rb'(name="(?:csrf_token|submission_key)" value=")[^"]+')
Board = tuple[str, list[Question]]
VARYING = {"Date", "Set-Cookie", "X-Request-Id"}


@pytest.fixture
def board(session: Session) -> tuple[str, list[Question]]:
    """An article with an open question of each kind, in the present."""
    now = clock.now().replace(microsecond=0)
    article = an_article(session, now=now)
    dates = {
        "open_at": now - timedelta(days=1),
        "close_at": now + timedelta(days=30),
        "resolve_by": now + timedelta(days=40),
        "min_show": 1,
    }
    kinds = [
        ("binary", "after_vote"),
        ("choice", "after_vote"),
        ("number", "after_vote"),
        ("date", "after_vote"),
        ("number", "on_close"),
        ("binary", "on_close"),
    ]
    questions = [
        a_question(session, article.prompt, kind, now=now, reveal=Reveal(reveal), **dates)
        for kind, reveal in kinds
    ]
    return article.slug, questions


def somebody_commented(session: Session, questions: list[Question]) -> Person:
    """Return the author of a comment that carries their forecasts."""
    author = a_person(session)
    everybody_says(session, questions, author, 20)
    prompt = session.get_one(Prompt, questions[0].prompt_id)
    a_comment(session, author, prompt, at=clock.now(), attach=True)
    return author


def everybody_says(
    session: Session, questions: list[Question], person: Person | None, percent: int
) -> None:
    for question in questions:
        shares = {"a": percent, "other": 100 - percent} if question.kind == "choice" else None
        spread = between(question.kind, percent)
        a_forecast(session, question, person, percent, shares=shares, spread=spread, at=clock.now())


def between(kind: str, percent: int) -> Sequence[str] | None:
    """Return a forecast around a number, or around so many days into the year of a date."""
    around = (percent - 1, percent, percent + 1)
    if kind == "date":
        return [str(date(2026, 3, 2) + timedelta(days=each)) for each in around]
    return [str(each) for each in around] if kind == "number" else None


def crowd_moves(session: Session, questions: list[Question], author: Person | None = None) -> None:
    for percent in (3, 77, 91, 98):
        everybody_says(session, questions, None, percent)
    if author is not None:
        everybody_says(session, questions, author, 88)


def seen(client: FlaskClient, slug: str, questions: list[Question]) -> dict[str, object]:
    prompt = questions[0].prompt_id
    addresses = [
        "/",
        f"/articles/{slug}",
        f"/articles/{slug}/feed.atom",
        "/feed.atom",
        f"/api/v1/prompts/{prompt}/questions",
        *(f"/questions/{question.id}" for question in questions),
        *(f"/api/v1/questions/{question.id}" for question in questions),
    ]
    found: dict[str, object] = {}
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code in {200, 303}, address
        headers = {k: v for k, v in answer.headers.items() if k not in VARYING}
        found[address] = (TOKEN.sub(rb"\1", answer.data), headers)
    return found


Prepare = Callable[[FlaskClient, Session], None]


def as_stranger(client: FlaskClient, session: Session) -> None:
    del client, session


def as_reader(client: FlaskClient, session: Session) -> None:
    sign_in(client, a_person(session), session)


def as_editor(client: FlaskClient, session: Session) -> None:
    sign_in(client, a_person(session, role="editor"), session)


@pytest.mark.parametrize("prepare", [as_stranger, as_reader, as_editor])
def test_no_answer_depends_on_forecasts_that_a_reader_may_not_see(
    client: FlaskClient, session: Session, board: Board, prepare: Prepare
) -> None:
    slug, questions = board
    author = somebody_commented(session, questions)
    prepare(client, session)
    before = seen(client, slug, questions)
    crowd_moves(session, questions, author)
    assert seen(client, slug, questions) == before


def test_answering_one_question_reveals_that_one_alone(
    client: FlaskClient, session: Session, board: Board
) -> None:
    slug, questions = board
    ada = a_person(session)
    sign_in(client, ada, session)
    a_forecast(session, questions[0], ada, 50, at=clock.now())
    before = seen(client, slug, questions[1:])
    crowd_moves(session, questions)
    after = seen(client, slug, questions[1:])
    alone = {address for address in before if "questions/" in address}
    assert {a: after[a] for a in alone} == {a: before[a] for a in alone}
    shown = client.get(f"/api/v1/questions/{questions[0].id}").json
    assert shown["crowd"]["n"] == 5
    assert shown["crowd"]["median"] == 0.77


def test_one_who_answered_early_sees_nothing_until_the_close_where_that_is_the_rule(
    client: FlaskClient, session: Session, board: Board
) -> None:
    _, (*_, on_close) = board
    ada = a_person(session)
    sign_in(client, ada, session)
    a_forecast(session, on_close, ada, 50, at=clock.now())
    before = seen(client, board[0], [on_close])
    crowd_moves(session, [on_close])
    assert seen(client, board[0], [on_close]) == before
    page = client.get(f"/questions/{on_close.id}").text
    assert "50%" in page
    assert "once the question has closed" in page
