"""Moderators end the replies in a branch, and allow them again."""

from flask import flash, request
from flask.typing import ResponseReturnValue

from discuss.accounts.acting import current_actor, require_actor
from discuss.comments import actions, forms, policy, queries
from discuss.comments.views.frame import bp, card_of
from discuss.comments.views.reading import visible
from discuss.kit import clock
from discuss.kit.command import Filled
from discuss.kit.errors import Invalid
from discuss.web.respond import page, see_other
from discuss.web.transaction import reading, transaction

TOLD = {
    "lock": "Nobody replies here from now on. What is written stays.",
    "unlock": "Readers can reply here again.",
}

STILL = "This lock is lifted. The one further up still ends the replies here."


@bp.get("/comments/<int:comment_id>/lock")
def lock_form(comment_id: int) -> ResponseReturnValue:
    """Ask a moderator why the replies to a comment shall end, or go on."""
    require_actor()
    return _lock_page(comment_id, Filled.empty())


@bp.post("/comments/<int:comment_id>/lock")
def lock_branch(comment_id: int) -> ResponseReturnValue:
    """End the replies to a comment and all below it, or allow them again."""
    actor = require_actor()
    try:
        form = forms.BranchWish.parse(request.form)
    except Invalid as refusal:
        return _lock_page(comment_id, Filled.of(request.form, refusal), status=422)
    with transaction() as session:
        locked = actions.lock_branch(session, actor, form.command(comment_id), clock.now())
        above = queries.lock_above(session, locked)
    flash(STILL if above and form.do == "unlock" else TOLD[form.do])
    return see_other(f"/comments/{comment_id}#c{comment_id}")


def _lock_page(comment_id: int, form: Filled, status: int = 200) -> ResponseReturnValue:
    session, comment = reading(), visible(comment_id)
    actor = queries.standing(session, current_actor(), comment.prompt_id)
    policy.may_lock(actor, comment).enforce()
    return page(
        "comments/lock.html",
        status,
        comment=card_of(session, actor, comment, clock.now()),
        is_locked=queries.has_lock(session, comment),
        above=queries.lock_above(session, comment),
        history=queries.locks_of(session, comment_id),
        form=form,
    )
