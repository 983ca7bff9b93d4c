"""The numbers of moderation, month by month, for everybody."""

from flask import Response, request
from flask.typing import ResponseReturnValue

from discuss.kit import clock
from discuss.moderation import presenters, queries
from discuss.moderation.rules.transparency import Row, complete_months
from discuss.moderation.views.blueprint import bp
from discuss.web.limits import keep_pace, network
from discuss.web.respond import page
from discuss.web.transaction import reading

SLOW = "These numbers are counted anew for everybody who asks. Wait a minute, then ask again."


@bp.get("/transparency")
def transparency() -> ResponseReturnValue:
    """Show what moderation did in a month that is over, the latest unless another is named."""
    months = complete_months(queries.first_comment_at(reading()), clock.now())
    month = request.args.get("month") or (months[0] if months else "")
    rows = _numbers(month) if month else []
    return page(
        "moderation/transparency.html",
        month=month,
        months=months,
        measures=presenters.measures(rows),
    )


@bp.get("/transparency.csv")
def transparency_csv() -> ResponseReturnValue:
    """Return the same rows as a file."""
    month = request.args.get("month", "")
    lines = "".join(presenters.as_csv(_numbers(month)))
    name = f'attachment; filename="moderation-{month}.csv"'
    headers = {"Content-Disposition": name}
    return Response(lines, mimetype="text/csv; charset=utf-8", headers=headers)


def _numbers(month: str) -> list[Row]:
    keep_pace("30 per minute", network(), sentence=SLOW)
    return presenters.published_numbers(reading(), month, clock.now())
