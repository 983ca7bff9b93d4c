"""The doors' common frame."""

from datetime import datetime

from flask import Blueprint, request

from discuss.accounts.rules import Actor
from discuss.kit.errors import Missing
from discuss.predictions import policy, queries
from discuss.predictions.queries import Face
from discuss.web.respond import safe_next
from discuss.web.transaction import reading

bp = Blueprint("predictions", __name__)

SLOW = "That were many forecasts in a short time. Wait a minute and save again."


def faced(question_id: int, actor: Actor, now: datetime) -> Face:
    """Return a question as this reader faces it; a draft is not there for readers."""
    face = queries.face(reading(), question_id, actor.person_id, now)
    verdict = policy.may_see(actor, is_public=queries.is_public(reading(), face.question))
    if not verdict:
        raise Missing(verdict.sentence)
    return face


def back_to(question_id: int) -> str:
    """Return the page from which the form came, at the question's own place on it."""
    return safe_next(request.form.get("back"), f"/questions/{question_id}") + f"#q{question_id}"
