"""The operator builds the index anew; an older site gets one when it is upgraded."""

from collections.abc import Iterator
from pathlib import Path

import flask_migrate
import pytest
from flask import Flask
from sqlalchemy import delete
from sqlalchemy.orm import Session

from discuss.app import create_app
from discuss.search.models import Document
from discuss.web.database import MIGRATIONS
from discuss.web.extensions import db
from discuss.web.transaction import transaction
from tests.fixtures.databases import KINDS, fresh_database, settings_for
from tests.makers.accounts import a_person
from tests.makers.articles import an_article
from tests.makers.comments import a_comment
from tests.makers.moderation import a_held_comment
from tests.search.asking import found, integrity
from tests.search.test_actions import everything


def test_an_operator_builds_the_index_anew(
    app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.extensions, "discuss_prepare", lambda: None)
    comment = a_comment(session, body="Zinc.")
    a_held_comment(session)
    session.execute(delete(Document))
    session.commit()
    for _ in range(2):
        told = app.test_cli_runner().invoke(args=["search", "rebuild"]).output
        assert told == "2 documents can be found.\n"
    assert [hit.comment_id for hit in found(session, "zinc")] == [comment.id]
    integrity(session)


@pytest.fixture(params=KINDS)
def old_site(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """A site with a database of its own."""
    with fresh_database(request.param, tmp_path, request, "bare") as url:
        app = create_app(settings_for(url, tmp_path))
        with app.app_context():
            yield app
            db.session.remove()
            db.engine.dispose()


@pytest.mark.usefixtures("old_site")
def test_what_was_published_before_there_was_a_search_is_found_after_the_upgrade() -> None:
    with transaction() as session:
        prompt = an_article(session, headline="A zeppelin over town").prompt
        an_article(session, headline="A secret zeppelin", published=False)
        editor = a_person(session, role="editor")
        a_comment(session, editor, prompt, body="A Café under the zeppelin.")
        a_held_comment(session)
        before = everything(session)
    assert len(before) == 2
    flask_migrate.downgrade(directory=str(MIGRATIONS), revision="0010")
    flask_migrate.upgrade(directory=str(MIGRATIONS))
    with transaction() as session:
        assert everything(session) == before
        hits = found(session, "zeppelin")
        assert [hit.author_name for hit in hits] == [editor.name, ""]
        a_comment(session, editor, prompt, body="Another zeppelin.")
        assert len(found(session, "zeppelin")) == 3
        integrity(session)
