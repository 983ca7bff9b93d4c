"""The numbers of moderation, month by month, for everybody."""

from flask import Response, request
from flask.typing import ResponseReturnValue

from discuss.kit import clock
from discuss.moderation import presenters, queries
from discuss.moderation.acting import published
from discuss.moderation.rules.transparency import complete_months
from discuss.moderation.views.blueprint import bp
from discuss.web.respond import page
from discuss.web.transaction import reading


@bp.get("/transparency")
def transparency() -> ResponseReturnValue:
    """Show what moderation did in a month that is over, the latest unless another is named."""
    months = complete_months(queries.first_comment_at(reading()), clock.now())
    month = request.args.get("month") or (months[0] if months else "")
    rows, counted_at = published(month) if month else ([], None)
    return page(
        "moderation/transparency.html",
        month=month,
        months=months,
        counted_at=counted_at,
        numbers=presenters.numbers(rows),
    )


@bp.get("/transparency.csv")
def transparency_csv() -> ResponseReturnValue:
    """Return the same rows as a file."""
    month = request.args.get("month", "")
    rows, _ = published(month)
    name = f'attachment; filename="moderation-{month}.csv"'
    headers = {"Content-Disposition": name}
    lines = "".join(presenters.as_csv(rows))
    return Response(lines, mimetype="text/csv; charset=utf-8", headers=headers)
