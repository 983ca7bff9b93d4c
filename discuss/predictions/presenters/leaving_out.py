"""What is left out of a crowd and what that changes, in words, for programs, and as two lines."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from pydantic import BaseModel

from discuss.kit.text import counted
from discuss.predictions.presenters.answers import Drawn
from discuss.predictions.presenters.charts import TABLE_ROWS, until
from discuss.predictions.queries import (
    Counted,
    Face,
    LeftOut,
    all_options,
    formula_of,
)
from discuss.predictions.rules.crowd import is_shown
from discuss.predictions.rules.excluding import taken_end
from discuss.predictions.rules.figures import read_off
from discuss.predictions.rules.geometry import Span
from discuss.predictions.rules.lines import LETTERS, RIGHT, Lines, Moment, lines
from discuss.predictions.rules.probability import to_percent

NOTHING: Final = "too few readers for a number"


class LeftOutOut(BaseModel):
    """Forecasts that are left out of the crowd together; `until` is null until it is lifted."""

    forecasts: int
    people: int
    since: datetime
    until: datetime | None
    because: str


class OwnLeftOutOut(BaseModel):
    """That your own forecasts do not count in the crowd; `path` says why, and how to object."""

    since: datetime
    until: datetime | None
    because: str
    path: str


@dataclass(frozen=True, slots=True)
class OwnLeftOut:
    """That the reader's own forecast does not count in the crowd, and where they are told why."""

    since: datetime
    until: datetime | None
    because: str
    path: str


@dataclass(frozen=True, slots=True)
class Compared:
    """Two courses of a crowd's median: a chart, a sentence and the same as a table."""

    chart: Lines
    drawn: Sequence[Drawn]
    words: str
    head: Sequence[str]
    table: Sequence[Sequence[str]]
    right: float = RIGHT


def left_out_words(face: Face) -> list[str]:
    """Return what readers are told of forecasts that are left out, a sentence each."""
    return [said_of(face, each) for each in face.told.left_out]


def said_of(face: Face, told: LeftOut) -> str:
    """Return how many forecasts are left out, since when and why."""
    forecasts = counted(told.forecasts, "forecast", "forecasts")
    is_one = told.forecasts == 1
    people = counted(told.people, "person", "people")
    span = f"from {_day(told.since)} on"
    end = _end(face, told.until)
    if end is not None:
        span = f"from {_day(told.since)} until {_day(end)}"
    verb = "is" if is_one else "are"
    return f"{forecasts} of {people} {verb} left out of the crowd {span}, under {told.because}."


def own_left_out(face: Face) -> OwnLeftOut | None:
    """Return that the reader's own forecast does not count, and where they are told why."""
    row = face.exclusion
    if row is None:
        return None
    end = _end(face, row.to_at)
    return OwnLeftOut(row.from_at, end, row.because, f"/exclusions/{row.id}")


def _end(face: Face, end: datetime | None) -> datetime | None:
    """Return an end that comes; a question that is over before it leaves them out."""
    return taken_end(end, face.revision.close_at, face.decided_at)


def left_out_out(face: Face) -> list[LeftOutOut]:
    """Return what is left out for programs."""
    return [
        LeftOutOut(
            forecasts=each.forecasts,
            people=each.people,
            since=each.since,
            until=_end(face, each.until),
            because=each.because,
        )
        for each in face.told.left_out
    ]


def own_left_out_out(face: Face) -> OwnLeftOutOut | None:
    """Return that one's own forecast does not count, for programs."""
    own = own_left_out(face)
    if own is None:
        return None
    return OwnLeftOutOut(since=own.since, until=own.until, because=own.because, path=own.path)


def compared(
    face: Face, first: Sequence[Counted], second: Sequence[Counted], names: tuple[str, str]
) -> Compared:
    """Return two histories of one crowd side by side, by the names that they are given.

    Of a choice, those of the answer that stands highest in the second.
    """
    course = _Course(face, second or first)
    told = [course.through(each) for each in (first, second)]
    moments = list(_together(*told))
    now = [each[-1][1] if each else None for each in told]
    says = [course.say(value) for value in now]
    return Compared(
        chart=lines(
            moments,
            Span(face.revision.open_at, until(face)),
            height=300,
            say=course.say if face.is_numeric else None,
        ),
        drawn=[Drawn(*each) for each in zip(LETTERS, names, says, strict=False)],
        words=f"{course.name}: {says[0]} ({names[0].lower()}), {says[1]} ({names[1].lower()}).",
        head=["Date", *names],
        table=_table(moments, course.say),
    )


class _Course:
    """How one number of a crowd is read from its points, and said."""

    def __init__(self, face: Face, last: Sequence[Counted]) -> None:
        self.face, self.name, self.key = face, "The median", ""
        figures = _of(face, last)[-1].figures if _of(face, last) else {}
        if face.question.kind == "choice" and figures:
            self.key = max(figures, key=lambda key: figures[key]["median"])
            self.name = f"The median of “{all_options(face.revision).get(self.key, self.key)}”"

    def through(self, points: Sequence[Counted]) -> list[tuple[datetime, float | None]]:
        """Return when it said what, in [0, 1]; too small a crowd says nothing."""
        return [(each.place.created_at, self._value(each)) for each in _of(self.face, points)]

    def _value(self, point: Counted) -> float | None:
        if not is_shown(point.n, self.face.revision.min_show):
            return None
        if self.key:
            found = point.figures.get(self.key)
            return found["median"] if found else None
        median: float = point.figures["median"]
        return self.face.scale.place(median) if self.face.is_numeric else median

    def say(self, value: float | None) -> str:
        """Return one of these values in words."""
        if value is None:
            return NOTHING
        if self.face.is_numeric:
            return read_off(self.face.scale, self.face.scale.value(value))
        return f"{to_percent(value)}%"


def _of(face: Face, points: Sequence[Counted]) -> list[Counted]:
    """Return the points of the plain figures among those of all formulas."""
    return [each for each in points if each.place.version == formula_of(face.question.kind)]


def _together(*courses: Sequence[tuple[datetime, float | None]]) -> Iterable[Moment]:
    """Yield what each course says at every instant at which one of them changes."""
    by_instant: dict[datetime, dict[int, float | None]] = defaultdict(dict)
    for place, course in enumerate(courses):
        for at, value in course:
            by_instant[at][place] = value
    says: list[float | None] = [None] * len(courses)
    for at in sorted(by_instant):
        for place, value in by_instant[at].items():
            says[place] = value
        yield Moment(at, list(says))


def _table(moments: Sequence[Moment], say: Callable[[float | None], str]) -> list[Sequence[str]]:
    """Return the last moment of each day on which one of them moved, the latest days only."""
    by_day: dict[str, Sequence[str]] = {}
    for each in moments:
        by_day[_day(each.at)] = (_day(each.at), *map(say, each.values))
    return list(by_day.values())[-TABLE_ROWS:]


def _day(instant: datetime) -> str:
    return f"{instant.day} {instant:%B %Y}"
