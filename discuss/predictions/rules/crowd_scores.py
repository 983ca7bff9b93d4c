"""What the crowd itself earned on a decided question, by each way to add it up."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from discuss.predictions.rules import ordered, ways
from discuss.predictions.rules.scale import NUMERIC
from discuss.predictions.rules.scores import Averaged
from discuss.predictions.rules.scoring import Case, ScoreKind, kinds_for, squared


def figures(case: Case, shown: ScoreKind) -> dict[str, Any]:
    """Return what a ruling keeps of the crowd: how many were scored, and how close it came.

    `crowd` is the median's shown score, `crowd_by_kind` all of its scores, `better_than` of how
    many in 100 scored readers it was closer to the outcome; the adjusted estimate's likewise.
    `ways` is what other ways to add up the last forecasts earned, `said` what they were.
    """
    kinds = kinds_for(case.kind)
    median, adjusted = _earned(kinds, case), _earned(kinds, replace(case, crowd=case.adjusted))
    readers = [each for each in shown.of_readers(case).values() if each.coverage]
    said = _said(case)
    return {
        "formula": shown.formula,
        "scored": sum(1 for parts in case.held.values() if parts),
        "crowd": median[shown.name],
        "crowd_by_kind": median,
        "better_than": better_than(median[shown.name], readers),
        "adjusted": adjusted[shown.name],
        "adjusted_by_kind": adjusted,
        "ways": _ways(case, said),
        "said": ways.of_yes(said) if said and case.kind == "binary" else {},
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


def _said(case: Case) -> list[Any]:
    """Return what stood at the end, oldest first; nothing while the crowd was too small to show."""
    end = case.window.closed
    if not case.crowd or case.crowd[-1].end != end:
        return []
    counted = case.counted
    last = [(parts[-1], who) for who, parts in case.held.items() if counted[who]]
    standing = sorted(
        (each.start, who, each)
        for each, who in last
        if each.end == end and counted[who][-1].end == end
    )
    return [each.value for _, _, each in standing]


def _ways(case: Case, said: list[Any]) -> dict[str, float]:
    if not said:
        return {}
    if case.kind in NUMERIC:
        return ways.of_scale(said, case.place)
    found = ways.of_yes(said) if case.kind == "binary" else ways.of_choice(said)
    gap = _gap(case)
    return {name: gap(value) for name, value in found.items()}


def _gap(case: Case) -> Callable[[Any], float]:
    """Return the score that readers are shown, of what is said at one moment."""
    if case.order:
        return lambda shares: ordered.rps_of_shares(shares, case.outcome, case.order)
    return lambda value: squared(value, case.outcome)
