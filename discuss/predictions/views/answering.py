"""Editors answer what readers suggest: they ask it, return it, or merge it."""

from flask import flash, request
from flask.typing import ResponseReturnValue

from discuss.accounts.acting import require_actor
from discuss.kit import clock
from discuss.kit.command import Filled
from discuss.kit.errors import Conflict, Invalid
from discuss.predictions import actions, forms, policy
from discuss.predictions.views.blueprint import bp
from discuss.predictions.views.suggesting import suggestion_page
from discuss.web.respond import see_other
from discuss.web.transaction import transaction


@bp.post("/suggestions/<int:suggestion_id>/return")
def send_back(suggestion_id: int) -> ResponseReturnValue:
    """Return a suggestion with a reason."""
    actor = require_actor()
    policy.may_ask(actor).enforce()
    try:
        command = forms.SuggestionReturn.parse(request.form).command(suggestion_id)
        with transaction() as session:
            actions.send_back(session, actor, command, clock.now())
    except (Invalid, Conflict) as refusal:
        return suggestion_page(suggestion_id, refusal.status, back=Filled.of(request.form, refusal))
    flash("The reader is told why, and may send it again.")
    return see_other("/desk/questions")


@bp.post("/suggestions/<int:suggestion_id>/merge")
def merge(suggestion_id: int) -> ResponseReturnValue:
    """Merge a suggestion into a question that asks the same."""
    actor = require_actor()
    policy.may_ask(actor).enforce()
    try:
        command = forms.SuggestionMerge.parse(request.form).command(suggestion_id)
        with transaction() as session:
            actions.merge(session, actor, command, clock.now())
    except (Invalid, Conflict) as refusal:
        return suggestion_page(
            suggestion_id, refusal.status, merging=Filled.of(request.form, refusal)
        )
    flash("The reader is told, and follows the question from now on.")
    return see_other("/desk/questions")
