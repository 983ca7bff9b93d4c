"""The drill: write, copy, destroy, put back, and find everything as it was."""

import shutil
import sqlite3
import stat
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from discuss.comments.queries import recount
from discuss.kit import audit, clock, outbox
from discuss.kit.orm import Base
from discuss.web import database
from discuss.web.extensions import db
from discuss.web.transaction import reading, transaction
from tests.makers.accounts import a_person
from tests.makers.comments import a_comment
from tests.makers.moderation import a_decision, a_report
from tests.makers.predictions import a_forecast, a_question
from tests.search.asking import integrity
from tests.upkeep.running import run
from tests.web.test_database import LATER, database_time


def everything(app: Flask) -> dict[str, list[Any]]:
    """Return every row of every table, but for the pages' version, which each upgrade moves."""
    with app.app_context(), db.engine.connect() as connection:
        return {
            table.name: sorted(map(repr, connection.execute(sa.select(table)).all()))
            for table in Base.metadata.sorted_tables
            if table.name != "page_version"
        }


def write(app: Flask) -> None:
    """Let people do something of each kind."""
    with app.app_context(), transaction() as session:
        person = a_person(session)
        comment = a_comment(session, person, body="Zinc, çé and 漢字.")
        a_comment(session, parent=comment)
        a_forecast(session, a_question(session))
        reported = a_comment(session)
        a_report(session, reported)
        a_decision(session, reported)


def destroy(app: Flask) -> None:
    """Lose the data as it is lost: the file goes, or the tables do."""
    with app.app_context():
        db.session.remove()
        path = db.engine.url.database
        if db.engine.dialect.name == "postgresql":
            with db.engine.begin() as connection:
                connection.exec_driver_sql("DROP TABLE forecast_event, comment, person CASCADE")
        db.engine.dispose()
    if Path(str(path)).exists():
        for ending in ("", "-wal", "-shm"):
            Path(f"{path}{ending}").unlink(missing_ok=True)


def test_what_was_lost_is_put_back_to_the_last_row(kept: Flask, tmp_path: Path) -> None:
    write(kept)
    before = everything(kept)
    copy = tmp_path / "copy"
    told = run(kept, "backup", copy)
    assert told.exit_code == 0, told.output
    assert "holds the database at revision" in told.output
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    write(kept)
    destroy(kept)
    told = run(kept, "restore", copy)
    assert told.exit_code == 0, told.output
    assert everything(kept) == before
    write(kept)  # and the site goes on
    with kept.app_context(), transaction() as session:
        assert recount(session) == []
        assert audit.verify(session) is None
        integrity(session)


@contextmanager
def busy(app: Flask, acknowledged: list[int]) -> Iterator[None]:
    """Let three people write, and the site record what they do, until the block is over."""
    stop = threading.Event()

    def go_on() -> None:
        while not stop.is_set():
            with app.app_context(), transaction() as session:
                acknowledged.append(a_comment(session).id)
            with app.app_context(), transaction() as session:
                audit.note(session, audit.Entry("trial", "comment", clock.now()))

    writers = [threading.Thread(target=go_on) for _ in range(3)]
    for each in writers:
        each.start()
    try:
        while len(acknowledged) < 5:
            stop.wait(0.01)
        yield
    finally:
        stop.set()
        for each in writers:
            each.join(30)


def test_a_copy_that_is_taken_while_people_write_is_of_one_moment(
    kept: Flask, tmp_path: Path
) -> None:
    write(kept)
    acknowledged: list[int] = []
    with busy(kept, acknowledged):
        sure = list(acknowledged)
        told = run(kept, "backup", tmp_path / "copy")
    assert told.exit_code == 0, told.output
    assert run(kept, "restore", tmp_path / "copy", "--force").exit_code == 0
    with kept.app_context(), transaction() as session:
        stored = set(session.scalars(sa.text("SELECT id FROM comment")))
        assert set(sure) <= stored
        assert recount(session) == []
        assert audit.verify(session) is None
        integrity(session)
        revisions = session.scalar(sa.text("SELECT count(*) FROM comment_revision"))
        assert revisions == len(stored)


def test_nothing_is_written_over_unless_it_is_said(kept: Flask, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    copy.write_text("something else")
    told = run(kept, "backup", copy)
    assert (told.exit_code, copy.read_text()) == (1, "something else")
    assert "--force" in told.output
    assert run(kept, "backup", copy, "--force").exit_code == 0
    write(kept)
    before = everything(kept)
    told = run(kept, "restore", copy)
    assert told.exit_code == 1
    assert "Nothing was changed." in told.output
    assert everything(kept) == before
    assert run(kept, "restore", copy, "--force").exit_code == 0
    assert everything(kept)["comment"] == []


def cut(copy: Path) -> None:
    copy.write_bytes(copy.read_bytes()[: copy.stat().st_size * 2 // 3])


def scratch(copy: Path) -> None:
    held = bytearray(copy.read_bytes())
    middle = len(held) // 2
    held[middle : middle + 20_000] = bytes(20_000)
    copy.write_bytes(held)


def other(copy: Path) -> None:
    copy.write_text("Dear editor,")


def gone(copy: Path) -> None:
    copy.unlink()


@pytest.mark.parametrize("harm", [cut, scratch, other, gone])
def test_a_damaged_copy_changes_nothing(
    kept: Flask, tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    write(kept)
    copy = tmp_path / "copy"
    assert run(kept, "backup", copy).exit_code == 0
    before = everything(kept)
    harm(copy)
    told = run(kept, "restore", copy, "--force")
    assert told.exit_code == 1, told.output
    assert told.output.startswith("Error: ")
    assert everything(kept) == before


def test_a_copy_of_a_newer_program_changes_nothing(kept: Flask, tmp_path: Path) -> None:
    with kept.app_context(), transaction() as session:
        session.execute(sa.text("UPDATE alembic_version SET version_num = '9998'"))
    assert run(kept, "backup", tmp_path / "copy").exit_code == 0
    before = everything(kept)
    told = run(kept, "restore", tmp_path / "copy", "--force")
    assert "revision 9998, which this program does not know" in told.output
    assert everything(kept) == before


def test_a_copy_that_cannot_be_put_back_leaves_everything_as_it_was(
    kept: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(kept)
    assert run(kept, "backup", tmp_path / "copy").exit_code == 0
    write(kept)
    before = everything(kept)
    monkeypatch.setattr("discuss.kit.copies.embedded.PATIENCE", 0.2)
    monkeypatch.setattr("discuss.kit.copies.server.LOCK_PATIENCE", "200ms")
    with kept.app_context(), db.engine.connect() as holder:
        if db.engine.dialect.name == "sqlite":
            holder.exec_driver_sql("COMMIT")
            holder.exec_driver_sql("BEGIN IMMEDIATE")
        holder.execute(sa.text("UPDATE comment SET up = up"))
        told = run(kept, "restore", tmp_path / "copy", "--force")
        holder.rollback()
    assert told.exit_code == 1, told.output
    assert everything(kept) == before


def test_a_copy_of_the_other_kind_is_refused(kept: Flask, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    with kept.app_context():
        is_file = db.engine.dialect.name == "sqlite"
    if is_file:
        copy.write_bytes(b"PGDMP and so on")
    else:
        with sqlite3.connect(copy) as made:
            made.execute("CREATE TABLE a (b)")
        made.close()
    told = run(kept, "restore", copy, "--force")
    assert "Set DISCUSS_DATABASE_URL" in told.output


def test_an_unreadable_database_is_kept_beside_the_copy(kept: Flask, tmp_path: Path) -> None:
    with kept.app_context():
        path = Path(str(db.engine.url.database))
        if db.engine.dialect.name != "sqlite":
            assert outbox.is_due(reading(), database_time()) is False
            return
    write(kept)
    before = everything(kept)
    assert run(kept, "backup", tmp_path / "copy").exit_code == 0
    destroy(kept)
    path.write_bytes(b"not a database at all, " * 400)
    assert run(kept, "restore", tmp_path / "copy").exit_code == 1
    told = run(kept, "restore", tmp_path / "copy", "--force")
    assert told.exit_code == 0, told.output
    assert everything(kept) == before
    assert Path(f"{path}.damaged").read_bytes().startswith(b"not a database")


def test_a_missing_program_is_named(
    kept: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = kept.config["DISCUSS"]
    monkeypatch.setenv("PATH", str(tmp_path))
    object.__setattr__(settings, "postgresql_programs", "")
    told = run(kept, "backup", tmp_path / "copy")
    if settings.database_url.startswith("sqlite"):
        assert told.exit_code == 0
        return
    assert "pg_dump was not found in the folders of PATH" in told.output
    assert "DISCUSS_POSTGRESQL_PROGRAMS" in told.output
    assert list(tmp_path.glob("*copy*")) == []


def test_an_older_copy_is_put_back_and_the_next_start_brings_it_up_to_date(
    kept: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(kept)
    before = everything(kept)
    assert run(kept, "backup", tmp_path / "copy").exit_code == 0
    grown = tmp_path / "migrations"
    shutil.copytree(database.MIGRATIONS, grown, ignore=shutil.ignore_patterns("__pycache__"))
    (grown / "versions" / "9999_later.py").write_text(
        LATER.format(before=database.known_revisions()[0])
    )
    monkeypatch.setattr(database, "MIGRATIONS", grown)
    with kept.app_context():
        database.prepare(lambda _session: None)
    told = run(kept, "restore", tmp_path / "copy", "--force")
    assert "The next start brings it to the newest revision." in told.output
    with kept.app_context():
        database.prepare(lambda _session: None)
        assert database.revisions()[0] == "9999"
    assert everything(kept) == before
