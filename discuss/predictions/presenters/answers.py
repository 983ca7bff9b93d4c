"""How the medians of a choice's answers moved: lines, a sentence, and the same as a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from discuss.predictions.models import CrowdPoint
from discuss.predictions.presenters.charts import TABLE_ROWS, until
from discuss.predictions.queries import Face, all_options, live_options
from discuss.predictions.rules.crowd import ChoiceCrowd, is_shown
from discuss.predictions.rules.geometry import Span
from discuss.predictions.rules.lifecycle import is_over
from discuss.predictions.rules.lines import LETTERS, MOST, RIGHT, Lines, Moment, lines
from discuss.predictions.rules.probability import to_percent

REST: Final = "All other answers, added up"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A line of the chart: its letter, the answer it stands for, and where it ends."""

    letter: str
    label: str
    now: str


@dataclass(frozen=True, slots=True)
class AnswersMoved:
    """How the median of each answer moved, of the five most likely at most."""

    moved: Lines
    moved_low: Lines
    drawn: Sequence[Drawn]
    moved_words: str
    moved_head: Sequence[str]
    moved_table: Sequence[Sequence[str]]
    right: float = RIGHT


def answers_moved(face: Face) -> AnswersMoved | None:
    """Return the chart of a choice whose crowd this reader may see, else None."""
    crowd = face.told.crowd
    if not isinstance(crowd, ChoiceCrowd) or not is_shown(crowd.n, face.revision.min_show):
        return None
    named = _named(face, crowd)
    moments = [_moment(each, list(named), face.revision.min_show) for each in face.told.points]
    span = Span(face.revision.open_at, until(face))
    knowable = face.ruling.knowable_at if face.ruling else None
    now = _values({each.key: each.median for each in crowd.answers}, list(named))
    return AnswersMoved(
        moved=lines(moments, span, knowable_at=knowable, height=300),
        moved_low=lines(moments, span, height=132),
        drawn=[
            Drawn(letter, label, _percent(value))
            for letter, label, value in zip(LETTERS, named.values(), now, strict=False)
        ],
        moved_words=_words(face, crowd),
        moved_head=list(named.values()),
        moved_table=_table(moments),
    )


def _named(face: Face, crowd: ChoiceCrowd) -> dict[str, str]:
    """Return the answers with a line of their own, in the question's order; "" is all others.

    Five where there are no more, else the four that readers find most likely now.
    """
    live = live_options(face.revision)
    if len(all_options(face.revision)) <= MOST and len(live) == len(all_options(face.revision)):
        return live
    likely = sorted(crowd.answers, key=lambda each: -each.median)[: MOST - 1]
    top = {each.key for each in likely}
    return {**{key: label for key, label in live.items() if key in top}, "": REST}


def _moment(point: CrowdPoint, keys: Sequence[str], least: int) -> Moment:
    """Return a stored point; a crowd too small to be shown leaves a gap."""
    if not is_shown(point.n, least):
        return Moment(point.created_at, [None] * len(keys))
    medians = {key: told["median"] for key, told in point.figures.items()}
    return Moment(point.created_at, _values(medians, keys))


def _values(medians: Mapping[str, float], keys: Sequence[str]) -> list[float | None]:
    """Return the medians of the lines; one without its answer says nothing at that time."""
    others = [median for key, median in medians.items() if key not in keys]
    rest = min(1.0, sum(others)) if others else None
    return [medians.get(key) if key else rest for key in keys]


def _words(face: Face, crowd: ChoiceCrowd) -> str:
    """Return who was ahead first and who is now, of all answers, in one sentence."""
    told = [each for each in face.told.points if is_shown(each.n, face.revision.min_show)]
    if not told:
        return "Too few readers stood at any time for a line."
    labels = all_options(face.revision)
    first = _ahead({key: each["median"] for key, each in told[0].figures.items()}, labels)
    last = _ahead({each.key: each.median for each in crowd.answers}, labels)
    began = f"{first[0]} began highest at {first[1]} percent"
    ended = is_over(face.state)
    if first == last:
        return f"{began}, as {'at the end' if ended else 'now'}."
    if first[0] == last[0]:
        return f"{began}, and {'ended' if ended else 'is now'} at {last[1]}."
    then = "at the end that was" if ended else "now that is"
    return f"{began}; {then} {last[0]} at {last[1]}."


def _ahead(medians: Mapping[str, float], labels: Mapping[str, str]) -> tuple[str, int]:
    """Return which answers stood highest to a whole percent, in their order, and at how many."""
    percents = {label: to_percent(medians[key]) for key, label in labels.items() if key in medians}
    most = max(percents.values(), default=0)
    names = [f"“{label}”" for label, percent in percents.items() if percent == most]
    *some, final = names or ["Nothing"]
    return (f"{', '.join(some)} and {final}" if some else final), most


def _table(moments: Sequence[Moment]) -> list[Sequence[str]]:
    """Return the last moment of each day on which the crowd moved, the latest days only."""
    by_day: dict[str, Sequence[str]] = {}
    for each in moments:
        if any(value is not None for value in each.values):
            day = f"{each.at.day} {each.at:%B %Y}"
            by_day[day] = (day, *(_percent(value) for value in each.values))
    return list(by_day.values())[-TABLE_ROWS:]


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{to_percent(value)}%"
