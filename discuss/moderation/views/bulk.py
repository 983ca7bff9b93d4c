"""Several cases are decided together: looked at first, then one decision and one line for each."""

from collections.abc import Sequence

from flask import flash, request
from flask.typing import ResponseReturnValue

from discuss.accounts.acting import require_actor
from discuss.accounts.rules import Actor
from discuss.kit import clock
from discuss.kit.command import Filled
from discuss.kit.errors import Conflict, Invalid, Refused
from discuss.kit.ids import secret
from discuss.kit.text import counted
from discuss.moderation import actions, forms, policy, presenters, queries
from discuss.moderation.actions.commands import Decide
from discuss.moderation.rules.clauses import CURRENT
from discuss.moderation.rules.reasons import REASONS
from discuss.moderation.views.blueprint import bp
from discuss.web.respond import page, see_other
from discuss.web.transaction import reading, transaction


@bp.get("/desk/bulk")
def bulk() -> ResponseReturnValue:
    """Show what would happen to each of the chosen cases."""
    return _bulk_page(_moderator(), request.args.getlist("case"), Filled.empty())


@bp.post("/desk/bulk")
def decide_bulk() -> ResponseReturnValue:
    """Decide about each of the chosen cases; what somebody else was faster with is left."""
    actor, seen = _moderator(), request.form.getlist("seen")
    try:
        form = forms.NewBundle.parse(request.form, seen=seen)
        done, left = _decided(actor, form.commands())
    except Invalid as refusal:
        ids = [each.partition(":")[0] for each in seen]
        return _bulk_page(actor, ids, Filled.of(request.form, refusal), status=422)
    flash(_said(done, left))
    return see_other("/desk")


def _decided(actor: Actor, commands: Sequence[Decide]) -> tuple[int, list[str]]:
    """Return how many decisions counted, and why the others did not; a transaction for each."""
    done, left = 0, []
    for command in commands:
        try:
            with transaction() as session:
                actions.decide(session, actor, command, clock.now())
        except (Conflict, Refused) as refusal:
            left.append(refusal.sentence)
        else:
            done += 1
    return done, left


def _said(done: int, left: Sequence[str]) -> str:
    counts = counted(done, "case is decided.", "cases are decided.")
    if not left:
        return counts
    were = counted(len(left), "was left as it is:", "were left as they are:")
    return f"{counts} {were} {' '.join(dict.fromkeys(left))}"


def _moderator() -> Actor:
    actor = require_actor()
    policy.may_open_desk(actor).enforce()
    return actor


def _bulk_page(
    actor: Actor, asked: Sequence[str], form: Filled, status: int = 200
) -> ResponseReturnValue:
    ids = [int(each) for each in asked if each.isdecimal() and len(each) <= 18]  # noqa: PLR2004 - no row has a longer number
    found = queries.bundle(reading(), actor.id, ids)
    return page(
        "moderation/bulk.html",
        status,
        cards=presenters.bundled_cards(found, actor),
        form=form,
        reasons=REASONS,
        clauses=CURRENT,
        submission_key=secret(),
    )
