"""The pages of a sign-in, and where it leads."""

from flask import current_app, flash
from flask.typing import ResponseReturnValue

from discuss.accounts.acting import actor_of, enter, forget_guest, guest_id
from discuss.accounts.forms import Arrival
from discuss.accounts.models import Person
from discuss.accounts.views.proving import half_way
from discuss.kit.command import Filled
from discuss.web.respond import page, safe_next, see_other

JOINED = (
    "What this device forecast belongs to your account now. Where you had forecast with your "
    "account already, its own forecast stands."
)
OWES = "Your role asks for a second factor. Set it up now; until then you are a reader here."


def sign_in_page(form: Filled, status: int = 200) -> ResponseReturnValue:
    """Return the form; a device that forecast without an account is asked whose that is."""
    is_asked = guest_id() is not None
    return page("accounts/sign_in.html", status, form=form, is_asked=is_asked)


def second_step_page(person: Person, form: Filled, status: int = 200) -> ResponseReturnValue:
    """Return the form that asks for a code, with all that the first one held but the password."""
    return page("accounts/second_step.html", status, form=form, token=half_way(person))


def go_on(person: Person, form: Arrival, *, has_proved: bool = False) -> ResponseReturnValue:
    """Sign a person in and lead them on; to a second factor first, where their role needs one."""
    # An address that nobody proved takes nothing over.
    joined = guest_id() if form.join and person.confirmed_at else None
    enter(person, form, joined, has_proved=has_proved)
    target = safe_next(form.next, "/")
    if actor_of(person).owes_factor:
        flash(OWES)
        target = current_app.url_for("accounts.second_factor", next=target)
    answer = see_other(target)
    if joined is None:
        return answer
    flash(JOINED)
    return forget_guest(answer)
