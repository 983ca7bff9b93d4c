"""Where things go in a chart of calibration: x in percent of its width, y in pixels."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from discuss.predictions.rules.calibration import Range
from discuss.predictions.rules.geometry import Label, anchor

_TOP: Final = 12.0
_FOOT: Final = 24.0
_GRID: Final = (0, 25, 50, 75, 100)
_SMALLEST: Final = 4.0
_LARGEST: Final = 9.0


@dataclass(frozen=True, slots=True)
class Diamond:
    """A range: its middle, its half width in pixels, what chance spans, and its count in words."""

    x: float
    y: float
    size: float
    low_y: float
    high_y: float
    count: Label

    @property
    def path(self) -> str:
        """Its outline, around its own middle."""
        return f"M0 {-self.size}L{self.size} 0L0 {self.size}L{-self.size} 0z"


@dataclass(frozen=True, slots=True)
class Calibration:
    """Diamonds over the line on which said and happened are the same."""

    height: float
    top: float
    base: float
    diamonds: tuple[Diamond, ...]
    grid: tuple[Label, ...]
    axis: tuple[Label, ...]


def diamonds(found: Sequence[Range], height: float = 300.0) -> Calibration | None:
    """Return the chart of the ranges that tell something, None when none does."""
    telling = [each for each in found if each.is_telling]
    if not telling:
        return None
    base = height - _FOOT
    most = max(each.questions for each in telling)
    return Calibration(
        height=height,
        top=_TOP,
        base=base,
        diamonds=tuple(_diamond(each, most, base) for each in telling),
        grid=tuple(Label(0, _y(place / 100, base), "start", f"{place}%") for place in _GRID),
        axis=tuple(Label(place, height - 5, anchor(place), f"{place}%") for place in _GRID),
    )


def _diamond(each: Range, most: int, base: float) -> Diamond:
    x, y = round(100 * each.said, 2), _y(each.happened, base)
    size = round(_SMALLEST + (_LARGEST - _SMALLEST) * math.sqrt(each.questions / most), 1)
    above = y - size - 4
    label = Label(x, above if above > _TOP else y + size + 13, anchor(x), f"{each.questions}")
    return Diamond(x, y, size, _y(each.low, base), _y(each.high, base), label)


def _y(share: float, base: float) -> float:
    return round(base - share * (base - _TOP), 1)
