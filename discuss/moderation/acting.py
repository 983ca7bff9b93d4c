"""What several doors of moderation do alike."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TypeVar

from flask import request

from discuss.accounts.acting import require_actor
from discuss.accounts.rules import Actor
from discuss.kit import chosen, clock
from discuss.kit.errors import Conflict, Invalid, Missing, Refused
from discuss.kit.knobs import Knob
from discuss.kit.paging import Cursor, Page
from discuss.kit.text import storable
from discuss.moderation import actions, policy, presenters, queries
from discuss.moderation.actions.commands import Decide
from discuss.moderation.models import Batch
from discuss.moderation.queries import Sent, Sought, Told, ToldHiding
from discuss.moderation.queries.narrowing import ANY, CLAIMED, MINE, QUEUES
from discuss.moderation.queries.reported import ORDER as REPORTS_ORDER
from discuss.moderation.rules.claims import LATE, LONGEST_WAIT
from discuss.moderation.rules.escalating import KINDS
from discuss.moderation.rules.knobs import BY_NAME, section_mode, sections_in, targets
from discuss.moderation.rules.knobs import HOURLY as REPORTS
from discuss.moderation.rules.reporting import BY_CODE as CONCERNS
from discuss.moderation.rules.transparency import Row
from discuss.predictions import queries as forecasts
from discuss.predictions.queries import Face
from discuss.web.transaction import reading, transaction

Thing = TypeVar("Thing")

LONGEST = 500
"""Letters of what an address asks for."""


def moderator() -> Actor:
    """Return who is acting; raise `Refused` to whoever has nothing to do at the desk."""
    actor = require_actor()
    policy.may_open_desk(actor).enforce()
    return actor


def admin() -> Actor:
    """Return who acts, raise `Refused` (403) for whoever may not set what the desk goes by."""
    actor = require_actor()
    policy.may_choose(actor).enforce()
    return actor


def sought(actor: Actor, asked: Mapping[str, str]) -> Sought:
    """Return what somebody looks for at the desk, by the names in an address.

    What is no queue, no reason, no age or not theirs narrows nothing.
    """
    now, age = clock.now(), asked.get("age", "")
    section, address, detector, language = (
        storable(asked.get(name, ""))[:LONGEST].strip()
        for name in ("section", "article", "detector", "language")
    )
    theirs = bool(section) and actor.covers(section)
    before = _opened_before(age, now)
    return Sought(
        now,
        _one_of((*QUEUES, MINE), asked.get("queue")),
        _one_of(CONCERNS, asked.get("concern")),
        sections=frozenset({section}) if theirs else actor.sections,
        section=section if theirs else "",
        article=address.partition("#")[0].rstrip("/").rpartition("/")[2],
        detector=detector,
        language=language,
        age=age if before else "",
        before=before,
        claimed=_one_of(CLAIMED, asked.get("claimed")),
        escalated=_one_of((ANY, *KINDS), asked.get("escalated")),
        passes_escalated=not actor.is_admin,
    )


def _one_of(known: Iterable[str], text: str | None) -> str:
    return text if text and text in known else ""


def _opened_before(age: str, now: datetime) -> Mapping[str, datetime]:
    """Return before when a case of each queue was opened that is of an age; none for no age."""
    due = targets(chosen.of(reading()))
    if age == LATE:
        return {queue: now - target for queue, target in due.items()}
    if not age.isascii() or not age.isdecimal() or len(age) > LONGEST_WAIT:
        return {}
    return dict.fromkeys(due, now - timedelta(hours=int(age)))


def at_the_desk(actor: Actor, question_id: int) -> Face:
    """Return a question for who decides whose forecasts count, or for an editor who looks.

    Raises `Missing` (404) where a moderator does not see to its section.
    """
    if not actor.may_edit:
        policy.may_open_desk(actor).enforce()
    face = forecasts.face(reading(), question_id, actor.person_id, clock.now())
    if not actor.covers(forecasts.section_of(reading(), question_id)):
        raise Missing(forecasts.NOT_HERE)
    return face


def may_see(face: Face) -> bool:
    """Tell whether somebody of the house sees what others forecast: like a reader, or by looking.

    Until the close too, where readers wait for it: that one has looked is written down.
    """
    return face.is_revealed or face.has_passed


def looked_at(face: Face) -> Face:
    """Return the question to who sees its forecasts; raise `Refused` (403) to anybody else."""
    if not may_see(face):
        raise Refused("Look at the forecasts first. That you have looked is kept.")
    return face


def keep_look(actor: Actor, face: Face) -> None:
    """Write down that somebody of the desk sees who forecast what on a question."""
    if actor.may_moderate and may_see(face):
        with transaction() as session:
            actions.look(session, actor, f"question:{face.question.id}", clock.now())


def told(actor: Actor, decision_id: int) -> Told:
    """Return what was told about a decision, to its author and to the desk, whose look is kept.

    Raises `Missing` (404) to others as where nothing was told, so that nobody finds out whose
    comments were decided about by counting; and while the decision can be undone.
    """
    found, now = queries.told(reading(), decision_id), clock.now()
    author_id = found.statement.person_id
    may_read = policy.may_read_statement(actor, author_id, found.section)
    if not may_read or found.decision.effective_at > now or found.is_reversed:
        raise Missing(queries.NO_STATEMENT)
    _keep_look_at(f"decision:{decision_id}", actor, author_id, now)
    return found


def told_of_hiding(actor: Actor, hiding_id: int) -> ToldHiding:
    """Return what was told about a hiding, to its author and to the desk, whose look is kept.

    Raises `Missing` (404) to others as where nothing was told.
    """
    found = queries.told_hiding(reading(), hiding_id)
    author_id = found.statement.person_id
    if not policy.may_read_statement(actor, author_id, found.section):
        raise Missing(queries.NO_STATEMENT)
    _keep_look_at(f"hiding:{hiding_id}", actor, author_id, clock.now())
    return found


def _keep_look_at(about: str, actor: Actor, author_id: int, now: datetime) -> None:
    """Write down that somebody looked at what was told to another person."""
    if actor.id != author_id:
        with transaction() as session:
            actions.look(session, actor, about, now)


def reported(case_id: int, actor: Actor) -> Page[Sent]:
    """Return a page of what was reported about a comment; raise `Missing` (404) to others."""
    case, text = queries.case(reading(), case_id, actor), request.args.get("after")
    after = Cursor.decode(text, order=REPORTS_ORDER, length=1) if text else None
    return queries.reports_of(reading(), case, after)


def hourly() -> str:
    """Return how many reports an hour somebody may send, as limits are written."""
    return f"{chosen.of(reading()).number(REPORTS)} per hour"


def named_knob(name: str) -> Knob:
    """Return the setting of this name; raise `Missing` (404) for none. One statement at most."""
    knob = BY_NAME.get(name)
    if knob is None:
        knob = next((each for each in of_sections() if each.name == name), None)
    if knob is None:
        raise Missing("There is no such setting.")
    return knob


def of_sections() -> list[Knob]:
    """Return a setting for each section that articles name, or that was ever set; one statement."""
    session = reading()
    used = queries.sections(session)
    left = sorted(sections_in(chosen.of(session).values) - set(used))
    return [
        *(section_mode(each) for each in used),
        *(section_mode(each, is_used=False) for each in left),
    ]


def published(month: str) -> tuple[Sequence[Row], datetime]:
    """Return the numbers of a month that is over, and when they were counted.

    Whoever asks first lets them be counted, outside of any transaction that writes; from then on
    it is one statement. Raises `Missing` (404) for a month that is not over.
    """
    found = queries.published_month(reading(), month)
    if found is None:
        rows = presenters.counted_numbers(reading(), month, clock.now())
        with transaction() as session:
            found = actions.publish_month(session, month, rows, clock.now())
    return [Row(**each) for each in found.rows], found.counted_at


def decide_each(actor: Actor, batch: Batch) -> tuple[int, list[str]]:
    """Decide about each case of a batch by itself; return how many, and why not the others."""
    return _each(actions.deeds_of(reading(), batch), lambda deed: _decide(actor, batch.id, deed))


def undo_each(actor: Actor, batch_id: int) -> tuple[int, list[str]]:
    """Take back each decision of a batch; return how many, and why not the others."""
    made = [each.id for each in queries.decided_together(reading(), batch_id)]
    return _each(made, lambda number: _undo(actor, number))


def _decide(actor: Actor, batch_id: int, deed: Decide) -> None:
    with transaction() as session:
        actions.decide(session, actor, deed, clock.now(), queries.batch(session, batch_id))


def _undo(actor: Actor, decision_id: int) -> None:
    with transaction() as session:
        actions.undo(session, actor, decision_id, clock.now())


def _each(things: Iterable[Thing], deed: Callable[[Thing], None]) -> tuple[int, list[str]]:
    """Return for how many a deed was done, and why not for the others; a transaction for each."""
    done, left = 0, []
    for thing in things:
        try:
            deed(thing)
        except (Conflict, Invalid, Missing, Refused) as refusal:
            left.append(refusal.sentence)
        else:
            done += 1
    return done, left
