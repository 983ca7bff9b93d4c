"""Months later, below the article: what came true, who said so early, and the best comment."""

from collections.abc import Sequence
from dataclasses import dataclass

from discuss.predictions.actions.events import Voice
from discuss.predictions.presenters.aftermath import EarlyRow, early_rows
from discuss.predictions.presenters.spreads import shown_pool
from discuss.predictions.queries import Early, Face, outcome_label
from discuss.predictions.rules.crowd import ChoiceCrowd, Crowd, is_shown
from discuss.predictions.rules.figures import read_off
from discuss.predictions.rules.probability import to_percent


@dataclass(frozen=True, slots=True)
class CameTrue:
    """What the article tells of a decided question, beside the scores."""

    ended: str
    """Where the readers together ended, in a sentence; empty where they were too few."""
    early: Sequence[EarlyRow]
    best: Voice | None


def came_true(face: Face, early: Sequence[Early], best: Voice | None) -> CameTrue:
    """Return what there is to tell of one decided question."""
    return CameTrue(ended=_ended(face), early=early_rows(early), best=best)


def _ended(face: Face) -> str:
    crowd = face.told.crowd
    if isinstance(crowd, Crowd) and is_shown(crowd.n, face.revision.min_show):
        return f"The readers’ median ended at {to_percent(crowd.median)}%."
    if isinstance(crowd, ChoiceCrowd) and is_shown(crowd.n, face.revision.min_show):
        return _of_choice(face, crowd)
    pool = shown_pool(face) if face.is_numeric else None
    if pool is None:
        return ""
    said = f"{read_off(face.scale, face.scale.value(pool.median))} {face.scale.unit}".rstrip()
    return f"The readers’ median ended at {said}."


def _of_choice(face: Face, crowd: ChoiceCrowd) -> str:
    outcome = face.ruling.outcome if face.ruling else ""
    for each in crowd.answers:
        if each.key == outcome:
            label = outcome_label(face.revision, outcome)
            return f"The readers’ median for “{label}” ended at {to_percent(each.median)}%."
    return ""
