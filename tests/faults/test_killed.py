"""Servers and workers are killed at random moments under load: nothing acknowledged is lost.

`DISCUSS_TEST_KILLS=100` makes a night of it.
"""

import os
import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import update

from discuss.app import create_app, prepare
from discuss.inbox import jobs
from discuss.kit import clock, outbox
from discuss.web.extensions import db
from discuss.web.transaction import transaction
from discuss.web.worker import Worker
from tests.faults.crowd import Crowd
from tests.faults.serving import Process, Server, process
from tests.fixtures.databases import KINDS, fresh_database, settings_for

KILLS = int(os.environ.get("DISCUSS_TEST_KILLS", "1"))


@pytest.fixture(params=KINDS)
def house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """A prepared site, on both kinds of database."""
    with fresh_database(request.param, tmp_path, request, "ready") as url:
        app = create_app(settings_for(url, tmp_path, bundled_article="yes"))
        prepare(app)
        yield app
        with app.app_context():
            db.session.remove()
            db.engine.dispose()


@pytest.mark.timeout(60 + 30 * KILLS)
def test_nothing_that_was_acknowledged_is_lost_or_doubled(house: Flask) -> None:
    moments = random.Random(20260302)
    worker = Process(house, "flask", "--app", "wsgi", "worker")
    with process(house, worker="outside") as server:
        crowd = Crowd(house, server.url)
        worker.begin()
        crowd.begin()
        try:
            for n in range(KILLS):
                crowd.wait_for(3)
                time.sleep(moments.uniform(0, 0.4))
                [end_all, end_serving, end_worker][n % 3](server, worker)
                crowd.ledger.check(house)
            crowd.wait_for(3)
        finally:
            worker.kill()
            crowd.end()
        crowd.ledger.check(house)
        assert crowd.ledger.silences > 0
        assert crowd.ledger.marks
        assert crowd.ledger.honours
    assert deliver_the_rest(house) == outbox.Standing(0, 0, 0, None)


def end_all(server: Server, worker: Process) -> None:
    """Kill everything, as a power cut does, and start it anew."""
    server.kill()
    worker.kill()
    server.start()
    worker.begin()


def end_serving(server: Server, _worker: Process) -> None:
    """Kill the process that answers, whose watcher starts another."""
    server.kill_serving()


def end_worker(_server: Server, worker: Process) -> None:
    """Kill the process that delivers, and start another."""
    worker.kill()
    worker.begin()


def deliver_the_rest(app: Flask) -> outbox.Standing:
    """Let the two minutes pass for which killed workers keep what they had, and deliver."""
    with app.app_context(), transaction() as session:
        waiting = outbox.Outgoing.done_at.is_(None)
        session.execute(update(outbox.Outgoing).where(waiting).values(due_at=clock.now()))
    while Worker(app, jobs.HANDLERS).deliver_due():
        pass
    with app.app_context(), transaction() as session:
        return outbox.standing(session, clock.now())
