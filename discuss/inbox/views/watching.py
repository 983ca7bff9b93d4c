"""Following and muting: a page for each place, and the list of all of them."""

from flask import flash, request
from flask.typing import ResponseReturnValue

from discuss.accounts.acting import require_actor
from discuss.inbox import actions, forms, presenters, queries
from discuss.inbox.presenters import PlaceCard
from discuss.inbox.queries import Place
from discuss.inbox.rules import Attitude
from discuss.inbox.views.blueprint import bp
from discuss.kit import clock
from discuss.kit.command import Filled
from discuss.kit.errors import Missing
from discuss.web.respond import page, safe_next, see_other
from discuss.web.transaction import reading, transaction

DONE = {
    Attitude.FOLLOW: "You follow this now. Notices tell you what is new.",
    Attitude.NONE: "You are told of this as usual.",
    Attitude.MUTE: "This is muted: you get no notices from it.",
}


@bp.get("/watching/<kind>/<int:number>")
def place(kind: str, number: int) -> ResponseReturnValue:
    """Offer to follow or to mute a place."""
    actor, session = require_actor(), reading()
    found = queries.place(session, actor, kind, number)
    card = _card(found, queries.attitude_to(session, actor.id, found.kind, found.id))
    form = Filled.empty(attitude=card.attitude)
    return page("inbox/place.html", card=card, form=form, options=presenters.options(found.kind))


@bp.post("/watching/<kind>/<int:number>")
def watch(kind: str, number: int) -> ResponseReturnValue:
    """Follow a place, mute it, or neither."""
    actor, form = require_actor(), forms.Watching.parse(request.form)
    found = queries.place(reading(), actor, kind, number)
    card = _card(found, form.attitude)
    with transaction() as session:
        actions.watch(session, actor, found, form.attitude, clock.now())
    flash(DONE[form.attitude])
    back = safe_next(form.next, "").partition("#")[0]
    return see_other(f"{back}#talk" if back else card.path)


def cards_of(person_id: int) -> list[PlaceCard]:
    """Return what somebody follows and mutes; four statements at most."""
    watches = queries.watches_of(reading(), person_id)
    named = queries.names(reading(), watches) if watches else {}
    titles = queries.titles(reading(), [(each.kind, each.place_id) for each in watches])
    return [
        presenters.place_card(
            each,
            named[each.prompt_id],
            titles.get((each.kind, each.place_id), ""),
            each.attitude,
        )
        for each in watches
        if each.prompt_id in named
    ]


def _card(place: Place, attitude: Attitude) -> PlaceCard:
    named = queries.names(reading(), [place]).get(place.prompt_id)
    if named is None:
        raise Missing("There is nothing to follow at this address.")
    titles = queries.titles(reading(), [(place.kind.value, place.id)])
    return presenters.place_card(place, named, next(iter(titles.values()), ""), attitude.value)
