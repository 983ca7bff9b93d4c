"""Editors see how the readers of a discussion divide."""

from flask.typing import ResponseReturnValue

from discuss.accounts.acting import require_actor
from discuss.comments import policy, queries
from discuss.comments.presenters.camps import camps_card
from discuss.comments.queries.camps import judgements
from discuss.comments.views.frame import bp
from discuss.web.respond import page
from discuss.web.transaction import reading


@bp.get("/articles/<int:article_id>/discussion/camps")
def camps(article_id: int) -> ResponseReturnValue:
    """Show who accepts and rejects the same, and what they all accept."""
    policy.may_arrange(require_actor()).enforce()
    prompt = queries.prompt_of(reading(), article_id)
    _, slug, headline = queries.home_of(reading(), prompt.id)
    found = camps_card(judgements(reading(), prompt.id))
    return page("comments/camps.html", found=found, path=f"/articles/{slug}", headline=headline)
