"""Signing up, confirming, signing in and out."""

from flask import flash, request
from flask import session as cookie
from flask.typing import ResponseReturnValue

from discuss.accounts import actions, forms, queries
from discuss.accounts.acting import (
    asks_code,
    current_actor,
    enter,
    forget_guest,
    guest_id,
    leave,
    require_actor,
    vouch,
    vouched,
)
from discuss.accounts.views.blueprint import MAILED, SLOW, bp, site
from discuss.accounts.views.entering import go_on, second_step_page, sign_in_page
from discuss.kit import clock
from discuss.kit.command import Filled
from discuss.kit.errors import Invalid
from discuss.web.limits import keep_pace, network
from discuss.web.respond import page, safe_next, see_other
from discuss.web.transaction import reading, transaction


@bp.get("/signup")
def sign_up_form() -> ResponseReturnValue:
    """Show the form that opens an account."""
    return _sign_up_page(Filled.empty(next=request.args.get("next", "")))


@bp.post("/signup")
def sign_up() -> ResponseReturnValue:
    """Open an account; the answer is the same whether or not the address is known."""
    keep_pace("10 per hour", network(), sentence=SLOW)
    try:
        form = forms.NewAccount.parse(request.form)
        keep_pace("5 per hour", form.email, sentence=MAILED)
        command = form.command(*site(), guest_id())
        with transaction() as session:
            actions.sign_up(session, command, clock.now())
    except Invalid as refusal:
        return _sign_up_page(Filled.of(request.form, refusal), 422)
    # Whoever confirms in the same browser goes on where they were asked to sign up.
    cookie["next"] = safe_next(form.next, "/")
    return page("accounts/check_mail.html", email=form.email)


def _sign_up_page(form: Filled, status: int = 200) -> ResponseReturnValue:
    """Return the form, which says that what this device forecast comes along, if it did."""
    return page("accounts/sign_up.html", status, form=form, has_guest=guest_id() is not None)


@bp.get("/confirm/<secret>")
def confirm_form(secret: str) -> ResponseReturnValue:
    """Show the button that confirms an address: mail scanners open links, but press nothing."""
    link = queries.usable_link(reading(), secret, "confirm", clock.now())
    return page("accounts/confirm.html", secret=secret, person=link.person, form=Filled.empty())


@bp.post("/confirm/<secret>")
def confirm(secret: str) -> ResponseReturnValue:
    """Confirm an address and sign its owner in, who knows the password of that sign-up.

    Without it, somebody else could sign up with the same address and let its owner confirm it.
    """
    link = queries.usable_link(reading(), secret, "confirm", clock.now())
    assert link.person_id is not None
    try:
        form = forms.Confirmation.parse(request.form)
        vouch(link.person_id, form.password.get_secret_value(), "password")
    except Invalid as refusal:
        filled = Filled.of({}, refusal)
        return page("accounts/confirm.html", 422, secret=secret, person=link.person, form=filled)
    with transaction() as session:
        person = actions.confirm(session, secret, clock.now(), guest_id())
    target = safe_next(cookie.get("next"), "/")
    enter(person)
    flash("Your address is confirmed. You can take part now.")
    return forget_guest(see_other(target))


@bp.post("/confirm")
def send_confirmation() -> ResponseReturnValue:
    """Send the confirming link once more; it still brings what the device of the sign-up forecast.

    Whoever asks knows the password of that sign-up: a stranger who signs up anew gets none of it.
    """
    actor = require_actor()
    keep_pace("5 per hour", str(actor.id), sentence=SLOW)
    if not actor.is_confirmed:
        with transaction() as session:
            person = queries.by_id(session, actor.id)
            device = guest_id() or queries.awaiting_guest(session, actor.id)
            actions.mail_confirmation(session, person, *site(), clock.now(), device)
    flash("The link is on its way again.")
    return see_other("/")


@bp.get("/signin")
def sign_in_form() -> ResponseReturnValue:
    """Show the sign-in form, or go on when somebody is signed in."""
    target = safe_next(request.args.get("next"), "/")
    if current_actor().is_signed_in:
        return see_other(target)
    return sign_in_page(Filled.empty(next=target))


@bp.post("/signin")
def sign_in() -> ResponseReturnValue:
    """Sign in and go on where the reader was, with what they had typed."""
    keep_pace("30 per 5 minutes", network(), sentence=SLOW)
    try:
        form = forms.Credentials.parse(request.form)
        person = vouched(form.email, form.password.get_secret_value())
    except Invalid as refusal:
        return sign_in_page(Filled.of(request.form, refusal), 422)
    if asks_code(person):
        return second_step_page(person, Filled(values=form.model_dump(exclude={"password"})))
    return go_on(person, form)


@bp.post("/signout")
def sign_out() -> ResponseReturnValue:
    """End the sign-in on this device, whose next reader finds nothing that was typed here."""
    leave()
    flash("You are signed out.")
    answer = see_other("/")
    answer.headers["Clear-Site-Data"] = '"storage"'
    return answer
