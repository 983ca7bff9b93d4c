"""Pieces of pages are drawn once for whatever they show, and never show anything else."""

import re

from flask import render_template_string
from flask.testing import FlaskClient
from markupsafe import Markup
from sqlalchemy.orm import Session

from discuss.accounts.acting import actor_of
from discuss.accounts.models import Person
from discuss.comments import actions
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


def test_a_piece_counts_what_it_takes() -> None:
    assert Piece(Markup("x" * 1000)).size > 2 * 1000
