"""Whose words are folded: the list, the question before, and both deeds."""

from flask import flash, request
from flask.typing import ResponseReturnValue

from discuss.accounts import actions, forms, queries
from discuss.accounts.acting import require_actor
from discuss.accounts.views.blueprint import bp
from discuss.kit import clock
from discuss.web.respond import page, safe_next, see_other
from discuss.web.transaction import reading, transaction

LIST = "/settings/ignored"


@bp.get("/settings/ignored")
def ignored() -> ResponseReturnValue:
    """List whom one ignores, each with the way back."""
    people = queries.ignored_by(reading(), require_actor().id)
    return page("accounts/ignored.html", people=people)


@bp.get("/people/<handle>/ignoring")
def ask_to_ignore(handle: str) -> ResponseReturnValue:
    """Say what ignoring somebody means, and offer it or its end."""
    actor, person = require_actor(), queries.by_handle(reading(), handle)
    return page(
        "accounts/ignore.html",
        person=person,
        is_ignored=queries.is_ignored(reading(), actor.id, person.id),
        next=safe_next(request.args.get("next"), LIST),
    )


@bp.post("/people/<handle>/ignoring")
def ignore(handle: str) -> ResponseReturnValue:
    """Fold somebody's words from now on."""
    actor, form = require_actor(), forms.Back.parse(request.form)
    with transaction() as session:
        person = actions.ignore(session, actor, handle, clock.now())
    flash(f"You ignore {person.name} now. Settings, Ignored takes it back.")
    return see_other(safe_next(form.next, LIST))


@bp.post("/people/<handle>/ignoring/ending")
def heed(handle: str) -> ResponseReturnValue:
    """Show somebody's words again."""
    actor, form = require_actor(), forms.Back.parse(request.form)
    with transaction() as session:
        person = actions.heed(session, actor, handle)
    flash(f"You read {person.name} again.")
    return see_other(safe_next(form.next, LIST))
