"""A forecast of a number or a date as pages and programs are shown it."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import BaseModel

from discuss.predictions.models import ForecastEvent
from discuss.predictions.queries import Face
from discuss.predictions.rules import figures
from discuss.predictions.rules.crowd import is_shown
from discuss.predictions.rules.pool import Pool
from discuss.predictions.rules.scale import Scale, typed
from discuss.predictions.rules.spread import FIELDS

Value = float | str
"""A number, or a date as 2027-03-31."""

LABELS = {
    "number": ("Low", "1 in 10 below", "Best guess", "half below", "High", "1 in 10 above"),
    "date": ("Early", "1 in 10 before", "Best guess", "half before", "Late", "1 in 10 after"),
}


@dataclass(frozen=True, slots=True)
class Box:
    """One of the three boxes of a forecast: its field, what it is called, and what it means."""

    field: str
    label: str
    meaning: str
    typed: str


@dataclass(frozen=True, slots=True)
class SpreadCard:
    """What a card says of a number or a date: the scale, the boxes, and what is shown of others."""

    scale: Scale
    bounds: str
    boxes: tuple[Box, ...]
    own: str | None
    own_range: str
    crowd: str | None
    crowd_range: str
    adjusted: str | None = None
    """The adjusted estimate; None while too few count in it."""
    adjusted_range: str = ""


class ScaleOut(BaseModel):
    """The scale of a number or a date; an answer may lie beyond an open bound."""

    lower: Value
    upper: Value
    is_open_lower: bool
    is_open_upper: bool
    is_log: bool
    unit: str


class QuantilesOut(BaseModel):
    """A forecast of a number or a date: three values as entered, and its middle half."""

    low: Value
    guess: Value
    high: Value
    q1: Value
    q3: Value


def spread_card(face: Face) -> SpreadCard | None:
    """Return what the card of a number or a date needs; None for other kinds."""
    if not face.is_numeric:
        return None
    scale, standing = face.scale, face.standing
    said = standing.quantiles if standing else None
    pool = shown_pool(face)
    return SpreadCard(
        scale=scale,
        bounds=figures.in_words(scale),
        boxes=_boxes(scale, standing),
        own=figures.with_unit(scale, said["guess"]) if said else None,
        own_range=between(scale, said["low"], said["high"]) if said else "",
        crowd=_read(scale, pool.median) if pool else None,
        crowd_range=between(scale, scale.value(pool.q1), scale.value(pool.q3)) if pool else "",
        **_adjusted(face, scale),
    )


def unsaid_card(scale: Scale) -> SpreadCard:
    """Return what the boxes of a number or a date need where nothing was said yet."""
    return SpreadCard(
        scale=scale,
        bounds=figures.in_words(scale),
        boxes=_boxes(scale, None),
        own=None,
        own_range="",
        crowd=None,
        crowd_range="",
    )


def _adjusted(face: Face, scale: Scale) -> dict[str, str]:
    """Return the adjusted estimate and its middle half; nothing while too few count in it."""
    point = face.told.adjusted
    if shown_pool(face) is None or point is None or not point.figures:
        return {}
    if not is_shown(point.n, face.revision.min_show):
        return {}
    said = point.figures
    return {
        "adjusted": f"{figures.read_off(scale, said['median'])} {scale.unit}".rstrip(),
        "adjusted_range": between(scale, said["q1"], said["q3"]),
    }


def shown_pool(face: Face) -> Pool | None:
    """Return the crowd of a number or a date where this reader may see its figures."""
    crowd = face.told.crowd
    if not isinstance(crowd, Pool) or not is_shown(crowd.n, face.revision.min_show):
        return None
    return crowd


def between(scale: Scale, low: float, high: float) -> str:
    """Return a range in words: "8 to 20"."""
    return f"{figures.read_off(scale, low)} to {figures.read_off(scale, high)}"


def said_words(event: ForecastEvent, scale: Scale) -> str:
    """Return what one deed on a number or a date said."""
    said = event.quantiles
    if said is None:
        return "–"
    values = [figures.figure(scale, said[field]) for field in FIELDS]
    return f"{values[1]} ({values[0]} to {values[2]})"


def value_out(scale: Scale, value: float) -> Value:
    """Return a value for programs: a number, or a date as 2027-03-31."""
    return typed("date", value) if scale.kind == "date" else value


def scale_out(face: Face) -> ScaleOut | None:
    """Return the scale of a number or a date for programs."""
    if not face.is_numeric:
        return None
    scale = face.scale
    return ScaleOut(
        lower=value_out(scale, scale.lower),
        upper=value_out(scale, scale.upper),
        is_open_lower=scale.is_open_lower,
        is_open_upper=scale.is_open_upper,
        is_log=scale.is_log,
        unit=scale.unit,
    )


def quantiles_out(scale: Scale, said: Mapping[str, float] | None) -> QuantilesOut | None:
    """Return a forecast of a number or a date for programs."""
    if said is None:
        return None
    return QuantilesOut(**{field: value_out(scale, value) for field, value in said.items()})


def _boxes(scale: Scale, standing: ForecastEvent | None) -> tuple[Box, ...]:
    """Return the boxes with what stands in them, as one would type it."""
    words = LABELS["date" if scale.kind == "date" else "number"]
    said = (standing.quantiles if standing else None) or {}
    return tuple(
        Box(field, words[2 * number], words[2 * number + 1], _typed(scale, said.get(field)))
        for number, field in enumerate(FIELDS)
    )


def _typed(scale: Scale, value: float | None) -> str:
    return "" if value is None else typed(scale.kind, value)


def _read(scale: Scale, place: float) -> str:
    """Return a place of the crowd's distribution as a value with its unit."""
    return f"{figures.read_off(scale, scale.value(place))} {scale.unit}".rstrip()
