"""How right somebody was, for their page: plain words first, figures after."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from discuss.predictions.queries import Scored
from discuss.predictions.rules import scores

FEWEST = 5
"""Decided questions below this number say nothing about a person yet."""


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One decided question: the person's Brier score and the crowd's, lower is better."""

    path: str
    title: str
    decided_at: datetime
    outcome: str
    value: float
    form: str
    crowd: float | None
    better_than: int | None
    coverage: int


@dataclass(frozen=True, slots=True)
class RecordCard:
    """A track record: a sentence, the mean Brier score of yes-or-no questions, and the rows."""

    words: str
    n: int
    mean: float | None
    mean_form: str
    rows: Sequence[RecordRow]


def record(found: Sequence[Scored]) -> RecordCard:
    """Return the record of somebody's decided questions."""
    binary = [each.value for each in found if each.kind == "binary"]
    return RecordCard(
        words=_words(found),
        n=len(found),
        mean=sum(binary) / len(binary) if binary else None,
        mean_form=scores.HALF_FORM,
        rows=[_row(each) for each in found],
    )


def _words(found: Sequence[Scored]) -> str:
    ranks = [each.better_than for each in found if each.better_than is not None]
    if not found:
        return "None of the questions forecast here has been decided yet."
    noun = "question has" if len(found) == 1 else "questions have"
    words = f"{len(found)} {noun} been decided."
    if len(found) < FEWEST:
        return f"{words} That is too few to say how well this person forecasts."
    if not ranks:
        return words
    return f"{words} On average closer than {round(sum(ranks) / len(ranks))} in 100 readers."


def _row(each: Scored) -> RecordRow:
    labels = {option["key"]: option["label"] for option in each.options}
    return RecordRow(
        path=f"/questions/{each.question_id}",
        title=each.title,
        decided_at=each.decided_at,
        outcome=labels.get(each.outcome, each.outcome),
        value=each.value,
        form=scores.HALF_FORM if each.kind == "binary" else scores.SUM_FORM,
        crowd=each.crowd,
        better_than=each.better_than,
        coverage=round(100 * each.coverage),
    )
