"""Authors read why, and ask for another look; somebody else answers."""

from flask import flash, request
from flask.typing import ResponseReturnValue

from discuss.accounts.acting import require_actor
from discuss.accounts.rules import Actor
from discuss.kit import clock
from discuss.kit.command import Filled
from discuss.kit.errors import Invalid
from discuss.moderation import actions, forms, policy, presenters, queries
from discuss.moderation.acting import told, told_of_hiding
from discuss.moderation.views.blueprint import bp
from discuss.web.respond import page, see_other
from discuss.web.transaction import reading, transaction


@bp.get("/statements/<int:decision_id>")
def statement(decision_id: int) -> ResponseReturnValue:
    """Show an author what was decided, why, and how to object."""
    return _statement_page(require_actor(), decision_id, Filled.empty())


@bp.get("/comments/<int:comment_id>/statement")
def newest_statement(comment_id: int) -> ResponseReturnValue:
    """Lead an author to what was decided last about a comment of theirs, and why."""
    actor, session = require_actor(), reading()
    if hiding_id := queries.newest_hiding_told(session, actor, comment_id):
        return see_other(f"/statements/hidden/{hiding_id}")
    found = queries.newest_statement(session, actor, comment_id, clock.now())
    return see_other(f"/statements/{found}")


@bp.get("/statements/hidden/<int:hiding_id>")
def hiding_statement(hiding_id: int) -> ResponseReturnValue:
    """Show an author that a comment of theirs is hidden until somebody decides, and why."""
    actor = require_actor()
    card = presenters.hiding_card(told_of_hiding(actor, hiding_id), actor)
    return page("moderation/hidden.html", hiding=card)


@bp.post("/decisions/<int:decision_id>/objection")
def object_to(decision_id: int) -> ResponseReturnValue:
    """Ask for another look at a decision."""
    actor = require_actor()
    try:
        form = forms.NewObjection.parse(request.form)
    except Invalid as refusal:
        return _statement_page(actor, decision_id, Filled.of(request.form, refusal), status=422)
    with transaction() as session:
        actions.object_to(session, actor, decision_id, form.words, clock.now())
    flash("Your objection is here. Somebody who had no part in the decision will answer it.")
    return see_other(f"/statements/{decision_id}")


@bp.post("/decisions/<int:decision_id>/objection/answer")
def answer(decision_id: int) -> ResponseReturnValue:
    """Uphold or reverse somebody else's decision."""
    actor = require_actor()
    policy.may_open_desk(actor).enforce()
    form = forms.NewAnswer.parse(request.form, decision_id=decision_id)
    with transaction() as session:
        actions.answer_objection(session, actor, form.command(), clock.now())
    flash("Answered. The author is told.")
    return see_other("/desk")


def _statement_page(
    actor: Actor, decision_id: int, form: Filled, status: int = 200
) -> ResponseReturnValue:
    """Show a statement to whom it concerns, once nobody can undo its decision any more."""
    card = presenters.statement_card(told(actor, decision_id), actor, clock.now())
    return page("moderation/statement.html", status, statement=card, form=form)
