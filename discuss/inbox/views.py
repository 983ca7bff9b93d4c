"""Doors of the inbox for people."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from discuss.accounts.acting import require_actor
from discuss.inbox import actions, forms, presenters, queries
from discuss.inbox.models import Notice
from discuss.kit import clock
from discuss.kit.paging import Cursor, Page
from discuss.web.respond import page, see_other
from discuss.web.transaction import reading, transaction

bp = Blueprint("inbox", __name__)


def page_asked() -> Page[Notice]:
    """Return the page of one's notices that the address asks for."""
    actor = require_actor()
    asked = forms.PageOfNotices.parse(request.args)
    after = Cursor.decode(asked.after, order=queries.ORDER, length=1) if asked.after else None
    return queries.page_of_notices(reading(), actor.id, clock.now(), after)


@bp.get("/inbox")
def notices() -> ResponseReturnValue:
    """Show what one has been told, newest first."""
    found = presenters.notices(page_asked())
    return page("inbox/notices.html", found=found, icons=presenters.ICONS)


@bp.post("/inbox/reading")
def read_all() -> ResponseReturnValue:
    """Mark everything as read."""
    actor = require_actor()
    with transaction() as session:
        actions.read_all(session, actor, clock.now())
    return see_other("/inbox")
