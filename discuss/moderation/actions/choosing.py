"""Admins set what the desk goes by; each change is on record, and the latest can be taken back."""

from datetime import datetime

from sqlalchemy.orm import Session

from discuss.accounts.rules import Actor
from discuss.kit import chosen
from discuss.kit.chosen import Choice, Wish
from discuss.kit.errors import Invalid
from discuss.kit.knobs import Knob
from discuss.moderation import policy
from discuss.moderation.actions.commands import SetKnob

NOTHING = "Nobody has changed this yet, so there is nothing to undo."


def choose(session: Session, actor: Actor, knob: Knob, command: SetKnob, now: datetime) -> Choice:
    """Set something, with a reason; the same sent twice is one change.

    Raises `Refused` with the policy's sentence, `Invalid` for a value that it cannot have, and
    `Conflict` (409), with the newer value, where somebody else has set it since it was seen.
    """
    policy.may_choose(actor).enforce()
    wish = Wish(knob, command.value, command.seen, actor.id, actor.role, command.reason)
    return chosen.choose(session, wish, now)


def unchoose(session: Session, actor: Actor, knob: Knob, seen: int, now: datetime) -> Choice:
    """Take the latest change back, which is a change of its own; it has to be the one seen."""
    policy.may_choose(actor).enforce()
    last = chosen.latest(session, knob.name)
    if last is None:
        raise Invalid(NOTHING)
    value = last.before if last.n == seen else last.value
    wish = Wish(knob, value, seen, actor.id, actor.role, undoes=seen)
    return chosen.choose(session, wish, now)
