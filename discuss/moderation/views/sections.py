"""Admins say who moderates which sections."""

from flask import flash, request
from flask.typing import ResponseReturnValue

from discuss.accounts import policy as accounts
from discuss.accounts import queries as people
from discuss.accounts.acting import require_actor
from discuss.kit import clock
from discuss.moderation import actions, forms, presenters, queries
from discuss.moderation.views.blueprint import bp
from discuss.web.respond import page, see_other
from discuss.web.transaction import reading, transaction


@bp.get("/desk/sections")
def sections() -> ResponseReturnValue:
    """Show who moderates which sections, for changing."""
    accounts.may_limit(require_actor(), "moderator").enforce()
    session = reading()
    named, desk = queries.sections(session), queries.moderators(session)
    cards = presenters.limit_cards(named, desk)
    return page("moderation/sections.html", cards=cards, sections=named)


@bp.post("/desk/people/<handle>/sections")
def limit(handle: str) -> ResponseReturnValue:
    """Let a moderator see to these sections alone, or to the whole site."""
    actor = require_actor()
    accounts.may_limit(actor, "moderator").enforce()
    form = forms.Limits.parse(request.form, sections=request.form.getlist("sections"))
    with transaction() as session:
        person = people.by_handle(session, handle)
        actions.limit(session, actor, person, form.sections, clock.now())
        said = presenters.limits_said(person)
    flash(said)
    return see_other("/desk/sections")
