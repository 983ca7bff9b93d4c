"""Where things go in the charts of a group: dates side by side as a fan, or others below another.

In both, x is percent of the width and y is pixels, so that text never stretches.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from discuss.predictions.rules.geometry import Label, anchor

_TOP: Final = 14.0
_FOOT: Final = 24.0
_STEP: Final = 46.0
_NARROWEST: Final = 250.0
"""Pixels of the chart on the narrowest screen, for which labels are picked."""
_LETTER: Final = 6.6
_MARGIN: Final = 12.0
"""Percent of the width on the left, for what names the heights."""
_GRID: Final = (0, 25, 50, 75, 100)


@dataclass(frozen=True, slots=True)
class Stop:
    """One question of a group: median and middle half in [0, 1], None while they are hidden."""

    label: str
    low: float | None = None
    median: float | None = None
    high: float | None = None
    own: float | None = None


@dataclass(frozen=True, slots=True)
class Whisker:
    """The middle half from one end to the other, its median, and the reader's own mark."""

    x1: float
    y1: float
    x2: float
    y2: float
    x: float
    y: float
    own_x: float | None
    own_y: float | None


@dataclass(frozen=True, slots=True)
class Fan:
    """The whiskers of a group, the band and the line through them, and what names them."""

    height: float
    top: float
    base: float
    whiskers: tuple[Whisker, ...]
    band: str
    line: str
    grid: tuple[Label, ...]
    names: tuple[Label, ...]
    is_upright: bool


def fan(stops: Sequence[Stop], say: Callable[[float], str], height: float = 220.0) -> Fan:
    """Return dates side by side: a band through the middle halves and a line through the medians.

    `say` names a height between 0 and 1 beside the grid. What is hidden keeps its place.
    """
    base, n = height - _FOOT, len(stops)
    found = []
    for place, stop in enumerate(stops):
        if stop.low is None or stop.high is None or stop.median is None:
            continue
        x = _column(place, n)
        own = None if stop.own is None else _y(stop.own, base)
        low, median, high = (_y(each, base) for each in (stop.low, stop.median, stop.high))
        found.append(Whisker(x, low, x, high, x, median, None if own is None else x, own))
    return Fan(
        height=height,
        top=_TOP,
        base=base,
        whiskers=tuple(found),
        band=_band(found, base),
        line=_line([(each.x, each.y) for each in found], base),
        grid=tuple(Label(0, _y(share / 100, base), "start", say(share / 100)) for share in _GRID),
        names=_names([stop.label for stop in stops], height - 5),
        is_upright=True,
    )


def has_room(labels: Sequence[str]) -> bool:
    """Say whether names are short enough to stand side by side on the narrowest screen."""
    return max(len(label) for label in labels) * _LETTER <= _NARROWEST * 0.45


def ladder(stops: Sequence[Stop], say: Callable[[float], str]) -> Fan:
    """Return questions one below another, each named above its whisker."""
    height = _TOP + _STEP * len(stops) + _FOOT
    base, found, names = height - _FOOT, [], []
    for place, stop in enumerate(stops):
        y = _TOP + _STEP * place
        names.append(Label(0, y + 12, "start", stop.label))
        if stop.low is None or stop.high is None or stop.median is None:
            continue
        own = None if stop.own is None else _x(stop.own)
        low, median, high = (_x(each) for each in (stop.low, stop.median, stop.high))
        line = y + 28
        found.append(
            Whisker(low, line, high, line, median, line, own, None if own is None else line)
        )
        names.append(Label(100, y + 12, "end", say(stop.median)))
    return Fan(
        height=height,
        top=_TOP,
        base=base,
        whiskers=tuple(found),
        band="",
        line="",
        grid=tuple(Label(s, height - 5, anchor(s), say(s / 100)) for s in (0, 50, 100)),
        names=tuple(names),
        is_upright=False,
    )


def _column(place: int, n: int) -> float:
    """Return the middle of one of n columns, in percent of the width."""
    return round(_MARGIN + (100 - _MARGIN) * (place + 0.5) / n, 2)


def _names(labels: Sequence[str], y: float) -> tuple[Label, ...]:
    """Return the names that have room side by side, picked back from the last one."""
    found: list[Label] = []
    free = _NARROWEST
    for place in reversed(range(len(labels))):
        name, end = _name(_column(place, len(labels)), y, labels[place])
        if end <= free:
            found.append(name)
            free = end - _LETTER * (len(name.text) + 1)
    return tuple(reversed(found))


def _name(x: float, y: float, text: str) -> tuple[Label, float]:
    """Return a name under its place, inside the frame, and where it ends in pixels."""
    at, half = x * _NARROWEST / 100, _LETTER * len(text) / 2
    if at + half > _NARROWEST:
        return Label(x, y, "end", text), at
    if at < half:
        return Label(x, y, "start", text), at + 2 * half
    return Label(x, y, "middle", text), at + half


def _band(found: Sequence[Whisker], base: float) -> str:
    """Return the closed path around the middle halves, in a field of 100 by 100."""
    if len(found) < 2:  # noqa: PLR2004 - a band has two ends
        return ""
    over = [(each.x, each.y2) for each in found]
    under = [(each.x, each.y1) for each in reversed(found)]
    return _line([*over, *under], base) + "z"


def _line(points: Sequence[tuple[float, float]], base: float) -> str:
    """Return the path through points, in a field of 100 by 100 between the top and the base."""
    places = [f"{x:g} {100 * (y - _TOP) / (base - _TOP):.2f}" for x, y in points]
    return "M" + "L".join(places) if len(places) > 1 else ""


def _y(share: float, base: float) -> float:
    return round(base - min(1.0, max(0.0, share)) * (base - _TOP), 1)


def _x(share: float) -> float:
    return round(100 * min(1.0, max(0.0, share)), 2)
