"""What a track record says: sentences first, then a chart, the same as tables, and the parts."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from discuss.predictions.queries import Settled, Track
from discuss.predictions.rules import calibration, scores
from discuss.predictions.rules.calibration import FEWEST, Range, Said
from discuss.predictions.rules.diamonds import Calibration, diamonds

YEAR = 12
"""Months that are told one by one; longer records are told by the year."""


@dataclass(frozen=True, slots=True)
class Means:
    """Mean Brier scores of yes-or-no questions, and the median's on those where there was one."""

    n: int
    own: float
    compared: int
    own_compared: float | None
    crowd: float | None


@dataclass(frozen=True, slots=True)
class Group:
    """Some of the decided questions: how many, and on how many in 100 the median was beaten."""

    label: str
    n: int
    beaten: int | None


@dataclass(frozen=True, slots=True)
class Period:
    """The yes-or-no questions decided in a month or a year: mean Brier scores."""

    label: str
    means: Means


@dataclass(frozen=True, slots=True)
class Calibrated:
    """Said and happened: a sentence, a chart when there is enough, and the table."""

    words: str
    left_out: str
    chart: Calibration | None
    rows: Sequence[tuple[str, str, str, int]]


@dataclass(frozen=True, slots=True)
class Parts:
    """The score taken apart in two ways, for those who want it."""

    n: int
    murphy: calibration.Murphy
    corp: calibration.Corp
    skill: float | None


@dataclass(frozen=True, slots=True)
class TrackCard:
    """A person's record over all decided questions."""

    n: int
    form: str
    means: Means | None
    calibrated: Calibrated | None
    sections: Sequence[Group]
    periods: Sequence[Period]
    parts: Parts | None


def track(found: Track) -> TrackCard:
    """Return what a track record says."""
    binary = [each for each in found.settled if each.kind == "binary"]
    return TrackCard(
        n=len(found.settled),
        form=scores.HALF_FORM,
        means=_means(binary) if binary else None,
        calibrated=_calibrated(found) if found.said or found.waiting else None,
        sections=_sections(found.settled),
        periods=_periods(binary),
        parts=_parts(found.said),
    )


def _means(binary: Sequence[Settled]) -> Means:
    compared = [(each.value, each.crowd) for each in binary if each.crowd is not None]
    return Means(
        n=len(binary),
        own=_mean([each.value for each in binary]) or 0.0,
        compared=len(compared),
        own_compared=_mean([own for own, _ in compared]),
        crowd=_mean([crowd for _, crowd in compared]),
    )


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None


def _sections(settled: Sequence[Settled]) -> list[Group]:
    """Return the sections of the site, those with most questions first; none when unnamed."""
    named = _by(settled, lambda each: each.section)
    if set(named) <= {""}:
        return []
    groups = [_group(label or "Elsewhere", held) for label, held in named.items()]
    return sorted(groups, key=lambda group: (-group.n, group.label))


def _group(label: str, held: Sequence[Settled]) -> Group:
    beaten = [each.value < each.crowd for each in held if each.crowd is not None]
    enough = len(beaten) >= FEWEST
    return Group(label, len(held), round(100 * sum(beaten) / len(beaten)) if enough else None)


def _periods(binary: Sequence[Settled]) -> list[Period]:
    """Return the months, or for longer records the years, the latest first; one is none."""
    months = _by(binary, lambda each: f"{each.decided_at:%Y-%m}")
    if len(months) > YEAR:
        periods = _by(binary, lambda each: f"{each.decided_at:%Y}")
    else:
        periods = _by(binary, lambda each: f"{each.decided_at:%B %Y}")
    found = [Period(label, _means(held)) for label, held in periods.items()]
    return found[::-1] if len(found) > 1 else []


def _by(settled: Sequence[Settled], label: Callable[[Settled], str]) -> dict[str, list[Settled]]:
    found: dict[str, list[Settled]] = defaultdict(list)
    for each in settled:
        found[label(each)].append(each)
    return found


def _calibrated(found: Track) -> Calibrated:
    ranges = calibration.ranges(found.said)
    return Calibrated(
        words=telling_words(ranges),
        left_out=_left_out(found.waiting),
        chart=diamonds(ranges),
        rows=[_row(each) for each in ranges],
    )


def _row(each: Range) -> tuple[str, str, str, int]:
    band = f"{_percent(each.low)}–{_percent(each.high)}%"
    return f"{_percent(each.said)}%", f"{_percent(each.happened)}%", band, each.questions


def _percent(share: float) -> int:
    return round(100 * share)


def telling_words(ranges: Sequence[Range]) -> str:
    """Return what the ranges with enough questions say, in one or two sentences."""
    telling = [each for each in ranges if each.is_telling]
    if not telling:
        return f"No range of forecasts has {FEWEST} decided questions yet; fewer show only chance."
    over = [each for each in telling if each.happened < each.low]
    under = [each for each in telling if each.happened > each.high]
    if not over and not under:
        return "What was said happened about as often: chance alone explains the distances."
    told = [
        f"What was said at {_listed(some)} happened {word} often than that."
        for some, word in ((over, "less"), (under, "more"))
        if some
    ]
    return " ".join(told)


def _listed(some: Sequence[Range]) -> str:
    *first, last = [f"{_percent(each.said)}%" for each in some]
    return f"about {', '.join(first)} and {last}" if first else f"about {last}"


def _left_out(waiting: int) -> str:
    if not waiting:
        return ""
    noun = "question was" if waiting == 1 else "questions were"
    return (
        f"{waiting} {noun} decided before the last day for it and will count from that day on: "
        "what happens early is decided early, and alone would flatter those who expect much."
    )


def _parts(said: Sequence[Said]) -> Parts | None:
    pairs = calibration.last_words(said)
    if len(pairs) < FEWEST:
        return None
    murphy = calibration.murphy(pairs)
    return Parts(
        n=len(pairs),
        murphy=murphy,
        corp=calibration.corp(pairs),
        skill=calibration.skill(murphy.brier, murphy.uncertainty),
    )
