"""Programs hand a case up, and answer what was handed up."""

from flask import Response

from discuss.kit import clock
from discuss.moderation import actions, forms, presenters, queries
from discuss.moderation.acting import moderator
from discuss.moderation.api.blueprint import TAGS, bp
from discuss.moderation.presenters import EscalationOut
from discuss.web.openapi import documented
from discuss.web.respond import json, json_body
from discuss.web.transaction import reading, transaction


@bp.get("/cases/<int:case_id>/escalation")
@documented(answers={200: EscalationOut}, refusals=(401, 403, 404), tags=TAGS)
def escalation(case_id: int) -> Response:
    """Return what waits for somebody senior about a case."""
    actor = moderator()
    return json(presenters.escalation_out(queries.escalated(reading(), case_id, actor)))


@bp.post("/cases/<int:case_id>/escalations")
@documented(body=forms.NewEscalation, answers={201: EscalationOut}, refusals=(404,), tags=TAGS)
def escalate(case_id: int) -> Response:
    """Hand a case up to admins; danger to life is told to two people at least."""
    actor, form = moderator(), forms.NewEscalation.parse(json_body(), case_id=case_id)
    with transaction() as session:
        told = actions.escalate(session, actor, form.command(), clock.now())
        found = queries.escalated(session, case_id, actor)
    return json(presenters.escalation_out(found, len(told)), 201)


@bp.post("/cases/<int:case_id>/escalations/<int:escalation_id>/answer")
@documented(body=forms.NewNote, answers={200: EscalationOut}, refusals=(404,), tags=TAGS)
def answer_escalation(case_id: int, escalation_id: int) -> Response:
    """Answer what was escalated, as an admin, and leave the case to the desk again."""
    actor, form = moderator(), forms.NewNote.parse(json_body())
    with transaction() as session:
        queries.case(session, case_id, actor)
        number = actions.answer_escalation(session, actor, escalation_id, form.words, clock.now())
        found = queries.escalated(session, number, actor)
    return json(presenters.escalation_out(found))
