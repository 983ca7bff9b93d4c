"""What somebody is an expert of: the page for editors, and the deed."""

from flask import flash, request
from flask.typing import ResponseReturnValue

from discuss.accounts import actions, forms, policy, queries
from discuss.accounts.acting import require_actor
from discuss.accounts.models import Person
from discuss.accounts.views.blueprint import bp
from discuss.kit import clock
from discuss.kit.command import Filled
from discuss.kit.errors import Invalid
from discuss.web.respond import page, see_other
from discuss.web.transaction import reading, transaction


@bp.get("/people/<handle>/expertise")
def expertise(handle: str) -> ResponseReturnValue:
    """Show what somebody is an expert of, for changing, and who said so when."""
    person = _person(handle)
    return _page(person, Filled.empty(expertise=person.expertise))


@bp.post("/people/<handle>/expertise")
def recognise(handle: str) -> ResponseReturnValue:
    """Call somebody an expert of something, or of nothing any more."""
    actor, person = require_actor(), _person(handle)
    try:
        form = forms.Recognised.parse(request.form)
    except Invalid as refusal:
        return _page(person, Filled.of(request.form, refusal), refusal.status)
    with transaction() as session:
        known = actions.recognise(session, actor, handle, form.expertise, clock.now())
    said = f"an expert on {known.expertise}" if known.expertise else "no expert any more"
    flash(f"{known.name} is shown as {said}.")
    return see_other(f"/people/{handle}")


def _person(handle: str) -> Person:
    """Return who is meant, for an editor; raise `Unknown`, `Refused` or `Missing` otherwise."""
    actor = require_actor()
    policy.may_edit(actor).enforce()
    person = queries.by_handle(reading(), handle)
    policy.may_recognise(actor, person.id).enforce()
    return person


def _page(person: Person, form: Filled, status: int = 200) -> ResponseReturnValue:
    grants = queries.recognitions(reading(), person.id)
    return page("accounts/expertise.html", status, person=person, form=form, grants=grants)
