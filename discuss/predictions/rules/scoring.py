"""Every kind of score a ruling gives, in one table: pure functions of who held what when.

A further kind is one more entry; nothing else needs to know.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Final

from discuss.predictions.rules import along as buckets
from discuss.predictions.rules import beside, crps, ordered, peers, quantiles, scores
from discuss.predictions.rules.excluding import Apart, counted, uncounted
from discuss.predictions.rules.scale import NUMERIC
from discuss.predictions.rules.scores import Averaged
from discuss.predictions.rules.standing import Held, Stretch, Window

Picked = float | Mapping[str, float]
"""A probability of yes, or a share for each answer."""
Value = Picked | Sequence[float]
"""The same, or a distribution along a scale."""
Parts = Sequence[Stretch[Value]]

CROWD: Final = 0
"""Nobody's number, under which the crowd is compared with readers."""

PICKED: Final = frozenset({"binary", "choice"})
"""Questions of which one answer out of a few happens."""


@dataclass(frozen=True, slots=True)
class Case:
    """A question with a ruling: what happened, the time that counts, and who held what when.

    `blind` is the part of `held` that was said before seeing what the others say.
    """

    kind: str
    outcome: str
    window: Window
    held: Mapping[int, Parts]
    blind: Mapping[int, Parts]
    crowd: Parts = ()
    adjusted: Parts = ()
    place: float = 0.0
    """Where on its scale the outcome of a number or a date lies."""
    open_bounds: int = 0
    """How many bounds of its scale are open."""
    order: Sequence[str] = ()
    """The answers of a choice in their order, where they have one."""
    apart: Apart = field(default_factory=dict)
    """Whose forecasts are left out of the crowd, and when; they are scored like everybody's."""

    @property
    def counted(self) -> Mapping[int, Parts]:
        """What everybody held that counts in the crowd."""
        return counted(self.held, self.apart) if self.apart else self.held


@dataclass(frozen=True, slots=True)
class ScoreKind:
    """A kind of score: its name, the version of its formula, and which questions have it.

    `of_readers` gives everybody's; `of_crowd`, where there is such a thing, the readers' median's.
    """

    name: str
    formula: str
    questions: frozenset[str]
    of_readers: Callable[[Case], Mapping[int, Averaged]]
    of_crowd: Callable[[Case], Averaged] | None = None


def kinds_for(question_kind: str) -> list[ScoreKind]:
    """Return the kinds of score a question has."""
    return [each for each in KINDS if question_kind in each.questions]


def shown_kind(case: Case) -> ScoreKind:
    """Return the score that readers are shown for a question: the first of its kinds that it has.

    Answers in an order are shown the ranked one, in which a near miss costs less than a far one.
    """
    first, *rest = kinds_for(case.kind)
    return next(each for each in rest if each.name == "rps") if case.order else first


def formula_of(name: str) -> str:
    """Return the version of the formula by which a kind of score is given now."""
    return next(each.formula for each in KINDS if each.name == name)


Average = Callable[[Parts, Window, Callable[[Value], float]], Averaged]
Point = Callable[[Any, str], float]
Among = Callable[[Held[Value], Window, Callable[[Any], float], Held[Value]], dict[int, Averaged]]


def alone(
    name: str, formula: str, questions: frozenset[str], average: Average, point: Point
) -> ScoreKind:
    """Return a kind that needs nobody but the forecaster, so that the median can earn it too."""

    def of_outcome(case: Case) -> Callable[[Value], float]:
        return lambda value: point(value, case.outcome)

    return _lone(name, formula, questions, average, of_outcome)


def along(
    name: str, formula: str, average: Average, of_place: Callable[[Case], Callable[[Any], float]]
) -> ScoreKind:
    """Return a kind that scores distributions along a scale, the readers' mean among them."""
    return _lone(name, formula, frozenset(NUMERIC), average, of_place)


def _lone(
    name: str,
    formula: str,
    questions: frozenset[str],
    average: Average,
    scorer: Callable[[Case], Callable[[Value], float]],
) -> ScoreKind:
    def of_parts(case: Case, parts: Parts) -> Averaged:
        return average(parts, case.window, scorer(case))

    return ScoreKind(
        name,
        formula,
        questions,
        lambda case: {
            person: averaged
            for person, parts in case.held.items()
            if (averaged := of_parts(case, parts)).coverage
        },
        lambda case: of_parts(case, case.crowd),
    )


def among(name: str, formula: str, compare: Among, *, blind: bool = False) -> ScoreKind:
    """Return a kind that compares readers with each other; `blind` hears only the unswayed."""
    return ScoreKind(
        name,
        formula,
        PICKED | frozenset(NUMERIC),
        lambda case: _among_counted(compare, case, case.blind if blind else case.held),
        None if blind else partial(_crowd_among, compare),
    )


def _among_counted(compare: Among, case: Case, held: Held[Value]) -> dict[int, Averaged]:
    """Return how everybody did beside those who count; who is left out, as one more of them."""
    kept = counted(held, case.apart) if case.apart else held
    return compare(kept, case.window, log_score(case), uncounted(held, case.apart))


def _crowd_among(compare: Among, case: Case) -> Averaged:
    """Return how the crowd did beside all readers who count, as if it were one more of them."""
    joined = {**case.counted, CROWD: case.crowd}
    return compare(joined, case.window, log_score(case), {}).get(CROWD, Averaged(None, 0.0))


def ranked(name: str, formula: str) -> ScoreKind:
    """Return the kind that scores answers in an order; where they have none, nobody has it."""

    def of_order(case: Case) -> Callable[[Any], float]:
        return partial(ordered.rps_of_shares, outcome=case.outcome, order=case.order)

    lone = _lone(name, formula, frozenset({"choice"}), scores.while_standing, of_order)
    of_crowd = lone.of_crowd
    return replace(
        lone,
        of_readers=lambda case: lone.of_readers(case) if case.order else {},
        of_crowd=lambda case: of_crowd(case) if of_crowd and case.order else Averaged(None, 0.0),
    )


def bits_ahead(case: Case) -> Mapping[int, Averaged]:
    """Return how many bits more everybody gave to what happened than the readers' median did."""

    def bits(value: Any) -> float:  # noqa: ANN401 - a probability, or shares
        return beside.bits(scores.clip(_given(value, case.outcome)))

    course = [Stretch(each.start, each.end, bits(each.value)) for each in case.crowd]
    return beside.beside_course(case.held, case.window, bits, course)


def beside_middle(case: Case) -> Mapping[int, Averaged]:
    """Return everybody's squared gap less that of the reader in the middle."""
    gap = partial(squared, outcome=case.outcome)
    return beside.beside_middle(case.held, case.window, gap, case.counted)


def typed_range(case: Case) -> Callable[[Any], float]:
    """Return what a range from low to high costs by a ruling."""
    return partial(quantiles.typed_range, outcome=case.place)


def log_score(case: Case) -> Callable[[Any], float]:
    """Return what readers are compared by: the logarithm of what they gave to the outcome."""
    if case.kind in NUMERIC:
        return partial(buckets.half_log, place=case.place)
    return partial(log, outcome=case.outcome)


def distance(case: Case) -> Callable[[Any], float]:
    """Return the ranked probability score of a distribution by a ruling."""
    return partial(crps.crps, outcome=case.place)


def against_flat(case: Case) -> Callable[[Any], float]:
    """Return the baseline score of a distribution by a ruling."""
    return partial(buckets.baseline, place=case.place, open_bounds=case.open_bounds)


def squared(value: Picked, outcome: str) -> float:
    """Return the Brier score: half form for yes or no, the sum over several answers."""
    if isinstance(value, Mapping):
        return scores.brier_of_shares(value, outcome)
    return scores.brier(value, happened=outcome == "yes")


def log(value: Picked, outcome: str) -> float:
    """Return the natural logarithm of the probability given to what happened; 0 is best."""
    return scores.log(_given(value, outcome))


def against_even(value: Picked, outcome: str) -> float:
    """Return the baseline score; equal shares are those of the answers there were then."""
    answers = len(value) if isinstance(value, Mapping) else 2
    return scores.baseline(scores.clip(_given(value, outcome)), answers)


def _given(value: Picked, outcome: str) -> float:
    """Return the probability given to an outcome; an answer added later was part of the last."""
    if not isinstance(value, Mapping):
        return value if outcome == "yes" else 1 - value
    return value[outcome] if outcome in value else value.get(scores.REST, 0.0)


KINDS: Final = (
    alone("brier", scores.FORMULA, PICKED, scores.while_standing, squared),
    alone("log", "log-1", PICKED, scores.while_standing, log),
    alone("baseline", "baseline-1", PICKED, scores.over_schedule, against_even),
    ranked("rps", ordered.FORMULA),
    along("crps", crps.FORMULA, scores.while_standing, distance),
    along("baseline", "baseline-1", scores.over_schedule, against_flat),
    along("interval", quantiles.FORMULA, scores.while_standing, typed_range),
    ScoreKind("bits", beside.FORMULA, PICKED, bits_ahead),
    ScoreKind("middle", beside.FORMULA, PICKED, beside_middle),
    among("peer", "peer-1", peers.over_time),
    among("peer_at_close", "peer-1", peers.at_close),
    among("peer_first_day", "peer-1", peers.after_first_day),
    among("peer_early", "peer-1", peers.in_first_quarter),
    among("peer_blind", "peer-1", peers.over_time, blind=True),
)
"""For each kind of question, the kind of score shown to readers comes first."""
