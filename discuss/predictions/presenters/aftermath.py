"""A decided question, months later: who saw it early, and what one's own forecasts earned."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from discuss.predictions.queries import Early, Earned, Face

NAMES: Final = {
    "peer": "Beside the other readers, whole time",
    "peer_at_close": "Beside the other readers, at the end",
    "peer_first_day": "Beside the other readers, after 24 hours",
    "peer_early": "Beside the other readers, first quarter",
    "peer_blind": "Beside the other readers, before looking",
    "baseline": "Against equal chances, 0 knows nothing, 100 best",
    "log": "Natural logarithm of the probability, 0 best",
}


@dataclass(frozen=True, slots=True)
class EarlyRow:
    """Somebody who saw it early."""

    path: str
    name: str
    points: str


@dataclass(frozen=True, slots=True)
class AftermathCard:
    """Early and right voices, where to read what was said, and a table of one's own scores."""

    early: Sequence[EarlyRow]
    talk: str
    """The discussion by who saw it; empty where that order goes by another question."""
    scores: Sequence[tuple[str, str, str]]
    """What, one's own, and the median's where there is such a thing."""


def aftermath(
    face: Face, early: Sequence[Early], own: Sequence[Earned], talk: str
) -> AftermathCard | None:
    """Return what there is to say once a question is decided, None when there is nothing."""
    told: Mapping[str, float | None] = (
        face.ruling.figures.get("crowd_by_kind", {}) if face.ruling else {}
    )
    values = {each.kind: each.value for each in own if each.kind in NAMES}
    if not early and not talk and not values:
        return None
    return AftermathCard(
        early=[
            EarlyRow(f"/people/{each.handle}", each.name, _signed(each.points)) for each in early
        ],
        talk=talk,
        scores=[
            (name, _figure(kind, values[kind]), _crowd(kind, told.get(kind)))
            for kind, name in NAMES.items()
            if kind in values
        ],
    )


def _crowd(kind: str, value: float | None) -> str:
    return "–" if value is None else _figure(kind, value)


def _figure(kind: str, value: float) -> str:
    return f"{value:.2f}".replace("-", "\N{MINUS SIGN}") if kind == "log" else _signed(value)


def _signed(points: float) -> str:
    """Return points with their sign; what rounds to nothing has none."""
    rounded = round(points, 1)
    return "0.0" if rounded == 0 else f"{rounded:+.1f}".replace("-", "\N{MINUS SIGN}")
