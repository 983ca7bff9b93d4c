"""How much the desk does, how fast, and how much of it is overturned."""

from flask import request
from flask.typing import ResponseReturnValue

from discuss.kit import clock
from discuss.moderation import presenters, queries
from discuss.moderation.acting import moderator
from discuss.moderation.rules.statistics import SPANS, days_of
from discuss.moderation.views.blueprint import bp
from discuss.web.respond import page
from discuss.web.transaction import reading


@bp.get("/desk/statistics")
def statistics() -> ResponseReturnValue:
    """Show the desk's work of the last days, one's own figures, and to admins everybody's."""
    actor, days = moderator(), days_of(request.args.get("days", ""))
    found = queries.figures(reading(), actor, days, clock.now())
    told = presenters.statistics_out(found, actor)
    return page("moderation/statistics.html", told=told, spans=list(SPANS), actor=actor)
