"""Asks scorers outside about new words, after they were saved and outside any transaction."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from flask import current_app

from discuss.kit import clock
from discuss.moderation import actions, queries
from discuss.moderation.rules import outside
from discuss.moderation.rules.intake import Finding, failed, named
from discuss.moderation.rules.outside import AKISMET, WEBHOOK, Asked, NoSense
from discuss.settings import Settings
from discuss.web.outside import Answer, NoAnswer, ask
from discuss.web.transaction import reading, transaction

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
JSON = {"Content-Type": "application/json"}


def score_outside(_key: str, payload: dict[str, Any]) -> None:
    """Ask each scorer outside that is switched on; keep what it said, a failure, too."""
    settings: Settings = current_app.config["DISCUSS"]
    revision_id = payload["revision_id"]
    asked = queries.asked_about(reading(), revision_id, settings.site_url)
    reading().rollback()  # nothing of the database is held while somebody else thinks
    if asked is None:
        return
    findings = []
    if settings.akismet_key:
        findings.append(_heard(AKISMET, lambda: _akismet(settings, asked), outside.akismet_said))
    if settings.webhook_url:
        findings.append(
            _heard(WEBHOOK, lambda: _webhook(settings, asked, revision_id), outside.webhook_said)
        )
    with transaction() as session:
        actions.keep_outside(session, revision_id, findings, clock.now())


def _akismet(settings: Settings, asked: Asked) -> Answer:
    body = outside.akismet_form(asked, settings.akismet_key)
    return ask(settings.akismet_url, body, FORM)


def _webhook(settings: Settings, asked: Asked, revision_id: int) -> Answer:
    body = outside.webhook_json(asked, revision_id)
    moment = int(clock.now().timestamp())
    signed = {
        "X-Discuss-Timestamp": str(moment),
        "X-Discuss-Signature": outside.signature(settings.webhook_secret, moment, body),
    }
    return ask(settings.webhook_url, body, JSON | signed)


def _heard(
    name: str, asking: Callable[[], Answer], said: Callable[[int, bytes], Finding]
) -> Finding:
    holds = name in named(current_app.config["DISCUSS"].holding_checks)
    try:
        answer = asking()
    except NoAnswer as none:
        return failed(name, none.reason, none.ms, holds=holds)
    try:
        return replace(said(answer.status, answer.body), ms=answer.ms)
    except NoSense:
        return failed(name, f"no sense ({answer.status})", answer.ms, holds=holds)
