"""Readers report comments."""

from flask import flash, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from discuss.accounts.acting import current_actor, require_actor
from discuss.comments import queries as comments
from discuss.kit import clock
from discuss.kit.command import Filled
from discuss.kit.errors import Invalid
from discuss.kit.verdict import Verdict
from discuss.moderation import actions, forms, policy, queries
from discuss.moderation.acting import hourly
from discuss.moderation.actions.reports import SUGGESTION
from discuss.moderation.rules.reporting import CONCERNS, DISAGREE
from discuss.moderation.views.blueprint import bp
from discuss.web.limits import keep_pace
from discuss.web.respond import fragment_or_redirect, page, wants_fragment
from discuss.web.transaction import reading, transaction

SLOW = "You have reported many comments this hour. Moderators are reading them; go on later."
THANKS = (
    "Report sent. Thank you. A moderator reads it, and you will find the outcome in your inbox."
)


@bp.get("/comments/<int:comment_id>/report")
def report_form(comment_id: int) -> ResponseReturnValue:
    """Show the form that reports a comment, or the sentence that says why not."""
    require_actor()
    return _report_page(comment_id, Filled.empty())


@bp.post("/comments/<int:comment_id>/report")
def report(comment_id: int) -> ResponseReturnValue:
    """Send a report; a disagreement leads to the reply form instead."""
    actor = require_actor()
    if request.form.get("reason") == DISAGREE:
        return _told(comment_id, SUGGESTION)
    try:
        form = forms.NewReport.parse(request.form, comment_id=comment_id)
        keep_pace(hourly(), str(actor.id), sentence=SLOW)
        with transaction() as session:
            actions.report(session, actor, form.command(), clock.now())
    except Invalid as refusal:
        return _report_page(comment_id, Filled.of(request.form, refusal), status=422)
    return _told(comment_id, THANKS)


def _told(comment_id: int, message: str) -> ResponseReturnValue:
    """Say a sentence in the dialog that asked, or above the comment."""
    if not wants_fragment():
        flash(message)
    place = f"/comments/{comment_id}#c{comment_id}"
    return fragment_or_redirect("moderation/_reported.html", to=place, message=message)


def _report_page(comment_id: int, form: Filled, status: int = 200) -> ResponseReturnValue:
    session = reading()
    comment = comments.by_id(session, comment_id)
    revision = comments.revision(session, comment.id, comment.revision_n)
    verdict = _verdict(session, comment_id, revision.id)
    template = "_report_dialog.html" if wants_fragment() else "report.html"
    return page(
        f"moderation/{template}",
        status,
        comment_id=comment_id,
        revision_id=form.values.get("revision_id") or revision.id,
        text=revision.text if comment.state in policy.PUBLIC else "",
        verdict=verdict,
        concerns=[(c.code, c.title, c.hint) for c in CONCERNS],
        form=form,
    )


def _verdict(session: Session, comment_id: int, revision_id: int) -> Verdict:
    actor, comment = current_actor(), comments.by_id(session, comment_id)
    has_reported = queries.has_reported(session, actor.id, revision_id)
    return policy.may_report(actor, comment.author_id, comment.state, has_reported=has_reported)
