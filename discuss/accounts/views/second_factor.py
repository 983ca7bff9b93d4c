"""One's own second factor: set up, confirmed, given new codes, ended."""

from flask import current_app, flash, request
from flask.typing import ResponseReturnValue

from discuss.accounts import actions, forms, policy, queries
from discuss.accounts.acting import current_sign_in, require_actor, vouch
from discuss.accounts.models import Person
from discuss.accounts.views.blueprint import bp
from discuss.accounts.views.proving import first_step, prove_code, sealed
from discuss.kit import clock
from discuss.kit.codes import bare, link_of, new_secret, recovery_codes, spelled
from discuss.kit.command import Filled
from discuss.kit.errors import Invalid, Missing
from discuss.kit.ids import digest
from discuss.kit.qr import drawn
from discuss.web.respond import page, safe_next, see_other
from discuss.web.transaction import reading, transaction


@bp.get("/settings/second-factor")
def second_factor() -> ResponseReturnValue:
    """Show what a second factor is, or since when there is one and how to change it."""
    return _page(_owner(), Filled.empty(next=request.args.get("next", "")))


@bp.post("/settings/second-factor")
def begin_factor() -> ResponseReturnValue:
    """Make a secret, after asking for the password once more, and show it this once."""
    actor, person = require_actor(), _owner()
    policy.may_enrol(actor, has_factor=person.second_factor_at is not None).enforce()
    try:
        form = forms.Enrolment.parse(request.form)
        vouch(person.id, form.password.get_secret_value(), "password")
    except Invalid as refusal:
        return _page(person, Filled.of(request.form, refusal), 422)
    secret = new_secret()
    with transaction() as session:
        actions.begin_factor(session, actor, sealed(secret), clock.now())
    return _secret_page(Filled.empty(next=form.next), person, secret)


@bp.post("/settings/second-factor/confirmation")
def confirm_factor() -> ResponseReturnValue:
    """Ask for codes from now on, once the app has shown a right one; show the recovery codes."""
    actor, person, codes = require_actor(), _owner(), recovery_codes()
    policy.may_enrol(actor, has_factor=person.second_factor_at is not None).enforce()
    try:
        form = forms.FirstCode.parse(request.form)
        step = first_step(person.id, form.code)
    except Invalid as refusal:
        return _secret_page(Filled.of(request.form, refusal), person, status=422)
    with transaction() as session:
        digests, now, mine = _digests(codes), clock.now(), current_sign_in()
        actions.confirm_factor(session, actor, step, digests, now, keep=mine)
    return _codes_page(codes, safe_next(form.next, "/settings/security"))


@bp.post("/settings/second-factor/codes")
def renew_codes() -> ResponseReturnValue:
    """Show ten fresh recovery codes; all earlier ones are worth nothing."""
    actor, person, codes = require_actor(), _owner(), recovery_codes()
    try:
        _prove_both(person)
    except Invalid as refusal:
        return _page(person, Filled.of(request.form, refusal), 422)
    with transaction() as session:
        actions.renew_codes(session, actor, _digests(codes), clock.now())
    return _codes_page(codes, "/settings/security")


@bp.post("/settings/second-factor/ending")
def end_factor() -> ResponseReturnValue:
    """Ask for codes no more, after asking for the password and one last code."""
    actor, person = require_actor(), _owner()
    try:
        _prove_both(person)
    except Invalid as refusal:
        return _page(person, Filled.of(request.form, refusal), 422, ending=True)
    with transaction() as session:
        actions.drop_factor(session, actor, queries.by_id(session, actor.id), clock.now())
    flash("Your second factor is gone. A sign-in asks for your password alone.")
    return see_other("/settings/security")


def _owner() -> Person:
    """Return who is acting, where the site has second factors; raise `Missing` elsewhere."""
    actor = require_actor()
    if current_app.config["DISCUSS"].second_factor == "off":
        raise Missing("This site has no second factors.")
    return queries.by_id(reading(), actor.id)


def _prove_both(person: Person) -> None:
    form = forms.FactorDeed.parse(request.form)
    vouch(person.id, form.password.get_secret_value(), "password")
    prove_code(person, form.code)


def _digests(codes: list[str]) -> list[str]:
    return [digest(bare(each)) for each in codes]


def _page(
    person: Person, form: Filled, status: int = 200, *, ending: bool = False
) -> ResponseReturnValue:
    """Return the state of things; what was wrong stands at the form that was sent."""
    since, blank = person.second_factor_at, Filled.empty()
    left = queries.unused_codes(reading(), person.id) if since else 0
    shown = {"form": blank if ending else form, "farewell": form if ending else blank}
    return page("accounts/second_factor.html", status, since=since, left=left, **shown)


def _secret_page(
    form: Filled, person: Person, secret: str = "", status: int = 200
) -> ResponseReturnValue:
    """Return the form for the first code; the secret stands above it once, and never again."""
    site_name = current_app.config["DISCUSS"].site_name
    link = link_of(secret, person.email or person.handle, site_name) if secret else ""
    shown = {"secret": spelled(secret), "link": link, "drawing": drawn(link) if link else None}
    return page("accounts/second_factor_secret.html", status, form=form, **shown)


def _codes_page(codes: list[str], onward: str) -> ResponseReturnValue:
    return page("accounts/recovery_codes.html", codes=codes, onward=onward)
