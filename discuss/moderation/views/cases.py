"""Moderators take up cases, take them over from each other, and leave notes."""

from flask import flash, request
from flask.typing import ResponseReturnValue

from discuss.accounts.acting import require_actor
from discuss.kit import chosen, clock
from discuss.moderation import actions, forms, presenters
from discuss.moderation.acting import moderator, reported
from discuss.moderation.rules.knobs import CLAIM_MINUTES
from discuss.moderation.views.blueprint import bp
from discuss.web.respond import page, see_other
from discuss.web.transaction import transaction


@bp.post("/cases/<int:case_id>/claim")
def take_over(case_id: int) -> ResponseReturnValue:
    """Take a case that somebody else is working on."""
    actor = require_actor()
    with transaction() as session:
        actions.take_over(session, actor, case_id, clock.now())
        minutes = chosen.of(session).text(CLAIM_MINUTES)
    flash(f"The case is yours for {CLAIM_MINUTES.said(minutes)}.")
    return see_other(f"/desk/cases/{case_id}")


@bp.get("/desk/cases/<int:case_id>/reports")
def all_reports(case_id: int) -> ResponseReturnValue:
    """Show all reports of a case, newest first: its own page says the latest alone."""
    found = reported(case_id, moderator())
    return page(
        "moderation/reports.html",
        case_id=case_id,
        reports=[(each, presenters.concern_of(each)) for each in found.rows],
        after=found.after.encode() if found.after else None,
    )


@bp.post("/comments/<int:comment_id>/case")
def take_up(comment_id: int) -> ResponseReturnValue:
    """Open the case of a comment that a moderator came upon while reading."""
    actor = moderator()
    with transaction() as session:
        case_id = actions.take_up(session, actor, comment_id, clock.now()).id
    return see_other(f"/desk/cases/{case_id}")


@bp.post("/cases/<int:case_id>/notes")
def leave_note(case_id: int) -> ResponseReturnValue:
    """Tell the next moderator what you know about a case."""
    actor, form = require_actor(), forms.NewNote.parse(request.form)
    with transaction() as session:
        actions.leave_note(session, actor, case_id, form.words, clock.now())
    flash("Your note stands below the case. No reader sees it.")
    return see_other(f"/desk/cases/{case_id}")
