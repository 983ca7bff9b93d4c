"""Where things that happened stand in a chart of what readers thought meanwhile."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from discuss.predictions.rules.geometry import Span, anchor

NEAREST: Final = 7.0
"""Marks nearer to each other than so many percent of the width are one: 320 pixels hold it."""

PIN: Final = 18.0
LETTER: Final = 7.0
"""Pixels that a pin takes, and each letter after the first."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A line across a chart with a pin that holds the numbers of what happened there.

    `left` and `width` of the pin are pixels from `x`, which is percent; `middle` is where its text
    stands.
    """

    x: float
    text: str
    left: float
    width: float

    @property
    def middle(self) -> float:
        """Where the text stands, in pixels from x."""
        return self.left + self.width / 2


def marks(moments: Sequence[datetime], span: Span, right: float = 100) -> tuple[Mark, ...]:
    """Return the marks of moments in order, numbered from 1; those close together share one.

    What happened after the chart ends, at `right` percent of its frame, stands at its edge.
    """
    groups: list[list[tuple[int, float]]] = []
    for number, at in enumerate(moments, start=1):
        x = round(span.x(at) * right / 100, 2)
        if groups and x - groups[-1][0][1] < NEAREST:
            groups[-1].append((number, x))
        else:
            groups.append([(number, x)])
    return tuple(_mark(group) for group in groups)


def _mark(group: Sequence[tuple[int, float]]) -> Mark:
    (first, x), (last, _) = group[0], group[-1]
    text = f"{first}" if first == last else f"{first}\N{EN DASH}{last}"
    width = PIN + LETTER * (len(text) - 1)
    left = {"start": 0.0, "middle": -width / 2, "end": -width}[anchor(x)]
    return Mark(x, text, left, width)
