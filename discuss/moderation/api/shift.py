"""Programs read what a shift finds, leave notes and take them over."""

from flask import Response

from discuss.kit import clock
from discuss.moderation import actions, forms, presenters, queries
from discuss.moderation.acting import moderator
from discuss.moderation.api.blueprint import TAGS, bp
from discuss.moderation.presenters import ShiftOut
from discuss.web.openapi import documented
from discuss.web.respond import json, json_body
from discuss.web.transaction import reading, transaction


@bp.get("/shift")
@documented(answers={200: ShiftOut}, refusals=(401, 403), tags=TAGS)
def shift() -> Response:
    """Return notes that nobody has taken over, who is on, hot articles, and what was overturned."""
    return json(presenters.shift_out(queries.shift(reading(), moderator(), clock.now())))


@bp.post("/handovers")
@documented(body=forms.NewNote, answers={201: ShiftOut}, tags=TAGS)
def hand_over() -> Response:
    """Leave a note to whoever comes next."""
    actor, form = moderator(), forms.NewNote.parse(json_body())
    with transaction() as session:
        actions.hand_over(session, actor, form.words, clock.now())
        found = queries.shift(session, actor, clock.now())
    return json(presenters.shift_out(found), 201)


@bp.post("/handovers/<int:handover_id>/taking")
@documented(answers={200: ShiftOut}, refusals=(401, 403, 404), tags=TAGS)
def take_handover(handover_id: int) -> Response:
    """Take a note over, so that it stands no more."""
    actor = moderator()
    with transaction() as session:
        actions.take_handover(session, actor, handover_id, clock.now())
        found = queries.shift(session, actor, clock.now())
    return json(presenters.shift_out(found))
