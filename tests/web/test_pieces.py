"""Pieces of pages are drawn once for whatever they show, and never show anything else."""

import re
from collections.abc import Callable, Sequence
from datetime import timedelta

import pytest
from flask import Flask, render_template_string
from flask.testing import FlaskClient
from markupsafe import Markup
from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts.acting import actor_of
from discuss.accounts.models import Person
from discuss.articles.models import Article, Prompt
from discuss.comments import actions
from discuss.comments.models import Discussion, Visit
from discuss.kit import clock
from discuss.web.pieces import Piece
from tests.fixtures.sites import Site
from tests.makers.accounts import a_person, sign_in
from tests.makers.comments import a_comment

DRAW = "{% macro inside(n) %}{{ tell(n) }}{% endmacro %}{{ drawn(inside, face, n) }}"


def test_the_same_face_is_drawn_once_and_another_one_anew(site: Site) -> None:
    told: list[int] = []

    def tell(n: int) -> str:
        told.append(n)
        return f"<{n}>"

    def draw(n: int, *face: object) -> str:
        return render_template_string(DRAW, tell=tell, n=n, face=face)

    with site.app.test_request_context():
        assert draw(1, "test", 1) == draw(1, "test", 1) == "&lt;1&gt;"
        assert draw(2, "test", 2) == "&lt;2&gt;"
    with site.app.test_request_context(environ_overrides={"SCRIPT_NAME": "/below"}):
        draw(1, "test", 1)
    assert told == [1, 2, 1]


def test_a_comment_is_drawn_anew_for_whom_it_looks_different(
    client: FlaskClient, session: Session
) -> None:
    comment, reader = a_comment(session), a_person(session)
    author = session.get_one(Person, comment.author_id)
    session.commit()

    def seen() -> tuple[bool, str, str]:
        text = client.get(f"/comments/{comment.id}").text
        pressed = re.search(r'value="good_point"[^>]*aria-pressed="(\w+)"', text)
        counted = re.search(r'Good point[^"]*<span class="tab">(\d*)<', text)
        own = f"/comments/{comment.id}/withdrawal" in text
        return own, pressed[1] if pressed else "", counted[1] if counted else ""

    sign_in(client, reader, session)
    assert seen() == (False, "false", "")
    actions.react(session, actor_of(reader), comment.id, "good_point", clock.now())
    session.commit()
    assert seen() == (False, "true", "1")
    sign_in(client, a_person(session), session)
    assert seen() == (False, "false", "1")
    sign_in(client, author, session)
    assert seen()[:2] == (True, "")


TOKEN = re.compile(r'(name="(?:csrf_token|submission_key)" value=")[^"]+')


def both(
    client: FlaskClient, path: str, monkeypatch: pytest.MonkeyPatch, app: Flask
) -> tuple[str, str]:
    """Return a page joined from pieces and the same page drawn whole."""
    client.get(path)  # being seen, what it tells is not unread any more
    joined = client.get(path).text
    with monkeypatch.context() as patch:
        patch.setitem(app.jinja_env.globals, "drawn", lambda macro, _face, *given: macro(*given))
        drawn = client.get(path).text
    return TOKEN.sub(r"\1", joined), TOKEN.sub(r"\1", drawn)


@pytest.fixture
def everybody_looks(
    app: Flask, client: FlaskClient, session: Session, monkeypatch: pytest.MonkeyPatch
) -> Callable[[Sequence[Person], Sequence[str]], None]:
    """Let readers look at pages in turn: joined from pieces, each is what it is drawn whole."""

    def look(readers: Sequence[Person], paths: Sequence[str]) -> None:
        session.commit()
        for reader in (None, *readers, None, readers[0]):
            if reader is not None:
                sign_in(client, reader, session)
            for path in paths:
                joined, drawn = both(client, path, monkeypatch, app)
                assert joined == drawn, path
            with client.session_transaction() as cookie:
                cookie.clear()

    return look


def test_pages_of_pieces_are_the_pages_drawn_whole_whoever_looks(
    session: Session, everybody_looks: Callable[[Sequence[Person], Sequence[str]], None]
) -> None:
    """Branches that one reader drew are shown to the next where nothing in them differs."""
    first, alone = (a_comment(session, at=clock.now() - timedelta(days=1)) for _ in range(2))
    answer = a_comment(session, parent=first)
    below = a_comment(session, parent=answer)
    for _ in range(6):
        a_comment(session, parent=alone)
    author = session.get_one(Person, answer.author_id)
    keen, other, editor = a_person(session), a_person(session), a_person(session, role="editor")
    prompt = session.get_one(Prompt, first.prompt_id)
    here = f"/articles/{session.get_one(Article, prompt.article_id).slug}"
    orders = [f"{here}?order={order}" for order in ("best", "newest", "oldest")]
    parts = [f"{here}?by={author.handle}", f"/comments/{below.id}", f"/comments/{first.id}/replies"]
    everybody = ([keen, other, author, editor], [*orders, *parts])
    everybody_looks(*everybody)
    actions.react(session, actor_of(keen), below.id, "good_point", clock.now())
    everybody_looks(*everybody)
    a_comment(session, author, parent=alone)
    a_comment(session, keen, parent=below)
    for visit in session.scalars(select(Visit)):
        visit.at -= timedelta(minutes=31)
    everybody_looks(*everybody)
    session.get_one(Discussion, first.prompt_id).closed_at = clock.now()
    everybody_looks(*everybody)


def test_a_piece_counts_what_it_takes() -> None:
    assert Piece(Markup("x" * 1000)).size > 2 * 1000
