"""Questions that readers suggest, as they and the editors see them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts.models import Person
from discuss.kit.errors import Missing
from discuss.kit.orm import LOCKED
from discuss.predictions.models import Suggestion, SuggestionEvent

NO_SUGGESTION = "There is no suggestion at this address."
MOST_WAITING = 100


@dataclass(frozen=True, slots=True)
class Suggested:
    """A suggestion, its steps in order, and whose it is."""

    suggestion: Suggestion
    events: Sequence[SuggestionEvent]
    person: Person

    @property
    def said(self) -> SuggestionEvent:
        """The reader's words as they stand."""
        return next(each for each in reversed(self.events) if each.kind == "sent")


def suggested(session: Session, suggestion_id: int, *, lock: bool = False) -> Suggested:
    """Return a suggestion with all its steps, locked on demand, or raise `Missing`.

    Three statements.
    """
    found = session.get(
        Suggestion, suggestion_id, with_for_update=LOCKED if lock else None, populate_existing=lock
    )
    if found is None:
        raise Missing(NO_SUGGESTION)
    return _with_steps(session, [found])[0]


def waiting_suggestions(session: Session) -> list[Suggested]:
    """Return the suggestions that wait for an editor, the oldest first; three statements."""
    rows = session.scalars(
        select(Suggestion)
        .where(Suggestion.state == "waiting")
        .order_by(Suggestion.id)
        .limit(MOST_WAITING)
    ).all()
    return _with_steps(session, rows)


def same_suggestion(
    session: Session, prompt_id: int, person_id: int, title: str
) -> Suggestion | None:
    """Return what somebody suggested under a prompt in these words and waits; one statement."""
    return session.scalar(
        select(Suggestion)
        .join(SuggestionEvent, SuggestionEvent.suggestion_id == Suggestion.id)
        .where(
            Suggestion.prompt_id == prompt_id,
            Suggestion.person_id == person_id,
            Suggestion.state == "waiting",
            SuggestionEvent.title == title,
        )
        .limit(1)
    )


def suggested_by(session: Session, question_id: int) -> Person | None:
    """Return who suggested a question; one statement."""
    return session.scalar(
        select(Person)
        .join(Suggestion, Suggestion.person_id == Person.id)
        .where(Suggestion.question_id == question_id, Suggestion.state == "accepted")
        .limit(1)
    )


def _with_steps(session: Session, rows: Sequence[Suggestion]) -> list[Suggested]:
    events = session.scalars(
        select(SuggestionEvent)
        .where(SuggestionEvent.suggestion_id.in_([each.id for each in rows]))
        .order_by(SuggestionEvent.suggestion_id, SuggestionEvent.n)
    ).all()
    people = {
        each.id: each
        for each in session.scalars(
            select(Person).where(Person.id.in_({each.person_id for each in rows}))
        )
    }
    return [
        Suggested(
            each,
            [event for event in events if event.suggestion_id == each.id],
            people[each.person_id],
        )
        for each in rows
    ]
