"""Pages that are the same for every stranger, answered from memory while they are current.

It stands before Flask. A page is kept only when its view says that it may be (`keep`), and shown
only after one question to the database: whether anything that strangers are shown has changed
since. So what was removed is gone everywhere with the commit that removed it.
"""

import gzip
import hashlib
import secrets
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, Any

from flask import Flask, request
from werkzeug.datastructures import Headers
from werkzeug.exceptions import SecurityError
from werkzeug.wsgi import get_host

from discuss.kit import clock
from discuss.kit.shelf import Shelf
from discuss.web import journal, metrics
from discuss.web.respond import FRAGMENT, takes_gzip
from discuss.web.versions import VERSIONS, Versions

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

PAGES = "discuss_stored_pages"
ROUTE = "discuss_stored_route"
LIFE = timedelta(seconds=30)
"""How long a page is shown at most, since questions close by the clock alone."""

KEEPING = "public, max-age=0, must-revalidate"
"""Everybody may keep it and asks before showing it again: nothing removed is shown from a cache."""

PATIENCE = 2.0
"""Seconds for which a reader waits for somebody else's drawing before drawing the page too."""

OWN = ("X-Request-Id", "Content-Length", "Cache-Control", "Vary")
MEGABYTE = 1024 * 1024
NOT_MODIFIED = "304 NOT MODIFIED"

Pairs = list[tuple[str, str]]


def keep() -> None:
    """Say that the answer to this request is the same for every stranger, and may be stored."""
    rule = request.url_rule
    request.environ[ROUTE] = rule.rule if rule else "none"


@dataclass(frozen=True)
class Drawn:
    """Which state of the site a page shows, since when, and where it stands."""

    version: str
    drawn_at: datetime
    settings: object
    route: str

    def is_current(self, version: str, settings: object, now: datetime) -> bool:
        """Tell whether it shows the site as it is."""
        is_young = self.drawn_at <= now < self.drawn_at + LIFE
        return self.version == version and self.settings is settings and is_young


@dataclass(frozen=True)
class Page(Drawn):
    """A page as it leaves the house, whole and compressed."""

    body: bytes
    packed: bytes
    tag: str
    headers: Pairs = field(repr=False)
    turn: Lock = field(repr=False, compare=False)
    """Held by whoever draws its successor, which inherits it."""

    @property
    def size(self) -> int:
        """Bytes that it takes, roughly."""
        return len(self.body) + len(self.packed) + 4096

    @cached_property
    def plain(self) -> Pairs:
        """Its headers, not compressed."""
        return [*self.headers, ("Content-Length", str(len(self.body)))]

    @cached_property
    def zipped(self) -> Pairs:
        """Its headers, compressed."""
        length = ("Content-Length", str(len(self.packed)))
        return [*self.headers, ("Content-Encoding", "gzip"), length]


class StoredPages:
    """The layer before Flask; one for each application, shared by its threads."""

    def __init__(self, app: Flask, cookies: Iterable[str], room: int) -> None:
        self._app = app
        self._inner: WSGIApplication = app.wsgi_app
        self._cookies = tuple(f"{name}=" for name in cookies)
        self.shelf: Shelf[tuple[str, str], Page] = Shelf(room)
        self.current: Callable[[], str | None] = lambda: None
        """Tells which state of the site is the present one; None when nobody knows."""

    def __call__(self, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        """Answer from memory, or let Flask answer and keep what may be kept."""
        began = time.perf_counter()
        if not self._is_for_everybody(environ):
            return self._inner(environ, start)
        version = self.current()
        if version is None:
            return self._inner(environ, start)
        page = self.shelf.get(_key(environ))
        if page is None:
            return self._draw(environ, start, version, page)
        if not page.is_current(version, self._settings, clock.now()):
            return self._draw_once(environ, start, page)
        return self._show(environ, start, page, began)

    def _show(
        self, environ: "WSGIEnvironment", start: "StartResponse", page: Page, began: float
    ) -> Iterable[bytes]:
        number = secrets.token_hex(6)
        status, answer = _send(page, environ, start, number)
        about, took = (environ["REQUEST_METHOD"], page.route, status), time.perf_counter() - began
        metrics.count(self._app, about, took)
        journal.tell(about, took, number)
        return answer

    def _draw_once(
        self, environ: "WSGIEnvironment", start: "StartResponse", old: Page
    ) -> Iterable[bytes]:
        """Let one of all who ask at once draw a page that has changed; the others wait for it."""
        began = time.perf_counter()
        is_mine = old.turn.acquire(timeout=PATIENCE)
        try:
            # Asked once more, since a deed may have ended while this one waited.
            version, page = self.current(), self.shelf.get(_key(environ))
            if version is None:
                return self._inner(environ, start)
            if page is not None and page.is_current(version, self._settings, clock.now()):
                return self._show(environ, start, page, began)
            return self._draw(environ, start, version, old)
        finally:
            if is_mine:
                old.turn.release()

    @property
    def _settings(self) -> object:
        return self._app.config["DISCUSS"]

    def _is_for_everybody(self, environ: "WSGIEnvironment") -> bool:
        """Tell whether nothing in the request could make the page another one."""
        cookie = environ.get("HTTP_COOKIE", "")
        if cookie and any(name in cookie for name in self._cookies):
            return False
        return is_plain(environ, self._app)

    def _draw(
        self, environ: "WSGIEnvironment", start: "StartResponse", version: str, old: Page | None
    ) -> Iterable[bytes]:
        """Let Flask answer; `version` was read before, so that a change meanwhile is noticed."""
        drawn_at = clock.now()
        answer = heard(self._inner, environ)
        if not answer.may_be_kept:
            return answer.tell(start)
        about = version, drawn_at, self._settings, route_of(environ)
        page = _page(answer.whole(), answer.headers, old, about)
        self.shelf.put(_key(environ), page)
        return _send(page, environ, start, dict(answer.headers)["X-Request-Id"])[1]


def register(app: Flask, cookies: Iterable[str]) -> None:
    """Answer strangers from memory; `cookies` names those that make a page somebody's own."""
    room: int = app.config["DISCUSS"].stored_pages_mb * MEGABYTE
    own = (app.config["SESSION_COOKIE_NAME"], "remember_token", *cookies)
    pages = app.extensions[PAGES] = StoredPages(app, own, room)
    if room:
        app.wsgi_app = pages  # type: ignore[assignment, method-assign]


def ask(app: Flask) -> None:
    """Let the stored pages of `app` know whom to ask which state is the present one."""
    versions: Versions = app.extensions[VERSIONS]
    app.extensions[PAGES].current = versions.current


def _key(environ: "WSGIEnvironment") -> tuple[str, str]:
    return environ.get("SCRIPT_NAME", ""), environ.get("PATH_INFO", "")


def is_plain(environ: "WSGIEnvironment", app: Flask) -> bool:
    """Tell whether a request asks for a whole page of a trusted host, and says nothing more."""
    if (
        environ["REQUEST_METHOD"] not in {"GET", "HEAD"}
        or environ.get("QUERY_STRING")
        or "HTTP_AUTHORIZATION" in environ
        or FRAGMENT in environ.get("HTTP_ACCEPT", "")
    ):
        return False
    try:
        get_host(environ, app.config["TRUSTED_HOSTS"])
    except SecurityError:
        return False
    return True


def route_of(environ: "WSGIEnvironment") -> str:
    """Return the pattern of the address, as the view that lets its page be kept has named it."""
    return str(environ[ROUTE])


@dataclass
class Heard:
    """An answer of Flask, not yet told to anybody."""

    status: str
    headers: Pairs
    failure: Any
    parts: Iterable[bytes]
    may_be_kept: bool
    """Whether its view meant it for others too, and it says nothing to anybody alone."""

    def whole(self) -> bytes:
        """Return its body, and end what it came from."""
        body = b"".join(self.parts)
        getattr(self.parts, "close", lambda: None)()
        self.parts = [body]
        return body

    def tell(self, start: "StartResponse") -> Iterable[bytes]:
        """Tell it as it is."""
        start(self.status, self.headers, self.failure)
        return self.parts


def heard(inner: "WSGIApplication", environ: "WSGIEnvironment") -> Heard:
    """Let `inner` answer, and keep what it says."""
    told: list[Any] = []

    def hear(status: str, headers: Pairs, failure: Any = None) -> Callable[[bytes], object]:  # noqa: ANN401 - what WSGI hands on
        told[:] = [status, headers, failure]
        return _refuse_to_write

    parts = inner(environ, hear)
    status, headers, failure = told
    names = {name for name, _ in headers}
    is_whole = environ["REQUEST_METHOD"] == "GET" and status.startswith("200 ")
    may_be_kept = is_whole and ROUTE in environ and "Set-Cookie" not in names
    return Heard(status, headers, failure, parts, may_be_kept)


def _page(
    body: bytes, headers: Pairs, old: Page | None, about: tuple[str, datetime, object, str]
) -> Page:
    """Return a page to keep; one that looks like the old one need not be compressed again."""
    kept = Headers([pair for pair in headers if pair[0] not in OWN])
    tag = f'"{hashlib.blake2b(body, digest_size=16).hexdigest()}"'
    kept["ETag"] = f"W/{tag}"  # weak: it is the same page, compressed or not
    kept["Cache-Control"] = KEEPING
    kept["Vary"] = "Accept, Accept-Encoding, Cookie"
    packed = old.packed if old and old.tag == tag else gzip.compress(body, 6, mtime=0)
    version, drawn_at, settings, route = about
    turn = old.turn if old else Lock()
    return Page(version, drawn_at, settings, route, body, packed, tag, list(kept), turn)


def _send(
    page: Page, environ: "WSGIEnvironment", start: "StartResponse", number: str
) -> tuple[str, list[bytes]]:
    """Begin the answer; return its status and what follows."""
    request_id = ("X-Request-Id", number)
    asked = environ.get("HTTP_IF_NONE_MATCH")
    if asked and (page.tag in asked or asked.strip() == "*"):
        headers = [pair for pair in page.headers if pair[0] != "Content-Type"]
        start(NOT_MODIFIED, [*headers, request_id])
        return "304", []
    is_packed = takes_gzip(environ.get("HTTP_ACCEPT_ENCODING", ""))
    start("200 OK", [*(page.zipped if is_packed else page.plain), request_id])
    if environ["REQUEST_METHOD"] == "HEAD":
        return "200", []
    return "200", [page.packed if is_packed else page.body]


def _refuse_to_write(_: bytes) -> object:
    message = "answers are returned, not written"
    raise RuntimeError(message)
