"""Who forecasts at this door: a person, or a device, which becomes a guest by doing so."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import current_app, make_response
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from discuss.accounts import actions as accounts
from discuss.accounts.acting import actor_of, become_guest, current_actor, keep_guest
from discuss.accounts.rules import Actor
from discuss.kit import clock
from discuss.predictions.views.blueprint import SLOW
from discuss.web.limits import keep_pace, network
from discuss.web.transaction import transaction

MANY = (
    "Many devices of your network have begun to forecast. Wait a while, or sign in and save again."
)


def must_sign_in() -> bool:
    """Tell whether a stranger has to sign in first, since the site takes no guests."""
    actor = current_actor()
    takes_guests = current_app.config["DISCUSS"].guests
    return not actor.is_signed_in and not takes_guests


@contextmanager
def acting() -> Iterator[tuple[Session, Actor]]:
    """Yield a transaction and who acts in it; a stranger's device becomes a guest with the deed.

    When the deed is refused, no guest is left of it.
    """
    actor = current_actor()
    if actor.person_id is not None:
        keep_pace("60 per minute", str(actor.person_id), sentence=SLOW)
    else:
        keep_pace("20 per hour", network(), sentence=MANY)
    with transaction() as session:
        guest = accounts.begin_guest(session, clock.now()) if actor.person_id is None else None
        yield session, actor_of(guest) if guest else actor
    if guest:
        become_guest(guest)


def remembered(answer: ResponseReturnValue) -> Response:
    """Return an answer that lets a new guest's device remember itself."""
    response = make_response(answer)
    keep_guest(response)
    return response
