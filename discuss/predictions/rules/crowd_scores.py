"""What the crowd itself earned on a decided question: its median and its adjusted estimate."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from discuss.predictions.rules.scores import Averaged
from discuss.predictions.rules.scoring import Case, ScoreKind, kinds_for


def figures(case: Case) -> dict[str, Any]:
    """Return what a ruling keeps of the crowd: how many were scored, and how close it came.

    `crowd` is the median's shown score, `crowd_by_kind` all of its scores, `better_than` of how
    many in 100 scored readers it was closer to the outcome; the adjusted estimate's likewise.
    """
    kinds = kinds_for(case.kind)
    shown, *_ = kinds
    median, adjusted = _earned(kinds, case), _earned(kinds, replace(case, crowd=case.adjusted))
    readers = [each for each in shown.of_readers(case).values() if each.coverage]
    return {
        "formula": shown.formula,
        "scored": sum(1 for parts in case.held.values() if parts),
        "crowd": median[shown.name],
        "crowd_by_kind": median,
        "better_than": better_than(median[shown.name], readers),
        "adjusted": adjusted[shown.name],
        "adjusted_by_kind": adjusted,
    }


def better_than(earned: float | None, readers: Sequence[Averaged]) -> int | None:
    """Return how many in 100 readers did worse, by a score whose best is 0; rounded down."""
    if earned is None or not readers:
        return None
    worse = sum(1 for each in readers if each.value is not None and each.value > earned)
    return 100 * worse // len(readers)


def _earned(kinds: Sequence[ScoreKind], case: Case) -> dict[str, float | None]:
    """Return each kind's score of the case's crowd, None where it never stood."""
    averaged = {each.name: each.of_crowd(case) for each in kinds if each.of_crowd}
    return {name: each.value if each.coverage else None for name, each in averaged.items()}
