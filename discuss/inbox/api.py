"""Doors of the inbox for programs."""

from flask import Blueprint, Response, request

from discuss.accounts.acting import require_actor
from discuss.accounts.rules import Actor
from discuss.inbox import actions, forms, presenters, queries
from discuss.inbox.presenters import InboxOut, MailOut, ReadOut, WatchesOut
from discuss.kit import clock
from discuss.kit.paging import Cursor
from discuss.web.openapi import documented
from discuss.web.respond import json, json_body, nothing
from discuss.web.transaction import reading, transaction

bp = Blueprint("inbox_api", __name__, url_prefix="/api/v1")


@bp.get("/notices")
@documented(answers={200: InboxOut}, refusals=(401,), tags=["inbox"])
def notices() -> Response:
    """List what you were told, newest first; `?after=` continues."""
    actor, now, session = require_actor(), clock.now(), reading()
    text = request.args.get("after")
    after = Cursor.decode(text, order=queries.ORDER, length=queries.KEY) if text else None
    found = queries.page_of_inbox(session, actor.id, now, after)
    said = queries.said_in(session, actor.id, found.rows)
    return json(presenters.as_json(found, said, queries.unread_count(session, actor.id, now)))


@bp.post("/notices/reading")
@documented(body=forms.Reading, answers={200: ReadOut}, tags=["inbox"])
def mark_read() -> Response:
    """Mark one notice as read, or all without a `notice_id`."""
    actor = require_actor()
    form = forms.Reading.parse(json_body())
    with transaction() as session:
        marked = actions.mark_read(session, actor, form.notice_id, clock.now())
    return json(ReadOut(marked=marked))


@bp.get("/me/notifications")
@documented(answers={200: MailOut}, refusals=(401,), tags=["inbox"])
def mail_choices() -> Response:
    """Say how often you get mail of each stream, and of what you are told on the site."""
    return _choices(require_actor())


@bp.put("/me/notifications")
@documented(body=forms.MailChoices, answers={200: MailOut}, tags=["inbox"])
def choose_mail() -> Response:
    """Get mail in another rhythm and other notices from now on; what you leave out stays."""
    actor = require_actor()
    form = forms.MailChoices.parse(json_body())
    with transaction() as session:
        actions.choose(session, actor, form.rhythms(), clock.now())
        if form.on_site is not None:
            actions.show_only(session, actor, form.on_site, clock.now())
    return _choices(actor)


@bp.get("/me/watching")
@documented(answers={200: WatchesOut}, refusals=(401,), tags=["inbox"])
def watching() -> Response:
    """List what you follow and mute, the latest first."""
    watches = queries.watches_of(reading(), require_actor().id)
    named = queries.names(reading(), watches) if watches else {}
    return json(presenters.watches_out(watches, named))


@bp.put("/me/watching/<kind>/<int:number>")
@documented(body=forms.Watching, answers={204: None}, tags=["inbox"])
def watch(kind: str, number: int) -> Response:
    """Follow or mute an article's `discussion`, a comment's `thread` or a `question`."""
    actor, form = require_actor(), forms.Watching.parse(json_body())
    place = queries.place(reading(), actor, kind, number)
    with transaction() as session:
        actions.watch(session, actor, place, form.attitude, clock.now())
    return nothing()


def _choices(actor: Actor) -> Response:
    rhythms = queries.rhythms_of(reading(), actor.id)
    return json(presenters.choices_as_json(rhythms, queries.quiet_of(reading(), actor.id)))
