"""New passwords by mailed links, and the owner's claim."""

from flask import flash, request
from flask.typing import ResponseReturnValue

from discuss.accounts import actions, forms, queries
from discuss.accounts.acting import asks_code, enter
from discuss.accounts.views.blueprint import MAILED, SLOW, bp, site
from discuss.kit import clock
from discuss.kit.command import Filled
from discuss.kit.errors import Invalid
from discuss.kit.passwords import hash_password
from discuss.web.limits import keep_pace, network
from discuss.web.respond import page, see_other
from discuss.web.transaction import reading, transaction


@bp.get("/reset")
def reset_form() -> ResponseReturnValue:
    """Show the form that asks for a link."""
    return page("accounts/reset.html", form=Filled.empty(), sent=False)


@bp.post("/reset")
def ask_reset() -> ResponseReturnValue:
    """Send a link to a known address; the answer is the same for any other."""
    keep_pace("10 per hour", network(), sentence=SLOW)
    try:
        form = forms.ForgottenPassword.parse(request.form)
    except Invalid as refusal:
        return page("accounts/reset.html", 422, form=Filled.of(request.form, refusal), sent=False)
    keep_pace("5 per hour", form.email, sentence=MAILED)
    with transaction() as session:
        actions.ask_reset(session, form.email, *site(), clock.now())
    return page("accounts/reset.html", form=Filled.of(request.form, Invalid("")), sent=True)


@bp.get("/reset/<secret>")
def new_password_form(secret: str) -> ResponseReturnValue:
    """Show the form that sets a new password."""
    queries.usable_link(reading(), secret, "reset", clock.now())
    return page("accounts/new_password.html", form=Filled.empty(), secret=secret)


@bp.post("/reset/<secret>")
def new_password(secret: str) -> ResponseReturnValue:
    """Set a new password, sign out every device and sign in on this one."""
    try:
        form = forms.FreshPassword.parse(request.form)
    except Invalid as refusal:
        filled = Filled.of(request.form, refusal)
        return page("accounts/new_password.html", 422, form=filled, secret=secret)
    hashed = hash_password(form.password.get_secret_value())
    with transaction() as session:
        person = actions.reset_password(session, secret, hashed, clock.now())
    if asks_code(person):
        flash("Your new password is set, and all devices are signed out. Sign in with it.")
        return see_other("/signin")
    enter(person)
    flash("Your new password is set, and all other devices are signed out.")
    return see_other("/")


@bp.get("/claim/<secret>")
def claim_form(secret: str) -> ResponseReturnValue:
    """Show the owner the form that opens the admin account."""
    queries.usable_link(reading(), secret, "claim", clock.now())
    return page("accounts/claim.html", form=Filled.empty(), secret=secret)


@bp.post("/claim/<secret>")
def claim(secret: str) -> ResponseReturnValue:
    """Open the owner's account by the link that the console printed."""
    try:
        command = forms.NewAccount.parse(request.form).command(*site())
        with transaction() as session:
            person = actions.claim(session, secret, command, clock.now())
    except Invalid as refusal:
        return page(
            "accounts/claim.html", 422, form=Filled.of(request.form, refusal), secret=secret
        )
    enter(person)
    flash("The site is yours. This link works no more.")
    return see_other("/")
