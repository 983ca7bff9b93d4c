"""The record of the readers together: which way to add them up to trust, and whether it happens."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from discuss.predictions.presenters.tracks import Calibrated, telling_words
from discuss.predictions.presenters.ways import NAMES
from discuss.predictions.queries import Decided
from discuss.predictions.rules import calibration
from discuss.predictions.rules.calibration import FEWEST, Said
from discuss.predictions.rules.diamonds import diamonds

KINDS: Final = {
    "binary": "Yes or no: squared gap at the end, 0 best, 1 worst",
    "choice": "Several answers: squared gaps added up at the end, 0 best, 2 worst",
    "ordered": "Answers in an order: ranked score at the end, 0 best, 1 worst",
    "scale": "Numbers and dates: ranked score at the end, in parts of the scale, 0 best",
}


@dataclass(frozen=True, slots=True)
class Ranking:
    """Ways to add up, the nearest on average first, on questions of one kind."""

    title: str
    n: int
    words: str
    rows: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class SectionRow:
    """Mean scores of median and adjusted estimate on the yes-or-no questions of a section."""

    label: str
    n: int
    median: str
    adjusted: str


@dataclass(frozen=True, slots=True)
class TogetherCard:
    """What all decided questions say of the readers together."""

    n: int
    rankings: Sequence[Ranking]
    sections: Sequence[SectionRow]
    calibrated: Calibrated | None
    points: Sequence[tuple[str, str, int]]
    """What the median said at the end, rounded; how often it happened; on how many questions."""


def together_card(found: Sequence[Decided]) -> TogetherCard:
    """Return the record of the readers together; questions without a shown crowd are left out."""
    shown = [each for each in found if each.figures.get("ways")]
    binary = [each for each in shown if each.kind == "binary"]
    due = [each for each in binary if each.is_due]
    return TogetherCard(
        n=len(shown),
        rankings=list(_rankings(shown)),
        sections=_sections(binary),
        calibrated=_calibrated(due, len(binary) - len(due)) if binary else None,
        points=_points(due),
    )


def _rankings(shown: Sequence[Decided]) -> Iterable[Ranking]:
    by_kind: dict[str, list[Decided]] = defaultdict(list)
    for each in shown:
        by_kind[_kind(each)].append(each)
    for kind, title in KINDS.items():
        if by_kind[kind]:
            yield _ranking(title, by_kind[kind])


def _kind(each: Decided) -> str:
    if each.kind == "choice":
        return "ordered" if each.figures.get("formula") == "rps-1" else "choice"
    return each.kind if each.kind in KINDS else "scale"


def _ranking(title: str, held: Sequence[Decided]) -> Ranking:
    means = {name: _mean([each.figures["ways"][name] for each in held]) for name in _common(held)}
    ranked = sorted(means, key=lambda name: (round(means[name], 9), list(NAMES).index(name)))
    first = f"“{NAMES[ranked[0]]}” came nearest on average"
    words = (
        f"{first}, on {len(held)} questions."
        if len(held) >= FEWEST
        else "Fewer than five questions show only chance."
    )
    rows = [(NAMES[name], f"{means[name]:.3f}") for name in ranked]
    return Ranking(title, len(held), words, rows)


def _common(held: Sequence[Decided]) -> set[str]:
    """Return the ways that every one of the questions was added up by."""
    return set.intersection(*(set(each.figures["ways"]) for each in held))


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _sections(binary: Sequence[Decided]) -> list[SectionRow]:
    """Return the sections of the site, those with most questions first; none when unnamed."""
    named: dict[str, list[Decided]] = defaultdict(list)
    for each in binary:
        named[each.section].append(each)
    if set(named) <= {""}:
        return []
    rows = [
        SectionRow(
            label or "Elsewhere",
            len(held),
            *(_figure(held, way) for way in ("median", "adjusted")),
        )
        for label, held in named.items()
    ]
    return sorted(rows, key=lambda row: (-row.n, row.label))


def _figure(held: Sequence[Decided], way: str) -> str:
    return f"{_mean([each.figures['ways'][way] for each in held]):.3f}"


def _said(due: Sequence[Decided]) -> list[Said]:
    return [
        Said(each.question_id, each.figures["said"]["median"], 1.0, happened=each.outcome == "yes")
        for each in due
    ]


def _calibrated(due: Sequence[Decided], waiting: int) -> Calibrated:
    ranges = calibration.ranges(_said(due))
    return Calibrated(
        words=telling_words(ranges),
        left_out=f"{waiting} decided before their last day will count from that day on."
        if waiting
        else "",
        chart=diamonds(ranges),
        rows=[],
    )


def _points(due: Sequence[Decided]) -> list[tuple[str, str, int]]:
    """Return what the median said, to the nearest point, and how often it happened."""
    by_point: dict[float, list[bool]] = defaultdict(list)
    for each in _said(due):
        by_point[calibration.nearest_point(each.probability)].append(each.happened)
    return [
        (f"{round(100 * point)}%", f"{round(100 * sum(held) / len(held))}%", len(held))
        for point, held in sorted(by_point.items())
    ]
