"""The life of a question: where it stands at an instant, and what it allows there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final


class State(StrEnum):
    """Where a question stands."""

    DRAFT = "draft"
    UPCOMING = "upcoming"
    OPEN = "open"
    CLOSED = "closed"
    PROPOSED = "proposed"
    CHALLENGED = "challenged"
    RESOLVED = "resolved"
    ANNULLED = "annulled"
    AMBIGUOUS = "ambiguous"


class Deed(StrEnum):
    """What people may do to a question."""

    REVISE = "revise"
    OPEN = "open"
    FORECAST = "forecast"
    WITHDRAW = "withdraw"
    PASS = "pass"  # noqa: S105 - passing over a question, no password
    RESOLVE = "resolve"
    ANNUL = "annul"
    OBJECT = "object"
    ANSWER = "answer"
    TAKE_BACK = "take_back"


class Action(StrEnum):
    """What a ruling does; rulings are added and never edited, so resolving twice resolves anew."""

    RESOLVE = "resolve"
    ANNUL = "annul"
    AMBIGUOUS = "ambiguous"
    REOPEN = "reopen"


class Reveal(StrEnum):
    """When a reader may see what the others think."""

    AFTER_VOTE = "after_vote"
    AFTER_TIME = "after_time"
    ALWAYS = "always"
    ON_CLOSE = "on_close"


@dataclass(frozen=True, slots=True)
class Dates:
    """A revision's dates; forecasts are taken over [open_at, close_at)."""

    open_at: datetime
    close_at: datetime
    resolve_by: datetime


@dataclass(frozen=True, slots=True)
class Ruling:
    """One entry of a question's resolution log."""

    number: int
    action: Action
    outcome: str | None
    knowable_at: datetime | None


DECIDED: Final = frozenset({State.RESOLVED, State.ANNULLED, State.AMBIGUOUS})
PENDING: Final = frozenset({State.PROPOSED, State.CHALLENGED})
_OVER: Final = DECIDED | PENDING | {State.CLOSED}

_RULED: Final = {
    Action.RESOLVE: State.RESOLVED,
    Action.ANNUL: State.ANNULLED,
    Action.AMBIGUOUS: State.AMBIGUOUS,
}

ALLOWED: Final[dict[State, frozenset[Deed]]] = {
    State.DRAFT: frozenset({Deed.REVISE, Deed.OPEN, Deed.ANNUL}),
    State.UPCOMING: frozenset({Deed.REVISE, Deed.OPEN, Deed.ANNUL}),
    State.OPEN: frozenset(
        {Deed.REVISE, Deed.FORECAST, Deed.WITHDRAW, Deed.PASS, Deed.RESOLVE, Deed.ANNUL}
    ),
    State.CLOSED: frozenset({Deed.REVISE, Deed.RESOLVE, Deed.ANNUL}),
    State.PROPOSED: frozenset({Deed.OBJECT, Deed.TAKE_BACK}),
    State.CHALLENGED: frozenset({Deed.OBJECT, Deed.ANSWER, Deed.TAKE_BACK}),
    State.RESOLVED: frozenset({Deed.RESOLVE, Deed.ANNUL}),
    State.ANNULLED: frozenset({Deed.RESOLVE}),
    State.AMBIGUOUS: frozenset({Deed.RESOLVE, Deed.ANNUL}),
}


def state_at(
    dates: Dates,
    rulings: Sequence[Ruling],
    now: datetime,
    *,
    is_published: bool = True,
    open_objections: int | None = None,
) -> State:
    """Return where a question stands at `now`: by its last ruling, else by its dates.

    In between, an outcome that is proposed holds it; `open_objections` counts the objections to it
    that wait for an answer, None when nothing is proposed. At the closing instant itself a question
    is closed.
    """
    ruling = in_force(rulings)
    if ruling is not None:
        return _RULED[ruling.action]
    if open_objections is not None:
        return State.CHALLENGED if open_objections else State.PROPOSED
    if not is_published:
        return State.DRAFT
    if now < dates.open_at:
        return State.UPCOMING
    return State.OPEN if now < dates.close_at else State.CLOSED


def in_force(rulings: Sequence[Ruling]) -> Ruling | None:
    """Return the ruling that counts: the last by number, or None after a reopening."""
    last = max(rulings, key=lambda ruling: ruling.number, default=None)
    return None if last is None or last.action is Action.REOPEN else last


def allows(state: State, deed: Deed) -> bool:
    """Say whether a question in this state takes this deed."""
    return deed in ALLOWED[state]


def is_decided(state: State) -> bool:
    """Say whether a ruling is in force."""
    return state in DECIDED


def is_over(state: State) -> bool:
    """Say whether no more forecasts are taken."""
    return state in _OVER


def is_revealed(  # noqa: PLR0913 - every one of these facts decides, and they are one decision
    policy: Reveal,
    *,
    answered: bool,
    passed: bool,
    state: State,
    now: datetime,
    reveal_at: datetime | None = None,
) -> bool:
    """Say whether this reader may see other people's forecasts on the question.

    Once no more forecasts are taken there is nobody left to sway, so everything is shown; an
    outcome that is only proposed may be taken back, so `state` is the one without it. A reader who
    answered and later withdrew has answered. Passing counts where answering does.
    """
    if policy is Reveal.ALWAYS or is_over(state):
        return True
    if policy is Reveal.AFTER_TIME:
        return reveal_at is not None and now >= reveal_at
    return policy is Reveal.AFTER_VOTE and (answered or passed)
