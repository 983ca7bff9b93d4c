"""Asks a service outside, with a patience that no slow answer can stretch."""

import socket
import threading
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

from discuss.kit.stopwatch import Stopwatch

PATIENCE = 2.0
"""Seconds for connecting, and again for the whole answer, however it trickles."""
LONGEST = 65_536
"""Bytes of an answer that are read."""


class NoAnswer(Exception):  # noqa: N818 - it is told as a result
    """The service did not answer; `reason` is `timeout`, `unreachable` or `too long`."""

    def __init__(self, reason: str, ms: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.ms = ms


@dataclass(frozen=True, slots=True)
class Answer:
    """What a service said, and how long it took."""

    status: int
    body: bytes
    ms: int


def ask(url: str, body: bytes, headers: dict[str, str]) -> Answer:
    """Send `body` to a service and return its answer; redirects are not followed.

    Raises `NoAnswer`.
    """
    watch, late, connection = Stopwatch(), threading.Event(), _connection(url)
    try:
        connection.connect()
        timer = threading.Timer(PATIENCE, _cut, (connection.sock, late))
        timer.start()
        try:
            status, said = _exchange(connection, url, body, headers)
        finally:
            timer.cancel()
    except (OSError, HTTPException) as error:
        is_late = late.is_set() or isinstance(error, TimeoutError)
        raise NoAnswer("timeout" if is_late else "unreachable", watch.ms) from None
    finally:
        connection.close()
    if late.is_set():
        raise NoAnswer("timeout", watch.ms)
    if len(said) > LONGEST:
        raise NoAnswer("too long", watch.ms)
    return Answer(status, said, watch.ms)


def _connection(url: str) -> HTTPConnection:
    parts = urlsplit(url)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    return kind(parts.hostname or "", parts.port, timeout=PATIENCE)


def _exchange(
    connection: HTTPConnection, url: str, body: bytes, headers: dict[str, str]
) -> tuple[int, bytes]:
    parts = urlsplit(url)
    place = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    connection.request("POST", place, body, headers | {"Connection": "close"})
    answer = connection.getresponse()
    return answer.status, answer.read(LONGEST + 1)


def _cut(sock: socket.socket, late: threading.Event) -> None:
    """End a conversation that takes too long: whoever reads from it stops waiting."""
    late.set()
    try:
        sock.shutdown(socket.SHUT_RDWR)
    except OSError:
        return
