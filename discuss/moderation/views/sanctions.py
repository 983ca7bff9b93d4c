"""What is done towards people: taken and ended at the desk, read by whom it concerns."""

from flask import flash, request
from flask.typing import ResponseReturnValue

from discuss.accounts.acting import require_actor, require_somebody
from discuss.accounts.rules import Actor
from discuss.kit import clock
from discuss.kit.command import Filled
from discuss.kit.errors import Invalid
from discuss.moderation import actions, forms, policy, presenters, queries
from discuss.moderation.acting import moderator
from discuss.moderation.rules.clauses import CURRENT
from discuss.moderation.rules.sanctions import MEASURES, Measure
from discuss.moderation.views.blueprint import bp
from discuss.web.respond import page, see_other
from discuss.web.transaction import reading, transaction


@bp.get("/desk/sanctions")
def waiting_sanctions() -> ResponseReturnValue:
    """Show bans that wait for a second person, and objections that wait for an answer."""
    actor, now = moderator(), clock.now()
    found = queries.waiting_sanctions(reading(), actor.sections)
    cards = presenters.sanction_cards(found, actor, now)
    return page("moderation/sanctions.html", cards=cards, form=Filled.empty())


@bp.get("/desk/people/<handle>")
def person(handle: str) -> ResponseReturnValue:
    """Show what was done towards somebody; the look itself is recorded."""
    actor = moderator()
    with transaction() as session:
        found = queries.in_reach(session, actor, handle)
        actions.look(session, actor, f"person:{found.id}", clock.now())
    return _person_page(actor, handle, Filled.empty())


@bp.post("/desk/people/<handle>/sanctions")
def impose(handle: str) -> ResponseReturnValue:
    """Take a step towards somebody, from a note to a proposed ban."""
    actor = moderator()
    try:
        form = forms.NewSanction.parse(request.form, handle=handle)
        with transaction() as session:
            actions.impose(session, actor, form.command(), clock.now())
    except Invalid as refusal:
        return _person_page(actor, handle, Filled.of(request.form, refusal), status=422)
    flash(presenters.IMPOSED[form.kind])
    return see_other(f"/desk/people/{handle}")


@bp.post("/sanctions/<int:sanction_id>/confirmation")
def confirm_ban(sanction_id: int) -> ResponseReturnValue:
    """Be the second person of a ban."""
    actor = moderator()
    with transaction() as session:
        actions.confirm_ban(session, actor, sanction_id, clock.now())
    flash("The ban counts. The person is told why, and is signed out everywhere.")
    return see_other("/desk/sanctions")


@bp.post("/sanctions/<int:sanction_id>/lifting")
def lift(sanction_id: int) -> ResponseReturnValue:
    """End a sanction before its time, with a reason."""
    actor = moderator()
    form = forms.Lifting.parse(request.form)
    with transaction() as session:
        actions.lift(session, actor, sanction_id, form.words, clock.now())
    flash("Lifted.")
    return see_other("/desk/sanctions")


@bp.get("/sanctions/<int:sanction_id>")
def sanction(sanction_id: int) -> ResponseReturnValue:
    """Show somebody what was done towards them, why, and how to object."""
    return _sanction_page(require_somebody(), sanction_id, Filled.empty())


@bp.post("/sanctions/<int:sanction_id>/acknowledgement")
def acknowledge(sanction_id: int) -> ResponseReturnValue:
    """Confirm that one has read a warning."""
    actor = require_actor()
    with transaction() as session:
        actions.acknowledge(session, actor, sanction_id, clock.now())
    flash("Confirmed. You can post, mark and forecast again.")
    return see_other(f"/sanctions/{sanction_id}")


@bp.post("/sanctions/<int:sanction_id>/objection")
def object_to_sanction(sanction_id: int) -> ResponseReturnValue:
    """Ask for another look at what was done towards one."""
    actor = require_somebody()
    try:
        form = forms.NewObjection.parse(request.form)
    except Invalid as refusal:
        return _sanction_page(actor, sanction_id, Filled.of(request.form, refusal), status=422)
    with transaction() as session:
        actions.object_to_sanction(session, actor, sanction_id, form.words, clock.now())
    flash("Your objection is here. Somebody who had no part in the decision will answer it.")
    return see_other(f"/sanctions/{sanction_id}")


@bp.post("/sanctions/<int:sanction_id>/objection/answer")
def answer_sanction(sanction_id: int) -> ResponseReturnValue:
    """Uphold, end or shorten what somebody else decided about a person."""
    actor = moderator()
    form = forms.NewSanctionAnswer.parse(request.form, sanction_id=sanction_id)
    with transaction() as session:
        actions.answer_sanction(session, actor, *form.answer(), clock.now(), form.until())
    flash("Answered. The person is told.")
    return see_other("/desk/sanctions")


def _person_page(actor: Actor, handle: str, form: Filled, status: int = 200) -> ResponseReturnValue:
    session, now = reading(), clock.now()
    found = queries.in_reach(session, actor, handle)
    kinds = [
        m
        for m in MEASURES
        if not m.on_questions and policy.may_sanction(actor, m.kind, found.id, found.role)
    ]
    cards = presenters.sanction_cards(queries.sanctions_of(session, found.id), actor, now)
    return page(
        "moderation/person.html",
        status,
        author=queries.author(session, found.id, 0),
        cards=cards,
        kinds=[(m.kind, m.title, _hint(m)) for m in kinds],
        clauses=[("", "No rule"), *((c.key, f"{c.key}. {c.title}") for c in CURRENT.values())],
        form=form,
    )


def _hint(measure: Measure) -> str:
    effect = measure.effect or "The person is not told."
    takes = " It takes an earlier warning, except under rules 5 and 6."
    return effect + (takes if measure.kind == "ban" else "")


def _sanction_page(
    actor: Actor, sanction_id: int, form: Filled, status: int = 200
) -> ResponseReturnValue:
    taken, now = queries.sanction(reading(), sanction_id), clock.now()
    near = queries.is_in_reach(reading(), actor, taken.person.id)
    policy.may_read_sanction(actor, taken.sanction, taken.kinds, is_in_reach=near).enforce()
    card = presenters.sanction_card(taken, actor, now)
    if actor.person_id != taken.sanction.person_id:
        with transaction() as session:
            actions.look(session, actor, f"sanction:{sanction_id}", now)
    return page("moderation/sanction.html", status, card=card, form=form)
