"""What a forecast says, once it is understood: one meaning a kind of question."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from discuss.kit.errors import Invalid
from discuss.predictions import queries
from discuss.predictions.actions.commands import Answer
from discuss.predictions.queries import Face
from discuss.predictions.rules import choice, spread
from discuss.predictions.rules.probability import RANGE, NotAForecast, from_percent
from discuss.predictions.rules.scale import NUMERIC

THREE: Final = "Enter three values: a low one, your best guess and a high one."


@dataclass(frozen=True, slots=True)
class Said:
    """What an event and a standing forecast store; all but one kind's fields are None."""

    probability: float | None = None
    shares: dict[str, float] | None = None
    quantiles: dict[str, float] | None = None
    cdf: list[float] | None = None

    def is_that_of(self, stored: Any) -> bool:  # noqa: ANN401 - an event or a standing forecast
        """Say whether a stored forecast says the same."""
        return (self.probability, self.shares, self.quantiles) == (
            stored.probability,
            stored.shares,
            stored.quantiles,
        )

    def told(self) -> str:
        """Return it as part of the key under which a repeated request is the same deed."""
        if self.quantiles is not None:
            return "..".join(str(self.quantiles[field]) for field in spread.FIELDS)
        if self.shares is None:
            return f"{self.probability}"
        return ",".join(f"{key}={share}" for key, share in self.shares.items())


def meant(command: Answer, seen: Face) -> Said:
    """Return what the forecast says about this question; raise `Invalid`, a sentence a field."""
    return MEANINGS[seen.question.kind](command, seen)


def _chance(command: Answer, seen: Face) -> Said:
    del seen
    if command.percent is None:
        raise Invalid(RANGE, {"percent": RANGE})
    return Said(probability=from_percent(command.percent))


def _shares(command: Answer, seen: Face) -> Said:
    try:
        percents = choice.scale(command.shares or {}, list(queries.live_options(seen.revision)))
        shares = choice.probabilities(percents)
        choice.check(shares, list(percents))
    except NotAForecast as refusal:
        raise Invalid(str(refusal), {"shares": str(refusal)}) from None
    return Said(shares=shares)


def _spread(command: Answer, seen: Face) -> Said:
    if command.spread is None:
        raise Invalid(THREE, {"low": THREE})
    scale = seen.scale
    try:
        triple = spread.parse(scale, command.spread)
    except spread.NotATriple as refusal:
        raise Invalid(str(refusal), refusal.faults) from None
    cdf = spread.canonical(scale, triple)
    return Said(
        quantiles={
            "low": triple.low,
            "guess": triple.guess,
            "high": triple.high,
            "q1": scale.value(spread.quantile(cdf, 0.25)),
            "q3": scale.value(spread.quantile(cdf, 0.75)),
        },
        cdf=list(cdf),
    )


MEANINGS: Final[dict[str, Callable[[Answer, Face], Said]]] = {
    "binary": _chance,
    "choice": _shares,
    **dict.fromkeys(NUMERIC, _spread),
}
