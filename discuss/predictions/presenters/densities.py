"""The charts of a number or a date, with the sentences and tables that say the same."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from discuss.kit.text import counted
from discuss.predictions.models import CrowdPoint
from discuss.predictions.presenters.charts import QUARTERS, TABLE_ROWS, moved_words, until
from discuss.predictions.presenters.spreads import between, shown_pool
from discuss.predictions.queries import Face
from discuss.predictions.rules.crowd import is_shown
from discuss.predictions.rules.density import Density, density, mark
from discuss.predictions.rules.figures import figure, outside, percent, read_off, with_unit
from discuss.predictions.rules.geometry import History, Span, history
from discuss.predictions.rules.pool import Pool
from discuss.predictions.rules.scale import Scale
from discuss.predictions.rules.spread import masses
from discuss.predictions.rules.standing import Event, Point, Stretch, Window, stretches
from discuss.predictions.rules.zoom import Zoom, zoom

RANGES = 5


@dataclass(frozen=True, slots=True)
class SpreadCharts:
    """What readers expect now and how that moved: shapes, a sentence each, and tables."""

    spread: Density
    spread_words: str
    head: Sequence[str]
    table: Sequence[Sequence[str]]
    moved: History
    moved_low: History
    moved_words: str
    moved_table: Sequence[Sequence[str]]
    has_own: bool
    moved_head: Sequence[str] = QUARTERS
    right: float = 100.0


def spread_charts(face: Face) -> SpreadCharts | None:
    """Return the charts of a number or a date whose crowd this reader may see, else None."""
    pool = shown_pool(face)
    if pool is None:
        return None
    scale = face.scale
    own = face.standing.cdf if face.standing else None
    points = [_point(each, scale, face.revision.min_show) for each in face.told.points]
    span = Span(face.revision.open_at, until(face))
    mine = _own_stretches(face, scale, span)
    knowable = face.ruling.knowable_at if face.ruling else None
    view = zoom(scale, [*_places(points), *(each.value for each in mine)])
    drawn = [_seen(each, view) for each in points]
    own_drawn = [replace(each, value=view.height(each.value)) for each in mine]

    def say(height: float) -> str:
        return mark(scale, view.place(height))

    return SpreadCharts(
        spread=density(scale, pool.cdf, own),
        spread_words=_spread_words(face, scale, pool),
        head=("Range", "Readers", "You") if own else ("Range", "Readers"),
        table=_ranges(scale, pool.cdf, own),
        moved=history(drawn, span, own=own_drawn, knowable_at=knowable, height=300, say=say),
        moved_low=history(drawn, span, height=132, say=say),
        moved_words=moved_words(
            [each.median for each in points], lambda at: read_off(scale, scale.value(at)), face
        )
        + _shown_words(scale, view),
        moved_table=_moves(points, scale),
        has_own=bool(mine),
    )


def _point(point: CrowdPoint, scale: Scale, least: int) -> Point:
    """Return a stored point as places; a crowd too small to be shown leaves a gap."""
    if not is_shown(point.n, least):
        return Point(point.created_at, 0, None, None, None)
    median, q1, q3 = (scale.place(point.figures[name]) for name in ("median", "q1", "q3"))
    return Point(point.created_at, point.n, median, q1, q3)


def _places(points: Sequence[Point]) -> list[float]:
    """Return every place that the crowd's lines go through."""
    parts = ((each.q1, each.median, each.q3) for each in points)
    return [place for each in parts for place in each if place is not None]


def _seen(point: Point, view: Zoom) -> Point:
    """Return a point by its heights on the part of the scale that is shown."""
    if point.median is None or point.q1 is None or point.q3 is None:
        return point
    median, q1, q3 = map(view.height, (point.median, point.q1, point.q3))
    return replace(point, median=median, q1=q1, q3=q3)


def _shown_words(scale: Scale, view: Zoom) -> str:
    """Return which part of the scale is shown, where it is not all of it."""
    if view.is_whole:
        return ""
    low, high = (figure(scale, scale.value(each)) for each in (view.low, view.high))
    return f" The height runs from {low} to {high}, a part of the scale."


def _own_stretches(face: Face, scale: Scale, span: Span) -> list[Stretch[float]]:
    """Return the reader's own best guesses as places; what lies beyond a bound stands at it."""
    events = [
        Event(
            each.created_at,
            each.id,
            min(1.0, max(0.0, scale.place(each.quantiles["guess"]))) if each.quantiles else None,
        )
        for each in face.own
    ]
    return stretches(events, Window(span.start, span.end, span.end))


def _spread_words(face: Face, scale: Scale, pool: Pool) -> str:
    q1, median, q3 = (scale.value(place) for place in (pool.q1, pool.median, pool.q3))
    words = (
        f"Half of what {counted(pool.n, 'reader expects', 'readers expect')} lies from "
        f"{between(scale, q1, q3)}, "
        f"the median at {read_off(scale, median)} {scale.unit}".rstrip()
    )
    said = face.standing.quantiles if face.standing else None
    if said is None:
        return f"{words}."
    return f"{words}. You say {with_unit(scale, said['guess'])}."


def _ranges(
    scale: Scale, crowd: Sequence[float], own: Sequence[float] | None
) -> list[Sequence[str]]:
    """Return how much readers, and the reader, give to each fifth of the scale and beyond."""
    names = [
        f"{figure(scale, scale.value(place / RANGES))} to "
        f"{figure(scale, scale.value((place + 1) / RANGES))}"
        for place in range(RANGES)
    ]
    said = [_shares(crowd)] if own is None else [_shares(crowd), _shares(own)]
    rows = [
        (name, *(percent(shares[place + 1]) for shares in said)) for place, name in enumerate(names)
    ]
    below = (outside(scale, "below"), *(percent(shares[0]) for shares in said))
    above = (outside(scale, "above"), *(percent(shares[-1]) for shares in said))
    return [*([below] * scale.is_open_lower), *rows, *([above] * scale.is_open_upper)]


def _shares(cdf: Sequence[float]) -> list[float]:
    """Return the mass below the scale, in each fifth of it, and above."""
    steps = masses(cdf)
    size = (len(steps) - 2) // RANGES
    inside = [sum(steps[1 + size * place : 1 + size * (place + 1)]) for place in range(RANGES)]
    return [steps[0], *inside, steps[-1]]


def _moves(points: Sequence[Point], scale: Scale) -> list[Sequence[str]]:
    """Return the last moment of each day on which the crowd moved, the latest days only."""
    by_day: dict[str, Sequence[str]] = {}
    for point in points:
        if point.median is None or point.q1 is None or point.q3 is None:
            continue
        day = f"{point.at.day} {point.at:%B %Y}"
        places = (point.q1, point.median, point.q3)
        by_day[day] = (day, *(read_off(scale, scale.value(place)) for place in places))
    return list(by_day.values())[-TABLE_ROWS:]
