"""How a reader did beside one course that was there for everybody to see, moment by moment.

Unlike a peer score it compares with a single line: the readers' median, or the score of the reader
in the middle. Time at which either is missing adds nothing, and stays in the divisor.
"""

import math
from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any, Final

from discuss.predictions.rules.crowd import quantile
from discuss.predictions.rules.scores import Averaged
from discuss.predictions.rules.standing import Held, Stretch, Window

FORMULA: Final = "beside-1"

Scorer = Callable[[Any], float]


def bits(probability: float) -> float:
    """Return a probability of what happened in bits: 1 less is half as likely."""
    return math.log2(probability)


def beside_course(
    held: Held[Any], window: Window, score: Scorer, course: Sequence[Stretch[float]]
) -> dict[int, Averaged]:
    """Return everybody's score less that of a course, over the scheduled time.

    `course` is what it earned, in order and never overlapping. Covered is the time at which both
    stood.
    """
    clock = _Clock(course)
    scheduled = window.scheduled.total_seconds()
    found = {}
    for person, parts in held.items():
        gained = covered = 0.0
        for part in parts:
            lost, both = clock.between(part.start, part.end)
            gained += score(part.value) * both - lost
            covered += both
        if covered and scheduled:
            found[person] = Averaged(gained / scheduled, covered / scheduled)
    return found


def middle(held: Held[Any], score: Scorer) -> list[Stretch[float]]:
    """Return how the score of the reader in the middle went, of those who stood."""
    changes: dict[datetime, list[tuple[float, bool]]] = defaultdict(list)
    for parts in held.values():
        for part in parts:
            earned = score(part.value)
            changes[part.start].append((earned, True))
            changes[part.end].append((earned, False))
    ranked: list[float] = []
    found = []
    for start, end in pairwise(sorted(changes)):
        for earned, came in changes[start]:
            if came:
                insort(ranked, earned)
            else:
                ranked.remove(earned)
        if ranked:
            found.append(Stretch(start, end, quantile(ranked, 1, 2)))
    return found


class _Clock:
    """The sum over time of a course's score, and of the time at which it was there."""

    def __init__(self, course: Sequence[Stretch[float]]) -> None:
        self._course = course
        self._starts = [each.start for each in course]
        self._sums = [(0.0, 0.0)]
        for each in course:
            seconds = each.length.total_seconds()
            sums, stood = self._sums[-1]
            self._sums.append((sums + each.value * seconds, stood + seconds))

    def between(self, start: datetime, end: datetime) -> tuple[float, float]:
        """Return both sums between two instants."""
        (lost_then, stood_then), (lost, stood) = self._until(start), self._until(end)
        return lost - lost_then, stood - stood_then

    def _until(self, instant: datetime) -> tuple[float, float]:
        place = bisect_right(self._starts, instant) - 1
        if place < 0:
            return 0.0, 0.0
        (sums, stood), each = self._sums[place], self._course[place]
        seconds = (min(instant, each.end) - each.start) / timedelta(seconds=1)
        return sums + each.value * seconds, stood + seconds


def beside_middle(
    held: Held[Any], window: Window, score: Scorer, counted: Held[Any] | None = None
) -> dict[int, Averaged]:
    """Return everybody's score less that of the reader in the middle of those who count."""
    return beside_course(held, window, score, middle(held if counted is None else counted, score))
