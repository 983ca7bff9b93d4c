"""Readers object to proposed outcomes; editors answer, or take the outcome back."""

from flask import flash, request
from flask.typing import ResponseReturnValue

from discuss.accounts.acting import require_actor
from discuss.kit import clock
from discuss.kit.command import Filled
from discuss.kit.errors import Conflict, Invalid, TooSoon
from discuss.predictions import actions, forms, policy
from discuss.predictions.views.blueprint import bp, keep_pace_of_objections
from discuss.predictions.views.deciding import decision_page
from discuss.predictions.views.reading import question_page
from discuss.web.respond import see_other
from discuss.web.transaction import transaction


@bp.post("/questions/<int:question_id>/objections")
def object_to(question_id: int) -> ResponseReturnValue:
    """Object to the outcome that is proposed."""
    actor = require_actor()
    try:
        keep_pace_of_objections(question_id, actor)
        command = forms.NewDispute.parse(request.form).command(question_id)
        with transaction() as session:
            actions.object_to(session, actor, command, clock.now())
    except (Invalid, Conflict, TooSoon) as refusal:
        return question_page(
            question_id, Filled.empty(), refusal.status, Filled.of(request.form, refusal)
        )
    flash("Your objection is public. An editor answers it before the outcome holds.")
    return see_other(f"/questions/{question_id}#course")


@bp.post("/questions/<int:question_id>/objections/<int:objection_id>/answer")
def answer(question_id: int, objection_id: int) -> ResponseReturnValue:
    """Answer an objection: the outcome stands, or the reader was right."""
    actor = require_actor()
    policy.may_ask(actor).enforce()
    try:
        command = forms.NewReply.parse(request.form).command(question_id, objection_id)
        with transaction() as session:
            actions.answer(session, actor, command, clock.now())
    except (Invalid, Conflict) as refusal:
        return decision_page(
            question_id, None, refusal.status, Filled.of(request.form, refusal), objection_id
        )
    flash("Your answer is public.")
    return see_other(f"/questions/{question_id}#course")


@bp.post("/questions/<int:question_id>/proposal/withdrawal")
def take_back(question_id: int) -> ResponseReturnValue:
    """Take a proposed outcome back."""
    actor = require_actor()
    policy.may_ask(actor).enforce()
    try:
        command = forms.NewTakeBack.parse(request.form).command(question_id)
        with transaction() as session:
            actions.take_back(session, actor, command, clock.now())
    except (Invalid, Conflict) as refusal:
        return decision_page(question_id, None, refusal.status, Filled.of(request.form, refusal), 0)
    flash("The proposal is taken back. The question follows its dates again.")
    return see_other(f"/questions/{question_id}#course")
