"""The page on which readers search, and the door for programs."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from discuss.kit.text import storable
from discuss.search.queries import picking
from discuss.web.extensions import limiter
from tests.fixtures.databases import Budget
from tests.kit.hostile import HOSTILE
from tests.makers.accounts import a_person, a_regular
from tests.makers.articles import an_article
from tests.makers.comments import a_comment
from tests.search.asking import shown

ODD = [
    '"', "'", "''", "-", "*", "( ) ) (", "NEAR(a b, 3)", "AND OR NOT", "a AND", "NOT a", "a:*",
    "words:a", "{a b}:c", "^a", "a + b", "\\", "\\'", "a\\", "\x00", "a\x00b", "👍👍🏽", "%_%",
    "a & | ! <-> b", "'a':*A", "<script>alert(1)</script>", "{{ 7 * 7 }}", "x" * 10_000,
    "-" * 199, '"' * 200, "a " * 100, "\u202e\u200b", "é" * 200,
]  # fmt: skip


def test_a_reader_finds_a_comment_and_where_it_stands(
    client: FlaskClient, session: Session
) -> None:
    ruth = a_regular(session, "Ruth Okafor")
    comment = a_comment(session, ruth, body="The **Café** in <Москва> & elsewhere.")
    page = shown(client, "cafe москва")
    assert "<mark>Café</mark> in &lt;<mark>Москва</mark>&gt; &amp; elsewhere." in page
    assert f'href="/comments/{comment.id}#c{comment.id}"' in page
    assert "Ruth Okafor" in page
    assert '<meta name="robots" content="noindex">' in page


def test_an_article_is_found_with_its_headline_marked(
    client: FlaskClient, session: Session
) -> None:
    article = an_article(session, headline="A zeppelin over town")
    page = shown(client, "zeppelin buckets")
    assert "A <mark>zeppelin</mark> over town" in page
    assert "forty <mark>buckets</mark>" in page
    assert f'href="/articles/{article.slug}"' in page


@pytest.mark.parametrize("typed", ODD)
def test_no_search_breaks_the_page_or_loses_what_was_typed(
    client: FlaskClient, session: Session, typed: str
) -> None:
    a_comment(session, body="a b c near and or not words 7")
    for order in ("relevance", "newest"):
        answer = client.get("/search", query_string={"q": typed, "order": order})
        assert answer.status_code == 200
        assert "<script>alert" not in answer.text
        assert "49" not in re.findall(r"<mark>(.*?)</mark>", answer.text)
        told = client.get("/api/v1/search", query_string={"q": typed, "order": order})
        assert told.status_code in {200, 422}
    assert "x" * 10_000 not in typed or "x" * 10_000 in answer.text


@pytest.mark.parametrize("text", HOSTILE)
def test_what_people_wrote_is_shown_as_text_only(
    client: FlaskClient, session: Session, text: str
) -> None:
    a_comment(session, a_person(session, role="moderator"), body=storable(f"zinc {text} zinc"))
    found = shown(client, "zinc").partition('class="hits"')[2].partition("</ol>")[0]
    tags = set(re.findall(r"</?([a-zA-Z0-9]+)", found))
    assert tags <= {"li", "h3", "a", "bdi", "span", "p", "mark", "time", "svg", "use"}
    assert not re.search(r"\son[a-z]+\s*=[^<]*>", re.sub(r">[^<]*<", "><", found))


def test_an_empty_search_shows_how_to_search(client: FlaskClient) -> None:
    page = client.get("/search").text
    assert "Words to look for" in page
    assert "What was found" not in page


@pytest.mark.parametrize(
    ("asked", "sentence", "status"),
    [
        ({"q": "!!!"}, "Type a word to look for.", 200),
        ({"q": "-spam"}, "Add a word that has to be there.", 200),
        ({"q": "x" * 201}, "A search takes at most 200 characters.", 200),
        ({"q": "nowhere"}, "Nothing that can be read says this.", 200),
        ({"q": "paint", "by": "Nobody Atall"}, "Nobody here has this name.", 404),
        ({"q": "paint", "article": "nowhere"}, "There is no such article", 404),
        ({"q": "paint", "article": "0" * 11 + "9" * 30}, "There is no such article", 404),
        ({"q": "paint", "after": "junk"}, "This page marker is not one of ours.", 200),
    ],
)
def test_a_search_that_comes_to_nothing_says_why(
    client: FlaskClient, asked: dict[str, str], sentence: str, status: int
) -> None:
    answer = client.get("/search", query_string=asked)
    assert answer.status_code == status
    assert sentence in answer.text
    assert f'value="{asked["q"]}"' in answer.text


def test_the_box_in_a_discussion_searches_that_discussion(
    client: FlaskClient, session: Session
) -> None:
    here, there = an_article(session), an_article(session)
    a_comment(session, prompt=here.prompt, body="Zinc, said here.")
    a_comment(session, prompt=there.prompt, body="Zinc, said there.")
    form = client.get(f"/articles/{here.slug}").text.partition('id="search-talk"')[2]
    assert f'name="article" value="{here.id}"' in form
    page = shown(client, "zinc", article=str(here.id))
    assert "said here" in page
    assert "said there" not in page
    assert 'href="/search?q=zinc"' in page


def test_pages_of_hits_are_followed_by_links(client: FlaskClient, session: Session) -> None:
    ruth = a_regular(session)
    for n in range(21):
        a_comment(session, ruth, body=f"Zinc number {n}")
    page = shown(client, "zinc", order="newest", kind="comments")
    onward = re.search(r'href="(/search\?[^"]*after=[^"]*)"', page)
    assert onward
    assert page.count("<mark>") == 20
    last = client.get(onward[1].replace("&amp;", "&")).text
    assert last.count("<mark>") == 1
    assert "number 0" in last


def test_a_search_by_a_stranger_takes_five_statements_at_most(
    client: FlaskClient, session: Session, query_budget: Budget
) -> None:
    article = an_article(session)
    a_comment(session, prompt=article.prompt, body="Forty buckets.")
    # the newest documents; the hits among them; those of the index where they are few; the comments
    # among the hits; the articles among them
    with query_budget(5):
        assert shown(client, "buckets").count('class="stack tight hit"') == 2
    with query_budget(0):
        assert shown(client, "!!!")


def test_readers_are_told_when_only_the_newest_were_ranked(
    client: FlaskClient, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(4):
        a_comment(session, body=f"Zinc number {n}")
    assert "Ranked among" not in shown(client, "zinc")
    monkeypatch.setattr(picking, "WINDOW", 3)
    monkeypatch.setattr(picking, "ENOUGH", 2)
    assert "Ranked among the newest 3 that match." in shown(client, "zinc")
    assert client.get("/api/v1/search?q=zinc").get_json()["ranked_among"] == 3
    assert "Ranked among" not in shown(client, "zinc", order="newest")


def test_a_guests_words_are_not_found_before_they_are_published(
    client: FlaskClient, session: Session
) -> None:
    article = an_article(session)
    told = client.post(
        f"/articles/{article.id}/guest-comments",
        data={"body": "I play the xylophone.", "name": "Ada Byron", "email": "ada@example.org"},
    )
    assert "We sent a link" in told.text
    assert "Nothing that can be read says this." in shown(client, "xylophone")


def test_many_searches_from_one_network_have_to_wait(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limiter, "enabled", True)
    limiter.reset()
    for _ in range(60):
        assert client.get("/search?q=paint").status_code == 200
    answer = client.get("/search?q=paint")
    assert answer.status_code == 429
    assert "Wait a minute" in answer.text
    assert client.get("/search").status_code == 200
    limiter.reset()


def test_programs_get_segments_and_a_marker(app: Flask, session: Session) -> None:
    ruth = a_regular(session, "Ruth Okafor")
    comment = a_comment(session, ruth, body="The <b>Café</b> is open.")
    for _ in range(20):
        a_comment(session, body="Another café.")
    client = app.test_client()
    first = client.get("/api/v1/search?q=cafe&order=newest").get_json()
    assert len(first["hits"]) == 20
    last = client.get(f"/api/v1/search?q=cafe&order=newest&after={first['after']}").get_json()
    hit = last["hits"][0]
    assert (hit["kind"], hit["id"], hit["author"]) == ("comment", comment.id, "Ruth Okafor")
    assert hit["url"].endswith(f"/comments/{comment.id}#c{comment.id}")
    assert {"text": "Café", "hit": True} in hit["excerpt"]
    assert last["after"] is None
    assert client.get("/api/v1/search?q=-cafe").status_code == 422
    assert client.get("/api/v1/search?q=cafe&by=nobody").status_code == 404
