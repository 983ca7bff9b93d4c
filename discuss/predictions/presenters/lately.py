"""How far the crowd moved lately, in a sentence: only where that is news."""

from datetime import timedelta

from discuss.predictions.models import CrowdPoint
from discuss.predictions.queries import Face, live_options
from discuss.predictions.rules import figures, movement
from discuss.predictions.rules.crowd import ChoiceCrowd, Crowd, is_shown
from discuss.predictions.rules.lifecycle import State
from discuss.predictions.rules.pool import Pool
from discuss.predictions.rules.probability import to_percent

_DAY = timedelta(days=1)


def span_of_news(face: Face) -> timedelta | None:
    """Return over which time a movement is told of an open question; None where it is no news."""
    crowd, age = face.told.crowd, face.now - face.revision.open_at
    if crowd is None or face.state is not State.OPEN:
        return None
    is_told = is_shown(crowd.n, face.revision.min_show) and movement.is_news(crowd.n, age / _DAY)
    return movement.period(age / _DAY)[0] * _DAY if is_told else None


def lately(face: Face, before: CrowdPoint | None) -> str:
    """Return how the crowd moved since a point of its history; empty where it hardly did."""
    crowd = face.told.crowd
    if before is None or crowd is None or not is_shown(before.n, face.revision.min_show):
        return ""
    if isinstance(crowd, Crowd):
        return _of_picked(face, "The median", before.figures["median"], crowd.median)
    if isinstance(crowd, ChoiceCrowd):
        return _of_choice(face, before, crowd)
    return _along(face, before, crowd)


def _when(face: Face) -> str:
    return movement.period((face.now - face.revision.open_at) / _DAY)[1]


def _of_picked(face: Face, name: str, was: float, now: float) -> str:
    points = to_percent(now) - to_percent(was)
    if not points:
        return ""
    is_far = movement.jeffreys((was, 1 - was), (now, 1 - now)) >= movement.FAR
    noun = "point" if abs(points) == 1 else "points"
    way = "up" if points > 0 else "down"
    far = ", which is far" if is_far else ""
    return f"{name} went {way} {abs(points)} {noun} {_when(face)}{far}."


def _of_choice(face: Face, before: CrowdPoint, crowd: ChoiceCrowd) -> str:
    """Return how the answer that moved most did; one that is new says nothing."""
    labels = live_options(face.revision)
    moved = [
        (each.key, before.figures[each.key]["median"], each.median)
        for each in crowd.answers
        if each.key in before.figures
    ]
    key, was, now = max(moved, key=lambda each: abs(each[2] - each[1]), default=("", 0.5, 0.5))
    return _of_picked(face, f"The median of “{labels.get(key, key)}”", was, now)


def _along(face: Face, before: CrowdPoint, crowd: Pool) -> str:
    """Return how far the crowd of a number or a date was carried, and whereto on the whole."""
    scale = face.scale
    carried, upwards = movement.earth_mover(before.cdf or crowd.cdf, crowd.cdf)
    if carried < 0.01:  # noqa: PLR2004 - a hundredth of the scale
        return ""
    way = (
        ("later" if scale.kind == "date" else "up")
        if upwards > 0
        else ("earlier" if scale.kind == "date" else "down")
    )
    by = (
        f"{to_percent(abs(upwards))}% of the scale"
        if scale.is_log
        else figures.difference(scale, abs(upwards) * (scale.upper - scale.lower))
    )
    return f"On the whole the crowd went {way} by {by} {_when(face)}."
