"""What waits for a second person: many cases at once, and what is removed as illegal."""

from flask import flash
from flask.typing import ResponseReturnValue

from discuss.accounts.acting import require_actor
from discuss.kit import clock
from discuss.moderation import actions, presenters, queries
from discuss.moderation.acting import moderator
from discuss.moderation.views.blueprint import bp
from discuss.moderation.views.bulk import carry_out
from discuss.web.respond import page, see_other
from discuss.web.transaction import reading, transaction


@bp.get("/desk/proposals")
def proposals() -> ResponseReturnValue:
    """Show what somebody proposed, with all that it is about."""
    actor = moderator()
    cards = presenters.proposal_cards(queries.proposals(reading(), actor.sections), actor)
    return page("moderation/proposals.html", cards=cards)


@bp.post("/batches/<int:batch_id>/confirmation")
def confirm_batch(batch_id: int) -> ResponseReturnValue:
    """Be the second person who says yes; each case is then decided for itself."""
    actor = require_actor()
    with transaction() as session:
        batch = actions.confirm_batch(session, actor, batch_id, clock.now())
    return carry_out(actor, batch)


@bp.post("/batches/<int:batch_id>/refusal")
def drop_batch(batch_id: int) -> ResponseReturnValue:
    """Say no to what was proposed; nothing is decided."""
    actor = require_actor()
    with transaction() as session:
        actions.drop_batch(session, actor, batch_id, clock.now())
    flash("Nothing was decided. The cases wait in the queue as before.")
    return see_other("/desk/proposals")
