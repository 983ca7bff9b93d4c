"""A scorer of words that learns from what moderators of this site decided, and how good it is.

It needs scikit-learn, which comes with the extra `scorer`; without it nothing here is called.
Pieces of words are hashed, so that no list of words is kept, and a logistic regression weighs them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from typing import Any, Final

VERSION: Final = "1"
FEATURES: Final = 1 << 15
PIECES: Final = (2, 5)
"""Letters of the pieces of words that are weighed: spelling tricks leave most as they are."""

LEAST_OF_EACH: Final = 20
"""Approved and rejected comments that it takes at least to learn anything."""
HELD_OUT: Final = 4
"""The newest of so many decisions is not learned from, but foretold, to see how good it is."""
STEPS: Final = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
"""Scores from which on a comment may be counted as found."""
GOOD_ENOUGH: Final = 0.8
"""Of what is found, so much has to be found rightly."""
NEVER: Final = 1.01
"""The threshold of a scorer that is never good enough: no score reaches it."""


@dataclass(frozen=True, slots=True)
class Decided:
    """Words about which a moderator decided."""

    text: str
    is_rejected: bool


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learned."""

    packed: bytes
    """Little-endian floats of 32 bits, one a feature."""
    bias: float


@dataclass(frozen=True, slots=True)
class Measure:
    """How good a scorer is at one threshold, on decisions that it had not seen."""

    threshold: float
    found: int
    """Comments with that score or more."""
    right: int
    """Of these, the rejected ones."""
    rejected: int
    """All that were rejected."""

    @property
    def precision(self) -> float | None:
        """Which share of what is found was rejected; None when nothing is found."""
        return self.right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """Which share of what was rejected is found; None when nothing was."""
        return self.right / self.rejected if self.rejected else None


@dataclass(frozen=True, slots=True)
class Trained:
    """What was learned, from how much, and how good it is."""

    weights: Weights
    decided: int
    rejected: int
    held_out: int
    measures: Sequence[Measure]
    threshold: float


def is_installed() -> bool:
    """Tell whether the extra `scorer` is there."""
    return find_spec("sklearn") is not None


def is_enough(decided: Sequence[Decided]) -> bool:
    """Tell whether there is enough of both to learn from."""
    rejected = sum(each.is_rejected for each in decided)
    return min(rejected, len(decided) - rejected) >= LEAST_OF_EACH


def train(decided: Sequence[Decided]) -> Trained:
    """Learn from decisions, oldest first; takes seconds where there are thousands."""
    measured = measures(decided)
    return Trained(
        weights=learn(decided),
        decided=len(decided),
        rejected=sum(each.is_rejected for each in decided),
        held_out=len(decided) // HELD_OUT if measured else 0,
        measures=measured,
        threshold=threshold_of(measured),
    )


def learn(decided: Sequence[Decided]) -> Weights:
    """Return what follows from decisions; the same decisions give the same."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - an extra

    model: Any = LogisticRegression(class_weight="balanced", C=10.0, max_iter=300)
    model.fit(
        _vectorizer().transform([each.text for each in decided]),
        [each.is_rejected for each in decided],
    )
    return Weights(model.coef_[0].astype("<f4").tobytes(), float(model.intercept_[0]))


def scores(weights: Weights, texts: Sequence[str]) -> list[float]:
    """Return for each text how likely it is to be rejected, from 0 to 1."""
    import numpy as np  # noqa: PLC0415 - an extra

    if not texts:
        return []
    held: Any = np.frombuffer(weights.packed, dtype="<f4")
    sums: Any = _vectorizer().transform(texts) @ held + weights.bias
    return [float(score) for score in 1 / (1 + np.exp(-sums))]


def measures(decided: Sequence[Decided]) -> list[Measure]:
    """Return how well the older decisions foretell the newest ones, which are last, by threshold.

    Empty where the older ones are not enough to learn from.
    """
    split = len(decided) - len(decided) // HELD_OUT
    older, newest = decided[:split], decided[split:]
    if not is_enough(older) or not newest:
        return []
    found = scores(learn(older), [each.text for each in newest])
    pairs = [(score, each.is_rejected) for score, each in zip(found, newest, strict=True)]
    return [measure(pairs, threshold) for threshold in STEPS]


def measure(pairs: Sequence[tuple[float, bool]], threshold: float) -> Measure:
    """Return how good scores are at a threshold; each stands with whether it was rejected."""
    found = [is_rejected for score, is_rejected in pairs if score >= threshold]
    return Measure(threshold, len(found), sum(found), sum(rejected for _, rejected in pairs))


def threshold_of(measured: Sequence[Measure]) -> float:
    """Return the lowest threshold at which the scorer is good enough, or one that is never met."""
    good = [each.threshold for each in measured if (each.precision or 0.0) >= GOOD_ENOUGH]
    return min(good, default=NEVER)


@lru_cache(maxsize=1)
def _vectorizer() -> Any:  # noqa: ANN401 - the library has no types
    from sklearn.feature_extraction.text import HashingVectorizer  # noqa: PLC0415 - an extra

    return HashingVectorizer(analyzer="char_wb", ngram_range=PIECES, n_features=FEATURES)
