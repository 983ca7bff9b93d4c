"""Moderators hand the desk over to each other."""

from flask import flash, request
from flask.typing import ResponseReturnValue

from discuss.kit import clock
from discuss.kit.command import Filled
from discuss.kit.errors import Invalid
from discuss.moderation import actions, forms
from discuss.moderation.acting import moderator
from discuss.moderation.views.blueprint import bp
from discuss.moderation.views.desk import home
from discuss.web.respond import see_other
from discuss.web.transaction import transaction


@bp.post("/desk/handovers")
def hand_over() -> ResponseReturnValue:
    """Leave a note to whoever comes next; what was typed stays where it is refused."""
    actor = moderator()
    try:
        form = forms.NewNote.parse(request.form)
    except Invalid as refusal:
        return home(actor, Filled.of(request.form, refusal), status=422)
    with transaction() as session:
        actions.hand_over(session, actor, form.words, clock.now())
    flash("Your note stands at the desk until somebody takes it over.")
    return see_other("/desk")


@bp.post("/desk/handovers/<int:handover_id>/taking")
def take_handover(handover_id: int) -> ResponseReturnValue:
    """Take a note over: it has been read, and stands no more."""
    actor = moderator()
    with transaction() as session:
        actions.take_handover(session, actor, handover_id, clock.now())
    flash("You have taken the note over. It is kept on record.")
    return see_other("/desk")
