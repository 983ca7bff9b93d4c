"""The charts of a question with the sentences and tables that say the same."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from discuss.kit.text import counted
from discuss.predictions.models import CrowdPoint
from discuss.predictions.queries import Face
from discuss.predictions.rules.crowd import Crowd, is_shown
from discuss.predictions.rules.geometry import Histogram, History, Span, histogram, history
from discuss.predictions.rules.lifecycle import is_over
from discuss.predictions.rules.probability import to_percent
from discuss.predictions.rules.standing import Event, Point, Stretch, Window, stretches

TABLE_ROWS = 12
QUARTERS = ("Lower quarter", "Median", "Upper quarter")


@dataclass(frozen=True, slots=True)
class RangeRow:
    """How many readers stand in a range of percents."""

    low: int
    high: int
    readers: int


@dataclass(frozen=True, slots=True)
class MovedRow:
    """What the crowd said at an instant, in percent."""

    at: datetime
    low: int
    median: int
    high: int


@dataclass(frozen=True, slots=True)
class Charts:
    """Where readers stand now and how that moved: shapes, a sentence each, and tables."""

    spread: Histogram
    spread_words: str
    spread_rows: Sequence[RangeRow]
    moved: History
    moved_low: History
    moved_words: str
    moved_rows: Sequence[MovedRow]
    has_own: bool
    head: Sequence[str] = ("Range", "Readers")
    moved_head: Sequence[str] = QUARTERS
    right: float = 100.0

    @property
    def table(self) -> list[tuple[str, int]]:
        """The spread as a table: a range of percents, and its readers."""
        return [(f"{row.low}–{row.high}%", row.readers) for row in self.spread_rows]

    @property
    def moved_table(self) -> list[tuple[str, str, str, str]]:
        """The history as a table: a day, and the crowd at its end."""
        return [
            (f"{row.at.day} {row.at:%B %Y}", f"{row.low}%", f"{row.median}%", f"{row.high}%")
            for row in self.moved_rows
        ]


def charts_of(face: Face) -> Charts | None:
    """Return the charts of a yes-or-no question whose crowd this reader may see, else None."""
    crowd = face.told.crowd
    least = face.revision.min_show
    if not isinstance(crowd, Crowd) or not is_shown(crowd.n, least):
        return None
    own = face.standing.probability if face.standing else None
    points = [_point(each, least) for each in face.told.points]
    span = Span(face.revision.open_at, until(face))
    mine = _own_stretches(face, span)
    knowable = face.ruling.knowable_at if face.ruling else None
    return Charts(
        spread=histogram(crowd.bins, median=crowd.median, own=own),
        spread_words=_spread_words(crowd, own),
        spread_rows=_ranges(crowd),
        moved=history(points, span, own=mine, knowable_at=knowable, height=300),
        moved_low=history(points, span, height=132),
        moved_words=moved_words([each.median for each in points], _percent, face),
        moved_rows=_moves(points),
        has_own=bool(mine),
    )


def until(face: Face) -> datetime:
    """Return where the chart ends: now, or when the question closed or the answer was knowable."""
    ends = [face.now, face.revision.close_at]
    if face.ruling is not None and face.ruling.knowable_at is not None:
        ends.append(max(face.revision.open_at, face.ruling.knowable_at))
    return min(ends)


def _point(point: CrowdPoint, least: int) -> Point:
    """Return a stored point; a crowd too small to be shown leaves a gap."""
    if not is_shown(point.n, least):
        return Point(point.created_at, 0, None, None, None)
    told = point.figures
    return Point(point.created_at, point.n, told["median"], told["q1"], told["q3"])


def _own_stretches(face: Face, span: Span) -> list[Stretch[float]]:
    events = [Event(each.created_at, each.id, each.probability) for each in face.own]
    return stretches(events, Window(span.start, span.end, span.end))


def _spread_words(crowd: Crowd, own: float | None) -> str:
    words = (
        f"Median {to_percent(crowd.median)} percent; half of "
        f"{counted(crowd.n, 'reader is', 'readers are')} between "
        f"{to_percent(crowd.q1)} and {to_percent(crowd.q3)} percent."
    )
    return words if own is None else f"{words} You say {to_percent(own)} percent."


def _ranges(crowd: Crowd) -> list[RangeRow]:
    """Return the bins by fifths of the scale, for the table."""
    step = len(crowd.bins) // 5
    return [
        RangeRow(20 * place, 20 * place + 19, sum(crowd.bins[step * place : step * (place + 1)]))
        for place in range(5)
    ]


def _percent(probability: float) -> str:
    return f"{to_percent(probability)} percent"


def moved_words(medians: Iterable[float | None], say: Callable[[float], str], face: Face) -> str:
    """Return in a sentence what the median was first and last."""
    told = [median for median in medians if median is not None]
    if not told:
        return "Too few readers stood at any time for a line."
    first, last = say(told[0]), say(told[-1])
    if is_over(face.state):
        at_last = "there" if first == last else f"at {last}"
        return f"The median began at {first} and ended {at_last}."
    at_last = "there now" if first == last else f"at {last}"
    return f"The median began at {first} and stands {at_last}."


def _moves(points: Sequence[Point]) -> list[MovedRow]:
    """Return the last moment of each day on which the crowd moved, the latest days only."""
    by_day: dict[str, MovedRow] = {}
    for point in points:
        if point.median is None or point.q1 is None or point.q3 is None:
            continue
        by_day[point.at.date().isoformat()] = MovedRow(
            point.at, to_percent(point.q1), to_percent(point.median), to_percent(point.q3)
        )
    return list(by_day.values())[-TABLE_ROWS:]
