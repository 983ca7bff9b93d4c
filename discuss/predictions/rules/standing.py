"""Which forecast stood when: the event log of a question, read as half-open stretches of time."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from discuss.predictions.rules.crowd import quantile

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Event(Generic[Value]):
    """One entry of a question's log: what a person said at an instant; no value means withdrawn."""

    at: datetime
    seq: int
    value: Value | None


@dataclass(frozen=True, slots=True)
class Stretch(Generic[Value]):
    """A forecast that stood over [start, end)."""

    start: datetime
    end: datetime
    value: Value

    @property
    def length(self) -> timedelta:
        """How long it stood."""
        return self.end - self.start


Held = Mapping[int, Sequence[Stretch[Value]]]
"""What each person held and when, as `stretches` cuts it."""


@dataclass(frozen=True, slots=True)
class Window:
    """The time that counts: [opened, closed), out of the scheduled [opened, scheduled_close)."""

    opened: datetime
    scheduled_close: datetime
    closed: datetime

    @classmethod
    def of(
        cls, opened: datetime, scheduled_close: datetime, knowable_at: datetime | None = None
    ) -> "Window":
        """Return the window that ends when the answer is knowable, at the latest at the close."""
        ends = scheduled_close if knowable_at is None else min(scheduled_close, knowable_at)
        return cls(opened, scheduled_close, max(opened, ends))

    @property
    def scheduled(self) -> timedelta:
        """The scheduled length, which an early end does not shorten."""
        return self.scheduled_close - self.opened

    def holds(self, instant: datetime) -> bool:
        """Say whether an instant counts; the close itself is late."""
        return self.opened <= instant < self.closed


def stretches(events: Iterable[Event[Value]], window: Window) -> list[Stretch[Value]]:
    """Return one person's forecasts as stretches inside the window, in order, never overlapping.

    Events are ordered by instant, then by sequence; one that is replaced within the same instant
    has no length and is left out. One from before the opening counts from the opening.
    """
    ordered = sorted(events, key=lambda event: (event.at, event.seq))
    ends = _ends([event.at for event in ordered], window)
    cut = (
        (event.value, max(event.at, window.opened), min(end, window.closed))
        for event, end in zip(ordered, ends, strict=True)
    )
    return [
        Stretch(start, end, value) for value, start, end in cut if value is not None and start < end
    ]


def _ends(starts: Sequence[datetime], window: Window) -> list[datetime]:
    """Return where each ordered start ends: where the next begins, the last at the close."""
    return [*starts[1:], window.closed][: len(starts)]


@dataclass(frozen=True, slots=True)
class Point:
    """The crowd from an instant on, until the next point; without readers there is no number."""

    at: datetime
    n: int
    median: float | None
    q1: float | None
    q3: float | None


def crowd_history(log: Iterable[tuple[int, Event[float]]], window: Window) -> list[Point]:
    """Return how the crowd's median and middle half moved, one point for each instant of change.

    `log` holds (person, event) in any order. Events outside the window do not count, except that
    those from before the opening stand from the opening.
    """
    standing: dict[int, float] = {}
    ranked: list[float] = []
    points: list[Point] = []
    for person, event in sorted(log, key=lambda entry: (entry[1].at, entry[1].seq)):
        if event.at >= window.closed:
            break
        _replace(ranked, standing.pop(person, None), event.value)
        if event.value is not None:
            standing[person] = event.value
        at = max(event.at, window.opened)
        if points and points[-1].at == at:
            points.pop()
        points.append(_point(at, ranked))
    return points


def _replace(ranked: list[float], old: float | None, new: float | None) -> None:
    """Take one value out of the sorted list and put another in."""
    if old is not None:
        del ranked[bisect_left(ranked, old)]
    if new is not None:
        insort(ranked, new)


def _point(at: datetime, ranked: Sequence[float]) -> Point:
    if not ranked:
        return Point(at, 0, None, None, None)
    median, q1, q3 = (quantile(ranked, *cut) for cut in ((1, 2), (1, 4), (3, 4)))
    return Point(at, len(ranked), median, q1, q3)


def median_stretches(
    points: Sequence[Point], window: Window, least: int
) -> Iterator[Stretch[float]]:
    """Yield the stretches over which at least `least` readers stood, with the crowd's median."""
    ends = _ends([point.at for point in points], window)
    for point, end in zip(points, ends, strict=True):
        if point.median is not None and point.n >= least and point.at < end:
            yield Stretch(point.at, end, point.median)
