"""What the desk goes by, for programs: read and set by admins."""

from flask import Response

from discuss.kit import chosen, clock
from discuss.kit.knobs import Knob
from discuss.moderation import actions, forms, presenters, queries
from discuss.moderation.acting import admin, named_knob, of_sections
from discuss.moderation.api.blueprint import TAGS, bp
from discuss.moderation.presenters import SettingHistoryOut, SettingsOut
from discuss.web.openapi import documented
from discuss.web.respond import json, json_body
from discuss.web.transaction import reading, transaction


@bp.get("/settings")
@documented(answers={200: SettingsOut}, refusals=(401, 403), tags=TAGS)
def settings() -> Response:
    """List what the desk goes by: every setting, what it is, and what it may be."""
    admin()
    session = reading()
    latest = queries.latest_changes(session)
    return json(presenters.settings_out(chosen.of(session), latest, of_sections()))


@bp.get("/settings/<name>")
@documented(answers={200: SettingHistoryOut}, refusals=(401, 403, 404), tags=TAGS)
def setting(name: str) -> Response:
    """Return one setting with its changes, newest first."""
    admin()
    return _answer(named_knob(name))


@bp.put("/settings/<name>")
@documented(body=forms.Setting, answers={200: SettingHistoryOut}, refusals=(404, 409), tags=TAGS)
def choose(name: str) -> Response:
    """Set something, with a `reason`; 409 where it was changed since you have `seen` it."""
    actor, knob = admin(), named_knob(name)
    command = forms.Setting.parse(json_body()).command()
    with transaction() as session:
        actions.choose(session, actor, knob, command, clock.now())
    return _answer(knob)


@bp.post("/settings/<name>/reversal")
@documented(body=forms.Unsetting, answers={200: SettingHistoryOut}, refusals=(404, 409), tags=TAGS)
def unchoose(name: str) -> Response:
    """Take the latest change back, which has to be the one that you have `seen`."""
    actor, knob = admin(), named_knob(name)
    seen = forms.Unsetting.parse(json_body()).seen
    with transaction() as session:
        actions.unchoose(session, actor, knob, seen, clock.now())
    return _answer(knob)


def _answer(knob: Knob) -> Response:
    session = reading()
    return json(
        presenters.setting_out(knob, chosen.of(session), queries.changes_of(session, knob.name))
    )
