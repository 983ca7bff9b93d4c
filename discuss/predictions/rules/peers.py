"""How a reader did beside the others: 0 for the same as they, above it for nearer to the outcome.

At each moment a reader's log score is compared with the mean log score of the others who stand
then, that is with their geometric mean, so that all readers together come to 0. Nobody gains by an
easy question nor loses by a hard one. Source: the peer score as Metaculus publishes it; unlike
there, a reader who is left alone neither gains nor loses, and a withdrawal ends what counts.

`apart` is what somebody held while it was left out: that is compared with all who count then, as if
its holder were one more of them, and with nobody else's that is left out.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any, Final, TypeVar

from discuss.predictions.rules.beside import beside_course
from discuss.predictions.rules.scores import Averaged
from discuss.predictions.rules.standing import Held, Stretch, Window

Value = TypeVar("Value")
Changes = Mapping[datetime, tuple[int, int]]
"""How many readers come less those who go, and what they bring, by instant."""

NOBODY: Final[Mapping[int, Sequence[Any]]] = {}
FIRST_DAY: Final = timedelta(hours=24)
_WHOLE: Final = 1 << 60
"""Log scores are added in whole numbers of this fineness: exact, whatever the order."""


def over_time(
    held: Held[Value],
    window: Window,
    log_score: Callable[[Value], float],
    apart: Held[Value] = NOBODY,
) -> dict[int, Averaged]:
    """Return each reader's peer score over the scheduled time, in which absence counts as 0."""
    if not window.scheduled:
        return {}
    scheduled = window.scheduled.total_seconds()
    changes = _changes(held, log_score)
    clock = _clock(changes)
    alone = beside_course(apart, window, log_score, _mean(changes) if apart else ())
    found = {}
    for person in {**held, **apart}:
        counted, left_out = held.get(person, ()), apart.get(person, ())
        if counted or left_out:
            value = 100 * sum(_gained(part, clock, log_score) for part in counted) / scheduled
            if person in alone:
                value += 100 * (alone[person].value or 0.0)
            stood = sum((part.length for part in (*counted, *left_out)), timedelta())
            found[person] = Averaged(value, stood / window.scheduled)
    return found


def _gained(
    part: Stretch[Value],
    clock: Mapping[datetime, tuple[float, float]],
    log_score: Callable[[Value], float],
) -> float:
    (own_then, all_then), (own_now, all_now) = clock[part.start], clock[part.end]
    return log_score(part.value) * (own_now - own_then) - (all_now - all_then)


def _clock(changes: Changes) -> dict[datetime, tuple[float, float]]:
    """Return two sums of seconds at every instant of change: n / (n - 1), and S / (n - 1).

    n readers stand with log scores that add up to S. One reader's distance from the mean of the
    others, l - (S - l) / (n - 1), is l · n / (n - 1) - S / (n - 1): so the difference of these
    sums between two instants gives anybody's score at once.
    """
    instants = sorted(changes)
    clock, own, everyone = {}, 0.0, 0.0
    count = total = 0
    for number, instant in enumerate(instants):
        if number and count > 1:
            seconds = (instant - instants[number - 1]).total_seconds()
            own += seconds * count / (count - 1)
            everyone += seconds * (total / _WHOLE) / (count - 1)
        clock[instant] = (own, everyone)
        came, brought = changes[instant]
        count, total = count + came, total + brought
    return clock


def _mean(changes: Changes) -> list[Stretch[float]]:
    """Return how the mean log score of those who stand went."""
    found = []
    count = total = 0
    for start, end in pairwise(sorted(changes)):
        came, brought = changes[start]
        count, total = count + came, total + brought
        if count:
            found.append(Stretch(start, end, total / _WHOLE / count))
    return found


def _changes(held: Held[Value], log_score: Callable[[Value], float]) -> Changes:
    found: dict[datetime, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for parts in held.values():
        for part in parts:
            whole = round(log_score(part.value) * _WHOLE)
            for instant, sign in ((part.start, 1), (part.end, -1)):
                count, total = found[instant]
                found[instant] = (count + sign, total + sign * whole)
    return found


def at_close(
    held: Held[Value],
    window: Window,
    log_score: Callable[[Value], float],
    apart: Held[Value] = NOBODY,
) -> dict[int, Averaged]:
    """Return the peer score of those who stood to the end, by what they said last."""
    return _at(held, window.closed, log_score, apart)


def after_first_day(
    held: Held[Value],
    window: Window,
    log_score: Callable[[Value], float],
    apart: Held[Value] = NOBODY,
) -> dict[int, Averaged]:
    """Return the peer score of those who stood when the first 24 hours were over.

    Whoever comes later and copies gains nothing by it.
    """
    return _at(held, min(window.opened + FIRST_DAY, window.closed), log_score, apart)


def in_first_quarter(
    held: Held[Value],
    window: Window,
    log_score: Callable[[Value], float],
    apart: Held[Value] = NOBODY,
) -> dict[int, Averaged]:
    """Return the peer score over the first quarter of the scheduled time: early and right."""
    end = window.opened + window.scheduled / 4
    early = Window(window.opened, end, min(end, window.closed))
    return over_time(_until(held, early.closed), early, log_score, _until(apart, early.closed))


def _until(held: Held[Value], end: datetime) -> Held[Value]:
    """Return what was held before an instant."""
    return {
        person: [
            Stretch(part.start, min(part.end, end), part.value)
            for part in parts
            if part.start < end
        ]
        for person, parts in held.items()
    }


def _at(
    held: Held[Value],
    instant: datetime,
    log_score: Callable[[Value], float],
    apart: Held[Value],
) -> dict[int, Averaged]:
    logs = {person: log_score(value) for person, value in _standing(held, instant)}
    total = sum(round(each * _WHOLE) for each in logs.values()) / _WHOLE
    others = len(logs) - 1
    found = {
        person: Averaged(100 * (log - (total - log) / others) if others else 0.0, 1.0)
        for person, log in logs.items()
    }
    for person, value in _standing(apart, instant):
        beside = log_score(value) - total / len(logs) if logs else 0.0
        found[person] = Averaged(100 * beside, 1.0)
    return found


def _standing(held: Held[Value], instant: datetime) -> Iterator[tuple[int, Value]]:
    """Yield who held what just before an instant: said before it, not taken back before it."""
    for person, parts in held.items():
        for part in parts:
            if part.start < instant <= part.end:
                yield person, part.value
