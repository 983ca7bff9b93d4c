"""How often each value stands: from the counts a crowd is told as exactly as from everybody."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Final

from discuss.predictions.rules.crowd import (
    BINS,
    FLOOR,
    AnswerCrowd,
    ChoiceCrowd,
    Crowd,
    bin_of,
    renormalise,
)

YES: Final = "yes"
"""The one answer that a yes-or-no question counts."""

Said = float | Mapping[str, float]
"""A probability of yes, or a share for each answer."""
Counts = dict[str, dict[str, int]]
"""For each answer how many gave it which share; shares are written as they are told apart."""


def counted(everybody: Iterable[Said]) -> Counts:
    """Return the counts of all that stands."""
    counts: Counts = {}
    for said in everybody:
        counts = moved(counts, None, said)
    return counts


def moved(counts: Counts, taken: Said | None, given: Said | None) -> Counts:
    """Return the counts after one forecast was taken out and another put in."""
    found = {key: dict(values) for key, values in counts.items()}
    for said, by in ((taken, -1), (given, 1)):
        for key, share in _by_answer(said).items():
            values, name = found.setdefault(key, {}), repr(float(share))
            values[name] = values.get(name, 0) + by
            if not values[name]:
                del values[name]
    return {key: values for key, values in found.items() if values}


def crowd_from(n: int, counts: Counts) -> Crowd | None:
    """Return the crowd of `n` readers of a yes-or-no question, to the same last digit."""
    if not n:
        return None
    ranked = _ranked(counts.get(YES, {}))
    bins = [0] * BINS
    for value, count in ranked:
        bins[bin_of(value)] += count
    return Crowd(
        n=n,
        median=quantile(ranked, n, 1, 2),
        q1=quantile(ranked, n, 1, 4),
        q3=quantile(ranked, n, 3, 4),
        mean=float(sum(Fraction(value) * count for value, count in ranked)) / n,
        bins=tuple(bins),
    )


def choice_crowd_from(n: int, counts: Counts, keys: Sequence[str]) -> ChoiceCrowd | None:
    """Return the crowd of `n` readers over several answers, to the same last digit.

    Who has no share for an answer, since it was added later, counts for it as the floor.
    """
    if not n:
        return None
    columns = [_ranked(_filled(counts.get(key, {}), n)) for key in keys]
    medians = renormalise([quantile(each, n, 1, 2) for each in columns])
    return ChoiceCrowd(
        n=n,
        answers=tuple(
            AnswerCrowd(key, median, quantile(each, n, 1, 4), quantile(each, n, 3, 4))
            for key, median, each in zip(keys, medians, columns, strict=True)
        ),
    )


def quantile(ranked: Sequence[tuple[float, int]], n: int, above: int, below: int) -> float:
    """Return the above/below quantile of `n` values in order, by the same midpoint rule."""
    whole, part = divmod(n * above, below)
    if part:
        return _at(ranked, whole)
    return round((_at(ranked, whole - 1) + _at(ranked, whole)) / 2, 12)


def _at(ranked: Sequence[tuple[float, int]], place: int) -> float:
    """Return the value at a place, from 0."""
    for value, count in ranked:
        place -= count
        if place < 0:
            return value
    message = "there are fewer values than that"
    raise IndexError(message)


def _ranked(values: Mapping[str, int]) -> list[tuple[float, int]]:
    return sorted((float(name), count) for name, count in values.items())


def _filled(values: Mapping[str, int], n: int) -> dict[str, int]:
    """Return an answer's counts with the floor for everybody who gave it nothing."""
    missing, floor = n - sum(values.values()), repr(FLOOR)
    return {**values, floor: values.get(floor, 0) + missing} if missing else dict(values)


def _by_answer(said: Said | None) -> Mapping[str, float]:
    if said is None:
        return {}
    return said if isinstance(said, Mapping) else {YES: said}
