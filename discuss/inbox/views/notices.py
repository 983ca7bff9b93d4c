"""What a reader was told."""

from flask import request
from flask.typing import ResponseReturnValue

from discuss.accounts.acting import require_actor
from discuss.inbox import actions, forms, presenters, queries
from discuss.inbox.views.blueprint import bp
from discuss.kit import clock
from discuss.kit.paging import Cursor
from discuss.web.respond import page, see_other
from discuss.web.transaction import reading, transaction


@bp.get("/inbox")
def inbox() -> ResponseReturnValue:
    """List what the reader was told."""
    actor, now, session = require_actor(), clock.now(), reading()
    text = request.args.get("after")
    after = Cursor.decode(text, order=queries.ORDER, length=queries.KEY) if text else None
    found = queries.page_of_inbox(session, actor.id, now, after)
    return page(
        "inbox/inbox.html",
        notices=presenters.cards(found, queries.said_in(session, actor.id, found.rows)),
        unread=queries.unread_count(session, actor.id, now),
        after=found.after.encode() if found.after else None,
    )


@bp.post("/inbox/reading")
def mark_read() -> ResponseReturnValue:
    """Mark one notice as read, or all of them."""
    actor = require_actor()
    form = forms.Reading.parse(request.form)
    with transaction() as session:
        actions.mark_read(session, actor, form.notice_id, clock.now())
    return see_other("/inbox")
