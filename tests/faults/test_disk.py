"""The disk is full or may not be written: writers are told and keep their words, readers go on."""

import resource
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from discuss.app import create_app, prepare
from discuss.articles.models import Article
from discuss.comments.models import Comment
from discuss.web.extensions import db
from discuss.web.transaction import reading, transaction
from tests.faults.crowd import Crowd
from tests.faults.serving import process
from tests.fixtures.databases import KINDS, fresh_database, settings_for
from tests.makers.accounts import a_person, sign_in, token_of

WORDS = "Zinc, and many more words. " * 200


@pytest.fixture(params=KINDS)
def house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """A prepared site on a database of its own, on both kinds."""
    with fresh_database(request.param, tmp_path, request, "ready") as url:
        app = create_app(settings_for(url, tmp_path, bundled_article="yes"))
        prepare(app)
        yield app
        with app.app_context():
            db.session.remove()
            db.engine.dispose()


REFUSE = """
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$;
CREATE TRIGGER refuse BEFORE INSERT ON comment_revision FOR EACH ROW EXECUTE FUNCTION refuse()
"""


@contextmanager
def full(app: Flask) -> Iterator[None]:
    """Let the database grow no further, by its own answer of a full disk in the middle of a deed.

    SQLite has a limit that answers so; PostgreSQL says it where the words of a comment are added.
    """
    with app.app_context():
        engine = db.engine
    if engine.dialect.name == "sqlite":
        # It takes the present size.
        with changed(engine, lambda raw, *_: raw.execute("PRAGMA max_page_count = 1")):
            yield
        return
    with engine.begin() as connection:
        connection.exec_driver_sql(REFUSE)
    yield
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP FUNCTION refuse CASCADE")


@contextmanager
def readonly(app: Flask) -> Iterator[None]:
    """Let nobody write: a disk that was mounted read-only, a server that became a stand-by."""
    with app.app_context():
        engine = db.engine
    if engine.dialect.name == "sqlite":
        with changed(engine, lambda raw, *_: raw.execute("PRAGMA query_only = ON")):
            yield
        return

    def refuse(raw: object, *_: object) -> None:
        raw.execute("SET default_transaction_read_only = on")  # type: ignore[attr-defined]
        raw.commit()  # type: ignore[attr-defined]

    with changed(engine, refuse):
        yield


@contextmanager
def changed(engine: sa.Engine, change: Callable[..., object]) -> Iterator[None]:
    """Change every connection that is opened meanwhile."""
    engine.dispose()
    sa.event.listen(engine, "connect", change)
    try:
        yield
    finally:
        sa.event.remove(engine, "connect", change)
        engine.dispose()


@pytest.fixture
def reader(house: Flask) -> FlaskClient:
    """Somebody who is signed in, with the form before them."""
    client = house.test_client()
    with house.app_context(), transaction() as session:
        sign_in(client, a_person(session), session)
    return client


def place(app: Flask) -> tuple[str, str]:
    """Return the address of the article and that of its comments."""
    with app.app_context():
        number, slug = reading().execute(sa.select(Article.id, Article.slug)).one()
        db.session.remove()
    return f"/articles/{slug}", f"/articles/{number}/comments"


def comments_in(app: Flask) -> int:
    with app.app_context():
        return reading().scalar(sa.select(sa.func.count(Comment.id))) or 0


Trouble = Callable[[Flask], AbstractContextManager[None]]


@pytest.mark.parametrize("trouble", [full, readonly])
def test_writers_keep_their_words_and_readers_go_on(
    house: Flask, reader: FlaskClient, trouble: Trouble
) -> None:
    article, comments = place(house)
    token = token_of(reader, article)
    said = {"body": WORDS, "submission_key": "once-only", "csrf_token": token}
    with trouble(house):
        answer = reader.post(comments, data=said)
        assert answer.status_code == 503
        assert int(answer.headers["Retry-After"]) > 0
        assert WORDS.strip() in answer.text
        assert "Send it again" in answer.text
        for client in (reader, house.test_client()):
            for path in (article, "/", "/search?q=zinc", f"{article}?order=newest"):
                assert client.get(path, follow_redirects=True).status_code == 200, path
        assert comments_in(house) == 0
    answer = reader.post(comments, data=said)
    assert answer.status_code == 303
    reader.post(comments, data=said)
    assert comments_in(house) == 1


def test_a_stranger_can_neither_sign_in_nor_break_anything_meanwhile(house: Flask) -> None:
    client = house.test_client()
    with house.app_context(), transaction() as session:
        email = a_person(session).email
    token = token_of(client, "/signin")
    said = {"email": email, "password": "correct horse battery", "csrf_token": token}
    with readonly(house):
        answer = client.post("/signin", data=said)
        assert answer.status_code == 503
        assert "correct horse battery" not in answer.text


def test_a_server_that_cannot_write_to_its_disk_goes_on_when_it_can_again(
    embedded: Flask,
) -> None:
    article, _ = place(embedded)
    with process(embedded) as server:
        crowd = Crowd(embedded, server.url, size=2)
        crowd.begin()
        try:
            crowd.wait_for(3)
            free = resource.prlimit(server.serving, resource.RLIMIT_FSIZE)
            resource.prlimit(server.serving, resource.RLIMIT_FSIZE, (0, free[1]))
            crowd.wait_for_refusals(4)
            server.reads(article)
            resource.prlimit(server.serving, resource.RLIMIT_FSIZE, free)
            crowd.wait_for(3)
        finally:
            crowd.end()
        crowd.ledger.check(embedded)
        assert {seconds for _, seconds in crowd.ledger.refusals} == {"5"}
