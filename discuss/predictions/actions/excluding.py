"""Forecasts are left out of the crowd and let back in; what figures said before stays on record."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import update
from sqlalchemy.orm import Session

from discuss.accounts.rules import Actor
from discuss.kit.announce import announce
from discuss.kit.errors import Invalid
from discuss.kit.orm import add_all
from discuss.kit.outbox import Parcel, enqueue_all
from discuss.predictions import queries
from discuss.predictions.actions.commands import LeaveOut
from discuss.predictions.actions.events import CountsAnew
from discuss.predictions.actions.lapsing import LAPSE, expire
from discuss.predictions.actions.running import run_anew
from discuss.predictions.actions.scoring import rescore
from discuss.predictions.models import CrowdPoint, Exclusion, Standing
from discuss.predictions.queries import Counted, Face
from discuss.predictions.rules.excluding import EVER, MOST, Span, apart_at
from discuss.predictions.rules.lifecycle import State

TOO_MANY: Final = f"One decision is about {MOST} people at most. Choose fewer."
NOBODY: Final = "Choose whose forecasts are left out."
NO_FORECAST: Final = (
    "Not all of these people had a forecast on this question in that time. Choose again, or "
    "another beginning or end."
)
AHEAD: Final = "Choose a moment that has passed: nothing is left out before it is said."
OVER: Final = "The question was over by then. Choose an earlier moment."
BACKWARDS: Final = "Choose an end after the beginning, or none: it lasts until it is lifted."
PAST_THE_CLOSE: Final = "The question is closed by then. Leave the end empty."
ALREADY: Final = "Some of these forecasts are left out already. Lift that first, or choose others."


def leave_out(session: Session, actor: Actor, command: LeaveOut, now: datetime) -> list[Exclusion]:
    """Leave some people's forecasts on a question out of its crowd, as one new edition.

    Everything that the crowd says is counted anew from the log, and so are scores, in the same
    transaction. Raises `Refused` with the policy's sentence, `Invalid` with a sentence a field.
    """
    seen = _allowed(session, actor, command.question_id, now)
    check_leaving_out(session, seen, command)
    seen.question.edition += 1
    rows = [
        Exclusion(
            question_id=command.question_id,
            person_id=person_id,
            from_at=command.from_at,
            to_at=command.to_at,
            because=command.because,
            edition=seen.question.edition,
            decided_by_id=actor.id,
            decided_at=now,
        )
        for person_id in command.person_ids
    ]
    session.add_all(rows)
    session.flush()
    if command.to_at is not None and command.to_at > now:
        key = f"{LAPSE}-edition-{command.question_id}-{seen.question.edition}"
        parcel = Parcel(key, LAPSE, {"question_id": command.question_id}, command.to_at)
        enqueue_all(session, [parcel], now)
    _count_anew(session, seen, rows)
    return rows


def let_back_in(
    session: Session, actor: Actor, question_id: int, ids: Sequence[int], now: datetime
) -> None:
    """Let forecasts count again as if they had never been left out, as one new edition.

    What is lifted already stays so. Raises `Refused` with the policy's sentence.
    """
    seen = _allowed(session, actor, question_id, now)
    standing = queries.standing_exclusions(session, question_id)
    rows = [each for each in standing if each.id in ids]
    if not rows:
        return
    seen.question.edition += 1
    for each in rows:
        each.lifted_edition, each.lifted_at = seen.question.edition, now
        each.lifted_by_id = actor.id
    session.flush()
    _count_anew(session, seen, rows)


def check_leaving_out(session: Session, seen: Face, command: LeaveOut) -> None:
    """Raise `Invalid` unless these forecasts can be left out over this time; two statements."""
    if not command.person_ids or len(command.person_ids) > MOST:
        sentence = TOO_MANY if command.person_ids else NOBODY
        raise Invalid(sentence, {"people": sentence})
    found: dict[str, str] = {}
    if command.from_at > seen.now:
        found["from_at"] = AHEAD
    elif command.from_at >= seen.over_at:
        found["from_at"] = OVER
    if command.to_at is not None and command.to_at <= command.from_at:
        found["to_at"] = BACKWARDS
    elif command.to_at is not None and command.to_at >= seen.revision.close_at:
        found["to_at"] = PAST_THE_CLOSE
    who = set(command.person_ids)
    span = Span(command.from_at, command.to_at)
    among = EVER if found else span
    if set(queries.forecasts_within(session, command.question_id, who, among)) != who:
        found["people"] = NO_FORECAST
    if found:
        raise Invalid("Nothing is left out yet.", found)
    for each in queries.standing_exclusions(session, command.question_id):
        if each.person_id in who and queries.span_of(each).meets(span):
            raise Invalid(ALREADY, {"people": ALREADY})


def _allowed(session: Session, actor: Actor, question_id: int, now: datetime) -> Face:
    """Return the locked question, everything on it that has ended by now ended."""
    seen = queries.locked(session, question_id, now)
    queries.may_leave_out(session, actor, seen).enforce()
    expire(session, seen)
    return seen


def _count_anew(session: Session, seen: Face, changed: Sequence[Exclusion]) -> None:
    """Count a locked question's crowd by its new edition, and what it is worth if it is decided."""
    question, since = seen.question, min(each.from_at for each in changed)
    apart = queries.apart_until_over(session, seen.revision, seen.ruling)
    made = queries.recounted(session, seen, apart, since)
    session.execute(
        update(CrowdPoint)
        .where(CrowdPoint.question_id == question.id, CrowdPoint.created_at >= since)
        .where(CrowdPoint.superseded_in.is_(None))
        .values(superseded_in=question.edition)
    )
    later = [each for each in made if each.place.created_at >= since]
    add_all(session, CrowdPoint, [_row(question.id, question.edition, each) for each in later])
    _mark(session, question.id, apart_at(apart, seen.now))
    run_anew(session, seen)
    if seen.state is State.RESOLVED and seen.ruling is not None:
        rescore(session, seen, seen.ruling, seen.now)
    people = frozenset(each.person_id for each in changed)
    announce(session, CountsAnew(question.id, people, seen.now))


def _mark(session: Session, question_id: int, out: set[int]) -> None:
    """Let standing forecasts say whether they are left out; two statements."""
    among = Standing.person_id.in_(sorted(out))
    for is_out, who in ((True, among), (False, ~among)):
        session.execute(
            update(Standing)
            .where(Standing.question_id == question_id, who)
            .where(Standing.is_left_out.is_not(is_out))
            .values(is_left_out=is_out)
        )


def _row(question_id: int, edition: int, counted: Counted) -> dict[str, Any]:
    place = counted.place
    return {
        "question_id": question_id,
        "edition": edition,
        "event_id": place.event_id,
        "version": place.version,
        "created_at": place.created_at,
        "is_edge": place.is_edge,
        "n": counted.n,
        "figures": counted.figures,
        "cdf": counted.cdf,
    }
