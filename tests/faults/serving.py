"""A site served by a process of its own, which a test may kill."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask

from tests.house import source

__all__ = ["Process", "process"]

PATIENCE = 30


class Process:
    """`flask run` on the database and the instance folder of `app`, always on the same port."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._running: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """The number of the process that serves now."""
        assert self._running is not None
        return self._running.pid

    def start(self) -> None:
        """Start the server and wait until it is ready."""
        self._running = subprocess.Popen(
            [sys.executable, "-m", "flask", "--app", "wsgi", "run", "--port", str(self.port)],
            cwd=source.ROOT,
            env=self._environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + PATIENCE
        while not self._answers():
            assert self._running.poll() is None, "the server has ended by itself"
            assert time.monotonic() < deadline, "the server does not get ready"
            time.sleep(0.05)

    def kill(self) -> None:
        """End the server as a power cut does, whatever it is doing."""
        if self._running is not None:
            self._running.send_signal(signal.SIGKILL)
            self._running.wait(PATIENCE)
            self._running = None

    def reads(self, path: str) -> None:
        """Fail unless a stranger can read a page."""
        with urllib.request.urlopen(f"{self.url}{path}", timeout=10) as answer:
            assert answer.status == 200

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/readyz", timeout=5) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def _environment(self) -> dict[str, str]:
        settings = self.app.config["DISCUSS"]
        rest = {key: value for key, value in os.environ.items() if not key.startswith("DISCUSS_")}
        return {
            **rest,
            "DISCUSS_INSTANCE": str(settings.instance),
            "DISCUSS_DATABASE_URL": settings.database_url,
            "DISCUSS_SITE_URL": settings.site_url,
            "DISCUSS_PACE_LIMITS": "no",
        }


@contextmanager
def process(app: Flask) -> Iterator[Process]:
    """Serve `app` by a process that does not outlive the test."""
    server = Process(app)
    try:
        server.start()
        yield server
    finally:
        server.kill()
