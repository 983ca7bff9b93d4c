"""Editors decide questions, with a source."""

from flask import flash, request
from flask.typing import ResponseReturnValue

from discuss.accounts.acting import require_actor
from discuss.kit import clock
from discuss.kit.command import Filled
from discuss.kit.errors import Conflict, Invalid
from discuss.predictions import actions, forms, policy, presenters
from discuss.predictions.views.blueprint import bp, faced
from discuss.predictions.views.editing import TYPED
from discuss.web.respond import page, see_other
from discuss.web.transaction import transaction


@bp.get("/questions/<int:question_id>/resolution")
def resolution(question_id: int) -> ResponseReturnValue:
    """Show the form that decides a question."""
    return _page(question_id, None)


@bp.post("/questions/<int:question_id>/resolution")
def rule(question_id: int) -> ResponseReturnValue:
    """Decide a question, decide it anew, annul or reopen it."""
    policy.may_ask(require_actor()).enforce()
    try:
        command = forms.NewRuling.parse(request.form).command(question_id)
        with transaction() as session:
            actions.rule(session, require_actor(), command, clock.now())
    except Invalid as refusal:
        return _page(question_id, Filled.of(request.form, refusal), 422)
    except Conflict as refusal:
        return _page(question_id, Filled.of(request.form, Invalid(refusal.sentence)), 409)
    flash("The ruling is public. Scores have been written.")
    return see_other(f"/questions/{question_id}")


def _page(question_id: int, form: Filled | None, status: int = 200) -> ResponseReturnValue:
    actor, now = require_actor(), clock.now()
    policy.may_ask(actor).enforce()
    face = faced(question_id, actor, now)
    starting = Filled.empty(
        action="resolve", knowable_at=now.strftime(TYPED), seen_seq=face.question.resolution_seq
    )
    return page(
        "predictions/resolution.html",
        status,
        form=form or starting,
        card=presenters.card(face, actor),
        seen_seq=face.question.resolution_seq,
        outcomes=actions.outcomes(face.question.kind, face.revision),
        rulings=face.rulings,
    )
