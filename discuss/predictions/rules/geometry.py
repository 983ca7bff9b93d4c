"""Where things go in a chart: numbers only, the template draws.

In a frame, x is percent of its width and y is pixels from its top, so that text never stretches.
Paths live in an inner field of 100 by 100 units that stretches, with strokes that do not.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol, TypeVar

from discuss.predictions.rules.crowd import bin_of
from discuss.predictions.rules.probability import to_percent
from discuss.predictions.rules.standing import Point, Stretch

COLUMNS: Final = 160
_EDGE: Final = 12.0
_TOP_OF_BARS: Final = 34.0
_AXIS: Final = 20.0
_SHARE_OF_BIN: Final = 0.86
_TOP_OF_LINES: Final = 14.0
_LOW_CHART: Final = 120.0
_RIGHT_EDGE: Final = 100.0


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of the histogram: x and width in percent, y and height in pixels."""

    x: float
    width: float
    y: float
    height: float
    readers: int
    low: int
    high: int
    is_own: bool


@dataclass(frozen=True, slots=True)
class Label:
    """A text in a chart, and on which side of its x it stands."""

    x: float
    y: float
    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class Histogram:
    """Bars with the line of the median and the reader's own mark."""

    height: float
    base: float
    bars: tuple[Bar, ...]
    median: Label | None
    own: Label | None
    axis: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class History:
    """The crowd's median and middle half over time, and the reader's own steps."""

    height: float
    top: float
    base: float
    grid: tuple[Label, ...]
    axis: tuple[Label, ...]
    band: str
    line: str
    last: str
    own: str
    own_marks: tuple[str, ...]
    knowable_x: float | None


@dataclass(frozen=True, slots=True)
class Span:
    """The time that a chart shows."""

    start: datetime
    end: datetime

    def x(self, instant: datetime) -> float:
        """Return an instant's place from 0 to 100; what lies outside stands at the edge."""
        length = self.end - self.start
        if length <= timedelta():
            return 100.0
        return round(min(100.0, max(0.0, 100 * ((instant - self.start) / length))), 2)


def anchor(x: float) -> str:
    """Return the side on which a text stands at x percent, so that it stays inside the frame."""
    if x < _EDGE:
        return "start"
    return "end" if x > 100 - _EDGE else "middle"


def histogram(
    bins: Sequence[int],
    *,
    median: float | None = None,
    own: float | None = None,
    height: float = 150,
) -> Histogram:
    """Return the histogram of standing forecasts; `median` and `own` are in [0, 1]."""
    base = height - _AXIS
    at = None if own is None else bin_of(own, len(bins))
    bars = _bars(bins, at, base)
    return Histogram(
        height=height,
        base=base,
        bars=bars,
        median=None
        if median is None
        else _label(100 * median, 10, f"median {to_percent(median)}%"),
        own=None if at is None else _own_label(bars[at]),
        axis=tuple(
            Label(x, height - 5, anchor(x), f"{x:.0f}%") for x in (0.0, 25.0, 50.0, 75.0, 100.0)
        ),
    )


def _bars(bins: Sequence[int], own_at: int | None, base: float) -> tuple[Bar, ...]:
    """Return one bar a bin, standing on `base`."""
    width = 100 / len(bins)
    tallest = max(*bins, 1)
    heights = [_bar_height(readers, tallest, base) for readers in bins]
    return tuple(
        Bar(
            x=round(width * (place + (1 - _SHARE_OF_BIN) / 2), 2),
            width=round(width * _SHARE_OF_BIN, 2),
            y=round(base - heights[place], 2),
            height=heights[place],
            readers=readers,
            low=100 * place // len(bins),
            high=100 * (place + 1) // len(bins) - 1,
            is_own=place == own_at,
        )
        for place, readers in enumerate(bins)
    )


def _bar_height(readers: int, tallest: int, base: float) -> float:
    """Return a bar's height; an empty bin keeps a hairline, a single reader stays visible."""
    return round(max(1.5, (base - _TOP_OF_BARS) * readers / tallest), 2) if readers else 1.0


def _label(x: float, y: float, text: str) -> Label:
    return Label(round(x, 2), round(y, 2), anchor(x), text)


def _own_label(bar: Bar) -> Label:
    """Return the reader's mark above its own bar, below the line where the median is named."""
    return _label(bar.x + bar.width / 2, max(27.0, bar.y - 5), "you")


def history(  # noqa: PLR0913 - what a life is drawn from, and how its heights are named
    points: Sequence[Point],
    span: Span,
    *,
    own: Sequence[Stretch[float]] = (),
    knowable_at: datetime | None = None,
    height: float = 190,
    say: Callable[[float], str] = "{:.0%}".format,
) -> History:
    """Return the chart of a question's life so far: the crowd's steps and the reader's own.

    `say` names a height between 0 and 1 beside the lines of the grid.

    A line stops where nobody stands and is never carried over the gap.
    """
    top, base = _TOP_OF_LINES, height - 24
    runs = _runs(thinned(points, span), span)
    return History(
        height=height,
        top=top,
        base=base,
        grid=grid_of(top, base, say),
        axis=dates(span, height),
        band="".join(_band(run) for run in runs),
        line="".join(steps([(x, median) for x, _, median, _ in run]) for run in runs),
        last=_end_dot(runs),
        own="".join(
            steps([(span.x(each.start), each.value), (span.x(each.end), each.value)])
            for each in own
        ),
        own_marks=tuple(_dot(span.x(each.start), each.value) for each in own),
        knowable_x=None if knowable_at is None else span.x(knowable_at),
    )


def grid_of(top: float, base: float, say: Callable[[float], str]) -> tuple[Label, ...]:
    """Return the lines of the grid with their names, fewer in a low chart."""
    shares = (0, 25, 50, 75, 100) if base - top > _LOW_CHART else (0, 50, 100)
    return tuple(
        Label(0, round(base - (base - top) * share / 100, 2), "start", say(share / 100))
        for share in shares
    )


class _Dated(Protocol):
    @property
    def at(self) -> datetime:
        """The instant from which it holds."""


_Moment = TypeVar("_Moment", bound=_Dated)


def thinned(points: Sequence[_Moment], span: Span, columns: int = COLUMNS) -> list[_Moment]:
    """Return at most one point a column, the last one in it, since no screen shows more."""
    kept: dict[int, _Moment] = {}
    for point in points:
        kept[int(span.x(point.at) * columns / 100)] = point
    return list(kept.values())


_Corner = tuple[float, float, float, float]


def _runs(points: Sequence[Point], span: Span) -> list[list[_Corner]]:
    """Return the runs of (x, q1, median, q3) without a gap, each closed where it ends."""
    runs: list[list[_Corner]] = []
    run: list[_Corner] = []
    for point in points:
        x = span.x(point.at)
        if point.median is None or point.q1 is None or point.q3 is None:
            run = _ended(runs, run, x)
            continue
        run.append((x, point.q1, point.median, point.q3))
    _ended(runs, run, 100.0)
    return runs


def _ended(runs: list[list[_Corner]], run: list[_Corner], x: float) -> list[_Corner]:
    """Close a run at x and return a new, empty one."""
    if run:
        runs.append([*run, (x, *run[-1][1:])])
    return []


def steps(corners: Sequence[tuple[float, float]]) -> str:
    """Return the path of a step line through (x, probability), each value held until the next x."""
    (x, value), *rest = corners
    return f"M{_n(x)} {_y(value)}" + "".join(f"H{_n(x)}V{_y(value)}" for x, value in rest)


def _band(run: Sequence[_Corner]) -> str:
    """Return the closed path around the middle half: along its top, then back along its bottom."""
    over = steps([(x, q3) for x, _, _, q3 in run])
    under = "".join(f"V{_y(q1)}H{_n(x)}" for x, q1, _, _ in reversed(run[:-1]))
    return f"{over}{under}z"


def _dot(x: float, value: float) -> str:
    """Return a path without length, which a round cap draws as a dot."""
    return f"M{_n(x)} {_y(value)}h0"


def _end_dot(runs: Sequence[Sequence[_Corner]]) -> str:
    """Return the dot where the crowd stands now, nothing when the line has stopped before."""
    if not runs or runs[-1][-1][0] < _RIGHT_EDGE:
        return ""
    x, _, median, _ = runs[-1][-1]
    return _dot(x, median)


def _y(probability: float) -> str:
    return _n(100 - 100 * probability)


def _n(number: float) -> str:
    """Return a number with two decimals at most."""
    return f"{number:.2f}".rstrip("0").rstrip(".")


def dates(span: Span, height: float, right: float = _RIGHT_EDGE) -> tuple[Label, ...]:
    """Return the first, middle and last date under a chart that ends at `right` percent.

    Within two days they are hours.
    """
    length = span.end - span.start
    form = "{0:%H:%M}" if length < timedelta(days=2) else "{0.day} {0:%b}"
    marks: Iterable[tuple[float, str, datetime]] = (
        (0, "start", span.start),
        (right / 2, "middle", span.start + length / 2),
        (right, "end", span.end),
    )
    return tuple(Label(x, height - 5, side, form.format(at)) for x, side, at in marks)
