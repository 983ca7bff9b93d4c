"""Which mails somebody wants: the settings, and the link that ends a stream."""

from flask import current_app, flash, request
from flask.typing import ResponseReturnValue

from discuss.accounts.acting import require_actor
from discuss.inbox import actions, forms, presenters, queries
from discuss.inbox.jobs import UNSUBSCRIBE
from discuss.inbox.rules import Stream
from discuss.inbox.views.blueprint import bp
from discuss.inbox.views.watching import cards_of
from discuss.kit import clock
from discuss.kit.command import Filled
from discuss.kit.errors import Invalid
from discuss.web.respond import page, see_other
from discuss.web.tokens import unsign
from discuss.web.transaction import reading, transaction


@bp.get("/settings/notifications")
def settings() -> ResponseReturnValue:
    """Show of what one is told on the site, and how often by mail."""
    return _settings(Filled.empty())


@bp.post("/settings/notifications")
def choose() -> ResponseReturnValue:
    """Be told on the site of what was chosen, and get mail as often as chosen, from now on."""
    actor = require_actor()
    try:
        form = forms.MailChoices.parse(request.form)
    except Invalid as refusal:
        return _settings(Filled.of(request.form, refusal), 422)
    with transaction() as session:
        actions.choose(session, actor, form.rhythms(), clock.now())
        if form.on_site is not None:
            actions.show_only(session, actor, form.on_site, clock.now())
    flash("Your choice is saved. Mails leave in this rhythm from now on.")
    return see_other("/settings/notifications")


@bp.get("/unsubscribe/<token>")
def ask_to_stop(token: str) -> ResponseReturnValue:
    """Show the button that ends a stream; opening the page does nothing, since scanners do it."""
    _, stream = _of(token)
    about = presenters.stream_name(stream)
    return page("inbox/unsubscribe.html", token=token, about=about, done=False)


@bp.post("/unsubscribe/<token>")
def stop_mails(token: str) -> ResponseReturnValue:
    """End a stream: for the button, and for mail programs that send this by themselves."""
    person_id, stream = _of(token)
    with transaction() as session:
        actions.stop(session, person_id, stream, clock.now())
    about = presenters.stream_name(stream)
    return page("inbox/unsubscribe.html", token=token, about=about, done=True)


def _of(token: str) -> tuple[int, Stream]:
    person_id, stream = unsign(current_app.config["DISCUSS"], UNSUBSCRIBE, token)
    return int(person_id), Stream(stream)


def _settings(form: Filled, status: int = 200) -> ResponseReturnValue:
    actor = require_actor()
    quiet = queries.quiet_of(reading(), actor.id)
    cards = presenters.stream_cards(queries.rhythms_of(reading(), actor.id), quiet)
    rhythms = [(rhythm.value, name) for rhythm, name in presenters.RHYTHMS.items()]
    places = cards_of(actor.id)
    return page(
        "inbox/settings.html", status, form=form, streams=cards, rhythms=rhythms, places=places
    )
