"""The version of the pages, read by connections of its own, on databases that really commit."""

import os
import threading
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from discuss.accounts.models import Person
from discuss.app import create_app
from discuss.articles import queries as articles
from discuss.comments import actions
from discuss.kit import clock
from discuss.kit.versions import PageVersion
from discuss.web.extensions import db
from discuss.web.versions import REST, Versions
from tests.fixtures.databases import settings_for
from tests.fixtures.sites import Site
from tests.makers.accounts import a_person, actor_of
from tests.makers.comments import a_comment


def versions_of(site: Site) -> Versions:
    with site.app.app_context():
        return Versions(db.engine, site.app.config["SQLALCHEMY_ENGINE_OPTIONS"])


def test_what_one_process_removes_no_other_one_shows(site: Site, tmp_path: Path) -> None:
    with site.session() as session:
        found = articles.by_id(session, 1)
        author = a_person(session)
        comment = a_comment(session, author, found.prompt, body="Words to be taken away.")
        path, number, actor = f"/articles/{found.article.slug}", comment.id, actor_of(author)
    other = create_app(settings_for(site.app.config["DISCUSS"].database_url, tmp_path))
    here, there = site.app.test_client(), other.test_client()
    for _ in range(2):
        assert "Words to be taken away." in here.get(path).text
        assert "Words to be taken away." in there.get(path).text
    with site.session() as session:
        actions.withdraw(session, actor, number, clock.now())
        session.flush()
        before = there.get(path).text
    after = there.get(path).text, here.get(path).text
    with other.app_context():
        db.engine.dispose()
    assert "Words to be taken away." in before
    assert not any("Words to be taken away." in page for page in after)


def test_each_commit_moves_it_and_nothing_undone_does(site: Site) -> None:
    versions = versions_of(site)
    first = versions.current()
    assert first
    with site.session() as session:
        a_person(session)
        assert versions.current() != first  # a maker commits
    second = versions.current()
    with pytest.raises(ZeroDivisionError), site.session() as session:
        session.execute(sa.update(Person).values(name="Nobody"))
        raise ZeroDivisionError
    with site.session() as session:
        session.scalar(sa.select(sa.func.count(Person.id)))
    assert versions.current() == second
    versions.close()


def test_a_commit_that_fails_moves_nothing_later(site: Site) -> None:
    versions = versions_of(site)
    first = versions.current()
    with pytest.raises(IntegrityError), site.session() as session:
        session.execute(sa.text("INSERT INTO comment (id) VALUES (1)"))
    with site.session() as session:
        session.scalar(sa.select(sa.func.count(Person.id)))
    assert versions.current() == first
    versions.close()


def test_statements_past_the_mapper_count_too(site: Site) -> None:
    versions = versions_of(site)
    first = versions.current()
    with site.app.app_context(), db.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE person SET name = name")
    assert versions.current() != first
    versions.close()


def test_many_ask_at_once_and_all_hear_the_same(site: Site) -> None:
    versions = versions_of(site)
    heard: list[str | None] = []
    threads = [
        threading.Thread(target=lambda: heard.extend(versions.current() for _ in range(20)))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(heard) == 160
    assert len(set(heard)) == 1
    versions.close()


def test_a_child_process_opens_connections_of_its_own(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    versions = versions_of(site)
    first = versions.current()
    parents = versions._idle  # noqa: SLF001 - what a parent has opened is closed by nobody else
    monkeypatch.setattr(os, "getpid", lambda: -1)
    assert versions.current() == first
    assert len(parents) == 1
    monkeypatch.undo()
    parents.pop().close()
    versions.close()
    versions._idle.clear()  # noqa: SLF001 - the same


def test_a_database_that_is_away_is_not_asked_for_a_while(
    site: Site, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    versions = versions_of(site)
    first = versions.current()
    with site.app.app_context(), db.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE page_version RENAME TO elsewhere")
        connection.info.clear()
    assert versions.current() is None
    assert "drawn anew" in caplog.text
    with site.app.app_context(), db.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE elsewhere RENAME TO page_version")
    assert versions.current() is None
    moment = versions._rests_until  # noqa: SLF001 - how long it rests is nobody else's business
    monkeypatch.setattr("discuss.web.versions.time.monotonic", lambda: moment + REST)
    assert versions.current() not in {None, first}
    versions.close()


def test_a_site_whose_row_is_missing_draws_every_page(site: Site) -> None:
    with site.session() as session:
        session.execute(sa.delete(PageVersion))
    versions = versions_of(site)
    assert versions.current() is None
    versions.close()
