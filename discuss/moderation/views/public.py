"""What everybody may read about moderation."""

from flask import request
from flask.typing import ResponseReturnValue

from discuss.kit import clock
from discuss.kit.paging import Cursor
from discuss.moderation import presenters, queries
from discuss.moderation.queries.log import ORDER
from discuss.moderation.rules.clauses import CURRENT
from discuss.moderation.rules.reasons import REASONS
from discuss.moderation.views.blueprint import bp
from discuss.web.respond import page
from discuss.web.transaction import reading


@bp.get("/rules")
def rules() -> ResponseReturnValue:
    """Show the house rules as numbered clauses, and what each reason falls under."""
    return page("moderation/rules.html", clauses=list(CURRENT.values()), reasons=REASONS)


@bp.get("/moderation-log")
def log() -> ResponseReturnValue:
    """Show what was decided, without names and words."""
    text = request.args.get("after")
    after = Cursor.decode(text, order=ORDER, length=queries.KEY) if text else None
    found = queries.log(reading(), clock.now(), after)
    return page(
        "moderation/log.html",
        lines=presenters.log_lines(found),
        after=found.after.encode() if found.after else None,
        is_first=after is None,
    )
