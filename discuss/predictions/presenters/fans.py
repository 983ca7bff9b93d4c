"""A group as a chart: what readers say of each of its questions that are shown, and in words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from discuss.predictions.models import GroupMember
from discuss.predictions.presenters.spreads import shown_pool
from discuss.predictions.queries import Face, Grouped
from discuss.predictions.rules import figures
from discuss.predictions.rules.crowd import Crowd, is_shown
from discuss.predictions.rules.fan import Fan, Stop, fan, has_room, ladder
from discuss.predictions.rules.probability import to_percent
from discuss.predictions.rules.scale import Scale

FEWEST = 2
"""Questions that are shown at least before they are compared in a chart."""
Say = Callable[[float], str]


@dataclass(frozen=True, slots=True)
class FanCard:
    """The chart, what it says in a sentence, and the same figures as a table."""

    chart: Fan
    words: str
    head: Sequence[str]
    table: Sequence[Sequence[str]]
    has_own: bool
    hidden: int


def fan_card(seen: Grouped, faces: Sequence[Face]) -> FanCard | None:
    """Return the chart of a group; None while fewer than two of its questions are shown."""
    by_id = {face.question.id: face for face in faces}
    there = [(each, by_id[each.question_id]) for each in seen.members if each.question_id in by_id]
    say = _sayer([face for _, face in there])
    if say is None:
        return None
    is_dated = all(member.due_at is not None for member, _ in there)
    if is_dated:
        there.sort(key=lambda each: (each[0].due_at, each[0].position))
    stops = [_stop(member, face) for member, face in there]
    is_short = has_room([stop.label for stop in stops])
    shown = [stop for stop in stops if stop.median is not None]
    if len(shown) < FEWEST:
        return None
    return FanCard(
        chart=fan(stops, say) if is_dated and is_short else ladder(stops, say),
        words=_words(shown, say, is_dated=is_dated),
        head=("", "Median", "Middle half", "You"),
        table=[_row(stop, say) for stop in shown],
        has_own=any(stop.own is not None for stop in shown),
        hidden=len(stops) - len(shown),
    )


def _sayer(faces: Sequence[Face]) -> Say | None:
    """Return what names a height of the chart; None where the questions share no axis."""
    kinds = {face.question.kind for face in faces}
    if kinds == {"binary"}:
        return lambda share: f"{to_percent(share)}%"
    if len(kinds) != 1 or not faces[0].is_numeric:
        return None
    scale = faces[0].scale
    if not all(face.scale.is_same_axis(scale) for face in faces):
        return None
    return lambda place: figures.read_off(scale, scale.value(place))


def _stop(member: GroupMember, face: Face) -> Stop:
    """Return what is shown of a question's readers, and the reader's own forecast, as places."""
    crowd = shown_pool(face) if face.is_numeric else _crowd(face)
    if crowd is None:
        return Stop(member.label)
    return Stop(member.label, crowd.q1, crowd.median, crowd.q3, _own(face))


def _crowd(face: Face) -> Crowd | None:
    crowd = face.told.crowd
    is_there = isinstance(crowd, Crowd) and is_shown(crowd.n, face.revision.min_show)
    return crowd if isinstance(crowd, Crowd) and is_there else None


def _own(face: Face) -> float | None:
    standing = face.standing
    if standing is None:
        return None
    if standing.quantiles is None:
        return standing.probability
    return Scale.of(face.revision.scale).place(standing.quantiles["guess"])


def _words(shown: Sequence[Stop], say: Say, *, is_dated: bool) -> str:
    """Return the chart in a sentence."""
    if is_dated:
        first, last = shown[0], shown[-1]
        return (
            f"Readers’ median goes from {_said(first.median, say)} for {first.label} "
            f"to {_said(last.median, say)} for {last.label}."
        )
    ranked = sorted(shown, key=lambda stop: stop.median or 0.0)
    least, most = ranked[0], ranked[-1]
    return (
        f"Readers’ median is highest for {most.label}, at {_said(most.median, say)}, "
        f"and lowest for {least.label}, at {_said(least.median, say)}."
    )


def _row(stop: Stop, say: Say) -> tuple[str, str, str, str]:
    half = f"{_said(stop.low, say)} to {_said(stop.high, say)}"
    return (stop.label, _said(stop.median, say), half, _said(stop.own, say) or "–")


def _said(place: float | None, say: Say) -> str:
    return "" if place is None else say(place)
