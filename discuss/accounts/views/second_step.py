"""The second step of a sign-in: a code, after a password that was right."""

from flask import request
from flask.typing import ResponseReturnValue

from discuss.accounts import forms
from discuss.accounts.views.blueprint import SLOW, bp
from discuss.accounts.views.entering import go_on, second_step_page, sign_in_page
from discuss.accounts.views.proving import prove_code, who_is_half_way
from discuss.kit.command import Filled
from discuss.kit.errors import Invalid
from discuss.web.limits import keep_pace, network
from discuss.web.respond import see_other


@bp.get("/signin/code")
def begin_anew() -> ResponseReturnValue:
    """Lead back to the password: a code alone says nothing."""
    return see_other("/signin")


@bp.post("/signin/code")
def second_step() -> ResponseReturnValue:
    """Sign in by a code, and go on where the reader was, with what they had typed."""
    keep_pace("30 per 5 minutes", network(), sentence=SLOW)
    try:
        person = who_is_half_way(request.form.get("token", ""))
    except Invalid as refusal:
        return sign_in_page(Filled.of(request.form, refusal), 422)
    try:
        form = forms.SecondStep.parse(request.form)
        prove_code(person, form.code)
    except Invalid as refusal:
        return second_step_page(person, Filled.of(request.form, refusal), 422)
    return go_on(person, form, has_proved=True)
