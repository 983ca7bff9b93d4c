"""What everybody may read about moderation."""

from flask import Response, request

from discuss.kit import clock
from discuss.kit.paging import Cursor
from discuss.moderation import presenters, queries
from discuss.moderation.acting import published
from discuss.moderation.api.blueprint import TAGS, bp
from discuss.moderation.presenters import LogOut, NumbersOut, RulesOut
from discuss.moderation.queries.log import ORDER
from discuss.web.openapi import documented
from discuss.web.respond import json
from discuss.web.transaction import reading


@bp.get("/rules")
@documented(answers={200: RulesOut}, tags=TAGS)
def rules() -> Response:
    """Return the house rules in their present wording."""
    return json(presenters.rules_out())


@bp.get("/transparency/<month>")
@documented(answers={200: NumbersOut}, refusals=(404,), tags=TAGS)
def transparency(month: str) -> Response:
    """Return the published numbers of a month that is over, such as `2026-03`."""
    rows, counted_at = published(month)
    return json(presenters.numbers_out(month, rows, counted_at))


@bp.get("/moderation-log")
@documented(answers={200: LogOut}, tags=TAGS)
def log() -> Response:
    """List decisions, newest first, without names and words; `?after=` continues."""
    text = request.args.get("after")
    after = Cursor.decode(text, order=ORDER, length=queries.KEY) if text else None
    return json(presenters.log_out(queries.log(reading(), clock.now(), after)))
