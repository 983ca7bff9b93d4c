"""A site served by processes of its own, which a test may kill."""

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
from pathlib import Path

from flask import Flask

from tests.house import source

__all__ = ["Process", "Server", "process"]

PATIENCE = 30
GRANIAN = (
    *("granian", "--interface", "wsgi", "--http", "1", "--no-ws", "--blocking-threads", "128"),
    *("--workers-lifetime", "1d"),
    *("--respawn-failed-workers", "--respawn-interval", "0.5", "--workers-kill-timeout", "8"),
)
QUIET = ("--log-level", "critical")


class Process:
    """A command on the database and the instance folder of `app`; `more` are other settings."""

    def __init__(self, app: Flask, *command: str, **more: str) -> None:
        self.app = app
        self.command = command
        self.more = more
        self._running: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """The number of the process that runs now."""
        assert self._running is not None
        return self._running.pid

    def begin(self) -> None:
        """Start it, in a group of its own, so that it can be killed with those it starts."""
        self._running = subprocess.Popen(
            [sys.executable, "-m", *self.command],
            cwd=source.ROOT,
            env=self._environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def kill(self, how: signal.Signals = signal.SIGKILL) -> None:
        """End it and what it has started as a power cut does, whatever it is doing."""
        if self._running is not None:
            os.killpg(self._running.pid, how)
            self._running.wait(PATIENCE)
            self._running = None

    @property
    def lives(self) -> bool:
        """Whether it has not ended by itself."""
        return self._running is not None and self._running.poll() is None

    def _environment(self) -> dict[str, str]:
        settings = self.app.config["DISCUSS"]
        rest = {key: value for key, value in os.environ.items() if not key.startswith("DISCUSS_")}
        return {
            **rest,
            "DISCUSS_INSTANCE": str(settings.instance),
            "DISCUSS_DATABASE_URL": settings.database_url,
            "DISCUSS_SITE_URL": settings.site_url,
            "DISCUSS_SECRET_KEY": settings.secret_key,
            "DISCUSS_PACE_LIMITS": "no",
            **{f"DISCUSS_{name.upper()}": value for name, value in self.more.items()},
        }


class Server(Process):
    """granian as the documents say it, always on the same port."""

    def __init__(self, app: Flask, **more: str) -> None:
        self.port = a_free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        super().__init__(app, *GRANIAN, *QUIET, "--port", str(self.port), "wsgi:app", **more)

    def start(self) -> None:
        """Start the server and wait until it is ready."""
        self.begin()
        self.wait()

    def wait(self) -> None:
        """Wait until the server is ready."""
        deadline = time.monotonic() + PATIENCE
        while not self._answers():
            assert self.lives, "the server has ended by itself"
            assert time.monotonic() < deadline, "the server does not get ready"
            time.sleep(0.05)

    @property
    def serving(self) -> int:
        """The number of the process that answers: it is started anew whenever it ends."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children")
        deadline = time.monotonic() + PATIENCE
        while not (found := children.read_text().split()):
            assert time.monotonic() < deadline, "nobody serves"
            time.sleep(0.01)
        return int(found[0])

    def kill_serving(self) -> None:
        """End the process that answers, and leave the one that watches over it."""
        os.kill(self.serving, signal.SIGKILL)

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


def a_free_port() -> int:
    """Return a port of the loopback address that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def process(app: Flask, **more: str) -> Iterator[Server]:
    """Serve `app` by a process that does not outlive the test."""
    server = Server(app, **more)
    try:
        server.start()
        yield server
    finally:
        server.kill()
