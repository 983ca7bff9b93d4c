"""Editors decide questions; scores are written in the same transaction, or nothing is."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from discuss.accounts.rules import Actor
from discuss.kit.announce import announce
from discuss.kit.errors import Conflict, Invalid
from discuss.predictions import policy, queries
from discuss.predictions.actions.commands import Rule
from discuss.predictions.actions.events import Resolved
from discuss.predictions.models import (
    CrowdPoint,
    ForecastEvent,
    QuestionRevision,
    ResolutionEvent,
    Score,
)
from discuss.predictions.queries import Face
from discuss.predictions.rules import crowd, scores
from discuss.predictions.rules.lifecycle import Action, Deed
from discuss.predictions.rules.standing import Event, Stretch, Window, stretches

Value = float | Mapping[str, float]

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
    event = ResolutionEvent(
        question_id=seen.question.id,
        seq=seen.question.resolution_seq + 1,
        action=command.action.value,
        outcome=command.outcome if command.action is Action.RESOLVE else "",
        knowable_at=command.knowable_at,
        source_url=command.source_url,
        note=command.note,
        proposed_id=proposed_id,
        haste=command.haste if proposed_id is None else "",
        has_stake=queries.has_stake(session, seen.question.id, editor_id),
        editor_id=editor_id,
        created_at=now,
    )
    session.add(event)
    seen.question.resolution_seq = event.seq
    session.flush()
    if command.action is Action.RESOLVE:
        event.figures = _score(session, seen, event)
        session.flush()
    announce(session, Resolved(seen.question.id, event.seq, now))
    return event


def check(seen: Face, command: Rule, now: datetime) -> None:
    """Raise `Invalid` unless the ruling names what it stands on."""
    found: dict[str, str] = {}
    if command.action is Action.RESOLVE:
        if command.outcome not in outcomes(seen.question.kind, seen.revision):
            found["outcome"] = "Choose the outcome."
        if not command.source_url:
            found["source_url"] = "Give the address of the source that shows the outcome."
        if command.knowable_at is not None and command.knowable_at > now:
            found["knowable_at"] = "Choose a moment that has passed."
        # Forms tell minutes, so the minute in which it opened counts as after.
        opened = seen.revision.open_at.replace(second=0, microsecond=0)
        if command.knowable_at is not None and command.knowable_at < opened:
            found["knowable_at"] = "Choose a moment after the question opened."
    is_anew = seen.ruling is not None or command.action is not Action.RESOLVE
    if is_anew and not command.note.strip():
        found["note"] = "Say why, in a sentence that readers will see."
    if command.action is Action.REOPEN and seen.ruling is None:
        raise Invalid("This question has no ruling to take back.")
    if found:
        raise Invalid("The ruling is not complete yet.", found)


def outcomes(kind: str, revision: QuestionRevision) -> dict[str, str]:
    """Return what can happen, key to words."""
    return {"yes": "Yes", "no": "No"} if kind == "binary" else queries.live_options(revision)


def _score(session: Session, seen: Face, ruling: ResolutionEvent) -> dict[str, Any]:
    """Write everybody's score by this ruling; return the figures for the ruling's own row."""
    score = _brier_for(ruling.outcome)
    window = Window.of(seen.revision.open_at, seen.revision.close_at, ruling.knowable_at)
    rows = []
    for person_id, events in _events(session, seen.question.id).items():
        averaged = scores.while_standing(stretches(events, window), window, score)
        if averaged.value is not None:
            rows.append(_row(ruling, person_id, averaged))
    if rows:
        session.execute(insert(Score), rows)
    crowd_score = scores.while_standing(_crowd_stretches(session, seen, window), window, score)
    return {"formula": scores.FORMULA, "scored": len(rows), "crowd": crowd_score.value}


def _row(ruling: ResolutionEvent, person_id: int, averaged: scores.Averaged) -> dict[str, Any]:
    return {
        "question_id": ruling.question_id,
        "resolution_seq": ruling.seq,
        "person_id": person_id,
        "kind": "brier",
        "formula": scores.FORMULA,
        "value": averaged.value,
        "coverage": averaged.coverage,
        "created_at": ruling.created_at,
    }


def _events(session: Session, question_id: int) -> dict[int, list[Event[Value]]]:
    """Return everybody's events on a question; one statement."""
    rows = session.execute(
        select(
            ForecastEvent.person_id,
            ForecastEvent.created_at,
            ForecastEvent.id,
            ForecastEvent.probability,
            ForecastEvent.shares,
        ).where(ForecastEvent.question_id == question_id)
    )
    found: dict[int, list[Event[Value]]] = defaultdict(list)
    for person_id, at, seq, probability, shares in rows:
        found[person_id].append(Event(at, seq, shares if probability is None else probability))
    return found


def _brier_for(outcome: str) -> Callable[[Value], float]:
    """Return how a forecast scores: half form for yes or no, the sum over several answers."""

    def score(said: Value) -> float:
        if isinstance(said, Mapping):
            return scores.brier_of_shares(said, outcome)
        return scores.brier(said, happened=outcome == "yes")

    return score


def _crowd_stretches(session: Session, seen: Face, window: Window) -> Sequence[Stretch[Value]]:
    """Return how long each published median stood; small crowds have none."""
    points = session.scalars(
        select(CrowdPoint)
        .where(CrowdPoint.question_id == seen.question.id, CrowdPoint.version == crowd.FORMULA)
        .order_by(CrowdPoint.created_at, CrowdPoint.id)
    ).all()
    least = seen.revision.min_show
    said: list[Event[Value]] = [
        Event(
            point.created_at,
            point.id,
            _median(point) if crowd.is_shown(point.n, least) else None,
        )
        for point in points
    ]
    return stretches(said, window)


def _median(point: CrowdPoint) -> Value:
    if "median" in point.figures:
        median: float = point.figures["median"]
        return median
    return {key: figures["median"] for key, figures in point.figures.items()}
