"""Programs decide about several cases at once, and say yes or no where it takes two people."""

from flask import Response

from discuss.accounts.rules import Actor
from discuss.kit import clock
from discuss.moderation import actions, forms, presenters, queries
from discuss.moderation.acting import decide_each, moderator, undo_each
from discuss.moderation.api.blueprint import TAGS, bp
from discuss.moderation.models import Batch
from discuss.moderation.presenters import BundleOut, ProposalsOut
from discuss.web.openapi import documented
from discuss.web.respond import json, json_body
from discuss.web.transaction import reading, transaction


@bp.post("/batches")
@documented(body=forms.NewBundle, answers={201: BundleOut}, refusals=(404,), tags=TAGS)
def decide_bulk() -> Response:
    """Decide the same about several cases; more than 25 wait for a second person."""
    actor, form = moderator(), forms.NewBundle.parse(json_body())
    with transaction() as session:
        batch = actions.open_batch(session, actor, form.command(), clock.now())
    return _carried_out(actor, batch, 201)


@bp.post("/cases/<int:case_id>/proposal")
@documented(body=forms.NewDecision, answers={201: BundleOut}, refusals=(404,), tags=TAGS)
def propose(case_id: int) -> Response:
    """Propose to remove a comment as illegal; an admin's word is enough."""
    actor, form = moderator(), forms.NewDecision.parse(json_body(), case_id=case_id)
    with transaction() as session:
        batch = actions.open_batch(session, actor, form.together(), clock.now())
    return _carried_out(actor, batch, 201)


@bp.get("/batches")
@documented(answers={200: ProposalsOut}, refusals=(401, 403), tags=TAGS)
def proposals() -> Response:
    """List what waits for a second person, oldest first."""
    actor = moderator()
    cards = presenters.proposal_cards(queries.proposals(reading(), actor.sections), actor)
    return json(presenters.proposals_out(cards))


@bp.post("/batches/<int:batch_id>/confirmation")
@documented(answers={200: BundleOut}, refusals=(401, 403, 404), tags=TAGS)
def confirm_batch(batch_id: int) -> Response:
    """Be the second person who says yes; each case is then decided for itself."""
    actor = moderator()
    with transaction() as session:
        batch = actions.confirm_batch(session, actor, batch_id, clock.now())
    done, left = decide_each(actor, batch)
    return json(presenters.batch_out(batch.id, done, left))


@bp.post("/batches/<int:batch_id>/refusal")
@documented(answers={200: BundleOut}, refusals=(401, 403, 404), tags=TAGS)
def drop_batch(batch_id: int) -> Response:
    """Say no to what was proposed; nothing is decided."""
    actor = moderator()
    with transaction() as session:
        batch = actions.drop_batch(session, actor, batch_id, clock.now())
    return json(presenters.batch_out(batch.id))


@bp.post("/batches/<int:batch_id>/reversal")
@documented(answers={200: BundleOut}, refusals=(401, 403), tags=TAGS)
def undo_bulk(batch_id: int) -> Response:
    """Take all decisions of a batch back while they can be undone; `done` are undone."""
    done, left = undo_each(moderator(), batch_id)
    return json(presenters.batch_out(batch_id, done, left))


def _carried_out(actor: Actor, batch: Batch, status: int) -> Response:
    if batch.needs_second:
        return json(presenters.batch_out(batch.id, waits=True), status)
    done, left = decide_each(actor, batch)
    return json(presenters.batch_out(batch.id, done, left), status)
