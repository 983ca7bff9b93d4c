"""Steps towards a person, from a note to a ban: taken, ended, objected to and answered."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from discuss.accounts import actions as accounts
from discuss.accounts.models import Person
from discuss.accounts.rules import FOR_GOOD, Actor
from discuss.kit import chosen, outbox
from discuss.kit.announce import announce
from discuss.kit.audit import digest
from discuss.kit.errors import Invalid
from discuss.moderation import policy, queries
from discuss.moderation.actions.commands import Impose
from discuss.moderation.actions.events import SanctionMoved
from discuss.moderation.actions.objections import receive
from discuss.moderation.actions.recording import record
from discuss.moderation.models import Sanction, SanctionStep
from discuss.moderation.queries import Taken
from discuss.moderation.rules.clauses import CURRENT
from discuss.moderation.rules.knobs import SUSPEND_ALONE, SUSPEND_LONGEST
from discuss.moderation.rules.sanctions import BY_KIND, rendered
from discuss.predictions import actions as predictions


def impose(session: Session, actor: Actor, command: Impose, now: datetime) -> Sanction:
    """Take a step towards a person; a ban waits for somebody else to confirm it.

    Raises `Refused` with the policy's sentence, `Invalid` for a missing rule or a wrong end.
    """
    person = queries.in_reach(session, actor, command.handle)
    policy.may_sanction(actor, command.kind, person.id, person.role).enforce()
    _check(session, actor, command, now)
    if command.kind == "ban":
        _check_ban(session, person.id, command)
    row = _added(session, actor, person, command, now)
    facts = {"sanction": row.id, "kind": row.kind, "clause": row.clause}
    facts["ends_at"] = row.ends_at.isoformat() if row.ends_at else ""
    about = f"person:{person.id}"
    record(session, actor, "sanction", about, now, words=digest(row.words), **facts)
    _settle(session, person.id, now)
    if row.kind not in {"note", "ban"}:
        tell(session, row, "taken", now)
    return row


def confirm_ban(session: Session, actor: Actor, sanction_id: int, now: datetime) -> SanctionStep:
    """Make a proposed ban count; all sign-ins of the person end.

    Raises `Refused` with the policy's sentence, also where the warning before it was taken back.
    """
    taken = queries.sanction(session, sanction_id, lock=True, desk=actor)
    warned = taken.is_warned
    policy.may_confirm(actor, taken.sanction, taken.kinds, is_warned=warned).enforce()
    step = _step(session, actor, taken, "confirmed", "", now)
    accounts.end_all(session, taken.sanction.person_id, now)
    tell(session, taken.sanction, "taken", now)
    return step


def acknowledge(session: Session, actor: Actor, sanction_id: int, now: datetime) -> SanctionStep:
    """Confirm that one has read a warning, and take part again."""
    taken = queries.sanction(session, sanction_id, lock=True)
    policy.may_acknowledge(actor, taken.sanction, taken.kinds).enforce()
    return _step(session, actor, taken, "acknowledged", "", now)


def lift(
    session: Session, actor: Actor, sanction_id: int, words: str, now: datetime
) -> SanctionStep:
    """End a sanction before its time, with a reason; a proposed ban is dropped silently."""
    taken = queries.sanction(session, sanction_id, lock=True, desk=actor)
    verdict = policy.may_lift(
        actor, taken.sanction, taken.kinds, now, taken.alone, taken.touches, taken.shortened_to
    )
    verdict.enforce()
    was_told = taken.is_in_force(now) or taken.sanction.kind == "exclusion"
    step = _step(session, actor, taken, "lifted", words, now)
    _let_back_in(session, actor, taken, now)
    if was_told:
        tell(session, taken.sanction, "lifted", now)
    return step


def object_to_sanction(
    session: Session, actor: Actor, sanction_id: int, words: str, now: datetime
) -> SanctionStep:
    """Ask for another look at what was done to one, once."""
    taken = queries.sanction(session, sanction_id, lock=True)
    policy.may_object_to_sanction(actor, taken.sanction, taken.kinds, now).enforce()
    step = _step(session, actor, taken, "objected", words, now)
    receive(session, "sanction", sanction_id, now)
    return step


def answer_sanction(  # noqa: PLR0913, PLR0917 - the answer and all that it is about
    session: Session,
    actor: Actor,
    sanction_id: int,
    outcome: str,
    words: str,
    now: datetime,
    ends_at: datetime | None = None,
) -> SanctionStep:
    """Uphold (`upheld`), end (`reversed`) or shorten what somebody else decided.

    Raises `Refused` to who had a part in it, and `Invalid` for an end that is not an earlier one.
    """
    taken = queries.sanction(session, sanction_id, lock=True, desk=actor)
    confirmed = taken.step("confirmed")
    involved = {confirmed.person_id} if confirmed else set()
    verdict = policy.may_answer_sanction(
        actor, taken.sanction, taken.kinds, involved, taken.touches
    )
    verdict.enforce()
    until = ends_at if outcome == "shortened" else None
    if outcome == "shortened":
        shorter = policy.may_shorten(taken.sanction.kind, taken.ends_at, until, now)
        if not shorter:
            raise Invalid(shorter.sentence, {"ends_on": shorter.sentence})
    step = _step(session, actor, taken, outcome, words, now, until)
    if outcome == "reversed":
        _let_back_in(session, actor, taken, now)
    tell(session, taken.sanction, outcome, now)
    return step


def _let_back_in(session: Session, actor: Actor, taken: Taken, now: datetime) -> None:
    """Let forecasts that were left out count again, as if they always had."""
    for each in taken.left_out:
        predictions.let_back_in(session, actor, each.question_id, [each.exclusion_id], now)


def _added(
    session: Session, actor: Actor, person: Person, command: Impose, now: datetime
) -> Sanction:
    clause, language = CURRENT.get(command.clause), person.language
    told = rendered(command.kind, clause, command.words, now, command.ends_at, language=language)
    row = Sanction(
        person_id=person.id,
        moderator_id=actor.id,
        role=actor.role,
        kind=command.kind,
        clause=clause.reference if clause else "",
        words=command.words,
        statement="" if command.kind == "note" else told,
        ends_at=command.ends_at,
        created_at=now,
        language=language,
    )
    session.add(row)
    session.flush()
    return row


def _check(session: Session, actor: Actor, command: Impose, now: datetime) -> None:
    measure = BY_KIND[command.kind]
    if measure.needs_clause and command.clause not in CURRENT:
        sentence = "Choose the house rule that this falls under."
        raise Invalid(sentence, {"clause": sentence})
    if command.ends_at is not None and not measure.has_end:
        sentence = f"{measure.title} has no end date. Leave it out."
        raise Invalid(sentence, {"ends_on": sentence})
    if command.ends_at is not None and command.ends_at <= now:
        sentence = "This day is over. Choose a later one."
        raise Invalid(sentence, {"ends_on": sentence})
    if command.kind != "suspension":
        return
    if command.ends_at is None:
        sentence = "Choose the day on which the suspension ends. Without an end it is a ban."
        raise Invalid(sentence, {"ends_on": sentence})
    set_ = chosen.of(session)
    limits = (timedelta(days=set_.number(knob)) for knob in (SUSPEND_ALONE, SUSPEND_LONGEST))
    if not (verdict := policy.may_suspend_until(actor, command.ends_at, now, *limits)):
        raise Invalid(verdict.sentence, {"ends_on": verdict.sentence})


def _check_ban(session: Session, person_id: int, command: Impose) -> None:
    """Raise `Invalid` for a ban of somebody who was not warned, where that is needed."""
    warned = queries.is_warned(session, person_id)
    if not (verdict := policy.may_ban(command.clause, is_warned=warned)):
        raise Invalid(verdict.sentence, {"kind": verdict.sentence})


def _step(  # noqa: PLR0913, PLR0917 - who did what to which, with which words
    session: Session,
    actor: Actor,
    taken: Taken,
    kind: str,
    words: str,
    now: datetime,
    ends_at: datetime | None = None,
) -> SanctionStep:
    sanction = taken.sanction
    step = SanctionStep(
        sanction_id=sanction.id,
        kind=kind,
        person_id=actor.forecaster_id,
        words=words,
        created_at=now,
        ends_at=ends_at,
    )
    session.add(step)
    session.flush()
    about, facts = f"sanction:{sanction.id}", {"words": digest(words)}
    if ends_at is not None:
        facts["ends_at"] = ends_at.isoformat()
    record(session, actor, f"sanction_{kind}", about, now, **facts)
    _settle(session, sanction.person_id, now)
    return step


def _settle(session: Session, person_id: int, now: datetime) -> None:
    """Let the account show what has an effect: until when it is silent, what it must read."""
    standing = [each for each in queries.sanctions_of(session, person_id) if each.is_in_force(now)]
    silent = [
        each.ends_at or FOR_GOOD for each in standing if each.sanction.kind in {"suspension", "ban"}
    ]
    warnings = [each.sanction.id for each in standing if each.sanction.kind == "warning"]
    accounts.restrain(session, person_id, max(silent, default=None), min(warnings, default=None))


def tell(session: Session, sanction: Sanction, what: str, now: datetime) -> None:
    """Let the person find it in their inbox and in their mail."""
    announce(session, SanctionMoved(sanction.id, sanction.person_id, sanction.kind, what, now))
    outbox.enqueue(
        session,
        key=f"sanction-{sanction.id}-{what}",
        kind="sanction",
        payload={"sanction_id": sanction.id, "what": what},
        now=now,
    )
