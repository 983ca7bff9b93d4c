"""Readers object to proposed outcomes, and editors answer; both stay public."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from discuss.accounts.actions.events import Erased
from discuss.accounts.rules import Actor
from discuss.kit.announce import announce
from discuss.kit.errors import Conflict, Gone, Invalid, Missing
from discuss.predictions import policy, queries
from discuss.predictions.actions.commands import Object, Reply
from discuss.predictions.actions.events import Replied
from discuss.predictions.actions.proposing import confirm, end
from discuss.predictions.models import OutcomeObjection, ProposedOutcome
from discuss.predictions.queries import Face
from discuss.predictions.rules.lifecycle import Deed, allows

ERASED = "These words went with the account that wrote them."


def object_to(session: Session, actor: Actor, command: Object, now: datetime) -> OutcomeObjection:
    """Object to the outcome that is proposed; the same words sent twice are one objection.

    Raises `Gone` when the time for objections is over, `Conflict` for a second objection.
    """
    seen = queries.locked(session, command.question_id, now)
    policy.may_see(actor, is_public=queries.is_public(session, seen.question)).enforce()
    proposed = _open_to_objections(seen, actor, command, now)
    before = session.scalar(
        select(OutcomeObjection).where(
            OutcomeObjection.proposed_id == proposed.id, OutcomeObjection.person_id == actor.id
        )
    )
    if before is not None and before.body == command.body:
        return before
    if before is not None:
        raise Conflict("You objected to this outcome already. An editor answers you below it.")
    _check(command)
    objection = OutcomeObjection(
        proposed_id=proposed.id,
        person_id=actor.id,
        body=command.body,
        source_url=command.source_url,
        created_at=now,
    )
    session.add(objection)
    proposed.open_objections += 1
    session.flush()
    return objection


def _open_to_objections(
    seen: Face, actor: Actor, command: Object, now: datetime
) -> ProposedOutcome:
    verdict = policy.may_object(actor, seen.state)
    if not verdict and not allows(seen.state, Deed.OBJECT):
        raise Gone(verdict.sentence)
    verdict.enforce()
    if seen.proposed is None or seen.proposed.id != command.proposed_id:
        raise Conflict("Another outcome has been proposed meanwhile. Read it before you object.")
    if now >= seen.proposed.objections_until:
        raise Gone("The time for objections is over. The history tells what is decided.")
    return seen.proposed


def _check(command: Object) -> None:
    found = {}
    if not command.body.strip():
        found["body"] = "Say what is wrong with the proposed outcome."
    if not command.source_url:
        found["source_url"] = "Give the address of a page that shows it."
    if found:
        raise Invalid("The objection is not complete yet.", found)


def answer(session: Session, actor: Actor, command: Reply, now: datetime) -> OutcomeObjection:
    """Answer an objection: the outcome stands, or the reader was right and it is taken back.

    Once the time for objections is over, the last answer that upholds the outcome carries it out.
    """
    seen = queries.locked(session, command.question_id, now)
    policy.may_ask(actor).enforce()
    objection = session.get(OutcomeObjection, command.objection_id, populate_existing=True)
    proposed = seen.proposed
    if objection is None or proposed is None or objection.proposed_id != proposed.id:
        raise Missing("There is no objection to answer at this address. The history tells why.")
    if objection.verdict is not None:
        raise Conflict("This objection has been answered meanwhile. Your words are kept below.")
    if not command.words.strip():
        sentence = "Say why, in words that the reader can follow."
        raise Invalid(sentence, {"words": sentence})
    objection.verdict = "upheld" if command.is_upheld else "changed"
    objection.answer, objection.answered_at = command.words, now
    objection.answered_by_id = actor.id
    proposed.open_objections -= 1
    session.flush()
    announce(session, Replied(seen.question.id, objection.id, now))
    if not command.is_upheld:
        end(proposed, "changed", now, actor.id)
    elif not proposed.open_objections and now >= proposed.objections_until:
        confirm(session, seen, proposed, now, actor.id)
    session.flush()
    return objection


def on_erased(session: Session, event: Erased) -> None:
    """Take the words of a deleted account out of the histories; that somebody objected stays."""
    session.execute(
        update(OutcomeObjection)
        .where(OutcomeObjection.person_id == event.person_id)
        .values(body=ERASED, source_url="")
    )
