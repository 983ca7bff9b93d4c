"""Doors of the inbox for programs."""

from flask import Blueprint, Response

from discuss.accounts.acting import require_actor
from discuss.inbox import actions, forms, presenters
from discuss.inbox.views import page_asked
from discuss.kit import clock
from discuss.web.openapi import documented
from discuss.web.respond import json, nothing
from discuss.web.transaction import transaction

bp = Blueprint("inbox_api", __name__, url_prefix="/api/v1")


@bp.get("/notices")
@documented(
    query=forms.PageOfNotices,
    answers={200: presenters.NoticesOut},
    refusals=[401],
    tags=["inbox"],
)
def notices() -> Response:
    """Return what one has been told, newest first."""
    return json(presenters.notices(page_asked()))


@bp.post("/notices/reading")
@documented(answers={204: None}, refusals=[401, 403], tags=["inbox"])
def read_all() -> Response:
    """Mark everything as read."""
    actor = require_actor()
    with transaction() as session:
        actions.read_all(session, actor, clock.now())
    return nothing()
