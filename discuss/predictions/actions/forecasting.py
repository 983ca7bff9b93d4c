"""Readers forecast, change, withdraw and pass; each deed is an event, and the crowd follows."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts.models import Person
from discuss.accounts.rules import STRANGER, Actor
from discuss.kit.errors import Conflict, Gone, Invalid
from discuss.predictions import policy, queries
from discuss.predictions.actions.commands import Affirm, Answer, Withdraw
from discuss.predictions.actions.following import count, follow, stand
from discuss.predictions.actions.lapsing import expire, plan
from discuss.predictions.actions.meaning import meant
from discuss.predictions.models import (
    ForecastEvent,
    Pass,
    Standing,
)
from discuss.predictions.queries import Face
from discuss.predictions.rules import lapsing
from discuss.predictions.rules.figures import exact
from discuss.predictions.rules.lifecycle import Deed, is_over
from discuss.predictions.rules.probability import to_percent

STALE = "You changed this forecast in another window meanwhile. {stands} Look, and save again."
SEASON = timedelta(days=1)
"""How long an account has to be confirmed before its forecasts count in the adjusted estimate."""
NOTHING_TO_AFFIRM = "There is no forecast of yours here yet. Make one instead."
EXPIRED = "Your forecast here has come to its end. Make a new one instead."
NOTHING = "There is no forecast of yours to withdraw here."


def forecast(session: Session, actor: Actor, command: Answer, now: datetime) -> ForecastEvent:
    """Put a reader's forecast on record as the one that counts; the earlier one stays in the log.

    Sent twice, it is one forecast. Raises `Gone` once the question takes none, `Conflict` when the
    reader changed it elsewhere meanwhile, `Invalid` when it is no forecast.
    """
    seen = _taken(session, actor, command.question_id, Deed.FORECAST, now)
    said = meant(command, seen)
    key = _key(command, "set:" + said.told() + _until(command), seen.deeds)
    before = _repeated(session, actor, seen, key)
    if before is not None:
        return before
    _refuse_stale(seen, command.follows)
    last = seen.standing
    same = last is not None and said.is_that_of(last)
    event = _event(seen, actor, command, "affirm" if same else "set", key, now)
    event.probability, event.shares = said.probability, said.shares
    event.quantiles, event.cdf = said.quantiles, said.cdf
    event.entered, event.reason = dict(command.entered), command.reason
    event.expires_at = _end(command, now)
    return _put(session, actor, seen, event)


def check(session: Session, command: Answer, now: datetime) -> datetime:
    """Raise `Gone` or `Invalid` where nobody could put this forecast on record now; save nothing.

    Returns since when the question is worded as it is. A draft raises `Refused`.
    """
    seen = queries.locked(session, command.question_id, now)
    policy.may_see(STRANGER, is_public=queries.is_public(session, seen.question)).enforce()
    verdict = policy.is_taking(Deed.FORECAST, seen.state)
    if not verdict:
        raise Gone(verdict.sentence)
    meant(command, seen)
    return seen.revision.created_at


def affirm(session: Session, actor: Actor, command: Affirm, now: datetime) -> ForecastEvent:
    """Say that a reader's forecast still stands as it is, after a change of wording say.

    Where it was to stand for a time, it does so for as long again. Sent twice, it is one deed.
    Raises `Invalid` when there is no forecast to affirm.
    """
    seen = _taken(session, actor, command.question_id, Deed.FORECAST, now)
    key = _key(command, "affirm", seen.deeds)
    before = _repeated(session, actor, seen, key)
    if before is not None:
        return before
    _refuse_stale(seen, command.follows)
    last = seen.standing
    if last is None:
        raise Invalid(NOTHING_TO_AFFIRM if seen.expired is None else EXPIRED)
    event = _event(seen, actor, command, "affirm", key, now)
    event.probability, event.shares = last.probability, last.shares
    event.quantiles, event.cdf = last.quantiles, last.cdf
    event.reason = command.reason
    span = lapsing.span_of(seen.own)
    event.expires_at = None if span is None else now + span
    return _put(session, actor, seen, event)


def withdraw(session: Session, actor: Actor, command: Withdraw, now: datetime) -> ForecastEvent:
    """Take a reader's forecast back from now on; the time for which it stood still counts."""
    seen = _taken(session, actor, command.question_id, Deed.WITHDRAW, now)
    key = _key(command, "withdraw", seen.deeds)
    before = _repeated(session, actor, seen, key)
    if before is not None:
        return before
    _refuse_stale(seen, command.follows)
    if seen.standing is None:
        raise Invalid(NOTHING)
    event = _event(seen, actor, command, "withdraw", key, now)
    session.add(event)
    standing = session.get_one(Standing, (seen.question.id, actor.forecaster_id))
    session.delete(standing)
    session.flush()
    count(session, seen.question, -1)
    follow(session, seen, event)
    return event


def look(session: Session, actor: Actor, question_id: int, now: datetime) -> None:
    """Let a reader see the crowd without answering; looking twice is looking once."""
    seen = _taken(session, actor, question_id, Deed.PASS, now)
    if not seen.has_passed and not seen.own:
        session.add(Pass(question_id=question_id, person_id=actor.forecaster_id, created_at=now))
        session.flush()


def _taken(session: Session, actor: Actor, question_id: int, deed: Deed, now: datetime) -> Face:
    """Return the locked question with the reader's own deeds, if it takes this deed now."""
    person_id = actor.forecaster_id
    seen = queries.locked(session, question_id, now)
    policy.may_see(actor, is_public=queries.is_public(session, seen.question)).enforce()
    verdict = policy.is_taking(deed, seen.state)
    if not verdict and is_over(seen.state):
        raise Gone(f"{verdict.sentence}{_outcome(seen)}")
    policy.may_answer(actor, deed, seen.state).enforce()
    expire(session, seen)
    return Face(
        seen.question,
        seen.revision,
        seen.rulings,
        now,
        own=queries.own_events(session, question_id, person_id),
        has_passed=queries.has_passed(session, question_id, person_id),
    )


def _outcome(seen: Face) -> str:
    """Return what was decided or is proposed, for who comes too late."""
    said = seen.ruling or seen.proposed
    if said is None or not said.outcome:
        return ""
    return f" The outcome: {queries.outcome_label(seen.revision, said.outcome)}."


def _event(  # noqa: PLR0913, PLR0917 - who does what to which question, once, and when
    seen: Face,
    actor: Actor,
    command: Answer | Affirm | Withdraw,
    kind: str,
    key: str,
    now: datetime,
) -> ForecastEvent:
    return ForecastEvent(
        question_id=seen.question.id,
        revision_n=seen.question.revision_n,
        person_id=actor.forecaster_id,
        kind=kind,
        exposure="exposed" if seen.is_revealed else "blind",
        source=command.source,
        idempotency_key=key,
        created_at=now,
    )


def _put(session: Session, actor: Actor, seen: Face, event: ForecastEvent) -> ForecastEvent:
    """Record a forecast as the one that counts."""
    event.is_seasoned = _is_seasoned(session, actor, event.created_at)
    session.add(event)
    session.flush()
    stand(session, seen, event)
    plan(session, event, event.created_at)
    follow(session, seen, event)
    return event


def _key(command: Answer | Affirm | Withdraw, value: str, deeds: int) -> str:
    """Return the key under which a repeated request is the same deed.

    A page needs to send none: the same value after the same number of own deeds is the same deed.
    """
    if command.submission_key:
        return command.submission_key
    follows = deeds if command.follows is None else command.follows
    return f"{command.question_id}/{follows}/{value}"


def _until(command: Answer) -> str:
    """Return the end that was given as part of the key of a deed."""
    until = command.stands_for or command.expires_at
    return f"@{until}" if until else ""


def _end(command: Answer, now: datetime) -> datetime | None:
    """Return until when a forecast is to stand; raise `Invalid` where that is no end."""
    ends = command.expires_at
    if command.stands_for is not None:
        ends = now + command.stands_for
    if ends is None:
        return None
    if ends < now + lapsing.LEAST:
        raise Invalid(lapsing.TOO_SOON, {"expires_at": lapsing.TOO_SOON})
    if ends > now + lapsing.MOST:
        raise Invalid(lapsing.TOO_LATE, {"expires_at": lapsing.TOO_LATE})
    return ends


def _repeated(session: Session, actor: Actor, seen: Face, key: str) -> ForecastEvent | None:
    """Return the event that this key has made already."""
    before = session.scalar(
        select(ForecastEvent).where(
            ForecastEvent.person_id == actor.forecaster_id, ForecastEvent.idempotency_key == key
        )
    )
    if before is None:
        return None
    if before.question_id != seen.question.id:
        raise Conflict("This submission key belongs to another question. Send a new one.")
    # An old window that sends an old number again must not pass for the number that stands now.
    if before.id != seen.own[-1].id and "/" in key:
        raise _stale(seen)
    return before


def _refuse_stale(seen: Face, follows: int | None) -> None:
    if follows is not None and follows != seen.deeds:
        raise _stale(seen)


def _stale(seen: Face) -> Conflict:
    """Return the refusal for an old window, with the newer number where it is one."""
    last = seen.standing
    if last is None:
        stands = "It is withdrawn." if seen.expired is None else "It has come to its end."
    else:
        stands = f"It stands at {_told(seen, last)}."
    return Conflict(STALE.format(stands=stands))


def _told(seen: Face, last: ForecastEvent) -> str:
    """Return what stands in words: a percent, every share, or the best guess."""
    if last.quantiles:
        unit = f" {seen.scale.unit}".rstrip()
        return exact(seen.scale, last.quantiles["guess"]) + unit
    if last.shares:
        names = queries.all_options(seen.revision)
        return ", ".join(f"{names[k]} {to_percent(share)}%" for k, share in last.shares.items())
    return f"{to_percent(last.probability or 0)}%"


def _is_seasoned(session: Session, actor: Actor, now: datetime) -> bool:
    """Tell whether an account has been confirmed for a day; the person is read already."""
    confirmed_at = session.get_one(Person, actor.forecaster_id).confirmed_at
    return confirmed_at is not None and confirmed_at + SEASON <= now
