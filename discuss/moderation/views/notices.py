"""Legal notices: sent with or without an account, and followed by a link that only we can write."""

from flask import current_app, flash, request
from flask.typing import ResponseReturnValue

from discuss.accounts.acting import current_actor, require_actor
from discuss.comments import queries as comments
from discuss.kit import clock
from discuss.kit.command import Filled
from discuss.kit.errors import Invalid, Missing, TooSoon
from discuss.kit.ids import secret
from discuss.moderation import actions, forms, policy, presenters, queries
from discuss.moderation.rules.notices import LINK
from discuss.moderation.views.blueprint import bp
from discuss.web.limits import keep_pace, network
from discuss.web.respond import page, see_other
from discuss.web.tokens import sign, unsign
from discuss.web.transaction import reading, transaction

SLOW = "There were many legal notices from your network. Wait an hour, then send this one again."
NO_COMMENT = 10**9
"""No comment has a number as large."""


@bp.get("/legal-notice")
def notice_form() -> ResponseReturnValue:
    """Show the form, with the comment's address and words where one is named."""
    return _form_page(_about(request.args.get("comment", "")))


@bp.post("/legal-notice")
def send_notice() -> ResponseReturnValue:
    """Take a notice, and show its receipt; a refusal keeps everything that was typed."""
    settings = current_app.config["DISCUSS"]
    try:
        form = forms.NewNotice.parse(request.form)
        keep_pace("10 per hour", network(), sentence=SLOW)
        with transaction() as session:
            command = form.command(settings.site_url)
            notice = actions.notify(session, current_actor(), command, clock.now())
    except (Invalid, TooSoon) as refusal:
        return _form_page(Filled.of(request.form, refusal), refusal.status)
    return see_other(f"/legal-notice/{sign(settings, LINK, [notice.report_id])}")


@bp.get("/legal-notice/<token>")
def notice(token: str) -> ResponseReturnValue:
    """Show who sent a notice how it stands."""
    return _notice_page(token, Filled.empty())


@bp.post("/legal-notice/<token>/objection")
def ask_again(token: str) -> ResponseReturnValue:
    """Ask somebody else to look again at a comment that was kept."""
    try:
        form = forms.NewObjection.parse(request.form)
    except Invalid as refusal:
        return _notice_page(token, Filled.of(request.form, refusal), refusal.status)
    with transaction() as session:
        actions.object_to_keeping(session, named_by(token), form.words, clock.now())
    flash("Somebody who had no part in the decision looks again. You will get a mail.")
    return see_other(f"/legal-notice/{token}")


@bp.post("/legal-notice/<token>/forgetting")
def forget_notifier(token: str) -> ResponseReturnValue:
    """Delete name and address from a notice, at the wish of who sent it."""
    with transaction() as session:
        actions.forget_notifier(session, named_by(token))
    flash("Your name and address are deleted. This page stays, and no mail will come.")
    return see_other(f"/legal-notice/{token}")


@bp.get("/desk/notices/<int:report_id>")
def notifier(report_id: int) -> ResponseReturnValue:
    """Show an admin who sent a notice; the look itself is recorded."""
    actor = require_actor()
    policy.may_read_notifier(actor).enforce()
    with transaction() as session:
        found = queries.noticed(session, report_id)
        actions.look(session, actor, f"notice:{report_id}", clock.now())
    return page("moderation/notifier.html", notice=found.notice, case_id=found.report.case_id)


def named_by(token: str) -> int:
    """Return the notice that a signed link names; raise `Missing` (404)."""
    return int(unsign(current_app.config["DISCUSS"], LINK, token)[0])


def _about(asked: str) -> Filled:
    """Return the form with the address of a comment, if one is named."""
    comment_id = int(asked) if asked.isdecimal() and int(asked[:10]) < NO_COMMENT else None
    if comment_id is None or comment_id >= NO_COMMENT:
        return Filled.empty()
    site_url = current_app.config["DISCUSS"].site_url
    try:
        comment = comments.by_id(reading(), comment_id)
    except Missing:
        return Filled.empty()
    if comment.state not in policy.PUBLIC:
        return Filled.empty()
    revision = comments.revision(reading(), comment.id, comment.revision_n)
    return Filled.empty(address=f"{site_url}/comments/{comment.id}", revision_id=revision.id)


def _form_page(form: Filled, status: int = 200) -> ResponseReturnValue:
    key = form.values.get("submission_key") or secret()
    return page("moderation/notice_form.html", status, form=form, submission_key=key)


def _notice_page(token: str, form: Filled, status: int = 200) -> ResponseReturnValue:
    found = queries.noticed(reading(), named_by(token))
    card = presenters.notice_card(found, clock.now())
    return page("moderation/notice.html", status, card=card, token=token, form=form)
