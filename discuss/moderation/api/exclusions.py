"""Whose forecasts count on a question, by programs; lifting a sanction lets them back in."""

from flask import Response

from discuss.accounts.rules import Actor
from discuss.kit import clock
from discuss.moderation import actions, forms, presenters, queries
from discuss.moderation.acting import at_the_desk, keep_look, looked_at, moderator
from discuss.moderation.api.blueprint import TAGS, bp
from discuss.moderation.presenters import ExclusionsOut
from discuss.web.openapi import documented
from discuss.web.respond import json, json_body
from discuss.web.transaction import reading, transaction


@bp.get("/questions/<int:question_id>/exclusions")
@documented(answers={200: ExclusionsOut}, refusals=(401, 403, 404), tags=TAGS)
def exclusions(question_id: int) -> Response:
    """List what leaves forecasts out of a crowd, newest first; that one looked is recorded."""
    actor = moderator()
    keep_look(actor, looked_at(at_the_desk(actor, question_id)))
    return _all(actor, question_id)


@bp.post("/questions/<int:question_id>/exclusions")
@documented(body=forms.NewExclusion, answers={201: ExclusionsOut}, refusals=(404,), tags=TAGS)
def leave_out(question_id: int) -> Response:
    """Leave some people's forecasts out of the crowd from a moment on; each of them is told why."""
    actor = moderator()
    form = forms.NewExclusion.parse(json_body(), question_id=question_id)
    looked_at(at_the_desk(actor, question_id))
    with transaction() as session:
        actions.leave_out(session, actor, form.command(), clock.now())
    return _all(actor, question_id, 201)


def _all(actor: Actor, question_id: int, status: int = 200) -> Response:
    found = queries.exclusions_on(reading(), question_id)
    cards = presenters.sanction_cards(found, actor, clock.now())
    return json(presenters.exclusions_out(cards), status)
