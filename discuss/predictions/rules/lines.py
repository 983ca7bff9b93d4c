"""Several lines in one chart, each with a letter beside its end, so that none needs a colour."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Final

from discuss.predictions.rules.geometry import Label, Span, dates, grid_of, steps, thinned

LETTERS: Final = "ABCDE"
MOST: Final = len(LETTERS)
"""Lines in one chart; more cannot be told apart."""
RIGHT: Final = 93.0
"""Where the lines end, in percent of the frame; the letters stand beside."""
LEADER: Final = 96.0
HALF: Final = 0.5
ROW: Final = 15.0
"""Pixels that a letter takes."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What each line says from an instant on; None where it says nothing."""

    at: datetime
    values: Sequence[float | None]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a chart: its path, where it ends, and its letter beside that end.

    Where a line has stopped before the chart ends, nothing stands beside it.
    """

    letter: str
    path: str
    end_y: float | None
    letter_y: float | None


@dataclass(frozen=True, slots=True)
class Lines:
    """A chart of several lines over time."""

    height: float
    top: float
    base: float
    grid: tuple[Label, ...]
    axis: tuple[Label, ...]
    lines: tuple[Line, ...]
    knowable_x: float | None
    right: float = RIGHT
    leader: float = LEADER


def lines(
    moments: Sequence[Moment],
    span: Span,
    *,
    knowable_at: datetime | None = None,
    height: float,
    say: Callable[[float], str] | None = None,
) -> Lines:
    """Return the chart of up to five lines; values are in [0, 1].

    A line stops where it has no value and is never carried over the gap. The chart ends at half
    where no line is ever above, since many answers share little each; where its heights are named
    by a scale, `say` does so, and it ends where the scale does.
    """
    top, base = 14.0, height - 24
    kept = thinned(moments, span)
    told = [value for each in kept for value in each.values if value is not None]
    ceiling = HALF if say is None and max(told, default=1.0) <= HALF else 1.0
    name = say or (lambda share: f"{100 * share * ceiling:g}%")
    columns = [
        [None if value is None else value / ceiling for value in column]
        for column in zip(*(each.values for each in kept), strict=True)
    ]
    ends = [None if column[-1] is None else base - (base - top) * column[-1] for column in columns]
    letters = apart(ends, top, base)
    instants = [each.at for each in kept]
    return Lines(
        height=height,
        top=top,
        base=base,
        grid=grid_of(top, base, name),
        axis=dates(span, height, RIGHT),
        lines=tuple(
            Line(LETTERS[place], _path(instants, column, span), _rounded(ends[place]), beside)
            for place, (column, beside) in enumerate(zip(columns, letters, strict=True))
        ),
        knowable_x=None if knowable_at is None else round(span.x(knowable_at) * RIGHT / 100, 2),
    )


def _path(instants: Sequence[datetime], column: Sequence[float | None], span: Span) -> str:
    """Return the step lines of one column, each value held until the next one or a gap."""
    xs = [*(span.x(at) for at in instants), 100.0]
    runs: list[list[tuple[float, float]]] = [[]]
    for (x, until), value in zip(pairwise(xs), column, strict=True):
        if value is None:
            runs.append([])
        else:
            runs[-1] += [(x, value), (until, value)]
    return "".join(steps(run) for run in runs if run)


def apart(ends: Sequence[float | None], top: float, base: float) -> list[float | None]:
    """Return where letters stand: as near to the ends of their lines as they do not touch."""
    order = sorted((end, place) for place, end in enumerate(ends) if end is not None)
    ys: list[float] = []
    for end, _ in order:
        ys.append(max(end, ys[-1] + ROW) if ys else max(end, top))
    lowest = base
    for place in reversed(range(len(ys))):
        ys[place] = min(ys[place], lowest)
        lowest = ys[place] - ROW
    found: list[float | None] = [None] * len(ends)
    for (_, place), y in zip(order, ys, strict=True):
        found[place] = round(y, 2)
    return found


def _rounded(y: float | None) -> float | None:
    return None if y is None else round(y, 2)
