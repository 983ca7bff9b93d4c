"""Legal notices by programs: sent without an account, followed by the link of the receipt."""

from flask import Response, current_app

from discuss.accounts.acting import current_actor
from discuss.kit import clock
from discuss.moderation import actions, forms, presenters, queries
from discuss.moderation.api.blueprint import TAGS, bp
from discuss.moderation.presenters import LegalNoticeOut
from discuss.moderation.rules.notices import LINK
from discuss.web.limits import keep_pace, network
from discuss.web.openapi import documented
from discuss.web.respond import json, json_body
from discuss.web.tokens import sign, unsign
from discuss.web.transaction import reading, transaction

SLOW = "There were many legal notices from your network. Wait an hour, then send this one again."


@bp.post("/legal-notices")
@documented(body=forms.NewNotice, answers={201: LegalNoticeOut}, refusals=(429,), tags=TAGS)
def send_notice() -> Response:
    """Notice us that a comment breaks the law; no account is needed, and the receipt is mailed."""
    settings, now = current_app.config["DISCUSS"], clock.now()
    form = forms.NewNotice.parse(json_body())
    keep_pace("10 per hour", network(), sentence=SLOW)
    with transaction() as session:
        notice = actions.notify(session, current_actor(), form.command(settings.site_url), now)
        token = sign(settings, LINK, [notice.report_id])
        card = presenters.notice_card(queries.noticed(session, notice.report_id), now)
    return json(presenters.notice_out(card, token), 201)


@bp.get("/legal-notices/<token>")
@documented(answers={200: LegalNoticeOut}, refusals=(404,), tags=TAGS)
def notice(token: str) -> Response:
    """Return how a notice stands, to whoever has its token."""
    report_id = int(unsign(current_app.config["DISCUSS"], LINK, token)[0])
    card = presenters.notice_card(queries.noticed(reading(), report_id), clock.now())
    return json(presenters.notice_out(card, token))


@bp.post("/legal-notices/<token>/objection")
@documented(body=forms.NewObjection, answers={201: LegalNoticeOut}, refusals=(403, 404), tags=TAGS)
def ask_again(token: str) -> Response:
    """Ask somebody else to look again at a comment that was kept."""
    report_id = int(unsign(current_app.config["DISCUSS"], LINK, token)[0])
    form, now = forms.NewObjection.parse(json_body()), clock.now()
    with transaction() as session:
        actions.object_to_keeping(session, report_id, form.words, now)
        card = presenters.notice_card(queries.noticed(session, report_id), now)
    return json(presenters.notice_out(card, token), 201)
