"""The desk of questions: what waits for an editor first, then what goes on by itself."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from discuss.predictions.presenters.cards import QuestionCard
from discuss.predictions.rules.lifecycle import DECIDED, State


@dataclass(frozen=True, slots=True)
class DeskGroup:
    """Questions of which the same is to be done; `waits` says whether it is for an editor."""

    name: str
    heading: str
    hint: str
    waits: bool
    cards: Sequence[QuestionCard]


def desk_groups(
    cards: Sequence[QuestionCard], now: datetime, group_of: Mapping[int, object]
) -> list[DeskGroup]:
    """Return the groups that hold something; a question is in the first that fits it.

    Questions that stand in one group by `group_of` stand together.
    """
    left, groups = list(cards), []
    for name, heading, hint, waits, fits in GROUPS:
        found = [card for card in left if fits(card, now)]
        left = [card for card in left if card not in found]
        if name == "overdue":
            found.sort(key=lambda card: card.resolve_by)
        if found:
            groups.append(DeskGroup(name, heading, hint, waits, _together(found, group_of)))
    return groups


def _together(cards: Sequence[QuestionCard], group_of: Mapping[int, object]) -> list[QuestionCard]:
    """Return cards in their order, those of one group behind its first, the oldest first."""
    kept: dict[object, list[QuestionCard]] = {}
    for card in cards:
        kept.setdefault(group_of.get(card.id, card.id), []).append(card)
    grouped = [sorted(found, key=lambda card: card.id) for found in kept.values()]
    return [card for found in grouped for card in found]


def _has_settled(card: QuestionCard, _: datetime) -> bool:
    return card.proposal is not None and not card.proposal.is_open


def _is_overdue(card: QuestionCard, now: datetime) -> bool:
    return card.state is State.CLOSED and card.resolve_by <= now


def _in(*states: State) -> Callable[[QuestionCard, datetime], bool]:
    return lambda card, _: card.state in states


GROUPS: Sequence[tuple[str, str, str, bool, Callable[[QuestionCard, datetime], bool]]] = (
    (
        "disputed",
        "Disputed",
        "Readers object to the proposed outcome. Each objection waits for an answer.",
        True,
        _in(State.CHALLENGED),
    ),
    (
        "settled",
        "The time for objections is over",
        "Nobody objects any more. The outcome is carried out by itself within minutes.",
        True,
        _has_settled,
    ),
    (
        "overdue",
        "Overdue",
        "They should have been decided by now.",
        True,
        _is_overdue,
    ),
    ("decide", "To decide", "They have closed and wait for an outcome.", True, _in(State.CLOSED)),
    ("open-them", "To open", "Drafts, which only editors see.", True, _in(State.DRAFT)),
    (
        "proposed",
        "Outcome proposed",
        "Readers may still object.",
        False,
        _in(State.PROPOSED),
    ),
    ("upcoming", "Not open yet", "They open by themselves.", False, _in(State.UPCOMING)),
    ("open", "Open", "", False, _in(State.OPEN)),
    ("decided", "Decided", "", False, _in(*DECIDED)),
)
