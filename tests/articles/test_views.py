"""An editor's pages, and the list of changes that everybody may read."""

import io
import re
from datetime import UTC, datetime
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from discuss.articles import actions, queries
from discuss.articles.actions.commands import Revise
from discuss.articles.models import Article
from discuss.articles.rules.draft import prepare
from tests.makers.accounts import a_person, sign_in
from tests.makers.articles import EDITOR, a_text, an_article

LATER = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
HEADLINE = "The bridge and its painters"


@pytest.fixture
def editor(client: FlaskClient, session: Session) -> FlaskClient:
    sign_in(client, a_person(session, role="editor"), session)
    return client


def send(client: FlaskClient, path: str, form: dict[str, Any], page: str) -> TestResponse:
    """Post a form with the token of the page that it stands on."""
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get(page).text)
    assert token
    return client.post(path, data={"csrf_token": token[1], **form})


def test_an_editor_writes_previews_saves_and_publishes(
    editor: FlaskClient, session: Session
) -> None:
    typed = {"text": a_text(HEADLINE), "slug": ""}
    shown = send(editor, "/articles", {**typed, "do": "preview"}, "/articles/new")
    assert "nothing is saved yet" in shown.text
    assert "forty buckets" in shown.text
    assert not queries.has_any(session)
    saved = send(editor, "/articles", {**typed, "do": "save"}, "/articles/new")
    assert saved.status_code == 303
    article = queries.by_slug(session, "the-bridge-and-its-painters").article
    edit = f"/articles/{article.id}/edit"
    assert saved.location == edit
    assert "Will the bridge be painted green?" in editor.get(edit).text
    published = send(editor, f"/articles/{article.id}/publication", {}, edit)
    assert published.location == "/articles/the-bridge-and-its-painters"
    assert queries.published(session, article.slug)


def test_an_editor_chooses_a_file(editor: FlaskClient, session: Session) -> None:
    file = (io.BytesIO(b"\xef\xbb\xbfFrom a file\r\nSome text stands here.\r\n"), "article.txt")
    send(editor, "/articles", {"text": "", "slug": "", "do": "save", "file": file}, "/articles/new")
    assert queries.by_slug(session, "from-a-file")


def test_a_file_that_is_no_text_gets_one_sentence_and_the_typed_stays(editor: FlaskClient) -> None:
    file = (io.BytesIO(b"\x00\x01"), "picture.png")
    form = {"text": "Typed before", "slug": "x", "do": "save", "file": file}
    answer = send(editor, "/articles", form, "/articles/new")
    assert answer.status_code == 422
    assert "The file is binary" in answer.text
    assert "Typed before" in answer.text


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"text": "", "slug": ""}, "Paste the article"),
        ({"text": "Only a headline", "slug": ""}, "headline and no text"),
        ({"text": "A headline\nText.", "slug": "Not A Slug"}, "small letters"),
    ],
)
def test_what_cannot_be_saved_is_said_at_its_field_and_kept(
    editor: FlaskClient, form: dict[str, str], sentence: str
) -> None:
    answer = send(editor, "/articles", {**form, "do": "save"}, "/articles/new")
    assert answer.status_code == 422
    assert sentence in answer.text
    assert form["text"].split("\n")[0] in answer.text


def test_an_editor_changes_a_public_article_and_says_why(
    editor: FlaskClient, session: Session
) -> None:
    article = an_article(session, headline=HEADLINE)
    edit, path = f"/articles/{article.id}/edit", f"/articles/{article.id}/revisions"
    text = a_text(HEADLINE).replace("forty buckets", "fifty buckets")
    form = {"text": text, "revision_n": 1, "do": "save", "change_note": ""}
    silent = send(editor, path, form, edit)
    assert silent.status_code == 422
    assert "fifty buckets" in silent.text
    saved = send(editor, path, {**form, "change_note": "Fifty, not forty."}, edit)
    assert saved.status_code == 303
    page = editor.get("/articles/the-bridge-and-its-painters/revisions").text
    assert "Fifty, not forty." in page
    change = editor.get("/articles/the-bridge-and-its-painters/revisions/2").text
    assert "<del>forty</del>" in change
    assert "<ins>fifty</ins>" in change


def test_an_editor_with_a_stale_page_keeps_the_text(editor: FlaskClient, session: Session) -> None:
    article = an_article(session, headline=HEADLINE)
    other = prepare(a_text(HEADLINE).replace("forty", "sixty"))
    actions.revise(session, EDITOR, Revise(article.id, other, "Sixty."), LATER)
    session.commit()
    mine = a_text(HEADLINE).replace("forty", "seventy")
    form = {"text": mine, "revision_n": 1, "do": "save", "change_note": "Seventy."}
    answer = send(editor, f"/articles/{article.id}/revisions", form, f"/articles/{article.id}/edit")
    assert answer.status_code == 409
    assert "Somebody else has changed this article" in answer.text
    assert "seventy" in answer.text


def test_a_preview_of_a_change_keeps_everything_typed(
    editor: FlaskClient, session: Session
) -> None:
    article = an_article(session, headline=HEADLINE)
    form = {
        "text": a_text(HEADLINE).replace("forty", "ninety"),
        "revision_n": 1,
        "do": "preview",
        "change_note": "A note in the making",
    }
    page = send(editor, f"/articles/{article.id}/revisions", form, f"/articles/{article.id}/edit")
    assert page.status_code == 200
    assert "A note in the making" in page.text
    assert "nothing is saved yet" in page.text
    assert queries.by_id(session, article.id).revision.n == 1


def test_an_editor_words_the_prompt(editor: FlaskClient, session: Session) -> None:
    article = an_article(session)
    path = f"/articles/{article.id}/prompt"
    empty = send(editor, path, {"question": "", "invitation": "Kept.", "revision_n": 1}, path)
    assert empty.status_code == 422
    assert "Ask readers one question." in empty.text
    assert "Kept." in empty.text
    form = {"question": "Green or red?", "invitation": "", "revision_n": 1}
    assert send(editor, path, form, path).status_code == 303
    stale = send(editor, path, {**form, "question": "Blue?"}, path)
    assert stale.status_code == 409
    assert "Blue?" in stale.text
    session.expire_all()
    prompt = queries.by_id(session, article.id).prompt
    assert prompt
    assert prompt.question == "Green or red?"


def test_editors_find_drafts_on_their_list(editor: FlaskClient, session: Session) -> None:
    an_article(session, headline="A draft about paint", published=False)
    an_article(session, headline="A public one about paint")
    page = editor.get("/desk/articles").text
    assert page.index("A draft about paint") < page.index("A public one about paint")


def test_a_fresh_article_has_one_entry_in_its_list_of_changes(
    client: FlaskClient, session: Session
) -> None:
    article = an_article(session)
    page = client.get(f"/articles/{article.slug}/revisions")
    assert page.status_code == 200
    assert "Published." in page.text
    assert "Set-Cookie" not in page.headers


@pytest.mark.parametrize("path", ["revisions", "revisions/1", "revisions/7"])
def test_a_drafts_changes_are_not_public(client: FlaskClient, session: Session, path: str) -> None:
    article = an_article(session, published=False)
    assert client.get(f"/articles/{article.slug}/{path}").status_code == 404


def doors(article: Article) -> list[tuple[str, str]]:
    return [
        ("GET", "/articles/new"),
        ("POST", "/articles"),
        ("GET", f"/articles/{article.id}/edit"),
        ("POST", f"/articles/{article.id}/revisions"),
        ("POST", f"/articles/{article.id}/publication"),
        ("GET", f"/articles/{article.id}/prompt"),
        ("POST", f"/articles/{article.id}/prompt"),
        ("GET", "/desk/articles"),
    ]


@pytest.mark.parametrize("role", ["reader", "moderator"])
def test_editors_pages_are_closed_to_others(
    client: FlaskClient, session: Session, role: str
) -> None:
    article = an_article(session, published=False)
    for method, path in doors(article):
        assert client.open(path, method=method).status_code == 401, path
    sign_in(client, a_person(session, role=role), session)
    for method, path in doors(article):
        assert client.open(path, method=method).status_code == 403, path
