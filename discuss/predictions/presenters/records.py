"""How right somebody was, for their page: plain words first, figures after."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from discuss.predictions.queries import Scored
from discuss.predictions.rules import crps, ordered, scores
from discuss.predictions.rules.calibration import FEWEST
from discuss.predictions.rules.ruled import outcome_words
from discuss.predictions.rules.scale import Scale

FORMS = {"binary": scores.HALF_FORM, "choice": scores.SUM_FORM}
"""By the kind of question, where the formula is the same for both."""


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One decided question: the person's score and the crowd's, lower is better."""

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
    """How right somebody was, in a sentence, and the latest decided questions."""

    words: str
    rows: Sequence[RecordRow]


def record(found: Sequence[Scored], n: int) -> RecordCard:
    """Return the record of somebody's `n` decided questions, of which the latest were found."""
    return RecordCard(words=_words(found, n), rows=[_row(each) for each in found])


def _words(found: Sequence[Scored], n: int) -> str:
    ranks = [each.better_than for each in found if each.better_than is not None]
    if not found:
        return "None of the questions forecast here has been decided yet."
    words = f"{n} {'question has' if n == 1 else 'questions have'} been decided."
    if n < FEWEST:
        return f"{words} That is too few to say how well this person forecasts."
    if not ranks:
        return words
    over = "On average" if n == len(found) else f"Over the latest {len(found)}"
    return f"{words} {over} closer than {round(sum(ranks) / len(ranks))} in 100 readers."


def _row(each: Scored) -> RecordRow:
    answers = {option["key"]: option["label"] for option in each.options}
    labels = {"yes": "Yes", "no": "No", **answers}
    label = labels.get(each.outcome, each.outcome)
    return RecordRow(
        path=f"/questions/{each.question_id}",
        title=each.title,
        decided_at=each.decided_at,
        outcome=outcome_words(Scale.of(each.scale), label) if each.scale else label,
        value=each.value,
        form=_form(each),
        crowd=each.crowd,
        better_than=each.better_than,
        coverage=round(100 * each.coverage),
    )


def _form(each: Scored) -> str:
    if each.formula == ordered.FORMULA:
        return ordered.FORM
    return FORMS.get(each.kind, crps.FORM)
