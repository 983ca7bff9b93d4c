"""The doctor sees each fault, says how to mend it, and is content with a site that is well."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from discuss.inbox import jobs
from discuss.kit import clock, outbox
from discuss.upkeep import rules
from discuss.web.extensions import db
from discuss.web.transaction import transaction
from discuss.web.worker import Worker
from tests.fixtures.databases import settings_for
from tests.makers.comments import a_comment
from tests.makers.predictions import a_forecast, a_question
from tests.upkeep.running import run


def examined(app: Flask) -> dict[str, Any]:
    """Return what the doctor tells programs; its end status says the same."""
    told = run(app, "doctor", "--json")
    assert told.output, told.exception
    report: dict[str, Any] = json.loads(told.output)
    assert told.exit_code == (0 if report["well"] else 1), told.output
    return report


def wrong(app: Flask) -> dict[str, str]:
    """Return what is wrong, by part."""
    found = examined(app)["findings"]
    assert all(each["mend"] for each in found if each["state"] != "well")
    return {each["part"]: each["sentence"] for each in found if each["state"] == "wrong"}


def live(app: Flask) -> None:
    with app.app_context(), transaction() as session:
        parent = a_comment(session, body="Zinc.")
        a_comment(session, parent=parent)
        a_forecast(session, a_question(session))


def harm(app: Flask, statement: str) -> None:
    with app.app_context():
        db.session.remove()
        with db.engine.connect() as connection:
            if db.engine.dialect.name == "sqlite":
                connection.exec_driver_sql("COMMIT")
                connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
                connection.exec_driver_sql("BEGIN")
            connection.exec_driver_sql(statement)
            connection.commit()
            connection.invalidate()


def test_a_site_that_is_well_gets_a_clean_bill(kept: Flask) -> None:
    live(kept)
    while Worker(kept, jobs.HANDLERS).deliver_due():
        pass
    assert wrong(kept) == {}
    told = run(kept, "doctor").output
    assert "well   counters: Every counter, rank and published figure is what" in told
    assert "well   search: Readers find what they can read." in told


HARMS = {
    "UPDATE comment SET reply_count = 7": "counters",
    "UPDATE comment SET neg_best = -5": "counters",
    "UPDATE question SET forecaster_count = 9": "counters",
    "UPDATE document SET words = 'copper'": "search",
    "DELETE FROM document": "search",
    "UPDATE comment SET revision_n = 3": "orphans",
    "UPDATE audit_head SET n = 3": "record",
    "UPDATE alembic_version SET version_num = '0001'": "migrations",
}


@pytest.mark.parametrize("statement", HARMS)
def test_what_was_changed_by_hand_is_seen(kept: Flask, statement: str) -> None:
    live(kept)
    harm(kept, statement)
    assert HARMS[statement] in wrong(kept)


def test_a_reference_to_nothing_is_seen(kept: Flask) -> None:
    live(kept)
    if kept.config["DISCUSS"].database_url.startswith("sqlite"):
        harm(kept, "UPDATE comment SET author_id = 4711")
    else:
        harm(
            kept,
            "ALTER TABLE comment DROP CONSTRAINT fk_comment_author_id, "
            "ADD CONSTRAINT fk_comment_author_id FOREIGN KEY (author_id) "
            "REFERENCES person NOT VALID",
        )
    assert "references" in wrong(kept)


def test_a_damaged_file_is_seen_and_the_doctor_goes_on(kept: Flask) -> None:
    path = Path(kept.config["DISCUSS"].database_url.removeprefix("sqlite:///"))
    if not path.exists():
        harm(
            kept, "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'pk_person'::regclass"
        )
        assert wrong(kept)["database"] == "The database is damaged: 1 indexes are not valid."
        return
    live(kept)
    harm(kept, "SELECT 1")
    with kept.app_context(), db.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        page = connection.exec_driver_sql(
            "SELECT rootpage FROM sqlite_master WHERE name = 'comment_revision'"
        ).scalar_one()
    with kept.app_context():
        db.engine.dispose()
    held = bytearray(path.read_bytes())
    held[(page - 1) * 4096 : page * 4096] = b"x" * 4096
    path.write_bytes(held)
    found = wrong(kept)
    assert "flask restore" in str(examined(kept))
    assert "database" in found


def test_a_site_without_a_database_is_told_to_start(tmp_path: Path, kept: Flask) -> None:
    path = tmp_path / "test.sqlite3"
    if path.exists():
        with kept.app_context():
            db.engine.dispose()
        path.unlink()
        assert wrong(kept) == {"database": "There is no database yet."}
        assert not path.exists()


def test_deliveries_that_nobody_takes_are_seen(kept: Flask) -> None:
    now = clock.now()
    with kept.app_context(), transaction() as session:
        due = now - timedelta(minutes=25)
        outbox.enqueue(session, key="a", kind="mail", payload={}, now=now, due_at=due)
    assert wrong(kept) == {"outbox": "A delivery has been due for 25 minutes, and nobody takes it."}


def test_the_outbox_tells_how_it_stands(session: Session) -> None:
    now = clock.now()
    empty = outbox.Standing(waiting=0, failing=0, given_up=0, due_since=None)
    assert outbox.standing(session, now) == empty
    for name, seconds in (("late", -60), ("due", -5), ("later", 60), ("lost", -90), ("done", -99)):
        at = now + timedelta(seconds=seconds)
        outbox.enqueue(session, key=name, kind="mail", payload={}, now=now, due_at=at)
    outbox.finish(session, "done", now)
    rows = {row.key: row for row in session.scalars(sa.select(outbox.Outgoing))}
    rows["due"].attempts, rows["lost"].given_up_at = 2, now
    session.flush()
    since = now - timedelta(seconds=60)
    stands = outbox.standing(session, now)
    assert stands == outbox.Standing(waiting=3, failing=1, given_up=1, due_since=since)
    assert [each.state for each in rules.of_outbox(stands, now)] == ["look", "look"]
    assert rules.of_outbox(stands, now + timedelta(hours=1))[0].state == "wrong"


@pytest.mark.parametrize(
    ("free", "state"), [(10**7, "wrong"), (5 * 10**8, "look"), (10**11, "well")]
)
def test_a_disk_that_fills_up_is_seen(free: int, state: str) -> None:
    assert rules.of_disk(free).state == state


PUBLIC = {"site_url": "https://example.org", "smtp_url": "smtp://mail", "proxy_count": "1"}
SENDER = {"mail_from": "notes@example.org", "redis_url": "redis://counters"}


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"pace_limits": "yes"}, []),
        ({"pace_limits": "no"}, [rules.NO_PACE]),
        ({**PUBLIC, **SENDER}, []),
        ({**PUBLIC}, [rules.NO_SENDER]),
        ({**PUBLIC, **SENDER, "proxy_count": "0"}, [rules.UNCOUNTED]),
        ({**PUBLIC, **SENDER, "site_url": "http://example.org"}, [rules.PLAIN]),
        ({"site_url": "https://example.org", "proxy_count": "1"}, [rules.NO_MAIL]),
        (
            {**PUBLIC, **SENDER, "redis_url": "", "database_url": "postgresql://host/name"},
            [rules.NO_REDIS],
        ),
    ],
)
def test_settings_that_do_not_fit_are_named(
    more: dict[str, str], said: list[rules.Warned], tmp_path: Path
) -> None:
    settings = settings_for("sqlite:////nowhere/file", tmp_path, **{"pace_limits": "yes", **more})
    found = rules.of_settings(settings, is_shared=False, is_open=False)
    assert [(each.state, each.sentence, each.mend) for each in found if each.mend] == said


def test_a_file_that_machines_share_is_wrong_and_an_open_folder_deserves_a_look(
    tmp_path: Path,
) -> None:
    settings = settings_for("sqlite:////nowhere/file", tmp_path, pace_limits="yes")
    found = rules.of_settings(settings, is_shared=True, is_open=True)
    assert [each.state for each in found] == ["wrong", "look"]
    assert not rules.is_well(found)
    on_server = settings_for("postgresql://host/name", tmp_path, pace_limits="yes")
    assert rules.is_well(rules.of_settings(on_server, is_shared=True, is_open=False))
