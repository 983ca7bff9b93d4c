"""Editors look at a question before it is asked: a list of what is missing, and its card."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask import request

from discuss.accounts.rules import Actor
from discuss.kit.command import Filled
from discuss.predictions import actions, presenters, queries
from discuss.predictions.actions.commands import Wording
from discuss.predictions.forms.fields import moment_of
from discuss.predictions.presenters import QuestionCard
from discuss.predictions.rules.checklist import Typed, checks
from discuss.predictions.rules.wellformed import Kind
from discuss.web.transaction import reading


def only_checks() -> bool:
    """Say whether the form is sent to be looked at, not to be saved."""
    return request.form.get("do") == "check"


def sent() -> dict[str, str]:
    """Return what was typed, without which button was pressed."""
    return {key: value for key, value in request.form.items() if key != "do"}


def preview(actor: Actor, kind: str, wording: Wording, now: datetime) -> QuestionCard:
    """Return the card that readers would see; raise `Invalid` when there is none yet."""
    return presenters.card(actions.previewed(Kind(kind), wording, now), actor)


def looked_over(form: Filled, now: datetime, question_id: int = 0) -> dict[str, Any]:
    """Return the list of what is there and what to mend, and what is asked already.

    One statement; nothing where nothing is typed yet.
    """
    said = {name: str(form.values.get(name, "")) for name in WORDS}
    if not said["title"].strip():
        return {"near": (), "checks": ()}
    near = queries.alike_now(reading(), said["title"], now)
    near = [each for each in near if each[0] != question_id]
    typed = Typed(**said, close_at=_moment(form.values))
    return {"near": near, "checks": checks(typed, len(near), now)}


WORDS = ("title", "criteria", "source_name", "source_url")


def _moment(values: Mapping[str, Any]) -> datetime | None:
    """Return the closing date that stands in the form; None where it cannot be read."""
    try:
        found = moment_of(values.get("close_at"))
    except ValueError:
        return None
    return found if isinstance(found, datetime) else None
