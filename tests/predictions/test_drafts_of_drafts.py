"""A question under an article that is not public is not there for readers."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from discuss.articles import queries as articles
from discuss.predictions.actions.asking import keyed
from tests.makers.accounts import a_person, sign_in
from tests.makers.articles import an_article
from tests.makers.predictions import a_question


@pytest.fixture
def addresses(session: Session) -> list[str]:
    article = an_article(session)
    prompt = articles.published(session, article.slug).prompt
    assert prompt is not None
    question = a_question(session, prompt)
    article.published_at = None
    session.merge(article).published_at = None
    session.commit()
    return [
        f"/questions/{question.id}",
        f"/api/v1/questions/{question.id}",
        f"/api/v1/prompts/{prompt.id}/questions",
    ]


def test_strangers_and_readers_find_nothing(
    client: FlaskClient, session: Session, addresses: list[str]
) -> None:
    assert [client.get(path).status_code for path in addresses] == [404, 404, 404]
    token = sign_in(client, a_person(session), session)
    bearer = {"Authorization": f"Bearer {token}"}
    answer = client.put(f"{addresses[1]}/forecast", json={"percent": 50}, headers=bearer)
    assert answer.status_code == 403


def test_editors_find_their_drafts(
    client: FlaskClient, session: Session, addresses: list[str]
) -> None:
    sign_in(client, a_person(session, role="editor"), session)
    assert [client.get(path).status_code for path in addresses] == [200, 200, 200]


def test_a_refused_form_shows_an_editors_page_to_editors_alone(client: FlaskClient) -> None:
    for path in ("/prompts/1/questions", "/questions/1/edit", "/questions/1/resolution"):
        assert client.post(path, data={"title": "x"}).status_code == 401


def test_answers_never_run_out_of_keys() -> None:
    before = [
        {"key": letter, "label": letter, "live": True} for letter in "abcdefghijklmnopqrstuvwxyz"
    ]
    after = keyed(["New", "Newer", "Other"], before)
    assert [each["key"] for each in after if each["live"]] == ["a1", "b1", "other"]


@pytest.mark.parametrize("body", [{"percent": True}, {"shares": {"a": True}}, {"percent": [50]}])
def test_a_flag_is_no_forecast(
    client: FlaskClient, session: Session, body: dict[str, object]
) -> None:
    article = an_article(session)
    prompt = articles.published(session, article.slug).prompt
    assert prompt is not None
    question = a_question(session, prompt)
    token = sign_in(client, a_person(session), session)
    bearer = {"Authorization": f"Bearer {token}"}
    answer = client.put(f"/api/v1/questions/{question.id}/forecast", json=body, headers=bearer)
    assert answer.status_code == 422


def test_a_list_is_no_date(client: FlaskClient, session: Session) -> None:
    article = an_article(session)
    prompt = articles.published(session, article.slug).prompt
    assert prompt is not None
    token = sign_in(client, a_person(session, role="editor"), session)
    body = {"open_at": [], "is_published": [], "reveal_at": {}}
    answer = client.post(
        f"/api/v1/prompts/{prompt.id}/questions",
        json=body,
        headers={"Authorization": f"Bearer {token}"},
    )
    assert answer.status_code == 422
