"""Moderators hand a case up, and somebody senior answers."""

from flask import flash, request
from flask.typing import ResponseReturnValue

from discuss.accounts.rules import Actor
from discuss.kit import clock
from discuss.kit.command import Filled
from discuss.kit.errors import Invalid, Refused
from discuss.moderation import actions, forms, presenters, queries
from discuss.moderation.acting import moderator
from discuss.moderation.rules.escalating import KINDS
from discuss.moderation.views.blueprint import bp
from discuss.web.respond import page, see_other
from discuss.web.transaction import reading, transaction


@bp.get("/cases/<int:case_id>/escalation")
def escalation(case_id: int) -> ResponseReturnValue:
    """Show what was escalated about a case, or the form to escalate it."""
    return _escalation_page(moderator(), case_id, Filled.empty())


@bp.post("/cases/<int:case_id>/escalations")
def escalate(case_id: int) -> ResponseReturnValue:
    """Hand a case up; what was typed stays where it is refused."""
    actor = moderator()
    try:
        form = forms.NewEscalation.parse(request.form, case_id=case_id)
        with transaction() as session:
            told = actions.escalate(session, actor, form.command(), clock.now())
    except (Invalid, Refused) as refusal:
        return _refused(actor, case_id, refusal)
    flash(presenters.escalated_words(form.kind, len(told)))
    return see_other(f"/desk/cases/{case_id}")


@bp.post("/cases/<int:case_id>/escalations/<int:escalation_id>/answer")
def answer_escalation(case_id: int, escalation_id: int) -> ResponseReturnValue:
    """Say what to do, and leave the case to the desk again."""
    actor = moderator()
    try:
        form = forms.NewNote.parse(request.form)
        with transaction() as session:
            case_id = actions.answer_escalation(
                session, actor, escalation_id, form.words, clock.now()
            )
    except (Invalid, Refused) as refusal:
        return _refused(actor, case_id, refusal)
    flash("Answered. The case is the desk’s again.")
    return see_other(f"/desk/cases/{case_id}")


def _refused(actor: Actor, case_id: int, refusal: Invalid | Refused) -> ResponseReturnValue:
    """Show the form again with the words that were sent."""
    known = refusal if isinstance(refusal, Invalid) else Invalid(refusal.sentence)
    status = 422 if isinstance(refusal, Invalid) else 403
    return _escalation_page(actor, case_id, Filled.of(request.form, known), status)


def _escalation_page(
    actor: Actor, case_id: int, form: Filled, status: int = 200
) -> ResponseReturnValue:
    session = reading()
    file = queries.escalated(session, case_id, actor)
    card = presenters.escalation_card(file, actor)
    return page("moderation/escalation.html", status, card=card, form=form, kinds=KINDS)
