"""Strangers' pages come from memory, and never show what is no longer so."""

import gzip
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import EnvironBuilder

from discuss.kit import clock
from discuss.kit.orm import Base
from discuss.reading.rules.shown import NEVER_SHOWN
from discuss.web import stored
from discuss.web.respond import FRAGMENT
from tests.fixtures.databases import Budget
from tests.makers.accounts import a_person, sign_in
from tests.makers.comments import a_comment
from tests.makers.predictions import a_forecast, a_question, a_ruling, an_open_question
from tests.reading import test_stored_deeds as deeds
from tests.reading.ground import Ground


def test_what_is_undone_moves_nothing(
    client: FlaskClient, ground: Ground, query_budget: Budget
) -> None:
    before = client.get(ground.path).text
    deeds.take_another_name(ground)
    ground.session.rollback()
    with query_budget(0):
        assert client.get(ground.path).text == before


def test_a_visit_or_a_sign_in_moves_nothing(
    app: Flask, client: FlaskClient, ground: Ground, query_budget: Budget
) -> None:
    client.get(ground.path)
    member = app.test_client()
    sign_in(member, a_person(ground.session), ground.session)
    client.get(ground.path)
    member.get(ground.path)  # writes down that they were here
    with query_budget(0):
        client.get(ground.path)


def test_a_stored_page_takes_no_statement_of_its_own(
    client: FlaskClient, ground: Ground, query_budget: Budget
) -> None:
    first = client.get(ground.path)
    with query_budget(0):
        again = client.get(ground.path)
    assert again.data == first.data
    same = {"X-Request-Id", "Date"}
    assert [h for h in again.headers if h[0] not in same] == [
        h for h in first.headers if h[0] not in same
    ]
    assert again.headers["X-Request-Id"] != first.headers["X-Request-Id"]


def test_a_page_is_drawn_anew_after_a_while_since_questions_close_by_the_clock(
    client: FlaskClient, ground: Ground, monkeypatch: pytest.MonkeyPatch, query_budget: Budget
) -> None:
    client.get(ground.path)
    late = clock.now() + stored.LIFE
    monkeypatch.setattr(clock, "now", lambda: late)
    with pytest.raises(AssertionError), query_budget(0):
        client.get(ground.path)


@pytest.mark.parametrize("cookie", ["discuss", "discuss_guest", "theme", "remember_token"])
def test_whoever_carries_a_cookie_of_ours_gets_a_page_of_their_own(
    app: Flask, client: FlaskClient, ground: Ground, cookie: str
) -> None:
    stranger = client.get(ground.path)
    somebody = app.test_client()
    somebody.set_cookie(cookie, "dark")
    answer = somebody.get(ground.path)
    assert "private" in answer.headers["Cache-Control"]
    assert "ETag" not in answer.headers
    assert ('data-theme="dark"' in answer.text) == (cookie == "theme")
    assert client.get(ground.path).data == stranger.data


def test_a_members_page_is_never_stored(app: Flask, ground: Ground) -> None:
    member = app.test_client()
    sign_in(member, ground.author, ground.session)
    assert "Your account, Ruth Okafor" in member.get(ground.path).text
    assert "Your account" not in app.test_client().get(ground.path).text


def test_a_page_for_strangers_sets_no_cookie_and_holds_no_token(
    client: FlaskClient, ground: Ground
) -> None:
    for _ in range(2):
        answer = client.get(ground.path)
        assert "Set-Cookie" not in answer.headers
        assert "csrf_token" not in answer.text


def test_a_script_and_an_address_that_says_more_are_not_answered_by_the_page(
    client: FlaskClient, ground: Ground
) -> None:
    whole = client.get(ground.path).text
    assert "<html" not in client.get(ground.path, headers={"Accept": FRAGMENT}).text
    assert client.get(f"{ground.path}?order=newest").text != whole
    assert client.get(f"{ground.path}?order=sideways").status_code == 422


def test_a_strange_host_is_refused_also_for_a_stored_page(
    client: FlaskClient, ground: Ground
) -> None:
    assert client.get(ground.path).status_code == 200
    strange = client.get(ground.path, base_url="http://elsewhere.example")
    assert strange.status_code == 400
    assert "Relief is not pressure." not in strange.text


def test_whoever_has_the_page_is_told_so_in_a_few_bytes(
    client: FlaskClient, ground: Ground
) -> None:
    tag = client.get(ground.path).headers["ETag"]
    known = client.get(ground.path, headers={"If-None-Match": tag})
    assert (known.status_code, known.data) == (304, b"")
    assert known.headers["ETag"] == tag
    assert known.headers["Content-Security-Policy"]
    assert client.get(ground.path, headers={"If-None-Match": '"other"'}).status_code == 200
    deeds.post(ground)
    assert client.get(ground.path, headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br", "gzip"),
        ("*", "gzip"),
        ("gzip;q=0", None),
        ("gzip;q=0.1, identity;q=0.9", None),
        ("br", None),
        ("", None),
        ("nonsense;;q=x", None),
    ],
)
def test_a_page_comes_compressed_to_those_who_take_it_so(
    client: FlaskClient, ground: Ground, accepted: str, encoding: str | None
) -> None:
    plain = client.get(ground.path).data
    answer = client.get(ground.path, headers={"Accept-Encoding": accepted})
    assert answer.headers.get("Content-Encoding") == encoding
    assert (gzip.decompress(answer.data) if encoding else answer.data) == plain
    assert {"Accept", "Accept-Encoding", "Cookie"} <= set(answer.vary)


def test_a_head_tells_what_the_page_would(client: FlaskClient, ground: Ground) -> None:
    assert client.head(ground.path).status_code == 200
    page, head = client.get(ground.path), client.head(ground.path)
    assert head.data == b""
    assert head.headers["Content-Length"] == str(len(page.data))
    assert head.headers["ETag"] == page.headers["ETag"]


def test_another_name_of_the_site_leaves_no_old_page(
    app: Flask, client: FlaskClient, ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.get(ground.path)
    named = replace(app.config["DISCUSS"], site_name="The Bridge")
    monkeypatch.setitem(app.config, "DISCUSS", named)
    assert "The Bridge" in client.get(ground.path).text


def test_without_an_answer_from_the_database_pages_are_drawn_anew(
    app: Flask, client: FlaskClient, ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.get(ground.path)
    monkeypatch.setattr(app.extensions[stored.PAGES], "current", lambda: None)
    assert "ETag" not in client.get(ground.path).headers


def test_only_what_exists_is_left_out(connection: sa.Connection) -> None:
    beside = {"alembic_version", "document_fts"}
    assert NEVER_SHOWN - beside <= set(Base.metadata.tables)
    assert sa.inspect(connection).has_table("alembic_version")


def test_no_page_for_strangers_asks_for_a_table_that_is_left_out(
    client: FlaskClient, ground: Ground, query_budget: Budget
) -> None:
    session, prompt = ground.session, ground.article.prompt
    for kind in ("binary", "choice", "number"):
        a_question(session, prompt, kind)
        an_open_question(session, prompt, kind)
    asked = an_open_question(session, prompt)
    a_forecast(session, asked, ground.author, at=clock.now())
    decided = a_question(session, prompt)
    a_forecast(session, decided, ground.author)
    a_ruling(session, decided)
    reply = a_comment(session, parent=ground.comment, attach=True)
    a_comment(session, parent=reply, attach=True)
    deeds.pin(ground)
    session.commit()
    with query_budget(99) as statements:
        assert client.get(ground.path).status_code == 200
    said = " ".join(statements)
    tables = {name for name in NEVER_SHOWN if f" {name} " in said or f" {name}." in said}
    assert tables == set()


def test_many_who_ask_at_once_after_a_change_cause_one_drawing(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[bytes] = []
    present = ["before"]
    asked = EnvironBuilder("/page", base_url="http://127.0.0.1/").get_environ()

    def draw(environ: dict[str, Any], start: Any) -> list[bytes]:
        time.sleep(0.05)
        drawn.append(f"{present[0]} {len(drawn)}".encode())
        environ[stored.ROUTE] = "/page"
        start("200 OK", [("X-Request-Id", "1")])
        return [drawn[-1]]

    monkeypatch.setattr(app, "wsgi_app", draw)
    pages = stored.StoredPages(app, [], stored.MEGABYTE)
    pages.current = lambda: present[0]

    def ask(_: int) -> bytes:
        return b"".join(pages(dict(asked), lambda *_: None))

    assert ask(0) == b"before 0"
    present[0] = "after"
    with ThreadPoolExecutor(8) as readers:
        assert set(readers.map(ask, range(8))) == {b"after 1"}
    assert len(drawn) == 2
