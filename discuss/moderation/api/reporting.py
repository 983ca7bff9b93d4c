"""Readers report, authors read statements and object."""

from flask import Response

from discuss.accounts.acting import require_actor
from discuss.kit import clock
from discuss.moderation import actions, forms, presenters
from discuss.moderation.acting import hourly, told, told_of_hiding
from discuss.moderation.api.blueprint import TAGS, bp
from discuss.moderation.presenters import HidingOut, ObjectionOut, ReportOut, StatementOut
from discuss.web.limits import keep_pace
from discuss.web.openapi import documented
from discuss.web.respond import json, json_body
from discuss.web.transaction import transaction


@bp.post("/comments/<int:comment_id>/reports")
@documented(body=forms.NewReport, answers={201: ReportOut}, tags=TAGS)
def report(comment_id: int) -> Response:
    """Report a comment in the wording `revision_id`."""
    actor = require_actor()
    sentence = "You have reported many comments this hour. Go on later."
    form = forms.NewReport.parse(json_body(), comment_id=comment_id)
    keep_pace(hourly(), str(actor.id), sentence=sentence)
    with transaction() as session:
        row = actions.report(session, actor, form.command(), clock.now())
    return json(ReportOut(id=row.id, message="A moderator reads every report."), 201)


@bp.get("/statements/<int:decision_id>")
@documented(answers={200: StatementOut}, refusals=(401, 404), tags=TAGS)
def statement(decision_id: int) -> Response:
    """Return what you were told about a decision on your comment."""
    actor = require_actor()
    card = presenters.statement_card(told(actor, decision_id), actor, clock.now())
    return json(presenters.statement_out(card))


@bp.get("/statements/hidden/<int:hiding_id>")
@documented(answers={200: HidingOut}, refusals=(401, 404), tags=TAGS)
def hiding_statement(hiding_id: int) -> Response:
    """Return what you were told about a comment that is hidden until somebody decides."""
    actor = require_actor()
    card = presenters.hiding_card(told_of_hiding(actor, hiding_id), actor)
    return json(presenters.hiding_out(card))


@bp.post("/decisions/<int:decision_id>/objection")
@documented(body=forms.NewObjection, answers={201: ObjectionOut}, tags=TAGS)
def object_to(decision_id: int) -> Response:
    """Ask for another look at a decision on your comment."""
    actor = require_actor()
    form = forms.NewObjection.parse(json_body())
    with transaction() as session:
        actions.object_to(session, actor, decision_id, form.words, clock.now())
    message = "Somebody who had no part in the decision will answer."
    return json(ObjectionOut(decision_id=decision_id, message=message), 201)
