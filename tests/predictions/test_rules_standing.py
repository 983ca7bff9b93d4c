"""Which forecast stood when."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from discuss.predictions.rules.crowd import crowd_of
from discuss.predictions.rules.standing import (
    Event,
    Window,
    crowd_history,
    median_stretches,
    stretches,
)

Log = list[tuple[int, Event[float]]]
START = datetime(2026, 1, 1, tzinfo=UTC)


def day(number: float) -> datetime:
    return START + timedelta(days=number)


def window(opened: float = 0, scheduled: float = 10, knowable: float | None = None) -> Window:
    return Window.of(day(opened), day(scheduled), None if knowable is None else day(knowable))


# Coarse instants on purpose: ties, and deeds outside the window, must come up often.
values = st.one_of(st.none(), st.integers(1, 99).map(lambda percent: percent / 100))
logs = st.lists(st.tuples(st.integers(0, 3), st.integers(-3, 13), values), max_size=30).map(
    lambda rows: [
        (person, Event(day(at), seq, value)) for seq, (person, at, value) in enumerate(rows)
    ]
)
windows = st.builds(
    window,
    opened=st.integers(0, 2),
    scheduled=st.integers(4, 10),
    knowable=st.one_of(st.none(), st.integers(-1, 12)),
)


def values_at(log: Log, instant: datetime) -> dict[int, float]:
    """Return each person's value at an instant, found the slow and obvious way."""
    said: dict[int, float | None] = {}
    for person, event in sorted(log, key=lambda entry: (entry[1].at, entry[1].seq)):
        if event.at <= instant:
            said[person] = event.value
    return {person: value for person, value in said.items() if value is not None}


@given(logs, windows)
def test_one_persons_forecasts_never_overlap_and_stay_inside(log: Log, counted: Window) -> None:
    """I2: stretches of one person never overlap."""
    parts = stretches([event for person, event in log if person == 0], counted)
    for part in parts:
        assert counted.opened <= part.start < part.end <= counted.closed
    assert all(one.end <= next_.start for one, next_ in pairwise(parts))


@given(logs, windows)
def test_stretches_say_what_the_log_says_at_every_instant(log: Log, counted: Window) -> None:
    for person in range(4):
        parts = stretches([event for who, event in log if who == person], counted)
        for tick in range(40):
            instant = day(tick / 4)
            if counted.holds(instant):
                found = [part.value for part in parts if part.start <= instant < part.end]
                expected = values_at(log, instant).get(person)
                assert found == ([] if expected is None else [expected])


@given(logs, windows)
def test_the_history_is_the_crowd_at_every_instant(log: Log, counted: Window) -> None:
    points = crowd_history(log, counted)
    assert [point.at for point in points] == sorted({point.at for point in points})
    for tick in range(40):
        instant = day(tick / 4)
        if not counted.holds(instant):
            continue
        crowd = crowd_of(values_at(log, instant).values())
        before = [point for point in points if point.at <= instant]
        point = before[-1] if before else None
        if crowd is None:
            assert point is None or point.n == 0
        else:
            assert (point.n, point.median, point.q1, point.q3) == (
                crowd.n,
                crowd.median,
                crowd.q1,
                crowd.q3,
            )


def test_withdrawing_leaves_a_gap_and_not_a_carried_line() -> None:
    log = [(1, Event(day(0), 1, 0.8)), (1, Event(day(4), 2, None)), (1, Event(day(7), 3, 0.6))]
    points = crowd_history(log, window())
    assert [(point.n, point.median) for point in points] == [(1, 0.8), (0, None), (1, 0.6)]
    parts = list(median_stretches(points, window(), least=1))
    assert [(part.start, part.end) for part in parts] == [(day(0), day(4)), (day(7), day(10))]


def test_a_crowd_below_the_minimum_has_no_median_to_score() -> None:
    log = [(1, Event(day(0), 1, 0.8)), (2, Event(day(5), 2, 0.6))]
    parts = list(median_stretches(crowd_history(log, window()), window(), least=2))
    assert [(part.start, part.value) for part in parts] == [(day(5), 0.7)]


def test_the_closing_instant_is_late() -> None:
    assert window().holds(day(0))
    assert not window().holds(day(10))
    assert stretches([Event(day(10), 1, 0.9)], window()) == []


def test_what_was_said_once_the_answer_was_knowable_does_not_count() -> None:
    parts = stretches([Event(day(1), 1, 0.4), Event(day(6), 2, 0.95)], window(knowable=5))
    assert [(part.value, part.end) for part in parts] == [(0.4, day(5))]


def test_an_answer_that_was_knowable_before_the_opening_leaves_no_time() -> None:
    assert window(opened=2, knowable=1).closed == day(2)
