"""A reader's suggestion as the reader, the editors and programs see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pydantic import BaseModel

from discuss.predictions.queries import Suggested

STATES = {
    "waiting": "Waiting for an editor",
    "returned": "Returned to the reader",
    "accepted": "Became a question",
    "merged": "Merged into a question",
}
STEPS = {
    "sent": "was sent",
    "returned": "was returned by an editor",
    "accepted": "became a question",
    "merged": "was merged into a question that asks the same",
}


@dataclass(frozen=True, slots=True)
class SuggestionStep:
    """One step of a suggestion: when, what, and in which words."""

    at: datetime
    what: str
    note: str


@dataclass(frozen=True, slots=True)
class SuggestionCard:
    """A suggestion with its words as they stand and everything that happened to it."""

    id: int
    n: int
    prompt_id: int
    path: str
    state: str
    state_words: str
    name: str
    title: str
    criteria: str
    source: str
    due_at: datetime | None
    question_id: int | None
    created_at: datetime
    steps: Sequence[SuggestionStep]


def suggestion_card(found: Suggested) -> SuggestionCard:
    """Return the card of a suggestion."""
    suggestion, said = found.suggestion, found.said
    return SuggestionCard(
        id=suggestion.id,
        n=suggestion.n,
        prompt_id=suggestion.prompt_id,
        path=f"/suggestions/{suggestion.id}",
        state=suggestion.state,
        state_words=STATES[suggestion.state],
        name=found.person.name,
        title=said.title,
        criteria=said.criteria,
        source=said.source,
        due_at=said.due_at,
        question_id=suggestion.question_id,
        created_at=suggestion.created_at,
        steps=[
            SuggestionStep(each.created_at, STEPS[each.kind], each.note) for each in found.events
        ],
    )


class SuggestionStepOut(BaseModel):
    """One step of a suggestion."""

    at: datetime
    what: str
    note: str


class SuggestionOut(BaseModel):
    """A suggestion; `n` goes into an editor's answer as `seen_n`."""

    id: int
    n: int
    prompt_id: int
    state: str
    name: str
    title: str
    criteria: str
    source: str
    due_at: datetime | None
    question_id: int | None
    created_at: datetime
    steps: list[SuggestionStepOut]


class SuggestionsOut(BaseModel):
    """The suggestions that wait for an editor, the oldest first."""

    suggestions: list[SuggestionOut]


def suggestion_out(found: Suggested) -> SuggestionOut:
    """Return a suggestion as JSON."""
    return SuggestionOut.model_validate(suggestion_card(found), from_attributes=True)


def suggestions_out(found: Sequence[Suggested]) -> SuggestionsOut:
    """Return several suggestions as JSON."""
    return SuggestionsOut(suggestions=[suggestion_out(each) for each in found])
