"""Editors decide questions; scores are written in the same transaction, or nothing is."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from discuss.accounts.rules import Actor
from discuss.kit.announce import announce
from discuss.kit.errors import Conflict, Invalid
from discuss.predictions import policy, queries
from discuss.predictions.actions.commands import Rule
from discuss.predictions.actions.events import Resolved
from discuss.predictions.actions.lapsing import expire, plan_anew
from discuss.predictions.actions.pointing import catch_up
from discuss.predictions.actions.scoring import score
from discuss.predictions.models import QuestionRevision, ResolutionEvent
from discuss.predictions.queries import Face
from discuss.predictions.rules.lifecycle import Action, Deed
from discuss.predictions.rules.probability import NotAForecast
from discuss.predictions.rules.ruled import parse_outcome

CHOOSE = "Choose the outcome."
HAPPENED = "Say what happened, in a sentence that readers will see."
DEEDS = {
    Action.RESOLVE: Deed.RESOLVE,
    Action.REOPEN: Deed.RESOLVE,
    Action.ANNUL: Deed.ANNUL,
    Action.AMBIGUOUS: Deed.RESOLVE,
}


def rule(session: Session, actor: Actor, command: Rule, now: datetime) -> ResolutionEvent:
    """Decide a question, decide it anew, annul, call ambiguous or reopen it; scores follow at once.

    Raises `Conflict` when another editor ruled meanwhile, `Invalid` with a sentence a field.
    """
    seen = queries.locked(session, command.question_id, now)
    policy.may_change(actor, DEEDS[command.action], seen.state).enforce()
    refuse_overtaken(seen, command)
    check(seen, command, now)
    return carry_out(session, seen, command, actor.id, now)


def refuse_overtaken(seen: Face, command: Rule) -> None:
    """Raise `Conflict` when another editor ruled since the page was made."""
    if command.seen_seq != seen.question.resolution_seq:
        raise Conflict(
            "Another editor ruled on this question meanwhile. "
            "Your words are kept below; read that ruling before you add to it."
        )


def carry_out(  # noqa: PLR0913, PLR0917 - who rules what on which question, when, and after which proposal
    session: Session,
    seen: Face,
    command: Rule,
    editor_id: int,
    now: datetime,
    proposed_id: int | None = None,
) -> ResolutionEvent:
    """Write the ruling and everybody's score; the question is locked and the ruling is checked."""
    expire(session, seen)
    if seen.ruling is None:
        catch_up(session, seen)
    event = ResolutionEvent(
        question_id=seen.question.id,
        seq=seen.question.resolution_seq + 1,
        action=command.action.value,
        outcome=outcome_of(seen, command) if command.action is Action.RESOLVE else "",
        knowable_at=command.knowable_at,
        source_url=command.source_url,
        note=command.note,
        proposed_id=proposed_id,
        haste=command.haste if proposed_id is None else "",
        has_stake=queries.has_stake(session, seen.question.id, editor_id, now),
        editor_id=editor_id,
        created_at=now,
    )
    session.add(event)
    seen.question.resolution_seq = event.seq
    session.flush()
    plan_anew(session, replace(seen, rulings=[*seen.rulings, event]))
    if command.action is Action.RESOLVE:
        event.figures = score(session, seen, event)
        session.flush()
    announce(session, Resolved(seen.question.id, event.seq, now))
    return event


def check(seen: Face, command: Rule, now: datetime) -> None:
    """Raise `Invalid` unless the ruling names what it stands on."""
    found: dict[str, str] = {}
    if command.action is Action.RESOLVE:
        try:
            outcome_of(seen, command)
        except NotAForecast as refusal:
            found["outcome"] = str(refusal)
        if not command.source_url:
            found["source_url"] = "Give the address of the source that shows the outcome."
        if command.knowable_at is not None and command.knowable_at > now:
            found["knowable_at"] = "Choose a moment that has passed."
        # Forms tell minutes, so the minute in which it opened counts as after.
        opened = seen.revision.open_at.replace(second=0, microsecond=0)
        if command.knowable_at is not None and command.knowable_at < opened:
            found["knowable_at"] = "Choose a moment after the question opened."
    if not command.note.strip():
        is_first = seen.ruling is None and command.action is Action.RESOLVE
        found["note"] = HAPPENED if is_first else "Say why, in a sentence that readers will see."
    if command.action is Action.REOPEN and seen.ruling is None:
        raise Invalid("This question has no ruling to take back.")
    if found:
        raise Invalid("The ruling is not complete yet.", found)


def outcome_of(seen: Face, command: Rule) -> str:
    """Return the outcome as it is stored; raise `NotAForecast` when it is none."""
    if seen.is_numeric:
        return parse_outcome(seen.scale, command.outcome)
    if command.outcome not in outcomes(seen.question.kind, seen.revision):
        raise NotAForecast(CHOOSE)
    return command.outcome


def outcomes(kind: str, revision: QuestionRevision) -> dict[str, str]:
    """Return what can happen, key to words; of a number or a date that is no list."""
    return {"yes": "Yes", "no": "No"} if kind == "binary" else queries.live_options(revision)
