"""The desk's work in figures, for programs."""

from flask import Response, request

from discuss.kit import clock
from discuss.moderation import presenters, queries
from discuss.moderation.acting import moderator
from discuss.moderation.api.blueprint import TAGS, bp
from discuss.moderation.presenters import StatisticsOut
from discuss.moderation.rules.statistics import days_of
from discuss.web.openapi import documented
from discuss.web.respond import json
from discuss.web.transaction import reading


@bp.get("/statistics")
@documented(answers={200: StatisticsOut}, refusals=(401, 403), tags=TAGS)
def statistics() -> Response:
    """Return the desk's work in the last `?days=` (7, 28 or 91); admins see each moderator's."""
    actor, days = moderator(), days_of(request.args.get("days", ""))
    found = queries.figures(reading(), actor, days, clock.now())
    return json(presenters.statistics_out(found, actor))
