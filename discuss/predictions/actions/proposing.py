"""Editors propose outcomes; what nobody disputes in time is carried out by itself."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from discuss.accounts.rules import Actor
from discuss.kit.announce import announce
from discuss.kit.errors import Conflict, Invalid
from discuss.kit.outbox import enqueue
from discuss.predictions import policy, queries
from discuss.predictions.actions.commands import Rule, TakeBack
from discuss.predictions.actions.events import Proposed
from discuss.predictions.actions.resolving import (
    carry_out,
    check,
    outcome_of,
    refuse_overtaken,
    rule,
)
from discuss.predictions.models import ProposedOutcome, ResolutionEvent
from discuss.predictions.queries import Face
from discuss.predictions.rules.lifecycle import Action, Deed, State

SETTLEMENT = "settlement"
"""The delivery that carries an outcome out once the time for objections is over."""
PROPOSED_ALREADY = (
    "An outcome has been proposed for this question. Take that one back before you decide "
    "otherwise. Your words are kept below."
)


def decide(
    session: Session, actor: Actor, command: Rule, now: datetime, window: timedelta
) -> ResolutionEvent | ProposedOutcome:
    """Decide a question: by proposing the outcome first, so that readers can object for `window`.

    At once where the window is nothing, where a ruling is being replaced, where nobody could
    forecast yet, and where the editor says why it cannot wait.
    """
    seen = queries.locked(session, command.question_id, now)
    policy.may_ask(actor).enforce()
    if seen.proposed is not None:
        raise Conflict(PROPOSED_ALREADY)
    at_once = command.haste or not window or command.action is Action.REOPEN
    if at_once or seen.state not in {State.OPEN, State.CLOSED}:
        return rule(session, actor, command, now)
    return _propose(session, actor, command, now, window)


def settle(session: Session, question_id: int, now: datetime) -> ResolutionEvent | None:
    """Carry a proposed outcome out once its time is over and no objection waits; else nothing."""
    seen = queries.locked(session, question_id, now)
    proposed = seen.proposed
    if proposed is None or proposed.open_objections or now < proposed.objections_until:
        return None
    return confirm(session, seen, proposed, now)


def confirm(
    session: Session, seen: Face, proposed: ProposedOutcome, now: datetime, by: int | None = None
) -> ResolutionEvent:
    """Carry out what was proposed, in the words in which it was proposed."""
    how = "upheld" if queries.was_disputed(session, proposed.id) else "unopposed"
    end(proposed, how, now, by)
    command = Rule(
        question_id=seen.question.id,
        action=Action(proposed.action),
        outcome=proposed.outcome,
        knowable_at=proposed.knowable_at,
        source_url=proposed.source_url,
        note=proposed.note,
        seen_seq=seen.question.resolution_seq,
    )
    return carry_out(session, seen, command, proposed.editor_id, now, proposed.id)


def end(
    proposed: ProposedOutcome, how: str, now: datetime, by: int | None = None, words: str = ""
) -> None:
    """Write down what became of a proposal; `by` is None when time alone decided."""
    proposed.ended_at, proposed.ended_as = now, how
    proposed.ended_by_id, proposed.words = by, words


def take_back(session: Session, actor: Actor, command: TakeBack, now: datetime) -> ProposedOutcome:
    """Take a proposed outcome back; the question follows its dates again."""
    seen = queries.locked(session, command.question_id, now)
    policy.may_change(actor, Deed.TAKE_BACK, seen.state).enforce()
    if seen.proposed is None or seen.proposed.id != command.proposed_id:
        raise Conflict("Another outcome has been proposed meanwhile. Read it before you go on.")
    if not command.words.strip():
        sentence = "Say why you take it back. Readers see it in the history."
        raise Invalid(sentence, {"words": sentence})
    end(seen.proposed, "changed", now, actor.id, command.words)
    session.flush()
    return seen.proposed


def _propose(
    session: Session, actor: Actor, command: Rule, now: datetime, window: timedelta
) -> ProposedOutcome:
    seen = queries.locked(session, command.question_id, now)
    deed = Deed.ANNUL if command.action is Action.ANNUL else Deed.RESOLVE
    policy.may_change(actor, deed, seen.state).enforce()
    refuse_overtaken(seen, command)
    check(seen, command, now)
    proposed = ProposedOutcome(
        question_id=seen.question.id,
        action=command.action.value,
        outcome=outcome_of(seen, command) if command.action is Action.RESOLVE else "",
        knowable_at=command.knowable_at,
        source_url=command.source_url,
        note=command.note,
        editor_id=actor.id,
        has_stake=queries.has_stake(session, seen.question.id, actor.id, now),
        created_at=now,
        objections_until=now + window,
    )
    session.add(proposed)
    session.flush()
    enqueue(
        session,
        key=f"{SETTLEMENT}-{proposed.id}",
        kind=SETTLEMENT,
        payload={"question_id": seen.question.id},
        now=now,
        due_at=proposed.objections_until,
    )
    announce(session, Proposed(seen.question.id, proposed.id, now))
    return proposed
