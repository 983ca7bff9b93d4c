"""Until a reader has answered or passed, no byte depends on what others forecast."""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts.models import Person
from discuss.articles.models import Article, Prompt
from discuss.comments.models import Comment
from discuss.comments.rules import Order
from discuss.comments.rules.ranks import Stance
from discuss.kit import clock
from discuss.predictions.models import Question
from discuss.predictions.rules.lifecycle import Reveal
from tests.makers.accounts import a_person, sign_in
from tests.makers.articles import an_article
from tests.makers.comments import a_comment
from tests.makers.predictions import a_forecast, a_question, an_open_question

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


NOT_READ = ("/static", "/metrics", "/readyz")
"""Files, and figures for the operator behind a token."""

MORE = [
    *(f"/articles/{{slug}}?order={order}" for order in Order),
    *(f"/articles/{{slug}}?stance={stance}" for stance in Stance),
    *(f"/articles/{{slug}}?show={show}" for show in ("staff", "forecast", "plain", "new")),
    "/search?q=pressure",
    "/search?q=pressure&forecast=with",
]


def addresses(app: Flask, session: Session, slug: str, questions: list[Question]) -> list[str]:
    """Return every address of the site that can be read, with what is there in it."""
    article = session.scalars(select(Article).where(Article.slug == slug)).one()
    comments = session.scalars(select(Comment)).all()
    fixed = {
        "slug": slug,
        "article_id": article.id,
        "prompt_id": questions[0].prompt_id,
        "n": 1,
        "number": article.id,
        "kind": "discussion",
        "secret": "x",
    }
    several = [
        *({"question_id": question.id} for question in questions),
        *({"comment_id": comment.id} for comment in comments),
        *({"handle": person.handle} for person in session.scalars(select(Person))),
    ]
    found = {each.format(slug=slug) for each in MORE}
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or set()) or rule.rule.startswith(NOT_READ):
            continue
        for some in several:
            values = {name: {**fixed, **some}.get(name, 1) for name in rule.arguments}
            built = rule.build(values)
            if built is not None:
                found.add(built[1])
    return sorted(found)


def soon() -> datetime:
    """Return a moment after all that a test writes: answers compared are all given then."""
    return clock.now() + timedelta(minutes=3)


def seen(client: FlaskClient, asked: Sequence[str], at: datetime) -> dict[str, object]:
    """Return every answer given at that moment, byte for byte, but for what is random in it."""
    found: dict[str, object] = {}
    with time_machine.travel(at, tick=False):
        for address in asked:
            answer = client.get(address)
            assert answer.status_code < 500, address
            headers = {k: v for k, v in answer.headers.items() if k not in VARYING}
            found[address] = (answer.status_code, TOKEN.sub(rb"\1", answer.data), headers)
    return found


Prepare = Callable[[FlaskClient, Session], None]


def as_stranger(client: FlaskClient, session: Session) -> None:
    del client, session


def as_reader(client: FlaskClient, session: Session) -> None:
    sign_in(client, a_person(session), session)


def as_editor(client: FlaskClient, session: Session) -> None:
    sign_in(client, a_person(session, role="editor"), session)


def as_moderator(client: FlaskClient, session: Session) -> None:
    sign_in(client, a_person(session, role="moderator"), session)


def as_guest(client: FlaskClient, session: Session) -> None:
    """A device that has forecast on another question."""
    other = an_open_question(session, an_article(session).prompt)
    client.post(f"/questions/{other.id}/forecast", data={"percent": "50"})


@pytest.mark.parametrize("prepare", [as_stranger, as_reader, as_editor, as_moderator, as_guest])
def test_no_answer_depends_on_forecasts_that_a_reader_may_not_see(
    app: Flask, client: FlaskClient, session: Session, board: Board, prepare: Prepare
) -> None:
    """I5: no byte of any answer depends on what a reader may not see."""
    slug, questions = board
    author = somebody_commented(session, questions)
    prepare(client, session)
    asked = addresses(app, session, slug, questions)
    at = soon()
    seen(client, asked, at)  # a first visit is written down
    before = seen(client, asked, at)
    crowd_moves(session, questions, author)
    after = seen(client, asked, at)
    assert [each for each in asked if after[each] != before[each]] == []


def test_answering_one_question_reveals_that_one_alone(
    client: FlaskClient, session: Session, board: Board
) -> None:
    _, questions = board
    ada = a_person(session)
    sign_in(client, ada, session)
    a_forecast(session, questions[0], ada, 50, at=clock.now())
    alone = [
        at
        for question in questions[1:]
        for at in (f"/questions/{question.id}", f"/api/v1/questions/{question.id}")
    ]
    at = soon()
    before = seen(client, alone, at)
    crowd_moves(session, questions)
    assert seen(client, alone, at) == before
    with time_machine.travel(at, tick=False):
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
    pages = [f"/articles/{board[0]}", f"/questions/{on_close.id}"]
    at = soon()
    before = seen(client, pages, at)
    crowd_moves(session, [on_close])
    assert seen(client, pages, at) == before
    with time_machine.travel(at, tick=False):
        page = client.get(f"/questions/{on_close.id}").text
    assert "50%" in page
    assert "once the question has closed" in page
