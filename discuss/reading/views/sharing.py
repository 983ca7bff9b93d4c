"""Which article's page may be shared among readers, and which readers may share it."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, partial
from typing import NamedTuple

from flask import Flask, get_template_attribute, request
from flask_wtf.csrf import generate_csrf
from markupsafe import escape

from discuss.accounts.rules import Actor
from discuss.comments import actions as comments
from discuss.comments.presenters import Composer, ThreadCard
from discuss.comments.rules import VISIT
from discuss.inbox import queries as inbox
from discuss.inbox.rules import is_seen
from discuss.kit import clock
from discuss.kit.errors import Busy
from discuss.kit.ids import digest
from discuss.kit.text import initials
from discuss.reading import queries
from discuss.reading.presenters import comment_ids
from discuss.web import shared
from discuss.web.prepared import Prepared
from discuss.web.shared import Reader, blank
from discuss.web.shown import shown
from discuss.web.transaction import transaction
from discuss.web.versions import VERSIONS, Versions

ACCOUNT, NAME, LETTERS, HANDLE, UNREAD = "account", "name", "letters", "handle", "unread"


@dataclass(frozen=True, slots=True)
class About:
    """What has to be known of an article's page to tell whether something on it is somebody's."""

    article_id: int
    prompt_id: int
    version: int
    """The discussion's."""
    comment_ids: frozenset[int]
    names: frozenset[str]
    """What it lets its reader see, for whom unread notices tell of it."""
    account: tuple[str, str]
    """The menu of the reader's account with blanks: without unread notices, and with some."""


def keep(actor: Actor, thread: ThreadCard, composer: Composer) -> None:
    """Let readers share the page that is being drawn for one who has nothing of their own on it."""
    account = get_template_attribute("_account.html", "account")
    names = blank(NAME), blank(LETTERS), blank(HANDLE)
    about = About(
        article_id=thread.article_id,
        prompt_id=thread.prompt_id,
        version=thread.version,
        comment_ids=comment_ids(thread.comments),
        names=shown() | {request.path},
        account=(str(account(*names)), str(account(*names, blank(UNREAD)))),
    )
    blanks = {
        account(actor.name, initials(actor.name), actor.handle): blank(ACCOUNT),
        generate_csrf(): blank(shared.TOKEN),
    }
    if not thread.closed:
        blanks[composer.submission_key] = blank(shared.KEY)
    shared.keep(about, blanks)


NOWHERE = About(0, 0, 0, frozenset(), frozenset(), ("", ""))
"""No page: what is asked about it is true of every one."""


class _Who(NamedTuple):
    """A row of `queries.who_reads`."""

    version: str
    id: int
    name: str
    handle: str
    is_first: bool
    is_over: bool
    has_here: bool
    has_unread: bool

    def account(self, about: About, unread: int) -> str:
        """Return the menu of their account."""
        menu = about.account[bool(unread)]
        own = {NAME: self.name, LETTERS: initials(self.name), HANDLE: self.handle, UNREAD: unread}
        for each, said in own.items():
            menu = menu.replace(blank(each), escape(said))
        return menu


class Recogniser:
    """Tells who holds a secret, None for whoever has something of their own on a page."""

    def __init__(self, app: Flask, versions: Versions) -> None:
        self._app = app
        self._versions = versions

    # Put together when the first reader comes: a start, or a command, need not wait for it.
    @cached_property
    def _who(self) -> Prepared:
        return self._versions.prepared(queries.who_reads())

    @cached_property
    def _here(self) -> Prepared:
        return self._versions.prepared(queries.here_by())

    @cached_property
    def _told(self) -> Prepared:
        return self._versions.prepared(queries.told_to())

    def __call__(self, about: About | None, secret: str) -> Reader | None:
        """Ask once; once more of who wrote or marked under the article, and of who has notices."""
        about, now = about or NOWHERE, clock.now()
        given = {
            "digest": digest(secret),
            "prompt_id": about.prompt_id,
            "article_id": about.article_id,
            "place": comments.place_of(about.prompt_id, None),
            "now": now,
            "over": now - VISIT,
        }
        rows = self._versions.ask(lambda raw: self._who.ask(raw, given))
        if not rows:
            return None
        who = _Who(*rows[0])
        if who.has_here and self._is_here(about, who.id):
            return None
        unread = self._unread(about, who.id, now) if who.has_unread else 0
        if unread is None:
            return None
        arrive = partial(self._arrive, who.id, about) if who.is_first or who.is_over else None
        return Reader(who.version, {ACCOUNT: who.account(about, unread)}, arrive)

    def _is_here(self, about: About, person_id: int) -> bool:
        given = {"person_id": person_id, "prompt_id": about.prompt_id}
        rows = self._versions.ask(lambda raw: self._here.ask(raw, given))
        is_too_much = rows is None or len(rows) >= queries.MOST_COMPARED
        return is_too_much or any(row[0] in about.comment_ids for row in rows or ())

    def _unread(self, about: About, person_id: int, now: datetime) -> int | None:
        """Return how many notices the masthead counts, None where the page shows what one tells."""
        given = {"person_id": person_id, "now": now}
        rows = self._versions.ask(lambda raw: self._told.ask(raw, given))
        if rows is None or len(rows) >= inbox.MOST_COMPARED:
            return None
        if any(is_seen(kind, of, path, about.names) for _, kind, of, path, _ in rows):
            return None
        return min(sum(bool(row[-1]) for row in rows), inbox.MOST_COUNTED)

    def _arrive(self, person_id: int, about: About) -> None:
        """Write down that a visit began; a site that cannot save is still read."""
        with self._app.app_context(), suppress(Busy), transaction() as session:
            comments.arrive(session, person_id, about.prompt_id, about.version, clock.now())


def connect(app: Flask) -> None:
    """Let the pages that readers share know who reads them."""
    versions: Versions = app.extensions[VERSIONS]
    pages: shared.SharedPages = app.extensions[shared.PAGES]
    pages.current = versions.current
    pages.recognise = Recogniser(app, versions)
