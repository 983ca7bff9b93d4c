"""Delivers what waits in the outbox: a thread inside the server, or a process of its own."""

import logging
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from flask import Flask

from discuss.kit import clock, outbox
from discuss.kit.errors import Busy
from discuss.web.transaction import reading, transaction

Handler = Callable[[str, dict[str, Any]], None]
"""Takes the delivery's stable key and its payload; raises when it could not be delivered."""

SECONDS = 2.0

log = logging.getLogger(__name__)


def named(error: Exception) -> str:
    """Return a failure's kind and a mail server's number for it; its sentence may name somebody."""
    return f"{type(error).__name__} {getattr(error, 'smtp_code', '')}".strip()


class Worker:
    """Looks for due deliveries every `SECONDS`, one after another."""

    def __init__(self, app: Flask, handlers: Mapping[str, Handler]) -> None:
        self.app = app
        self.handlers = handlers
        self._stop = threading.Event()
        self.seen = time.monotonic()
        """When it last showed a sign of life, on the clock of `time.monotonic`."""
        self._latest = datetime.max.replace(tzinfo=UTC)
        self._thread = threading.Thread(target=self.run, name="outbox", daemon=True)

    def start(self) -> None:
        """Run beside the server until the process ends."""
        self._thread.start()

    @property
    def lives(self) -> bool:
        """Whether its thread runs; in a process that was forked from the one it began in, not."""
        return self._thread.is_alive()

    def stop(self) -> None:
        """End after the delivery in hand."""
        self._stop.set()

    def wait(self, seconds: float) -> None:
        """Wait until it has ended, for `seconds` at most."""
        self._thread.join(seconds)

    def run(self) -> None:
        """Deliver what is due, again and again."""
        while not self._stop.is_set():
            self.seen = time.monotonic()
            try:
                self.keep_time()
                busy = self.deliver_due()
            except Busy:
                busy = 0
            except Exception:
                log.exception("the outbox could not be read")
                busy = 0
            if not busy:
                self._stop.wait(SECONDS)

    def keep_time(self) -> None:
        """When the clock went back, deliver what it wrote while it ran ahead; so at the start."""
        now = clock.now()
        if now < self._latest:
            with self.app.app_context(), transaction() as session:
                outbox.pull_back(session, now)
        self._latest = now

    def deliver_due(self) -> int:
        """Deliver what is due now and return how many were tried; a failure waits for its pause."""
        with self.app.app_context():
            if not outbox.is_due(reading(), clock.now()):
                return 0
            with transaction() as session:
                rows = outbox.claim(session, clock.now())
            for number, row in enumerate(rows):
                if self._stop.is_set():
                    return self._give_back(rows, number)
                self._deliver(row)
            return len(rows)

    def _give_back(self, rows: Sequence[outbox.Outgoing], number: int) -> int:
        with transaction() as session:
            outbox.release(session, rows[number:], clock.now())
        return number

    def _deliver(self, row: outbox.Outgoing) -> None:
        self.seen = time.monotonic()
        with transaction() as session:
            ours = outbox.keep(session, row, clock.now())
        if not ours:
            return
        try:
            self.handlers[row.kind](row.key, row.payload)
        except Exception as error:
            log.warning(
                "delivery %s (%s) failed: %s", row.id, row.kind, named(error), exc_info=error
            )
            with transaction() as session:
                outbox.postpone(session, row, str(error), clock.now())
        else:
            with transaction() as session:
                outbox.settle(session, row.id, clock.now())
