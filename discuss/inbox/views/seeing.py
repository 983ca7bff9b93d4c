"""Who opens what a notice tells has read the notice; a site that cannot save is still read."""

from contextlib import suppress
from http import HTTPStatus

from flask import Response, request

from discuss.accounts.acting import current_actor
from discuss.inbox import actions, queries
from discuss.inbox.views.blueprint import bp
from discuss.kit import clock
from discuss.kit.errors import Busy
from discuss.web.respond import FRAGMENT
from discuss.web.shown import is_read, shown
from discuss.web.transaction import reading, transaction

PAGES = {"text/html", FRAGMENT}
LEADING = (
    "/comments/",
    "/questions/",
    "/statements/",
    "/sanctions/",
    "/suggestions/",
    "/desk/cases/",
    "/rules",
)
"""Where notices lead; besides, a page may name what is on it."""


@bp.after_app_request
def note(response: Response) -> Response:
    """Mark as read what this page shows, after it was made: one small read for who is signed in."""
    if response.status_code == HTTPStatus.OK and response.mimetype in PAGES and is_read():
        _note()
    return response


def _note() -> None:
    seen = shown() | {request.path}
    if len(seen) == 1 and not request.path.startswith(LEADING):
        return
    actor, now = current_actor(), clock.now()
    if not actor.is_signed_in:
        return
    ids = queries.unread_among(reading(), actor.id, seen, now)
    if ids:
        with suppress(Busy), transaction() as session:
            actions.mark_seen(session, actor, ids, now)
