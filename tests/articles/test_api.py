"""Articles for programs."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from discuss.articles import queries
from tests.makers.accounts import a_person, sign_in
from tests.makers.articles import a_text, an_article

HEADLINE = "The bridge and its painters"


@pytest.fixture
def bearer(client: FlaskClient, session: Session) -> dict[str, str]:
    secret = sign_in(client, a_person(session, role="editor"), session)
    return {"Authorization": f"Bearer {secret}"}


def test_an_editors_program_writes_an_article_from_first_to_last(
    client: FlaskClient, session: Session, bearer: dict[str, str]
) -> None:
    made = client.post("/api/v1/articles", json={"text": a_text(HEADLINE)}, headers=bearer)
    assert made.status_code == 201
    article = made.json
    assert article["published_at"] is None
    assert article["prompt"]["question"] == "Will the bridge be painted green?"
    path = f"/api/v1/articles/{article['id']}"
    assert client.put(f"{path}/publication", headers=bearer).json["published_at"]
    change = {"text": a_text(HEADLINE).replace("forty", "fifty"), "change_note": "Fifty."}
    revised = client.post(f"{path}/revisions", json=change, headers=bearer)
    assert revised.status_code == 201
    assert revised.json["revision"] == 2
    assert [b["key"] for b in revised.json["blocks"]] == [b["key"] for b in article["blocks"]]
    worded = client.put(f"{path}/prompt", json={"question": "Red?"}, headers=bearer)
    assert worded.json == {"id": article["prompt"]["id"], "question": "Red?", "invitation": ""}
    notes = client.get(f"{path}/revisions").json["revisions"]
    assert [(n["n"], n["change_note"]) for n in notes] == [(2, "Fifty."), (1, "")]
    del session


def test_anybody_lists_and_reads_public_articles(client: FlaskClient, session: Session) -> None:
    article = an_article(session, headline=HEADLINE)
    draft = an_article(session, published=False)
    listed = client.get("/api/v1/articles").json
    assert [a["id"] for a in listed["articles"]] == [article.id]
    assert listed["after"] is None
    shown = client.get(f"/api/v1/articles/{article.id}").json
    assert shown["headline"] == HEADLINE
    assert shown["url"].endswith("/articles/the-bridge-and-its-painters")
    assert client.get(f"/api/v1/articles/{draft.id}").status_code == 404
    assert client.get(f"/api/v1/articles/{draft.id}/revisions").status_code == 404


def test_a_list_goes_on_from_its_marker(client: FlaskClient, session: Session) -> None:
    for _ in range(queries.PAGE + 1):
        an_article(session)
    first = client.get("/api/v1/articles").json
    rest = client.get("/api/v1/articles", query_string={"after": first["after"]}).json
    assert len(first["articles"]) == queries.PAGE
    assert len(rest["articles"]) == 1
    assert client.get("/api/v1/articles?after=nonsense").status_code == 422


def test_a_refusal_names_the_field(client: FlaskClient, bearer: dict[str, str]) -> None:
    answer = client.post("/api/v1/articles", json={"text": "Only a headline"}, headers=bearer)
    assert answer.status_code == 422
    assert answer.mimetype == "application/problem+json"
    assert "headline and no text" in answer.json["errors"]["text"]


@pytest.mark.parametrize("role", [None, "reader", "moderator"])
def test_others_write_nothing(client: FlaskClient, session: Session, role: str | None) -> None:
    article = an_article(session, published=False)
    headers = {}
    if role:
        secret = sign_in(client.application.test_client(), a_person(session, role=role), session)
        headers = {"Authorization": f"Bearer {secret}"}
    path = f"/api/v1/articles/{article.id}"
    for method, target in (
        ("POST", "/api/v1/articles"),
        ("POST", f"{path}/revisions"),
        ("PUT", f"{path}/publication"),
        ("PUT", f"{path}/prompt"),
    ):
        answer = client.open(target, method=method, json={"text": "A\nB."}, headers=headers)
        assert answer.status_code == (403 if role else 401), target
    assert client.get(path, headers=headers).status_code == 404


def test_an_editors_program_says_whose_account_is_the_authors(
    client: FlaskClient, session: Session, bearer: dict[str, str]
) -> None:
    ada = a_person(session, "Ada Byron")
    path = f"/api/v1/articles/{an_article(session).id}/authors"
    session.commit()
    listed = [{"handle": ada.handle, "name": "Ada Byron"}]
    for name in ("Ada Byron", ada.handle):
        tied = client.post(path, json={"name": name}, headers=bearer)
        assert (tied.status_code, tied.json) == (201, {"authors": listed})
    assert client.get(path, headers=bearer).json == {"authors": listed}
    nobody = client.post(path, json={"name": "Nobody at all"}, headers=bearer)
    assert nobody.status_code == 422
    assert nobody.json["errors"]["name"]
    assert client.delete(f"{path}/{ada.handle}", headers=bearer).json == {"authors": []}
    assert client.get("/api/v1/articles/99/authors", headers=bearer).status_code == 404
    client.delete_cookie("discuss")
    assert client.get(path).status_code == 401
    reader = {"Authorization": f"Bearer {sign_in(client, ada, session)}"}
    assert client.get(path, headers=reader).status_code == 403
