"""Questions, forecasts and rulings, made as the site makes them."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from sqlalchemy.orm import Session

from discuss.accounts.acting import actor_of
from discuss.accounts.models import Person
from discuss.accounts.rules import Actor
from discuss.articles.models import Prompt
from discuss.kit import clock
from discuss.predictions import actions
from discuss.predictions.actions.commands import Answer, Ask, Object, Rule, Wording
from discuss.predictions.models import (
    ForecastEvent,
    OutcomeObjection,
    ProposedOutcome,
    Question,
    ResolutionEvent,
)
from discuss.predictions.rules.bounds import TypedScale
from discuss.predictions.rules.lifecycle import Action
from discuss.predictions.rules.spread import FIELDS
from discuss.predictions.rules.wellformed import Kind
from tests.makers.accounts import a_person
from tests.makers.articles import an_article

__all__ = [
    "START",
    "a_forecast",
    "a_proposal",
    "a_question",
    "a_ruling",
    "a_wording",
    "an_objection",
    "an_open_question",
]

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
EDITOR = Actor(person_id=None, name="An editor", role="editor")

SCALES = {
    "number": TypedScale("0", "100", is_open_upper=True, unit="points"),
    "integer": TypedScale("0", "20"),
    "date": TypedScale("2026-03-02", "2027-03-02", is_open_upper=True),
}

_numbers = count(1)


def a_wording(**changed: Any) -> Wording:
    """Return a well-formed wording, open from `START` for ten days."""
    said: dict[str, Any] = {
        "title": f"Will the bridge be green before May, part {next(_numbers)}?",
        "short_title": "Green bridge",
        "criteria": "Decided yes if the council says so in public; a rumour does not count at all.",
        "source_name": "The council's minutes",
        "source_url": "https://example.org/minutes",
        "options": (),
        "open_at": START,
        "close_at": START + timedelta(days=10),
        "resolve_by": START + timedelta(days=20),
        "min_show": 5,
    }
    return Wording(**{**said, **changed})


def a_question(
    session: Session,
    prompt: Prompt | None = None,
    kind: str = "binary",
    *,
    published: bool = True,
    now: datetime = START,
    **changed: Any,
) -> Question:
    """Return a question, committed; a choice has the answers Red, Blue and None of these.

    Numbers lie between 0 and 100 or beyond, dates in the year from `START`.
    """
    prompt = prompt or an_article(session).prompt
    assert prompt is not None
    if kind == "choice":
        changed.setdefault("options", ("Red", "Blue", "None of these"))
    if kind in SCALES:
        changed.setdefault("scale", SCALES[kind])
    command = Ask(prompt.id, Kind(kind), a_wording(**changed), is_published=published)
    question = actions.ask(session, EDITOR, command, now)
    session.commit()
    return question


def an_open_question(
    session: Session, prompt: Prompt | None = None, kind: str = "binary", **changed: Any
) -> Question:
    """Return a question that is open while the test runs, whatever the day."""
    now = clock.now()
    dates = {
        "open_at": now - timedelta(days=1),
        "close_at": now + timedelta(days=10),
        "resolve_by": now + timedelta(days=20),
    }
    return a_question(session, prompt, kind, now=now - timedelta(days=1), **{**dates, **changed})


def a_forecast(
    session: Session,
    question: Question,
    person: Person | None = None,
    percent: int = 62,
    *,
    shares: Mapping[str, int] | None = None,
    spread: Sequence[str] | None = None,
    at: datetime | None = None,
    follows: int | None = None,
    key: str = "",
    reason: str = "",
    stands_for: timedelta | None = None,
) -> ForecastEvent:
    """Return a forecast, committed; by default by somebody new, an hour after the opening."""
    person = person or a_person(session)
    command = Answer(
        question_id=question.id,
        percent=None if shares or spread else percent,
        shares=shares,
        follows=follows,
        submission_key=key,
        entered=dict(zip(FIELDS, spread or (), strict=False)),
        spread=spread,
        reason=reason,
        stands_for=stands_for,
    )
    event = actions.forecast(session, actor_of(person), command, at or START + timedelta(hours=1))
    session.commit()
    return event


def a_proposal(
    session: Session,
    question: Question,
    outcome: str = "yes",
    *,
    at: datetime | None = None,
    editor: Person | None = None,
    window: timedelta = timedelta(hours=72),
) -> ProposedOutcome:
    """Return a proposed outcome, committed; by default a yes, after the close."""
    editor = editor or a_person(session, role="editor")
    command = Rule(
        question_id=question.id,
        action=Action.RESOLVE,
        outcome=outcome,
        knowable_at=None,
        source_url="https://example.org/minutes/9",
        note="The minutes say so.",
        seen_seq=question.resolution_seq,
    )
    now = at or START + timedelta(days=11)
    proposed = actions.decide(session, actor_of(editor), command, now, window)
    assert isinstance(proposed, ProposedOutcome)
    session.commit()
    return proposed


def an_objection(
    session: Session,
    proposed: ProposedOutcome,
    person: Person | None = None,
    *,
    body: str = "The minutes are a draft.",
    at: datetime | None = None,
) -> OutcomeObjection:
    """Return a reader's objection, committed; by default by somebody new, an hour later."""
    person = person or a_person(session)
    command = Object(proposed.question_id, proposed.id, body, "https://example.org/draft")
    when = at or proposed.created_at + timedelta(hours=1)
    objection = actions.object_to(session, actor_of(person), command, when)
    session.commit()
    return objection


def a_ruling(
    session: Session,
    question: Question,
    outcome: str = "yes",
    *,
    action: Action = Action.RESOLVE,
    knowable_at: datetime | None = None,
    at: datetime | None = None,
    editor: Person | None = None,
) -> ResolutionEvent:
    """Return a ruling, committed; by default a yes, after the close."""
    editor = editor or a_person(session, role="editor")
    command = Rule(
        question_id=question.id,
        action=action,
        outcome=outcome,
        knowable_at=knowable_at,
        source_url="https://example.org/minutes/9",
        note="The minutes say so.",
        seen_seq=question.resolution_seq,
    )
    event = actions.rule(session, actor_of(editor), command, at or START + timedelta(days=11))
    session.commit()
    return event
