"""Where things go in the picture of distributions along a scale: numbers only, the template draws.

In the frame, x is percent of its width and y is pixels from its top. The curves live in a field of
100 by 100 units between the bounds; what lies beyond an open bound is a block beside that field.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from discuss.predictions.rules.figures import figure, percent
from discuss.predictions.rules.geometry import Label, anchor
from discuss.predictions.rules.scale import Scale, instant
from discuss.predictions.rules.spread import masses, quantile

COLUMNS: Final = 100
_MARGIN: Final = 12.0
_BLOCK: Final = 9.0
_TOP: Final = 34.0
_AXIS: Final = 20.0
_LINE: Final = 13.0
_ROOM: Final = 96.0
_LEAST: Final = 1.5
_DAYS_WITH_DAY: Final = 300
_QUARTERS: Final = (0.0, 0.25, 0.5, 0.75, 1.0)


@dataclass(frozen=True, slots=True)
class Block:
    """What a distribution holds beyond an open bound: x and width in percent, y in pixels."""

    x: float
    width: float
    y: float
    height: float
    labels: tuple[Label, ...]
    """What lies there, how much of it readers expect, and the reader: from top to bottom."""


@dataclass(frozen=True, slots=True)
class Density:
    """The crowd's area with its quarters, the reader's own line, and what lies beyond."""

    height: float
    top: float
    base: float
    left: float
    width: float
    crowd: str
    own: str
    quarters: tuple[float, ...]
    median: Label
    you: Label | None
    blocks: tuple[Block, ...]
    axis: tuple[Label, ...]


def density(
    scale: Scale, crowd: Sequence[float], own: Sequence[float] | None = None, height: float = 190
) -> Density:
    """Return the picture of the crowd's distribution and, if any, the reader's own."""
    base = height - _AXIS
    frame = _Frame.of(scale)
    columns = [_columns(crowd), _columns(own) if own else []]
    tallest = max(max(each, default=0.0) for each in columns)
    q1, median, q3 = (quantile(crowd, share) for share in (0.25, 0.5, 0.75))
    return Density(
        height=height,
        top=_TOP,
        base=base,
        left=frame.left,
        width=frame.width,
        crowd=_area(columns[0], tallest),
        own=_line(columns[1], tallest) if own else "",
        quarters=(frame.x(q1), frame.x(q3)),
        median=_label(frame.x(median), 10, f"median {figure(scale, scale.value(median))}"),
        you=_label(frame.x(quantile(own, 0.5)), 27, "you") if own else None,
        blocks=tuple(_blocks(scale, crowd, own, base)),
        axis=tuple(_axis(scale, frame, height)),
    )


@dataclass(frozen=True, slots=True)
class _Frame:
    """The field between the bounds within the whole width, in percent."""

    left: float
    width: float

    @classmethod
    def of(cls, scale: Scale) -> "_Frame":
        """Return the field that leaves room beside each open bound."""
        left = _MARGIN if scale.is_open_lower else 0.0
        return cls(left, 100 - left - (_MARGIN if scale.is_open_upper else 0.0))

    def x(self, place: float) -> float:
        """Return where a place stands in the whole width."""
        return round(self.left + self.width * place, 2)


def _columns(cdf: Sequence[float]) -> list[float]:
    """Return the mass in each of a hundred columns between the bounds."""
    steps = masses(cdf)[1:-1]
    size = len(steps) // COLUMNS
    return [sum(steps[size * place : size * (place + 1)]) for place in range(COLUMNS)]


def _line(columns: Sequence[float], tallest: float) -> str:
    """Return the path along the middles of the columns' tops, from bound to bound."""
    tops = [100 - _ROOM * mass / tallest for mass in columns]
    corners = [(place + 0.5, top) for place, top in enumerate(tops)]
    ends = [(0.0, tops[0]), *corners, (100.0, tops[-1])]
    return "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in ends)


def _area(columns: Sequence[float], tallest: float) -> str:
    return f"{_line(columns, tallest)}V100H0z"


def _blocks(
    scale: Scale, crowd: Sequence[float], own: Sequence[float] | None, base: float
) -> list[Block]:
    less, more = ("earlier", "later") if scale.kind == "date" else ("less", "more")
    sides = [(0.0, 0, less)] * scale.is_open_lower + [
        (100 - _BLOCK, -1, more)
    ] * scale.is_open_upper
    return [
        _block(x, masses(crowd)[end], masses(own)[end] if own else None, base, word)
        for x, end, word in sides
    ]


def _block(x: float, mass: float, own: float | None, base: float, word: str) -> Block:
    height = round(max(_LEAST, (base - _TOP) * mass), 2)
    side, edge = ("start", 0.0) if x == 0 else ("end", 100.0)
    said = [word, percent(mass), *([] if own is None else [f"you {percent(own)}"])]
    return Block(
        x=x,
        width=_BLOCK,
        y=round(base - height, 2),
        height=height,
        labels=tuple(
            Label(edge, round(base - height - 5 - _LINE * lines, 2), side, text)
            for lines, text in zip(reversed(range(len(said))), said, strict=True)
        ),
    )


def _axis(scale: Scale, frame: _Frame, height: float) -> list[Label]:
    """Return the values under the field: five numbers, or three dates."""
    places = _QUARTERS[::2] if scale.kind == "date" else _QUARTERS
    return [
        Label(
            frame.x(place),
            height - 5,
            "start" if place == 0 else "end" if place == 1 else "middle",
            mark(scale, place),
        )
        for place in places
    ]


def mark(scale: Scale, place: float) -> str:
    """Return a place of the scale in a few letters, for an axis."""
    if scale.kind != "date":
        return figure(scale, scale.value(place))
    day = instant(scale.value(place))
    if scale.upper - scale.lower > _DAYS_WITH_DAY:
        return f"{day:%b} {day.year}"
    return f"{day.day} {day:%b}"


def _label(x: float, y: float, text: str) -> Label:
    return Label(x, y, anchor(x), text)


def _n(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")
