"""An author seals a forecast: its digest at once, what it says when the question closes."""

import hashlib
import html
import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from discuss.accounts.models import Person
from discuss.articles import queries as articles
from discuss.articles.models import Article, Authorship
from discuss.kit import clock
from discuss.kit.errors import Conflict, Refused
from discuss.predictions import actions, queries
from discuss.predictions.actions.commands import Answer
from discuss.predictions.models import CrowdPoint, DailyHead, Question, SealedForecast
from tests.makers.accounts import a_person, actor_of, sign_in
from tests.makers.predictions import START, a_forecast, a_question, a_ruling, an_open_question
from tests.predictions.test_receipts import told
from tests.predictions.test_views import send

DAY = timedelta(days=1)
SAID = {
    "binary": {"percent": 80},
    "choice": {"shares": {"a": 60, "b": 30, "other": 10}},
    "number": {"spread": ("10", "20", "30")},
    "date": {"spread": ("2026-04-01", "2026-05-01", "2026-12-24")},
}


def article_of(session: Session, question: Question) -> Article:
    return articles.of_prompt(session, question.prompt_id).article


def an_author(session: Session, question: Question, name: str = "Jane Doe") -> Person:
    """Return whose account is tied to the question's article."""
    author, editor = a_person(session, name=name), a_person(session, role="editor")
    article = article_of(session, question)
    session.add(
        Authorship(article_id=article.id, person_id=author.id, tied_by_id=editor.id, tied_at=START)
    )
    session.commit()
    return author


def seals(
    session: Session, question: Question, person: Person, kind: str = "binary", **more: object
) -> SealedForecast:
    said = {"percent": None, "shares": None, "spread": None, **SAID[kind]}
    command = Answer(question_id=question.id, follows=None, submission_key="", entered={}, **said)
    made = actions.seal_forecast(session, actor_of(person), command, more.get("at", START + DAY))
    session.commit()
    session.expire_all()
    return made


@pytest.mark.parametrize("kind", ["binary", "choice", "number", "date"])
def test_only_the_digest_is_told_until_the_question_closes(
    client: FlaskClient, session: Session, kind: str
) -> None:
    question = an_open_question(session, kind=kind, min_show=1)
    made = seals(session, question, an_author(session, question), kind, at=clock.now())
    page = client.get(f"/questions/{question.id}").text
    assert "Jane Doe</bdi> sealed a forecast on" in page
    assert made.digest in page
    assert made.salt not in page
    assert "Check the seal" not in page
    assert session.scalars(select(CrowdPoint)).all() == []


@pytest.mark.parametrize("kind", ["binary", "choice", "number", "date"])
def test_once_it_is_closed_everybody_checks_the_seal_by_hand(
    client: FlaskClient, session: Session, kind: str
) -> None:
    question = a_question(session, kind=kind)
    made = seals(session, question, an_author(session, question), kind)
    page = client.get(f"/questions/{question.id}").text
    content, salt = map(html.unescape, re.findall(r"<code>(.+?)</code>", page)[:2])
    text = "\n".join(("0" * 64, content, salt))
    assert hashlib.sha256(text.encode()).hexdigest() == made.digest
    said = {"binary": "80%", "choice": "60%", "number": "20", "date": "1 May 2026"}[kind]
    assert said in page.split("said <b>", 1)[1].split("</b>", 1)[0]
    assert told(session) == []


def test_it_is_scored_on_the_same_page_and_moves_no_crowd(
    client: FlaskClient, session: Session
) -> None:
    question = a_question(session, min_show=1)
    a_forecast(session, question, percent=60, at=START)
    seals(session, question, an_author(session, question), at=START)
    ruling = a_ruling(session, question)
    assert ruling.figures["scored"] == 1
    page = client.get(f"/questions/{question.id}").text
    words = page.split('id="sealed-h"', 1)[1]
    assert 'It scored <b class="tab">0.04</b>' in words
    assert 'the readers’ median <b class="tab">0.16</b>' in words
    assert queries.replay(session, question.id) == []


def test_what_was_sealed_once_the_answer_was_knowable_is_opened_and_not_scored(
    client: FlaskClient, session: Session
) -> None:
    question = a_question(session, min_show=1)
    seals(session, question, an_author(session, question), at=START + 5 * DAY)
    a_ruling(session, question, knowable_at=START + 4 * DAY)
    page = client.get(f"/questions/{question.id}").text
    assert "said <b>80%</b>" in page
    assert "It scored" not in page


def test_an_editor_seals_for_the_author_and_is_named(client: FlaskClient, session: Session) -> None:
    question = a_question(session)
    session.execute(
        update(Article)
        .where(Article.id == article_of(session, question).id)
        .values(byline="Jane Doe and John Roe")
    )
    seals(session, question, a_person(session, name="Edi Novak", role="editor"))
    page = client.get(f"/questions/{question.id}").text
    assert "<bdi>Jane Doe and John Roe</bdi> said <b>80%</b>" in page
    assert "by the hand of <bdi>Edi Novak</bdi>, editor" in page


def test_an_editor_seals_for_the_one_author_who_has_an_account(session: Session) -> None:
    question = a_question(session)
    author = an_author(session, question)
    made = seals(session, question, a_person(session, role="editor"))
    assert made.author_id == author.id


def test_readers_seal_nothing_and_nobody_seals_twice_or_too_late(session: Session) -> None:
    question, late = a_question(session), a_question(session)
    author = an_author(session, question)
    with pytest.raises(Refused, match="Only the author"):
        seals(session, question, a_person(session))
    with pytest.raises(Refused, match="Only the author"):
        seals(session, late, author)
    seals(session, question, author)
    with pytest.raises(Conflict, match="sealed already"):
        seals(session, question, a_person(session, role="editor"))
    with pytest.raises(Refused, match="until it closes"):
        seals(session, late, a_person(session, role="editor"), at=START + 30 * DAY)


def test_a_seal_that_was_rewritten_or_removed_is_found_out(session: Session) -> None:
    question = a_question(session)
    a_forecast(session, question, at=START)
    made = seals(session, question, an_author(session, question), at=START)
    a_forecast(session, question, at=START + 2 * DAY)
    day = session.scalars(select(DailyHead)).one()
    assert day.ends[0] == [-question.id, made.digest]
    assert told(session) == []
    session.execute(update(SealedForecast).values(probability=0.99))
    assert told(session) == ["the author's forecast is not what its seal says"]
    session.delete(session.scalars(select(SealedForecast)).one())
    session.flush()
    assert len(told(session)) == 1


def test_the_author_seals_on_a_page_and_no_word_is_lost(
    client: FlaskClient, session: Session
) -> None:
    question = an_open_question(session)
    path = f"/questions/{question.id}"
    assert client.get(f"{path}/seal").status_code in {302, 303, 401}
    reader, author = a_person(session), an_author(session, question)
    sign_in(client, reader, session)
    assert client.get(f"{path}/seal").status_code == 403
    assert "Seal the author" not in client.get(path).text
    sign_in(client, author, session)
    a_forecast(session, question, author, 33, at=clock.now())
    assert f'href="{path}/seal"' in client.get(path).text
    form = client.get(f"{path}/seal").text
    assert "You wrote the article." in form
    assert "33" not in form.split('name="percent"', 1)[1][:60]
    answer = send(client, f"{path}/seal", f"{path}/seal", percent="170")
    assert answer.status_code == 422
    assert 'value="170"' in answer.text
    assert session.scalars(select(SealedForecast)).all() == []
    answer = send(client, f"{path}/seal", f"{path}/seal", percent="70")
    assert answer.location.startswith(path)
    page = client.get(path).text
    assert "It is opened here when the question closes." in page
    assert f'href="{path}/seal"' not in page
    again = send(client, f"{path}/seal", f"{path}/seal", percent="71")
    assert again.status_code == 409
    assert 'value="71"' in again.text


def test_programs_seal_and_read_the_digest_at_once_and_the_rest_when_it_is_opened(
    client: FlaskClient, session: Session
) -> None:
    question = an_open_question(session, min_show=1)
    author, door = an_author(session, question), f"/api/v1/questions/{question.id}/seal"
    assert client.get(door).status_code == 404
    device = client.application.test_client()
    held = {"Authorization": f"Bearer {sign_in(client, author, session)}"}
    assert device.put(door, json={"percent": 100}, headers=held).status_code == 422
    made = device.put(door, json={"percent": 80}, headers=held)
    assert made.status_code == 201
    assert device.put(door, json={"percent": 70}, headers=held).status_code == 409
    told_now = device.get(door).get_json()
    assert told_now == made.get_json()
    assert (told_now["author"], told_now["opened"]) == ("Jane Doe", None)
    stranger = {"Authorization": f"Bearer {sign_in(client, a_person(session), session)}"}
    assert device.put(door, json={"percent": 80}, headers=stranger).status_code == 403
    a_ruling(session, question, at=clock.now())
    opened = device.get(door).get_json()["opened"]
    text = "\n".join(("0" * 64, opened["content"], opened["salt"]))
    assert hashlib.sha256(text.encode()).hexdigest() == told_now["digest"]
    assert (opened["said"], opened["score"]) == ("80%", pytest.approx(0.04))
