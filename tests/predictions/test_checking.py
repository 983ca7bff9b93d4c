"""Editors look at a question before it is asked, and see on the desk what waits for them."""

import re
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts.acting import actor_of
from discuss.accounts.models import Person
from discuss.kit import clock
from discuss.predictions import presenters, queries
from discuss.predictions.models import Question, QuestionRevision
from discuss.predictions.rules.checklist import Finding, Typed, checks
from discuss.predictions.rules.prompting import asked_in
from tests.makers.accounts import a_person, sign_in
from tests.makers.articles import an_article
from tests.makers.predictions import (
    START,
    a_proposal,
    a_question,
    a_ruling,
    an_objection,
    an_open_question,
)
from tests.predictions.test_views import send

DAY = timedelta(days=1)
GOOD: dict[str, Any] = {
    "title": "Will the bridge be green before May 2026?",
    "criteria": "Decided yes if the council says so in public; a rumour does not count.",
    "source_name": "The minutes",
    "source_url": "https://example.org/minutes",
    "close_at": START + DAY,
}


def mended(near: int = 0, **changed: Any) -> list[str]:
    found = checks(Typed(**{**GOOD, **changed}), near, START)
    return [each.sentence for each in found if each.finding is Finding.MEND]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"title": "Will the bridge be green?"}, "Name in the question the date"),
        ({"title": "Will the bridge be green by 2025?"}, "about 2025, which is over"),
        ({"criteria": "The council tells."}, "Say what counts"),
        ({"criteria": "The council tells us what it thinks of the bridge."}, "Say what counts"),
        ({"source_name": " "}, "Name the source"),
        ({"close_at": START}, "closed already"),
        ({"near": 1}, "Perhaps it is asked already"),
    ],
)
def test_the_list_names_what_is_missing_and_nothing_else(
    changed: dict[str, Any], sentence: str
) -> None:
    assert mended() == []
    (found,) = mended(**changed)
    assert sentence in found


def test_the_list_leaves_to_the_editor_what_only_the_source_can_tell() -> None:
    found = checks(Typed(**{**GOOD, "source_url": "", "close_at": None}), 0, START)
    assert [each.sentence for each in found if each.finding is Finding.LOOK] == [
        "The source is named. Give its address too, if it has one.",
        "Make sure at the source that it has not happened already.",
    ]


def test_an_article_asks_what_ends_with_a_question_mark() -> None:
    text = "The talks go on. Will they  end? And then? And then?"
    assert asked_in(text, "Say what you think. Who wins?") == [
        "Will they end?",
        "And then?",
        "Who wins?",
    ]
    assert asked_in("No question here.", "?") == []


def typed(**changed: str) -> dict[str, str]:
    now = clock.now()
    dates = {"open_at": now - DAY, "close_at": now + DAY, "resolve_by": now + 2 * DAY}
    words = {name: str(value) for name, value in GOOD.items() if name != "close_at"}
    words |= {name: each.strftime("%Y-%m-%dT%H:%M") for name, each in dates.items()}
    return {**words, "kind": "binary", "reveal": "after_vote", "min_show": "5", **changed}


@pytest.mark.parametrize(
    "kind",
    [
        {},
        {"kind": "choice", "options": "Red\nBlue\nNone of these"},
        {"kind": "number", "lower": "0", "upper": "100", "unit": "points"},
    ],
)
def test_a_question_is_looked_at_without_being_asked(
    client: FlaskClient, session: Session, *, kind: dict[str, str]
) -> None:
    prompt = an_article(session).prompt
    assert prompt is not None
    sign_in(client, a_person(session, role="editor"), session)
    new, ask = f"/prompts/{prompt.id}/questions/new", f"/prompts/{prompt.id}/questions"
    page = send(client, new, ask, **typed(**kind), do="check")
    assert page.status_code == 200
    assert "As readers will see it" in page.text
    assert "The source is named and has an address." in page.text
    assert page.text.count(GOOD["title"]) > 1
    assert '<fieldset class="dial" disabled>' in page.text
    assert session.scalars(select(Question)).all() == []


def test_a_faulty_question_has_no_card_and_loses_no_word(
    client: FlaskClient, session: Session
) -> None:
    prompt = an_article(session).prompt
    assert prompt is not None
    sign_in(client, a_person(session, role="editor"), session)
    new, ask = f"/prompts/{prompt.id}/questions/new", f"/prompts/{prompt.id}/questions"
    page = send(client, new, ask, **typed(criteria="It just is."), do="check")
    assert page.status_code == 422
    assert "As readers will see it" not in page.text
    assert "Say what counts: a threshold" in page.text
    assert ">It just is.</textarea>" in page.text


def test_every_sentence_of_a_refusal_leads_to_a_field_of_the_form(
    client: FlaskClient, session: Session
) -> None:
    sign_in(client, a_person(session, role="editor"), session)
    prompt = an_article(session).prompt
    assert prompt
    page, door = f"/prompts/{prompt.id}/questions/new", f"/prompts/{prompt.id}/questions"
    wrong = send(client, page, door, **typed(title="No", criteria="", source_name="", kind="date"))
    assert wrong.status_code == 422
    places = re.findall(r'<li><a href="#([\w-]+)">', wrong.text.split('class="errsum"')[1])
    assert {"title", "criteria", "source_name", "lower", "upper"} <= set(places)
    for place in places:
        assert f'id="{place}"' in wrong.text
        assert f'id="{place}-error"' in wrong.text


def test_a_change_is_looked_at_without_being_made_and_is_no_twin_of_itself(
    client: FlaskClient, session: Session
) -> None:
    question = an_open_question(session)
    sign_in(client, a_person(session, role="editor"), session)
    path = f"/questions/{question.id}/edit"
    assert "No open question asks nearly the same." in client.get(path).text
    words = typed(
        title="Will the bridge be red before May 2026?", seen_n="1", reason="", do="check"
    )
    del words["kind"]
    page = send(client, path, path, **{**words, "reason": "A slip."})
    assert page.status_code == 200
    assert "As readers will see it" in page.text
    assert 'value="A slip."' in page.text
    assert session.scalars(select(QuestionRevision.n)).all() == [1]


def test_the_words_of_the_article_begin_a_question(client: FlaskClient, session: Session) -> None:
    prompt = an_article(session).prompt
    assert prompt is not None
    sign_in(client, a_person(session, role="editor"), session)
    path = f"/prompts/{prompt.id}/questions/new"
    assert 'href="?title=' in client.get(path).text
    begun = client.get(path, query_string={"title": "Will it rain?"}).text
    assert 'value="Will it rain?"' in begun
    assert "Name in the question the date" in begun


def groups(session: Session, editor: Person, days: int) -> list[tuple[str, bool]]:
    now = START + days * DAY
    cards = presenters.cards(queries.desk(session, now), actor_of(editor))
    return [(each.name, each.waits) for each in presenters.desk_groups(cards, now, {})]


def test_the_desk_shows_what_waits_before_what_does_not(session: Session) -> None:
    editor = a_person(session, role="editor")
    later = {"close_at": START + 90 * DAY, "resolve_by": START + 99 * DAY}
    a_question(session, published=False, **later)
    a_question(session, **later)
    a_question(session, **{**later, "open_at": START + 80 * DAY})
    a_question(session)
    a_question(session, resolve_by=START + 60 * DAY)
    a_proposal(session, a_question(session))
    a_ruling(session, a_question(session))
    an_objection(session, a_proposal(session, a_question(session)))
    first = [("disputed", True), ("decide", True), ("open-them", True), ("proposed", False)]
    rest = [("upcoming", False), ("open", False), ("decided", False)]
    assert groups(session, editor, 12) == [*first, *rest]
    late = [("disputed", True), ("settled", True), ("overdue", True), ("decide", True)]
    assert groups(session, editor, 30) == [*late, ("open-them", True), *rest]


def test_the_desk_says_what_waits(client: FlaskClient, session: Session) -> None:
    sign_in(client, a_person(session, role="editor"), session)
    an_open_question(session)
    assert "Nothing waits for you." in client.get("/desk/questions").text
    an_open_question(session, published=False)
    page = client.get("/desk/questions").text
    assert '<a class="chip" href="#open-them">To open <b>1</b></a>' in page
