"""Admins read and set what the desk goes by, see who set it so, and take the latest change back."""

from flask import flash, request
from flask.typing import ResponseReturnValue

from discuss.kit import chosen, clock
from discuss.kit.command import Filled
from discuss.kit.errors import Conflict, Invalid
from discuss.kit.knobs import Knob
from discuss.moderation import actions, forms, presenters, queries
from discuss.moderation.acting import admin, named_knob, of_sections
from discuss.moderation.views.blueprint import bp
from discuss.web.respond import page, see_other
from discuss.web.transaction import reading, transaction


@bp.get("/desk/settings")
def settings() -> ResponseReturnValue:
    """Show what the desk goes by: every setting, what it may be, and who changed it last."""
    admin()
    session = reading()
    latest = queries.latest_changes(session)
    groups = presenters.knob_groups(chosen.of(session), latest, of_sections())
    return page("moderation/settings.html", groups=groups)


@bp.get("/desk/settings/<name>")
def setting(name: str) -> ResponseReturnValue:
    """Show one setting for changing, with its history."""
    admin()
    knob = named_knob(name)
    value = chosen.of(reading()).text(knob)
    return _setting_page(knob, Filled.empty(value=value))


@bp.post("/desk/settings/<name>")
def choose(name: str) -> ResponseReturnValue:
    """Set something; what somebody else has set since stands, and the typed value as well."""
    actor, knob = admin(), named_knob(name)
    try:
        command = forms.Setting.parse(request.form).command()
        with transaction() as session:
            choice = actions.choose(session, actor, knob, command, clock.now())
    except (Invalid, Conflict) as refusal:
        return _setting_page(knob, Filled.of(request.form, refusal), refusal.status)
    flash(f"“{knob.title}” is {knob.said(choice.value)} from now on.")
    return see_other(f"/desk/settings/{name}")


@bp.post("/desk/settings/<name>/reversal")
def unchoose(name: str) -> ResponseReturnValue:
    """Take the latest change of a setting back."""
    actor, knob = admin(), named_knob(name)
    try:
        seen = forms.Unsetting.parse(request.form).seen
        with transaction() as session:
            choice = actions.unchoose(session, actor, knob, seen, clock.now())
    except (Invalid, Conflict) as refusal:
        return _setting_page(knob, Filled.of(request.form, refusal), refusal.status)
    flash(f"Taken back. “{knob.title}” is {knob.said(choice.value)} again.")
    return see_other(f"/desk/settings/{name}")


def _setting_page(knob: Knob, form: Filled, status: int = 200) -> ResponseReturnValue:
    session = reading()
    changes = queries.changes_of(session, knob.name)
    card = presenters.knob_card(knob, chosen.of(session), changes[0] if changes else None)
    return page(
        "moderation/setting.html",
        status,
        card=card,
        form=form,
        history=[presenters.change_card(knob, each) for each in changes],
    )
