"""Which part of a scale a history shows: where its lines are, with some room around them."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from discuss.predictions.rules.scale import Scale

STEP: Final = 0.05
"""What the edges of a window are multiples of; whole units on scales that have no parts."""
ROOM: Final = 0.02
"""What is left free above and below, as a share of the scale."""
TICKS: Final = 4
"""Steps between the lines of the grid, which all stand at multiples of a step."""
WIDEST: Final = 0.8
"""From this share of the scale on, all of it is shown."""


@dataclass(frozen=True, slots=True)
class Zoom:
    """A part of a scale, from `low` to `high`, both places between 0 and 1."""

    low: float = 0.0
    high: float = 1.0

    @property
    def is_whole(self) -> bool:
        """Whether this is all of the scale."""
        return (self.low, self.high) == (0.0, 1.0)

    def height(self, place: float) -> float:
        """Return how high a place stands, from 0 to 1; what is outside, at the edge."""
        return min(1.0, max(0.0, (place - self.low) / (self.high - self.low)))

    def place(self, height: float) -> float:
        """Return which place of the scale stands at a height."""
        return self.low + height * (self.high - self.low)


def zoom(scale: Scale, places: Iterable[float]) -> Zoom:
    """Return the narrowest window on a scale that holds all these places, with room around them.

    Its edges and the lines between them are round: twentieths of the scale, or whole units.
    """
    inside = [min(1.0, max(0.0, each)) for each in places]
    if not inside:
        return Zoom()
    step = _step(scale)
    least, most = max(0.0, min(inside) - ROOM), min(1.0, max(inside) + ROOM)
    low = math.floor(round(least / step, 6))
    size = TICKS * max(1, math.ceil(round((most / step - low) / TICKS, 6)))
    last = math.floor(round(1 / step, 6))
    low = max(0, min(low, last - size))
    if size * step > WIDEST or (low + size) * step > 1 + 1e-9 or (low + size) * step < most - 1e-9:
        return Zoom()
    return Zoom(low * step, (low + size) * step)


def _step(scale: Scale) -> float:
    if scale.kind == "number" or scale.is_log:
        return STEP
    units = scale.upper - scale.lower
    return max(1, round(STEP * units)) / units
