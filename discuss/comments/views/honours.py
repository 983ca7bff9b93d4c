"""Editors and moderators pin and pick comments."""

from flask import flash, request
from flask.typing import ResponseReturnValue

from discuss.accounts.acting import require_actor
from discuss.comments import actions, forms
from discuss.comments.views.frame import bp, where_it_stood
from discuss.kit import clock
from discuss.web.respond import see_other
from discuss.web.transaction import transaction

TOLD = {"pin": "Pinned to the top.", "pick": "Picked by the editors.", "none": "Taken down."}


@bp.post("/comments/<int:comment_id>/honour")
def honour(comment_id: int) -> ResponseReturnValue:
    """Pin a comment, pick it, or take either away."""
    actor, form = require_actor(), forms.Honoured.parse(request.form)
    with transaction() as session:
        if form.kind == "none":
            actions.dishonour(session, actor, comment_id, clock.now())
        else:
            actions.honour(session, actor, comment_id, form.kind, clock.now())
    flash(TOLD[form.kind])
    return see_other(where_it_stood(form.next, comment_id))
