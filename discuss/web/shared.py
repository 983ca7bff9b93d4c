"""Pages that are the same for everybody signed in who has nothing of their own on them.

Somebody who opens an article for the first time has marked, written and forecast nothing there. All
of those get the same page but for their name and their form tokens, so it is drawn once, with
blanks for these, and filled in for each. It stands before Flask, like the pages of strangers, and
shows a page only after one question to the database: whose session this is, whether anything that
is shown has changed since, and whether anything on the page is this reader's own. Whoever has
something of their own there, or is more than a reader, gets a page that is drawn for them.
"""

import logging
import re
import secrets
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from flask import Flask, request
from itsdangerous import URLSafeTimedSerializer

from discuss.kit import clock
from discuss.kit.shelf import Shelf
from discuss.web import appearance, journal, metrics
from discuss.web.stored import MEGABYTE, Drawn, Pairs, heard, is_plain, route_of

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

PAGES = "discuss_shared_pages"
KEPT = "discuss_shared_kept"
TOKEN, KEY = "token", "key"
"""The blanks for the form token and for the key of a form, which every reader has."""

SECRET, FORM_TOKEN = "_user_id", "csrf_token"
"""What a session holds: the secret by which somebody is signed in, and what their forms sign."""

USUAL = {SECRET, FORM_TOKEN, "_fresh", "_id", "_permanent"}
"""A session that holds more, such as a message for the next page, has something of its own."""

HINTS = ("HTTP_SEC_PURPOSE", "HTTP_PURPOSE", "HTTP_X_MOZ")
"""By these a browser says that it fetches a page ahead."""

SESSIONS, LONGEST = 2048, 2048
"""So many sessions are kept as they were read, of headers of at most so many signs."""

OWN = ("X-Request-Id", "Content-Length")
ABOUT = 16 * 1024
"""Bytes that a page takes beside its parts, with what is known about it."""

MARK = f"blank-{secrets.token_hex(16)}-"
BLANKS = re.compile(f"{MARK}(\\w+);")

log = logging.getLogger(__name__)


def blank(name: str) -> str:
    """Return what stands in a page for something that each reader has of their own."""
    return f"{MARK}{name};"


class Reader(NamedTuple):
    """Somebody signed in who has nothing of their own on a page."""

    version: str
    """Which state of the site is the present one."""
    own: Mapping[str, str]
    """What fills the blanks, as HTML."""
    arrive: Callable[[], None] | None = None
    """Notes that they were here, where that has to be noted."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What a view says of a page that may be shown to others."""

    about: Any
    """What has to be known of the page to tell whether something on it is somebody's own."""
    blanks: Mapping[str, str]
    """Each text that is the reader's alone, and the same text with blanks."""


@dataclass(frozen=True, slots=True)
class Page(Drawn):
    """A page with blanks."""

    about: Any
    headers: Pairs
    parts: Sequence[bytes]
    """What stands between the blanks."""
    names: Sequence[str]
    """The blanks, in order."""

    @property
    def size(self) -> int:
        """Bytes that it takes, roughly."""
        return sum(map(len, self.parts)) + ABOUT

    def filled(self, own: Mapping[str, str]) -> bytes:
        """Return the page of one reader."""
        written = {name: text.encode() for name, text in own.items()}
        first, *rest = self.parts
        pieces = [first]
        for name, part in zip(self.names, rest, strict=True):
            pieces += (written[name], part)
        return b"".join(pieces)


def keep(about: Any, blanks: Mapping[str, str]) -> None:  # noqa: ANN401 - the caller's own
    """Say that nothing on this answer is its reader's own but what `blanks` names."""
    request.environ[KEPT] = Kept(about, blanks)


class Session(NamedTuple):
    """What the cookies of somebody signed in say."""

    secret: str
    """By which they are signed in, as long as its row says so."""
    token: str
    """For their forms, as Flask-WTF makes and reads it."""
    theme: str


class SharedPages:
    """The layer before Flask; one for each application, shared by its threads."""

    def __init__(self, app: Flask, foreign: Iterable[str], below: str, room: int) -> None:
        self._app = app
        self._below = below
        self._inner: WSGIApplication = app.wsgi_app
        self._name = f"{app.config['SESSION_COOKIE_NAME']}="
        self._foreign = tuple(f"{name}=" for name in foreign)
        self._tokens = URLSafeTimedSerializer(app.secret_key or "", salt="wtf-csrf-token")
        self._read = lru_cache(maxsize=SESSIONS)(self._session)
        self.shelf: Shelf[tuple[str, str, str], Page] = Shelf(room)
        self.current: Callable[[], str | None] = lambda: None
        """Tells which state of the site is the present one; None when nobody knows."""
        self.recognise: Callable[[Any | None, str], Reader | None] = lambda _about, _secret: None
        """Tells who holds a secret, None for whoever has something of their own on the page.

        About no page it tells who has nothing of their own that shows on any.
        """

    def __call__(self, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        """Answer from memory, or let Flask answer and keep what may be kept."""
        began = time.perf_counter()
        session = self._read(environ["HTTP_COOKIE"]) if self._may_share(environ) else None
        if session is None:
            return self._inner(environ, start)
        page = self.shelf.get(_key(environ, session))
        if page is None:
            return self._draw(environ, start, session)
        reader = self._who(page.about, session)
        version = reader.version if reader else self.current()
        if not page.is_current(version or "", self._settings, clock.now()):
            return self._draw(environ, start, session)
        if reader is None:
            return self._inner(environ, start)
        self._note(reader)
        keys = {TOKEN: session.token, KEY: secrets.token_hex(10)}
        body, number = page.filled({**reader.own, **keys}), secrets.token_hex(6)
        headers = [("X-Request-Id", number), ("Content-Length", str(len(body)))]
        start("200 OK", [*page.headers, *headers])
        about, took = ("GET", page.route, "200"), time.perf_counter() - began
        metrics.count(self._app, about, took)
        journal.tell(about, took, number)
        return [body]

    def _who(self, about: Any | None, session: Session) -> Reader | None:  # noqa: ANN401 - the view's own
        """Tell who reads; a fault in asking costs a drawing and no page."""
        try:
            return self.recognise(about, session.secret)
        except Exception:
            log.exception("nobody could tell who reads a shared page")
            return None

    def _note(self, reader: Reader) -> None:
        """Note that somebody was here; their page comes in any case."""
        try:
            if reader.arrive is not None:
                reader.arrive()
        except Exception:
            log.exception("a visit could not be written down")

    @property
    def _settings(self) -> object:
        return self._app.config["DISCUSS"]

    def _may_share(self, environ: "WSGIEnvironment") -> bool:
        """Tell whether somebody asks for a page as it is, and nothing in the request says more."""
        cookie = environ.get("HTTP_COOKIE", "")
        if self._name not in cookie or len(cookie) > LONGEST:
            return False
        if not environ.get("PATH_INFO", "").startswith(self._below):
            return False
        if environ["REQUEST_METHOD"] != "GET" or any(hint in environ for hint in HINTS):
            return False
        return not any(name in cookie for name in self._foreign) and is_plain(environ, self._app)

    def _session(self, cookie: str) -> Session | None:
        """Return what a header of cookies says, None where nobody is signed in by it, or more.

        The same header always says the same; whether its secret still holds is asked each time.
        """
        asked = self._app.request_class({"HTTP_COOKIE": cookie})
        found = self._app.session_interface.open_session(self._app, asked)
        if not found or not {SECRET, FORM_TOKEN} <= found.keys() <= USUAL:
            return None
        token = str(self._tokens.dumps(found[FORM_TOKEN]))
        return Session(found[SECRET], token, appearance.theme_of(asked))

    def _draw(
        self, environ: "WSGIEnvironment", start: "StartResponse", session: Session
    ) -> Iterable[bytes]:
        """Let Flask answer; who reads is asked before and after, so that no change is missed."""
        before, drawn_at, settings = self._who(None, session), clock.now(), self._settings
        if before is None:
            return self._inner(environ, start)
        answer = heard(self._inner, environ)
        kept: Kept | None = environ.get(KEPT)
        if kept is None or not answer.may_be_kept:
            return answer.tell(start)
        cut = _cut(answer.whole().decode(), kept.blanks)
        after = self._who(kept.about, session)
        if after is not None and after.version == before.version and cut is not None:
            headers = [pair for pair in answer.headers if pair[0] not in OWN]
            known = before.version, drawn_at, settings, route_of(environ), kept.about, headers
            self.shelf.put(_key(environ, session), Page(*known, *cut))
        return answer.tell(start)


def _key(environ: "WSGIEnvironment", session: Session) -> tuple[str, str, str]:
    return environ.get("SCRIPT_NAME", ""), environ.get("PATH_INFO", ""), session.theme


def _cut(body: str, blanks: Mapping[str, str]) -> tuple[list[bytes], list[str]] | None:
    """Return a page cut at its blanks; None where what should be blank is not there."""
    for text, with_blanks in blanks.items():
        if not text or text not in body:
            return None
        body = body.replace(text, with_blanks)
    pieces = BLANKS.split(body)
    return [each.encode() for each in pieces[::2]], pieces[1::2]


def register(app: Flask, foreign: Iterable[str], below: str) -> None:
    """Answer readers from memory; `foreign` names cookies with which a page is another one.

    Pages that may be shared stand `below` an address: elsewhere nobody is asked for.
    """
    room: int = app.config["DISCUSS"].stored_pages_mb * MEGABYTE
    pages = app.extensions[PAGES] = SharedPages(app, ("remember_token", *foreign), below, room)
    if room:
        app.wsgi_app = pages  # type: ignore[assignment, method-assign]
