"""Bodies are read whole before the application runs, and only so many at once.

It stands before Flask. A server gives a request to a thread before its body has come, and reading
holds that thread until whoever sends has sent: so who sends slowly could hold all of them. Here
they hold a share, and nobody's network holds the whole of it. Requests without a body pass. Since
threads that only wait cost next to nothing, a server may have many: no more are at work at once.
"""

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from tempfile import SpooledTemporaryFile
from threading import Lock, Semaphore
from typing import IO, TYPE_CHECKING

from flask import Flask
from werkzeug.wsgi import get_content_length

from discuss.kit.errors import Busy, Refusal, TooSlow, TooSoon
from discuss.web.limits import network_of
from discuss.web.respond import SAFE

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

REFUSED = "discuss.refused"
PATIENCE = 60.0
"""Seconds in which a body has to come; looked at between two pieces of it."""

AT_WORK = 16
"""Threads that run the application; more take turns at the interpreter, and all are slower."""

PIECE = 16 * 1024
IN_MEMORY = 256 * 1024
"""Bytes of a body that are kept in memory; a longer one waits on the disk."""

MANY = "Many people are sending something just now. Go back, and send it again in a moment."
YOURS = "Much from your network is still on its way. Go back, and send it again in a moment."
SLOW = "This took too long to arrive. Go back, and send it again where the connection is better."
PART = "Only a part of this arrived. Go back and send it again."
NO_ROOM = "There is no room for this just now. Go back, and send it again in a moment."


class Seats:
    """Counts who is sending, by network; nobody may take more than what is left to the others."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._taken: Counter[str] = Counter()
        self._turn = Lock()

    @contextmanager
    def one_for(self, network: str) -> Iterator[None]:
        """Hold a seat; raise `Busy` (503) when there is none, `TooSoon` (429) for a greedy one.

        A network alone gets half of the seats, two get a third each, and so on: whoever comes from
        elsewhere finds one.
        """
        with self._turn:
            left = self._room - self._taken.total()
            if left <= 0:
                raise Busy(MANY)
            if self._taken[network] >= left:
                raise TooSoon(YOURS, seconds=5)
            self._taken[network] += 1
        try:
            yield
        finally:
            with self._turn:
                self._taken[network] -= 1
                self._taken += Counter()  # forgets those who hold none


class Bodies:
    """The layer before Flask; one for each application, shared by its threads."""

    def __init__(self, inner: "WSGIApplication", room: int, most: int) -> None:
        self._inner = inner
        self._most = most
        self._is_reading = bool(room)
        self._seats = Seats(room)
        self._at_work = Semaphore(AT_WORK)

    def __call__(self, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        """Let the application answer once the body is here; what is refused it refuses itself."""
        if not self._is_reading or not self._is_to_be_read(environ):
            return self._answer(environ, start)
        with SpooledTemporaryFile(IN_MEMORY) as body:
            try:
                with self._seats.one_for(network_of(environ.get("REMOTE_ADDR"))):
                    size = self._fill(body, environ)
            except Refusal as refusal:
                environ[REFUSED] = refusal
                size = 0
            body.seek(0)
            environ["wsgi.input"] = body
            environ["CONTENT_LENGTH"] = str(size)
            environ.pop("HTTP_TRANSFER_ENCODING", None)
            return self._answer(environ, start)

    def _answer(self, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        with self._at_work:
            return self._inner(environ, start)

    def _is_to_be_read(self, environ: "WSGIEnvironment") -> bool:
        """Tell whether there is a body that the application would read, as far as its head says."""
        if environ["REQUEST_METHOD"] in SAFE and not (
            environ.get("CONTENT_LENGTH") or "HTTP_TRANSFER_ENCODING" in environ
        ):
            return False
        length = get_content_length(environ)
        if length is None:
            return bool(environ.get("wsgi.input_terminated"))
        return 0 < length <= self._most  # what is announced as too much is refused unread

    def _fill(self, body: IO[bytes], environ: "WSGIEnvironment") -> int:
        """Read what is sent into `body`, and return how much it is."""
        source, length = environ["wsgi.input"], get_content_length(environ)
        whole = self._most + 1 if length is None else length
        size, began = 0, time.monotonic()
        try:
            while size < whole and (piece := source.read(min(PIECE, whole - size))):
                size += body.write(piece)
                if size < whole and time.monotonic() > began + PATIENCE:
                    raise TooSlow(SLOW)
        except OSError:
            raise Busy(NO_ROOM) from None
        if length is not None and size < length:
            raise Refusal(PART)
        return size


def register(app: Flask) -> None:
    """Read the bodies of `app` before it runs, as many at once as its settings say; 0 for none."""
    room: int = app.config["DISCUSS"].bodies_at_once
    most: int = app.config["MAX_CONTENT_LENGTH"]
    app.wsgi_app = Bodies(app.wsgi_app, room, most)  # type: ignore[assignment, method-assign]
