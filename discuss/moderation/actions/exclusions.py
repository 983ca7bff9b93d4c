"""Forecasts are left out of the crowd: decided about several people at once, each of them told."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import update
from sqlalchemy.orm import Session

from discuss.accounts.actions.events import Claimed
from discuss.accounts.models import Person
from discuss.accounts.rules import Actor
from discuss.kit.audit import digest
from discuss.kit.errors import Invalid
from discuss.moderation import policy, queries
from discuss.moderation.actions.commands import LeaveOut
from discuss.moderation.actions.recording import record
from discuss.moderation.actions.sanctions import tell
from discuss.moderation.models import Sanction, SanctionExclusion
from discuss.moderation.rules.clauses import CURRENT, Clause
from discuss.moderation.rules.sanctions import Left, rendered
from discuss.predictions import actions as predictions
from discuss.predictions import queries as forecasts
from discuss.predictions.actions.commands import LeaveOut as LeaveOutOf
from discuss.predictions.models import Exclusion
from discuss.predictions.queries import Face
from discuss.predictions.rules.excluding import Span

CHOOSE_RULE: Final = "Choose the house rule that this falls under."
KIND: Final = "exclusion"


def leave_out(session: Session, actor: Actor, command: LeaveOut, now: datetime) -> list[Sanction]:
    """Leave forecasts of some people out of a crowd, tell each why, and write it down.

    `everywhere`, also on the open questions on which they forecast and the actor may decide. All or
    nothing: raises `Refused` with the policy's sentence, `Invalid` with a sentence a field.
    """
    people = check_people(session, actor, command.handles)
    clause = _clause(command)
    chosen = _chosen(session, actor, command, people, now)
    rows: list[Exclusion] = []
    for question_id in sorted(chosen):
        rows += predictions.leave_out(session, actor, chosen[question_id], now)
    titles = queries.titles(session, sorted(chosen))
    return [
        _sanction(
            session,
            actor,
            person,
            clause,
            command,
            [(each, titles[each.question_id]) for each in rows if each.person_id == person.id],
            now,
        )
        for person in people
    ]


def check_people(session: Session, actor: Actor, handles: Sequence[str]) -> Sequence[Person]:
    """Return whose forecasts are to be left out; raise `Invalid` for a name that is nobody's."""
    policy.may_open_desk(actor).enforce()
    people = queries.forecasters(session, handles)
    missing = set(handles) - {each.handle for each in people}
    if missing:
        sentence = f"Nobody here is called {', '.join(sorted(missing))}."
        raise Invalid(sentence, {"people": sentence})
    for each in people:
        if not (verdict := policy.may_sanction(actor, KIND, each.id, each.role)):
            sentence = f"{each.name}: {verdict.sentence}"
            raise Invalid(sentence, {"people": sentence})
    return people


def check_leaving_out(
    session: Session, actor: Actor, face: Face, command: LeaveOut
) -> Sequence[Person]:
    """Return whose forecasts would be left out, and write nothing; raise what the deed would."""
    forecasts.may_leave_out(session, actor, face).enforce()
    people = check_people(session, actor, command.handles)
    ids, said = tuple(each.id for each in people), because(_clause(command))
    asked = LeaveOutOf(command.question_id, ids, command.from_at, command.to_at, said)
    predictions.check_leaving_out(session, face, asked)
    return people


def _clause(command: LeaveOut) -> Clause:
    clause = CURRENT.get(command.clause)
    if clause is None:
        raise Invalid(CHOOSE_RULE, {"clause": CHOOSE_RULE})
    return clause


def because(clause: Clause) -> str:
    """Return what readers are told as the reason."""
    return f"rule {clause.key}, “{clause.title}”"


def _chosen(
    session: Session, actor: Actor, command: LeaveOut, people: Sequence[Person], now: datetime
) -> Mapping[int, LeaveOutOf]:
    """Return on which questions whose forecasts are left out."""
    ids, said = tuple(each.id for each in people), because(CURRENT[command.clause])
    span = (command.from_at, command.to_at)
    found = {command.question_id: LeaveOutOf(command.question_id, ids, *span, said)}
    if not command.everywhere:
        return found
    for each in queries.open_questions_of(session, ids, actor, command.from_at, now):
        if each.question_id != command.question_id:
            until = command.to_at
            until = until if until and until < each.close_at else None
            asked = Span(command.from_at, until)
            spoke = forecasts.forecasts_within(session, each.question_id, each.people, asked)
            if spoke:
                found[each.question_id] = LeaveOutOf(
                    each.question_id, tuple(sorted(spoke)), asked.start, asked.end, said
                )
    return found


def _sanction(  # noqa: PLR0913, PLR0917 - who decides what about whom, why, and on which questions
    session: Session,
    actor: Actor,
    person: Person,
    clause: Clause,
    command: LeaveOut,
    rows: Sequence[tuple[Exclusion, str]],
    now: datetime,
) -> Sanction:
    """Write the step towards one person, and tell them; a guest's device is told on the card.

    Of whoever deleted their account nothing is written that would be theirs to read.
    """
    left = Left([title for _, title in rows], command.from_at, command.to_at)
    sanction = Sanction(
        person_id=person.id,
        moderator_id=actor.id,
        role=actor.role,
        kind=KIND,
        clause=clause.reference,
        words="" if person.erased_at else command.words,
        statement=""
        if person.erased_at
        else rendered(KIND, clause, command.words, now, None, left, person.language),
        ends_at=command.to_at,
        created_at=now,
        language=person.language,
    )
    session.add(sanction)
    session.flush()
    session.add_all(
        SanctionExclusion(exclusion_id=each.id, sanction_id=sanction.id) for each, _ in rows
    )
    facts = _facts(sanction, command, [each.question_id for each, _ in rows])
    record(session, actor, "sanction", f"person:{person.id}", now, **facts)
    if person.role != "guest" and person.erased_at is None:
        tell(session, sanction, "taken", now)
    session.flush()
    return sanction


def _facts(sanction: Sanction, command: LeaveOut, question_ids: list[int]) -> dict[str, object]:
    """Return what the record keeps of it: numbers, codes and a digest."""
    return {
        "sanction": sanction.id,
        "kind": KIND,
        "clause": sanction.clause,
        "questions": question_ids,
        "from": command.from_at.isoformat(),
        "to": command.to_at.isoformat() if command.to_at else "",
        "words": digest(command.words),
    }


def on_claimed(session: Session, event: Claimed) -> None:
    """Let an account read, and object to, what was decided about the device that it claims."""
    session.execute(
        update(Sanction)
        .where(Sanction.person_id == event.guest_id, Sanction.kind == KIND)
        .values(person_id=event.person_id)
        .execution_options(synchronize_session=False)
    )
