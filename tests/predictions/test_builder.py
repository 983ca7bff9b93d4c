"""Editors see what a change would do, spell answers anew, and publish or drop a draft."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.kit import clock
from discuss.predictions import queries
from discuss.predictions.models import ForecastEvent, Question
from discuss.predictions.rules.lifecycle import State
from tests.makers.accounts import a_person, sign_in
from tests.makers.predictions import a_forecast, an_open_question
from tests.predictions.test_views import send

SHARES = {"a": 60, "b": 30, "other": 10}


@pytest.fixture
def editor(client: FlaskClient, session: Session) -> FlaskClient:
    sign_in(client, a_person(session, role="editor"), session)
    return client


def form_of(session: Session, question: Question, **changed: str) -> dict[str, str]:
    """Return the edit form as the page fills it in."""
    said = queries.face(session, question.id, None, clock.now()).revision
    words = {n: str(getattr(said, n)) for n in ("title", "short_title", "criteria", "source_name")}
    dates = {n: getattr(said, n).isoformat() for n in ("open_at", "close_at", "resolve_by")}
    options = "\n".join(queries.live_options(said).values())
    return {**words, **dates, "options": options, "seen_n": str(said.n), **changed}


def edits(client: FlaskClient, session: Session, question: Question, **changed: str) -> str:
    """Send the edit form and return the page that comes back, or the question's own."""
    path = f"/questions/{question.id}"
    answer = send(client, f"{path}/edit", f"{path}/edit", **form_of(session, question, **changed))
    session.expire_all()
    return client.get(path).text if answer.status_code == 303 else answer.text


def test_an_editor_is_told_that_a_new_label_takes_an_answer_away(
    editor: FlaskClient, session: Session
) -> None:
    question = an_open_question(session, kind="choice")
    page = edits(editor, session, question, options="Redd\nBlue\nNone of these", do="check")
    assert "“Red” is taken away, and what readers gave it moves to “None of these”." in page
    assert "readers who have forecast are asked to look again." in page
    kept = {"options": "Redd\nBlue\nNone of these", "is_respelled": "1"}
    page = edits(editor, session, question, **kept, do="check")
    assert "is taken away" not in page
    assert 'name="is_respelled" value="1" checked' in page
    page = edits(editor, session, question, short_title="Bridge", do="check")
    assert "nobody is asked to look again." in page


def test_answers_that_are_spelled_anew_keep_what_readers_gave_them(
    editor: FlaskClient, session: Session
) -> None:
    question = an_open_question(session, kind="choice")
    a_forecast(session, question, shares=SHARES, at=clock.now())
    more = {"options": "Crimson\nBlue\nNone of these", "is_respelled": "1", "reason": "Exactly."}
    assert "Exactly." in edits(editor, session, question, **more)
    revision = queries.face(session, question.id, None, clock.now()).revision
    assert queries.live_options(revision) == {"a": "Crimson", "b": "Blue", "other": "None of these"}
    assert session.scalars(select(ForecastEvent.kind)).all() == ["set"]


def test_answers_are_not_spelled_anew_where_their_number_changes(
    editor: FlaskClient, session: Session
) -> None:
    question = an_open_question(session, kind="choice")
    more = {"options": "Red\nNone of these", "is_respelled": "1", "reason": "Shorter."}
    page = edits(editor, session, question, **more)
    assert "keep one line for each of them, in the same order." in page
    assert 'href="#options"' in page


def test_a_draft_is_published_to_open_on_its_date(editor: FlaskClient, session: Session) -> None:
    opens = clock.now() + timedelta(days=4)
    question = an_open_question(session, published=False, open_at=opens)
    assert "Publish it" in editor.get(f"/questions/{question.id}/edit").text
    edits(editor, session, question)
    assert queries.face(session, question.id, None, clock.now()).state is State.DRAFT
    edits(editor, session, question, is_published="1")
    assert queries.face(session, question.id, None, clock.now()).state is State.UPCOMING
    assert editor.application.test_client().get(f"/questions/{question.id}").status_code == 200


def test_a_draft_is_dropped_with_a_reason_and_readers_never_see_it(
    editor: FlaskClient, session: Session
) -> None:
    question = an_open_question(session, published=False)
    path = f"/questions/{question.id}"
    page = f"{path}/resolution"
    assert f'href="{page}">Drop it</a>' in editor.get(path).text
    form = editor.get(page).text
    assert "It is annulled" in form
    assert "Choose the outcome below" not in form
    assert send(editor, page, page, action="annul", seen_seq="0", note="").status_code == 422
    done = send(editor, page, page, action="annul", seen_seq="0", note="Asked elsewhere.")
    assert done.status_code == 303
    assert "Annulled" in editor.get(path).text
    assert editor.application.test_client().get(path).status_code == 404
