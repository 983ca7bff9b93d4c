"""Readers answer a group of questions in one form, without scripts."""

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from discuss.articles.models import Article, Prompt
from discuss.comments.models import ForecastStamp
from discuss.kit import clock
from discuss.predictions.models import ForecastEvent, Question, QuestionGroup
from tests.makers.accounts import a_person, sign_in
from tests.makers.groups import a_group, members_of
from tests.makers.predictions import a_forecast, a_question, a_ruling, an_open_question

TOKEN = re.compile(r'(name="(?:csrf_token|submission_key)" value=")[^"]+')


@pytest.fixture
def group(session: Session) -> QuestionGroup:
    return a_group(session)


def path_of(group: QuestionGroup) -> str:
    return f"/groups/{group.id}"


def token(client: FlaskClient, path: str) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get(path).text)
    return found[1] if found else ""


def send(client: FlaskClient, group: QuestionGroup, **fields: str) -> TestResponse:
    typed = {name.replace("_", "-"): value for name, value in fields.items()}
    path = path_of(group)
    data = {"csrf_token": token(client, path), "back": path, **typed}
    return client.post(f"{path}/forecasts", data=data)


def said(session: Session) -> dict[int, float | None]:
    session.expire_all()
    found = session.scalars(select(ForecastEvent).order_by(ForecastEvent.id))
    return {each.question_id: each.probability for each in found}


def test_a_reader_fills_in_two_rows_and_sees_what_others_think_of_those_alone(
    client: FlaskClient, session: Session, group: QuestionGroup
) -> None:
    march, june, december = members_of(session, group)
    for question in (march, june, december):
        a_forecast(session, question, percent=70, at=clock.now())
    sign_in(client, a_person(session), session)
    before = client.get(path_of(group)).text
    assert before.count("Hidden until you answer it.") == 3
    assert "Readers" not in before
    fields = {f"m{march.id}_percent": "20", f"m{june.id}_percent": " 45 % "}
    answer = send(client, group, **fields, **{f"m{december.id}_percent": ""})
    assert (answer.status_code, answer.location) == (303, f"{path_of(group)}#g{group.id}")
    after = client.get(path_of(group)).text
    assert "2 forecasts saved." in after
    assert after.count("Shown: you have answered.") == 2
    assert after.count("Hidden until you answer it.") == 1
    assert "Readers 45%, middle half" in after
    assert list(said(session)) == [
        *[march.id, june.id, december.id],
    ]


def test_no_byte_of_the_page_depends_on_what_others_say_before(
    client: FlaskClient, session: Session, group: QuestionGroup
) -> None:
    march, june, december = members_of(session, group)
    prompt = session.get_one(Prompt, group.prompt_id)
    slug = session.get_one(Article, prompt.article_id).slug
    ada = a_person(session)
    sign_in(client, ada, session)
    a_forecast(session, march, ada, 20, at=clock.now())
    pages = [path_of(group), f"/articles/{slug}"]
    for page in pages:
        client.get(page)  # a first visit is written down
    before = [TOKEN.sub(r"\1", client.get(page).text) for page in pages]
    for question in (june, december):
        for percent in (3, 97):
            a_forecast(session, question, percent=percent, at=clock.now())
    assert [TOKEN.sub(r"\1", client.get(page).text) for page in pages] == before


def test_one_faulty_row_is_named_and_everything_typed_is_kept(
    client: FlaskClient, session: Session, group: QuestionGroup
) -> None:
    march, june, _ = members_of(session, group)
    sign_in(client, a_person(session), session)
    answer = send(client, group, **{f"m{march.id}_percent": "21", f"m{june.id}_percent": "100"})
    assert answer.status_code == 422
    assert f'href="#m{june.id}">June: ' in answer.text
    assert "The highest forecast is 99" in answer.text
    assert 'value="21"' in answer.text
    assert 'value="100"' in answer.text
    assert said(session) == {}


def test_a_row_changed_elsewhere_tells_its_newer_number_and_the_others_are_kept(
    client: FlaskClient, session: Session, group: QuestionGroup
) -> None:
    march, june, _ = members_of(session, group)
    ada = a_person(session)
    sign_in(client, ada, session)
    a_forecast(session, march, ada, 33, at=clock.now())
    fields = {
        f"m{march.id}_percent": "21",
        f"m{march.id}_follows": "0",
        f"m{june.id}_percent": "44",
        f"m{june.id}_follows": "0",
    }
    answer = send(client, group, **fields)
    assert answer.status_code == 409
    assert "March: You changed this forecast in another window" in answer.text
    assert "It stands at 33%." in answer.text
    assert 'value="21"' in answer.text
    assert 'value="44"' in answer.text
    assert send(client, group, **{**fields, f"m{march.id}_follows": "1"}).status_code == 303
    assert said(session) == {march.id: 0.21, june.id: 0.44}


def test_a_smaller_chance_for_a_later_date_is_saved_with_one_more_press(
    client: FlaskClient, session: Session, group: QuestionGroup
) -> None:
    march, june, _ = members_of(session, group)
    sign_in(client, a_person(session), session)
    fields = {f"m{march.id}_percent": "60", f"m{june.id}_percent": "40"}
    answer = send(client, group, **fields)
    assert answer.status_code == 422
    assert "June has 40% and March has 60%" in answer.text
    assert 'name="sure" value="1"' in answer.text
    assert said(session) == {}
    assert send(client, group, **fields, sure="1").status_code == 303
    assert said(session) == {march.id: 0.6, june.id: 0.4}


def test_nothing_typed_is_told_in_a_sentence(
    client: FlaskClient, session: Session, group: QuestionGroup
) -> None:
    sign_in(client, a_person(session), session)
    answer = send(client, group)
    assert answer.status_code == 422
    assert "every row is empty or as it was" in answer.text


def test_a_device_answers_without_an_account(
    client: FlaskClient, session: Session, group: QuestionGroup
) -> None:
    march, *_ = members_of(session, group)
    assert send(client, group, **{f"m{march.id}_percent": "20"}).status_code == 303
    assert "This device keeps your forecasts." in client.get(path_of(group)).text
    assert said(session) == {march.id: 0.2}


@pytest.mark.usefixtures("without_guests")
def test_where_one_signs_in_first_the_numbers_are_kept(
    client: FlaskClient, session: Session, group: QuestionGroup
) -> None:
    march, *_ = members_of(session, group)
    answer = send(client, group, **{f"m{march.id}_percent": "23", f"m{march.id}_follows": "0"})
    assert answer.status_code == 303
    assert f"/groups/{group.id}%3Fm{march.id}-percent%3D23" in answer.location
    page = client.get(f"/groups/{group.id}?m{march.id}-percent=23").text
    assert 'value="23"' in page


def test_numbers_and_shares_are_answered_in_rows_too(client: FlaskClient, session: Session) -> None:
    numbers, choices = a_group(session, kind="number"), a_group(session, kind="choice")
    sign_in(client, a_person(session), session)
    march, _, _ = members_of(session, numbers)
    low, high = f"m{march.id}_low", f"m{march.id}_high"
    assert send(client, numbers, **{low: "10", high: "30"}).status_code == 422
    fields = {low: "10", f"m{march.id}_guess": "20", high: "30"}
    assert send(client, numbers, **fields).status_code == 303
    june = members_of(session, choices)[1]
    shares = {
        f"m{june.id}_share_a": "60",
        f"m{june.id}_share_b": "30",
        f"m{june.id}_share_other": "10",
    }
    assert send(client, choices, **shares).status_code == 303
    page = client.get(path_of(choices)).text
    assert "You: Red 60%." in page
    assert "Readers: Red 60%, Blue 30%, None of these 10%." in page


def test_the_page_says_how_many_are_decided_and_a_decided_row_takes_nothing(
    client: FlaskClient, session: Session, group: QuestionGroup
) -> None:
    march, *_ = members_of(session, group)
    a_ruling(session, march, at=clock.now())
    page = client.get(path_of(group)).text
    assert "1 of its 3 questions is decided." in page
    assert f'name="m{march.id}-percent"' not in page
    assert "Shown: it takes no more forecasts." in page


def test_an_article_shows_a_group_once_among_its_other_questions(
    client: FlaskClient, session: Session
) -> None:
    first = an_open_question(session)
    prompt = session.get_one(Prompt, first.prompt_id)
    group = a_group(session, prompt)
    last = an_open_question(session, prompt)
    slug = session.get_one(Article, prompt.article_id).slug
    page = client.get(f"/articles/{slug}").text
    places = [
        page.index(f'id="{name}"') for name in (f"q{first.id}", f"g{group.id}", f"q{last.id}")
    ]
    assert places == sorted(places)
    assert page.count(f'action="/groups/{group.id}/forecasts"') == 1
    for member in members_of(session, group):
        assert f'id="q{member.id}"' not in page


def test_a_group_of_drafts_is_shown_to_editors_alone(client: FlaskClient, session: Session) -> None:
    group = a_group(session, is_published=False)
    assert client.get(path_of(group)).status_code == 404
    sign_in(client, a_person(session, role="editor"), session)
    assert client.get(path_of(group)).status_code == 200


def test_members_go_on_as_ordinary_questions(
    client: FlaskClient, session: Session, group: QuestionGroup
) -> None:
    march, june, _ = members_of(session, group)
    ada = a_person(session)
    sign_in(client, ada, session)
    prompt = session.get_one(Prompt, group.prompt_id)
    slug = session.get_one(Article, prompt.article_id).slug
    words = {"body": "The council said so.", f"forecast-{march.id}": "33"}
    answer = client.post(
        f"/articles/{prompt.article_id}/comments",
        data={"csrf_token": token(client, f"/articles/{slug}"), **words},
    )
    assert answer.status_code == 303
    stamp = session.scalars(select(ForecastStamp)).one()
    assert (stamp.question_id, stamp.probability) == (march.id, 0.33)
    for question in (march, june):
        assert client.get(f"/embed/questions/{question.id}").status_code == 200
    assert client.get(f"/articles/{slug}/feed.atom").status_code == 200
    for percent in range(20, 25):
        a_forecast(session, june, percent=percent, at=clock.now())
    a_ruling(session, june, at=clock.now())
    data = client.get(f"/questions/{june.id}/forecasts.csv")
    assert (data.status_code, data.text.count(",set,")) == (200, 5)


def test_a_members_page_leads_to_its_group(
    client: FlaskClient, session: Session, group: QuestionGroup
) -> None:
    march: Question = members_of(session, group)[0]
    alone = a_question(session)
    assert f'href="{path_of(group)}"' in client.get(f"/questions/{march.id}").text
    assert "/groups/" not in client.get(f"/questions/{alone.id}").text
