"""How near other ways to add up the same forecasts came, beside the median and the estimate."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from discuss.predictions.rules.probability import to_percent

NAMES: Final = {
    "median": "Plain median",
    "pool": "Plain mean of the distributions",
    "adjusted": "Adjusted estimate, of everybody",
    "mean": "Plain mean",
    "recent_median": "Median, newer forecasts count more",
    "recent_mean": "Mean, newer forecasts count more",
    "odds": "Geometric mean of the odds",
    "odds_pushed": "Geometric mean of the odds, pushed from even by the number of readers",
    "mean_pushed": "Plain mean, pushed from even",
    "guesses": "Best guesses alone, each as likely",
    "levels": "Means of the low, best and high values",
    "newest": "The newest forecast alone",
}


def ways(figures: Mapping[str, Any]) -> Sequence[tuple[str, ...]]:
    """Return a row for each way that a ruling scored, the nearest first: name, what it said, score.

    What it said is there for yes-or-no questions; none where the crowd was too small to be shown.
    """
    earned: Mapping[str, float] = figures.get("ways", {})
    said: Mapping[str, float] = figures.get("said", {})
    ranked = sorted(earned, key=lambda name: (round(earned[name], 9), list(NAMES).index(name)))
    return [
        (NAMES[name], *([f"{to_percent(said[name])}%"] if said else []), f"{earned[name]:.3f}")
        for name in ranked
    ]


def ways_head(figures: Mapping[str, Any]) -> Sequence[str]:
    """Return the heads of those rows."""
    return ["Way to add up", *(["It said"] if figures.get("said") else []), "Score, 0 best"]
