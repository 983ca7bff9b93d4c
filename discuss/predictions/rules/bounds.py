"""The scale that an editor types for a number or a date, and what keeps it from being one."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from discuss.predictions.rules.probability import NotAForecast
from discuss.predictions.rules.scale import NUMERIC, Scale, parse
from discuss.predictions.rules.wellformed import Fault, Kind

NO_SCALE: Final = "Only a question about a number or a date has bounds."
ORDER: Final = "Choose an upper bound above the lower one."
DATES_IN_ORDER: Final = "Choose a last date after the first one."
ROOM: Final = "Leave room for at least three whole numbers between the bounds."
MULTIPLES: Final = "A scale that grows by multiples needs bounds above 0."
NO_MULTIPLES: Final = "Only a question about a number has a scale that grows by multiples."
LONGEST_UNIT: Final = 30
UNIT: Final = f"Shorten the unit to {LONGEST_UNIT} characters or fewer."
_FEWEST_STEPS: Final = 2


@dataclass(frozen=True, slots=True)
class TypedScale:
    """Bounds as an editor typed them."""

    lower: str = ""
    upper: str = ""
    is_open_lower: bool = False
    is_open_upper: bool = False
    is_log: bool = False
    unit: str = ""


def scale_of(kind: Kind, typed: TypedScale) -> tuple[Scale | None, list[Fault]]:
    """Return the scale of a question, None where its kind has none, and a sentence a fault."""
    if kind.value not in NUMERIC:
        return None, [Fault("lower", NO_SCALE)] if typed.lower or typed.upper else []
    values: dict[str, float] = {}
    faults: list[Fault] = []
    for field, text in (("lower", typed.lower), ("upper", typed.upper)):
        try:
            values[field] = parse(kind.value, text)
        except NotAForecast as refusal:
            faults.append(Fault(field, str(refusal)))
    if faults:
        return None, faults
    is_date = kind is Kind.DATE
    scale = Scale(
        kind.value,
        values["lower"],
        values["upper"],
        is_open_lower=typed.is_open_lower,
        is_open_upper=typed.is_open_upper,
        is_log=typed.is_log,
        unit="" if is_date else typed.unit,
    )
    faults = list(_faults(scale))
    return (None if faults else scale), faults


def _faults(scale: Scale) -> Iterator[Fault]:
    if scale.upper <= scale.lower:
        yield Fault("upper", DATES_IN_ORDER if scale.kind == "date" else ORDER)
    elif scale.kind == "integer" and scale.upper - scale.lower < _FEWEST_STEPS:
        yield Fault("upper", ROOM)
    if scale.is_log and scale.kind == "date":
        yield Fault("is_log", NO_MULTIPLES)
    elif scale.is_log and scale.lower <= 0:
        yield Fault("lower", MULTIPLES)
    if len(scale.unit) > LONGEST_UNIT:
        yield Fault("unit", UNIT)
