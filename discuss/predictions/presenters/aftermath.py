"""A decided question, months later: who saw it early, and what one's own forecasts earned."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from discuss.predictions.actions.events import Voice
from discuss.predictions.presenters.ways import ways, ways_head
from discuss.predictions.queries import Early, Earned, Face
from discuss.predictions.rules import ordered

NAMES: Final = {
    "peer": "Beside the other readers, whole time",
    "peer_at_close": "Beside the other readers, at the end",
    "peer_first_day": "Beside the other readers, after 24 hours",
    "peer_early": "Beside the other readers, first quarter",
    "peer_blind": "Beside the other readers, before looking",
    "baseline": "Against equal chances, 0 knows nothing, 100 best",
    "brier": "Brier score, sum over all answers, 0 best, 2 worst",
    "interval": "The range from low to high, in parts of the scale, 0 best",
    "bits": "Beside the readers’ median, in bits",
    "middle": "Squared gap less that of the reader in the middle, below 0 is nearer",
    "log": "Natural logarithm of the probability, 0 best",
}

CROWDS: Final = {"Readers’ median": "crowd_by_kind", "Adjusted estimate": "adjusted_by_kind"}


@dataclass(frozen=True, slots=True)
class EarlyRow:
    """Somebody who saw it early."""

    path: str
    name: str
    points: str


@dataclass(frozen=True, slots=True)
class AftermathCard:
    """Early and right voices, where to read what was said, and a table of further scores."""

    early: Sequence[EarlyRow]
    best: Voice | None
    """The best comment, if readers marked any."""
    talk: str
    """The discussion by who saw it; empty where that order goes by another question."""
    scores: Sequence[tuple[str, ...]]
    """What, one's own if any, and what the crowd earned where there is such a thing."""
    head: Sequence[str]
    ways: Sequence[tuple[str, ...]]
    """How near other ways to add up the same forecasts came; none of a crowd too small to show."""
    ways_head: Sequence[str]


def aftermath(
    face: Face, early: Sequence[Early], own: Sequence[Earned], talk: str, best: Voice | None
) -> AftermathCard | None:
    """Return what there is to say once a question is decided, None when there is nothing."""
    figures = face.ruling.figures if face.ruling else {}
    names = dict(NAMES) if figures.get("formula") == ordered.FORMULA else _without_brier()
    mine = {each.kind: each.value for each in own if each.kind in names}
    columns = [("Yours", mine)] if mine else []
    columns += [(word, figures[key]) for word, key in CROWDS.items() if _has(figures.get(key))]
    if not (early or talk or columns or best):
        return None
    return AftermathCard(
        early=early_rows(early),
        best=best,
        talk=talk,
        scores=[
            (name, *(_told(kind, values.get(kind)) for _, values in columns))
            for kind, name in names.items()
            if any(values.get(kind) is not None for _, values in columns)
        ],
        head=["Score", *(word for word, _ in columns)],
        ways=ways(figures),
        ways_head=ways_head(figures),
    )


def early_rows(early: Sequence[Early]) -> list[EarlyRow]:
    """Return who saw it early, ready to be printed."""
    return [EarlyRow(f"/people/{each.handle}", each.name, _signed(each.points)) for each in early]


def _without_brier() -> dict[str, str]:
    """Return the names where the Brier score, or none, is the one that readers are shown first."""
    return {kind: name for kind, name in NAMES.items() if kind != "brier"}


def _has(values: Mapping[str, float | None] | None) -> bool:
    """Say whether a part of the crowd earned anything that is told here."""
    return values is not None and any(values.get(kind) is not None for kind in NAMES)


def _told(kind: str, value: float | None) -> str:
    return "–" if value is None else _figure(kind, value)


def _figure(kind: str, value: float) -> str:
    if kind in {"log", "brier", "interval", "bits", "middle"}:
        return f"{value:.2f}".replace("-", "\N{MINUS SIGN}")
    return _signed(value)


def _signed(points: float) -> str:
    """Return points with their sign; what rounds to nothing has none."""
    rounded = round(points, 1)
    return "0.0" if rounded == 0 else f"{rounded:+.1f}".replace("-", "\N{MINUS SIGN}")
