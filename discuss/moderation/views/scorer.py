"""How good the site's own scorer is."""

from flask import current_app
from flask.typing import ResponseReturnValue

from discuss.accounts.acting import require_actor
from discuss.moderation import policy, presenters, queries
from discuss.moderation.views.blueprint import bp
from discuss.web.respond import page
from discuss.web.transaction import reading


@bp.get("/desk/scorer")
def scorer() -> ResponseReturnValue:
    """Show what the scorer learned from, and its precision and recall on decisions held out."""
    policy.may_open_desk(require_actor()).enforce()
    mode = current_app.config["DISCUSS"].scorer
    card = presenters.scorer_card(queries.newest_model(reading()), mode)
    return page("moderation/scorer.html", scorer=card)
