"""The life of a question."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discuss.predictions.rules.lifecycle import (
    ALLOWED,
    DECIDED,
    PENDING,
    Action,
    Dates,
    Deed,
    Reveal,
    Ruling,
    State,
    allows,
    in_force,
    is_decided,
    is_over,
    is_revealed,
    state_at,
)

START = datetime(2026, 1, 1, tzinfo=UTC)
INSTANT = timedelta(microseconds=1)


def day(number: int) -> datetime:
    return START + timedelta(days=number)


DATES = Dates(day(1), day(10), day(20))
RESOLVED = Ruling(1, Action.RESOLVE, "yes", day(5))


@pytest.mark.parametrize(
    ("now", "state"),
    [
        (day(0), State.UPCOMING),
        (day(1) - INSTANT, State.UPCOMING),
        (day(1), State.OPEN),
        (day(10) - INSTANT, State.OPEN),
        (day(10), State.CLOSED),
        (day(99), State.CLOSED),
    ],
)
def test_a_question_opens_and_closes_on_the_instant(now: datetime, state: State) -> None:
    assert state_at(DATES, [], now) is state


def test_an_unpublished_question_is_a_draft_whatever_the_date() -> None:
    assert {state_at(DATES, [], day(n), is_published=False) for n in (0, 5, 99)} == {State.DRAFT}


@pytest.mark.parametrize(
    ("action", "state"),
    [
        (Action.RESOLVE, State.RESOLVED),
        (Action.ANNUL, State.ANNULLED),
        (Action.AMBIGUOUS, State.AMBIGUOUS),
        (Action.REOPEN, State.OPEN),
    ],
)
def test_the_last_ruling_counts(action: Action, state: State) -> None:
    later = Ruling(2, action, None, None)
    assert state_at(DATES, [later, RESOLVED], day(5)) is state


def test_a_reopened_question_follows_its_dates_again() -> None:
    reopened = [RESOLVED, Ruling(2, Action.REOPEN, None, None)]
    assert in_force(reopened) is None
    assert state_at(DATES, reopened, day(12)) is State.CLOSED


def test_forecasts_are_taken_only_while_a_question_is_open() -> None:
    for deed in (Deed.FORECAST, Deed.WITHDRAW, Deed.PASS):
        assert [state for state in State if allows(state, deed)] == [State.OPEN]


def test_every_state_says_what_it_allows() -> None:
    assert set(ALLOWED) == set(State)
    assert {state for state in State if is_decided(state)} == DECIDED
    assert {state for state in State if is_over(state)} == DECIDED | PENDING | {State.CLOSED}


def test_a_decided_question_can_be_decided_anew() -> None:
    assert all(allows(state, Deed.RESOLVE) for state in DECIDED)


truths = list(product([False, True], repeat=2))


@pytest.mark.parametrize("policy", list(Reveal))
@pytest.mark.parametrize("state", [State.CLOSED, *sorted(DECIDED)])
def test_nothing_stays_hidden_once_no_more_forecasts_are_taken(
    policy: Reveal, state: State
) -> None:
    assert is_revealed(policy, answered=False, passed=False, state=state, now=day(30))


@pytest.mark.parametrize(("answered", "passed"), truths)
def test_after_vote_shows_the_crowd_to_those_who_answered_or_passed(
    *, answered: bool, passed: bool
) -> None:
    shown = is_revealed(
        Reveal.AFTER_VOTE, answered=answered, passed=passed, state=State.OPEN, now=day(5)
    )
    assert shown is (answered or passed)


@pytest.mark.parametrize(("answered", "passed"), truths)
def test_after_time_looks_at_the_clock_alone(*, answered: bool, passed: bool) -> None:
    def shown(now: datetime, reveal_at: datetime | None) -> bool:
        return is_revealed(
            Reveal.AFTER_TIME,
            answered=answered,
            passed=passed,
            state=State.OPEN,
            now=now,
            reveal_at=reveal_at,
        )

    assert not shown(day(5) - INSTANT, day(5))
    assert shown(day(5), day(5))
    assert not shown(day(6), None)


@pytest.mark.parametrize(("answered", "passed"), truths)
def test_on_close_shows_nothing_before(*, answered: bool, passed: bool) -> None:
    assert not is_revealed(
        Reveal.ON_CLOSE, answered=answered, passed=passed, state=State.OPEN, now=day(5)
    )


def test_always_hides_nothing() -> None:
    assert is_revealed(
        Reveal.ALWAYS, answered=False, passed=False, state=State.UPCOMING, now=day(0)
    )


@given(
    policy=st.sampled_from(Reveal),
    state=st.sampled_from(State),
    now=st.integers(0, 30),
    reveal_at=st.one_of(st.none(), st.integers(0, 30)),
)
def test_answering_never_hides_what_was_shown(
    policy: Reveal, state: State, now: int, reveal_at: int | None
) -> None:
    def shown(*, answered: bool) -> bool:
        return is_revealed(
            policy,
            answered=answered,
            passed=False,
            state=state,
            now=day(now),
            reveal_at=None if reveal_at is None else day(reveal_at),
        )

    assert shown(answered=True) >= shown(answered=False)
