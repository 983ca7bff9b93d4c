"""Every forecast has a receipt, and a change of any earlier one is found."""

import hashlib
import html
import json
import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from discuss.accounts import actions as accounts
from discuss.kit import clock
from discuss.predictions import queries
from discuss.predictions.actions.folding import fold
from discuss.predictions.models import DailyHead, ForecastEvent, Question, Receipt, Standing
from discuss.predictions.presenters import MOST_HEADS
from discuss.predictions.rules.receipts import BEGINNING, canonical, head, link
from tests.makers.accounts import a_person, actor_of, sign_in
from tests.makers.predictions import START, a_forecast, a_question, an_open_question

DAY = timedelta(days=1)


def told(session: Session) -> list[str]:
    session.expire_all()
    return [each.what for each in queries.broken(session)]


def ids(session: Session) -> list[int]:
    """Return the numbers of all forecasts, in their order."""
    return list(session.scalars(select(ForecastEvent.id).order_by(ForecastEvent.id)))


def a_chain(session: Session, kind: str = "binary", days: int = 3) -> Question:
    """Return a question with a forecast a day."""
    question = a_question(session, kind=kind)
    shares = {"a": 50, "b": 40, "other": 10} if kind == "choice" else None
    for day in range(days):
        a_forecast(session, question, percent=20 + day, shares=shares, at=START + (day + 1) * DAY)
    return question


@given(st.dictionaries(st.text(), st.integers() | st.floats(allow_nan=False) | st.text()))
def test_what_is_written_and_read_as_json_is_the_same_text(content: dict[str, object]) -> None:
    assert canonical(json.loads(canonical(content))) == canonical(content)


def test_a_link_is_made_from_three_lines() -> None:
    made = link(BEGINNING, {"b": 1, "a": "é"}, "salt")
    text = "0" * 64 + '\n{"a":"\\u00e9","b":1}\nsalt'
    assert made == hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize("kind", ["binary", "choice"])
def test_each_forecast_is_a_link_of_its_questions_chain(session: Session, kind: str) -> None:
    question = a_chain(session, kind)
    other = a_chain(session)
    assert told(session) == []
    for each in (question, other):
        chain = session.scalars(
            select(Receipt).where(Receipt.question_id == each.id).order_by(Receipt.event_id)
        ).all()
        previous = BEGINNING
        for receipt in chain:
            event = session.get_one(ForecastEvent, receipt.event_id)
            previous = link(previous, queries.content_of(event), receipt.salt)
            assert receipt.digest == previous


def test_withdrawing_and_affirming_are_links_too(session: Session) -> None:
    question, ada = a_question(session), a_person(session)
    for _ in range(2):
        a_forecast(session, question, ada, 40, at=START + DAY)
    assert len(session.scalars(select(Receipt)).all()) == len(
        session.scalars(select(ForecastEvent)).all()
    )


def change(session: Session, number: int, **values: object) -> None:
    """Change a forecast behind the site's back."""
    session.execute(update(ForecastEvent).where(ForecastEvent.id == number).values(**values))
    session.commit()


def test_a_changed_forecast_is_found_at_its_place(session: Session) -> None:
    a_chain(session)
    second = ids(session)[1]
    change(session, second, probability=0.99)
    assert told(session) == [f"forecast {second} is not what its receipt says"]


def test_a_forecast_that_was_taken_out_is_found(session: Session) -> None:
    a_chain(session, days=2)
    second = ids(session)[1]
    session.execute(delete(Receipt).where(Receipt.event_id == second))
    session.commit()
    assert told(session) == [f"forecast {second} is not what its receipt says"]


def test_a_chain_written_anew_does_not_fit_the_published_heads(session: Session) -> None:
    a_chain(session)
    change(session, ids(session)[0], probability=0.99)
    previous = BEGINNING
    for receipt in session.scalars(select(Receipt).order_by(Receipt.event_id)):
        event = session.get_one(ForecastEvent, receipt.event_id, populate_existing=True)
        previous = receipt.digest = link(previous, queries.content_of(event), receipt.salt)
    session.commit()
    first, second = (day.isoformat() for day in ((START + DAY).date(), (START + 2 * DAY).date()))
    assert told(session) == [
        f"its chain has lost what the head of {first} names",
        f"its chain has lost what the head of {second} names",
    ]


def test_the_first_forecast_of_a_day_publishes_the_head_of_the_last(session: Session) -> None:
    question = a_chain(session)
    heads = session.scalars(select(DailyHead).order_by(DailyHead.day)).all()
    chain = session.scalars(select(Receipt.digest).order_by(Receipt.event_id)).all()
    assert [(each.day, each.ends) for each in heads] == [
        ((START + DAY).date().isoformat(), [[question.id, chain[0]]]),
        ((START + 2 * DAY).date().isoformat(), [[question.id, chain[1]]]),
    ]
    assert all(each.digest == head(each.ends) for each in heads)


def test_a_changed_head_is_found(session: Session) -> None:
    a_chain(session)
    day = (START + DAY).date().isoformat()
    session.execute(update(DailyHead).where(DailyHead.day == day).values(digest="0" * 64))
    session.commit()
    assert told(session) == [f"the head of {day} is not that of its chains"]


def test_a_deleted_account_and_a_claimed_device_leave_every_chain_whole(session: Session) -> None:
    question = a_question(session)
    ada, eve = a_person(session), a_person(session)
    guest = accounts.begin_guest(session, START)
    session.commit()
    a_forecast(session, question, ada, 30, at=START + DAY)
    a_forecast(session, question, eve, 60, at=START + DAY)
    accounts.erase(session, actor_of(ada), START + 2 * DAY)
    accounts.claim_guest(session, guest.id, eve, START + 2 * DAY)
    session.commit()
    assert told(session) == []


def test_a_share_that_moves_with_an_answer_taken_away_is_a_link_too(session: Session) -> None:
    question = a_chain(session, "choice", days=2)
    later = START + 4 * DAY
    seen = queries.locked(session, question.id, later)
    assert fold(session, seen, {"b"}, later) == len(session.scalars(select(Standing)).all())
    a_forecast(session, question, shares={"a": 60, "b": 20, "other": 20}, at=later + DAY)
    assert told(session) == []
    assert len(session.scalars(select(Receipt)).all()) == len(ids(session))


def test_the_operator_checks_all_of_it(
    app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.extensions, "discuss_prepare", lambda: None)
    question = a_chain(session)
    runner = app.test_cli_runner()
    whole = runner.invoke(args=["questions", "verify"])
    assert whole.output == "Every receipt and every published head holds.\n"
    first = ids(session)[0]
    change(session, first, exposure="exposed")
    broken = runner.invoke(args=["questions", "verify"])
    assert broken.exit_code == 1
    said = f"Question {question.id}: forecast {first} is not what its receipt says.\n"
    assert broken.output == said


def test_readers_find_their_own_receipts_and_nobody_elses(
    client: FlaskClient, session: Session
) -> None:
    question, me = an_open_question(session), a_person(session)
    a_forecast(session, question, percent=20, at=clock.now())
    assert client.get(f"/questions/{question.id}/receipts").status_code in {302, 303, 401}
    sign_in(client, me, session)
    a_forecast(session, question, me, 62, at=clock.now())
    theirs, mine = session.scalars(select(Receipt).order_by(Receipt.event_id)).all()

    page = client.get(f"/questions/{question.id}/receipts").text
    answer = client.get(f"/api/v1/questions/{question.id}/receipts").json

    assert mine.digest in page
    assert mine.salt in page
    assert theirs.salt not in page
    assert answer is not None
    (receipt,) = answer["receipts"]
    lines = (receipt["previous"], canonical(receipt["content"]), receipt["salt"])
    assert hashlib.sha256("\n".join(lines).encode()).hexdigest() == mine.digest
    assert receipt["line"] == canonical(receipt["content"])


def test_the_command_on_the_page_prints_the_receipt(client: FlaskClient, session: Session) -> None:
    question, me = an_open_question(session, kind="number"), a_person(session)
    sign_in(client, me, session)
    a_forecast(session, question, me, spread=("10", "20", "30"), at=clock.now())
    page = html.unescape(client.get(f"/questions/{question.id}/receipts").text)
    found = re.search(r"printf '%s\\n%s\\n%s' '(.*)' '(.*)' '(.*)' \| sha256sum", page)
    assert found
    digest = session.scalars(select(Receipt.digest)).one()
    assert hashlib.sha256("\n".join(found.groups()).encode()).hexdigest() == digest


def test_heads_are_public_and_tell_no_number(client: FlaskClient, session: Session) -> None:
    a_chain(session)
    heads = client.get("/api/v1/forecast-heads").json
    assert heads is not None
    assert [each["day"] for each in heads["heads"]] == sorted(
        (each["day"] for each in heads["heads"]), reverse=True
    )
    page = client.get("/data").text
    assert all(each["digest"] in page for each in heads["heads"])
    assert heads["before"] is None


def test_every_published_head_is_reached_page_by_page(
    client: FlaskClient, session: Session
) -> None:
    days = [(START + n * DAY).date().isoformat() for n in range(MOST_HEADS + 3)]
    session.add_all(DailyHead(day=day, digest=head([]), ends=[]) for day in days)
    session.commit()
    seen: list[str] = []
    path = "/api/v1/forecast-heads"
    while path:
        page = client.get(path).json
        assert page is not None
        seen += [each["day"] for each in page["heads"]]
        path = f"/api/v1/forecast-heads?before={page['before']}" if page["before"] else ""
    assert seen == days[::-1]
    assert client.get("/api/v1/forecast-heads?before=yesterday").status_code == 422
