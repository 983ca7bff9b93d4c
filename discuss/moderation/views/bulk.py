"""Several cases are decided together: looked at first, then one decision and one line for each."""

from collections.abc import Sequence

from flask import flash, request
from flask.typing import ResponseReturnValue

from discuss.accounts.rules import Actor
from discuss.kit import chosen, clock
from discuss.kit.command import Filled
from discuss.kit.errors import Invalid
from discuss.kit.ids import secret
from discuss.kit.text import counted
from discuss.moderation import actions, forms, presenters, queries
from discuss.moderation.acting import decide_each, moderator, undo_each
from discuss.moderation.models import Batch
from discuss.moderation.rules.clauses import CURRENT
from discuss.moderation.rules.knobs import ALONE, UNDO_SECONDS
from discuss.moderation.rules.reasons import ON_PALETTE
from discuss.moderation.views.blueprint import bp
from discuss.web.respond import page, see_other
from discuss.web.transaction import reading, transaction

PROPOSED = "Proposed. Nothing is decided before somebody else says yes at Proposals."


@bp.get("/desk/bulk")
def bulk() -> ResponseReturnValue:
    """Show what would happen to each of the chosen cases, or to all of one author."""
    asked, author = request.args.getlist("case"), request.args.get("author", "")
    return _bulk_page(moderator(), asked, Filled.empty(), author=_number(author))


@bp.post("/desk/bulk")
def decide_bulk() -> ResponseReturnValue:
    """Decide about each of the chosen cases; what somebody else was faster with is left."""
    actor, seen = moderator(), request.form.getlist("seen")
    try:
        form = forms.NewBundle.parse(request.form, seen=seen)
        with transaction() as session:
            batch = actions.open_batch(session, actor, form.command(), clock.now())
    except Invalid as refusal:
        ids = [each.partition(":")[0] for each in seen]
        return _bulk_page(actor, ids, Filled.of(request.form, refusal), status=422)
    if batch.needs_second:
        flash(PROPOSED)
        return see_other("/desk/proposals")
    return carry_out(actor, batch)


@bp.post("/batches/<int:batch_id>/reversal")
def undo_bulk(batch_id: int) -> ResponseReturnValue:
    """Take all decisions of a batch back while they can be undone."""
    actor = moderator()
    done, left = undo_each(actor, batch_id)
    flash(_said(counted(done, "decision is taken back.", "decisions are taken back."), left))
    return see_other("/desk")


def carry_out(actor: Actor, batch: Batch) -> ResponseReturnValue:
    """Decide about each case of a batch by itself, and offer to undo them all."""
    done, left = decide_each(actor, batch)
    flash(_said(counted(done, "case is decided.", "cases are decided."), left))
    return see_other(f"/desk?batch={batch.id}")


def _said(counts: str, left: Sequence[str]) -> str:
    if not left:
        return counts
    were = counted(len(left), "was left as it is:", "were left as they are:")
    return f"{counts} {were} {' '.join(dict.fromkeys(left))}"


def _number(text: str) -> int:
    """Return the number of a row that somebody asks for, 0 for anything else."""
    return int(text) if text.isdecimal() and len(text) <= 18 else 0  # noqa: PLR2004 - no row has a longer number


def _bulk_page(
    actor: Actor, asked: Sequence[str], form: Filled, *, author: int = 0, status: int = 200
) -> ResponseReturnValue:
    ids = [_number(each) for each in asked]
    found, set_ = queries.bundle(reading(), actor, ids, author), chosen.of(reading())
    return page(
        "moderation/bulk.html",
        status,
        cards=presenters.bundled_cards(found, actor),
        form=form,
        reasons=ON_PALETTE,
        clauses=CURRENT,
        alone=set_.number(ALONE),
        undo_seconds=set_.number(UNDO_SECONDS),
        submission_key=secret(),
    )
