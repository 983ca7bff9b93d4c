"""One's own account: name, password, devices, farewell."""

from flask import current_app, flash, request
from flask.typing import ResponseReturnValue

from discuss.accounts import actions, forms, presenters, queries
from discuss.accounts.acting import current_sign_in, leave, require_actor, vouch
from discuss.accounts.rules import LANGUAGES
from discuss.accounts.views.blueprint import bp
from discuss.kit import clock
from discuss.kit.command import Filled
from discuss.kit.errors import Invalid
from discuss.kit.passwords import hash_password
from discuss.web.respond import page, see_other
from discuss.web.transaction import reading, transaction


@bp.get("/settings")
def profile() -> ResponseReturnValue:
    """Show one's name and the way to leave."""
    return _profile(Filled.empty(name=require_actor().name))


@bp.post("/settings/name")
def rename() -> ResponseReturnValue:
    """Show another name from now on."""
    actor = require_actor()
    try:
        form = forms.NewName.parse(request.form)
        with transaction() as session:
            actions.rename(session, actor, form.name)
    except Invalid as refusal:
        return _profile(Filled.of(request.form, refusal), 422)
    flash("Your new name is shown from now on.")
    return see_other("/settings")


@bp.post("/settings/language")
def choose_language() -> ResponseReturnValue:
    """Be told in another language what is decided about one."""
    actor = require_actor()
    try:
        form = forms.ChosenLanguage.parse(request.form)
    except Invalid as refusal:
        return _profile(Filled.empty(name=actor.name), 422, spoken=Filled.of({}, refusal))
    with transaction() as session:
        actions.choose_language(session, actor, form.language)
    flash(f"We tell you in this language what is decided about you: {LANGUAGES[form.language]}.")
    return see_other("/settings")


@bp.post("/settings/deletion")
def delete() -> ResponseReturnValue:
    """Delete one's account, after asking for the password once more."""
    actor = require_actor()
    try:
        form = forms.Farewell.parse(request.form)
        vouch(actor.id, form.password.get_secret_value(), "password")
    except Invalid as refusal:
        return _profile(Filled.empty(name=actor.name), 422, farewell=Filled.of({}, refusal))
    with transaction() as session:
        actions.erase(session, actor, clock.now())
    leave()
    flash("Your account is deleted. Replies to your words stay, your words and your name are gone.")
    return see_other("/")


@bp.get("/settings/security")
def security() -> ResponseReturnValue:
    """Show the password form and the devices on which one is signed in."""
    return _security(Filled.empty())


@bp.post("/settings/password")
def change_password() -> ResponseReturnValue:
    """Set a new password and sign out every other device."""
    actor = require_actor()
    try:
        form = forms.ChangedPassword.parse(request.form)
        vouch(actor.id, form.current_password.get_secret_value(), "current_password")
    except Invalid as refusal:
        return _security(Filled.of({}, refusal), 422)
    hashed = hash_password(form.password.get_secret_value())
    with transaction() as session:
        actions.change_password(session, actor, hashed, clock.now(), keep=current_sign_in())
    flash("Your new password is set, and all other devices are signed out.")
    return see_other("/settings/security")


@bp.post("/sign-ins/<int:sign_in_id>/ending")
def end_one(sign_in_id: int) -> ResponseReturnValue:
    """Sign one of one's own devices out."""
    actor = require_actor()
    with transaction() as session:
        actions.end(session, actor, sign_in_id, clock.now())
    flash("That device is signed out.")
    return see_other("/settings/security")


@bp.post("/sign-ins/others/ending")
def end_others() -> ResponseReturnValue:
    """Sign out every device but this one."""
    actor = require_actor()
    with transaction() as session:
        actions.end_all(session, actor.id, clock.now(), keep=current_sign_in())
    flash("All other devices are signed out.")
    return see_other("/settings/security")


def _profile(
    form: Filled, status: int = 200, farewell: Filled | None = None, spoken: Filled | None = None
) -> ResponseReturnValue:
    return page(
        "accounts/profile.html",
        status,
        form=form,
        farewell=farewell or Filled.empty(),
        spoken=spoken or Filled.empty(language=require_actor().language),
        languages=LANGUAGES,
    )


def _security(form: Filled, status: int = 200) -> ResponseReturnValue:
    actor = require_actor()
    rows = queries.sign_ins_of(reading(), actor.id, clock.now())
    cards = presenters.devices(rows, current_sign_in())
    factors = current_app.config["DISCUSS"].second_factor
    return page("accounts/security.html", status, form=form, devices=cards, factors=factors)
