"""Doors of accounts for programs."""

from flask import Blueprint, Response

from discuss.accounts import actions, forms, presenters, queries
from discuss.accounts.acting import (
    asks_code,
    begin_visit,
    current_sign_in,
    leave,
    require_actor,
    vouch,
    vouched,
)
from discuss.accounts.views.blueprint import MAILED, SLOW, site
from discuss.accounts.views.proving import prove_code
from discuss.kit import clock
from discuss.kit.passwords import hash_password
from discuss.web.limits import keep_pace, network
from discuss.web.openapi import documented
from discuss.web.respond import json, json_body, nothing
from discuss.web.transaction import reading, transaction

bp = Blueprint("accounts_api", __name__, url_prefix="/api/v1")

MAIL = "Check your mail: if there is something to confirm, a link is on its way."


@bp.post("/accounts")
@documented(body=forms.NewAccount, answers={202: presenters.ToldOut}, tags=["accounts"])
def sign_up() -> Response:
    """Open an account; the answer is the same whether or not the address is known."""
    keep_pace("10 per hour", network(), sentence=SLOW)
    form = forms.NewAccount.parse(json_body())
    keep_pace("5 per hour", form.email, sentence=MAILED)
    command = form.command(*site())
    with transaction() as session:
        actions.sign_up(session, command, clock.now())
    return json(presenters.ToldOut(message=MAIL), 202)


@bp.post("/sessions")
@documented(body=forms.ProgramCredentials, answers={201: presenters.TokenOut}, tags=["accounts"])
def sign_in() -> Response:
    """Sign in and get a token for the `Authorization: Bearer` header.

    An account with a second factor needs its `code` too; without it the refusal says so at `code`.
    """
    keep_pace("30 per 5 minutes", network(), sentence=SLOW)
    form = forms.ProgramCredentials.parse(json_body())
    person = vouched(form.email, form.password.get_secret_value())
    if asks_code(person):
        prove_code(person, form.code)
    return json(presenters.TokenOut(token=begin_visit(person, form, has_proved=True)), 201)


@bp.get("/sessions")
@documented(answers={200: presenters.DevicesOut}, refusals=[401], tags=["accounts"])
def sign_ins() -> Response:
    """List one's own sign-ins."""
    rows = queries.sign_ins_of(reading(), require_actor().id, clock.now())
    return json(presenters.devices_out(rows, current_sign_in()))


@bp.delete("/sessions/<int:sign_in_id>")
@documented(answers={204: None}, refusals=[401, 403], tags=["accounts"])
def end(sign_in_id: int) -> Response:
    """End one of one's own sign-ins."""
    actor = require_actor()
    with transaction() as session:
        actions.end(session, actor, sign_in_id, clock.now())
    return nothing()


@bp.post("/password-resets")
@documented(body=forms.ForgottenPassword, answers={202: presenters.ToldOut}, tags=["accounts"])
def ask_reset() -> Response:
    """Send a link to a known address; the answer is the same for any other."""
    keep_pace("10 per hour", network(), sentence=SLOW)
    form = forms.ForgottenPassword.parse(json_body())
    keep_pace("5 per hour", form.email, sentence=MAILED)
    with transaction() as session:
        actions.ask_reset(session, form.email, *site(), clock.now())
    return json(presenters.ToldOut(message=MAIL), 202)


@bp.get("/me")
@documented(answers={200: presenters.MeOut}, refusals=[401], tags=["accounts"])
def me() -> Response:
    """Tell who is acting."""
    return json(presenters.me(require_actor()))


@bp.put("/me/name")
@documented(body=forms.NewName, answers={200: presenters.MeOut}, tags=["accounts"])
def rename() -> Response:
    """Show another name from now on."""
    actor = require_actor()
    form = forms.NewName.parse(json_body())
    with transaction() as session:
        person = actions.rename(session, actor, form.name)
    body = presenters.me(actor).model_copy(update={"name": person.name})
    return json(body)


@bp.put("/me/language")
@documented(body=forms.ChosenLanguage, answers={200: presenters.MeOut}, tags=["accounts"])
def choose_language() -> Response:
    """Be told in another language what is decided about you."""
    actor = require_actor()
    form = forms.ChosenLanguage.parse(json_body())
    with transaction() as session:
        actions.choose_language(session, actor, form.language)
    return json(presenters.me(actor).model_copy(update={"language": form.language}))


@bp.put("/me/password")
@documented(body=forms.ChangedPassword, answers={204: None}, tags=["accounts"])
def change_password() -> Response:
    """Set a new password; every other sign-in ends."""
    actor = require_actor()
    form = forms.ChangedPassword.parse(json_body())
    vouch(actor.id, form.current_password.get_secret_value(), "current_password")
    hashed = hash_password(form.password.get_secret_value())
    with transaction() as session:
        actions.change_password(session, actor, hashed, clock.now(), keep=current_sign_in())
    return nothing()


@bp.delete("/me")
@documented(body=forms.Farewell, answers={204: None}, tags=["accounts"])
def erase() -> Response:
    """Delete one's account, vouched for by its password."""
    actor = require_actor()
    form = forms.Farewell.parse(json_body())
    vouch(actor.id, form.password.get_secret_value(), "password")
    with transaction() as session:
        actions.erase(session, actor, clock.now())
    leave()
    return nothing()


@bp.get("/me/ignored")
@documented(answers={200: presenters.IgnoredOut}, refusals=[401], tags=["accounts"])
def ignored() -> Response:
    """List whom you ignore."""
    actor = require_actor()
    return json(presenters.ignored_out(queries.ignored_by(reading(), actor.id)))


@bp.put("/me/ignored/<handle>")
@documented(answers={204: None}, refusals=[401, 403], tags=["accounts"])
def ignore(handle: str) -> Response:
    """Ignore somebody: their comments fold for you, and neither is told of the other's."""
    actor = require_actor()
    with transaction() as session:
        actions.ignore(session, actor, handle, clock.now())
    return nothing()


@bp.delete("/me/ignored/<handle>")
@documented(answers={204: None}, refusals=[401, 403], tags=["accounts"])
def heed(handle: str) -> Response:
    """Stop ignoring somebody."""
    actor = require_actor()
    with transaction() as session:
        actions.heed(session, actor, handle)
    return nothing()


@bp.put("/people/<handle>/expertise")
@documented(body=forms.Recognised, answers={200: presenters.ExpertiseOut}, tags=["accounts"])
def recognise(handle: str) -> Response:
    """Call somebody an expert of something, or with an empty text of nothing any more."""
    actor = require_actor()
    form = forms.Recognised.parse(json_body())
    with transaction() as session:
        person = actions.recognise(session, actor, handle, form.expertise, clock.now())
        body = presenters.expertise(person)
    return json(body)
