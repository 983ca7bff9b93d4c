"""The doors' common frame."""

from datetime import datetime, timedelta

from flask import Blueprint, current_app, request

from discuss.accounts.rules import Actor
from discuss.kit import clock
from discuss.kit.errors import Missing
from discuss.predictions import policy, queries
from discuss.predictions.queries import Face
from discuss.web.limits import keep_pace
from discuss.web.respond import safe_next
from discuss.web.transaction import reading

bp = Blueprint("predictions", __name__)

SLOW = "That were many forecasts in a short time. Wait a minute and save again."

OBJECTIONS = (
    "That were many objections in a day. What you typed is kept below; send it again tomorrow."
)
SUGGESTIONS = (
    "That were many suggestions in a day. What you typed is kept below; send it again tomorrow."
)


def faced(question_id: int, actor: Actor, now: datetime) -> Face:
    """Return a question as this reader faces it; a draft is not there for readers."""
    face = queries.face(reading(), question_id, actor.person_id, now)
    verdict = policy.may_see(actor, is_public=queries.is_public(reading(), face.question))
    if not verdict:
        raise Missing(verdict.sentence)
    return face


def keep_pace_of_objections(question_id: int, actor: Actor) -> None:
    """Count an objection; who has no forecast on the question may object less often."""
    has_stake = queries.has_stake(reading(), question_id, actor.id, clock.now())
    keep_pace("20 per day" if has_stake else "3 per day", str(actor.id), sentence=OBJECTIONS)


def keep_pace_of_suggestions(actor: Actor) -> None:
    """Count a suggestion of a question."""
    keep_pace("5 per day", str(actor.id), sentence=SUGGESTIONS)


def objection_window() -> timedelta:
    """Return how long readers may object on this site."""
    return timedelta(hours=current_app.config["DISCUSS"].objection_hours)


def back_to(question_id: int) -> str:
    """Return the page from which the form came, at the question's own place on it."""
    return safe_next(request.form.get("back"), f"/questions/{question_id}") + f"#q{question_id}"
