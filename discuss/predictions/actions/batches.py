"""Several forecasts in one act: each for itself, or all rows of a group's form or none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from discuss.accounts.rules import Actor
from discuss.kit.errors import Conflict, Invalid, Refusal
from discuss.predictions import queries
from discuss.predictions.actions.commands import Answer
from discuss.predictions.actions.forecasting import forecast
from discuss.predictions.actions.group_commands import AnswerGroup
from discuss.predictions.actions.meaning import meant
from discuss.predictions.queries import Face, Grouped
from discuss.predictions.rules.grouping import Chance, dips
from discuss.predictions.rules.probability import from_percent, to_percent

TWICE = "This question is named twice here. Only the first forecast on it was looked at."
NOTHING = "Nothing was saved: every row is empty or as it was. Fill in a row, or change one."
NOT_ONE = "One of these questions does not stand in this group. Load the page again."
ORDER = "order"
"""The field under which a warning stands."""


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one forecast of several."""

    question_id: int | None
    """None where what was sent names no question."""
    refusal: Refusal | None = None


class RowsRefused(Invalid):
    """Some rows cannot be taken, so none was; 409 where one was changed elsewhere meanwhile."""

    def __init__(self, fields: Mapping[str, str], *, is_stale: bool = False) -> None:
        sentence = "Nothing was saved yet. What you typed is kept; some rows need another look."
        super().__init__(next(iter(fields.values())) if len(fields) == 1 else sentence, fields)
        self.status = 409 if is_stale else 422


def forecast_each(
    session: Session, actor: Actor, answers: Sequence[Answer], now: datetime
) -> list[Done]:
    """Put several forecasts on record, each for itself, and return what became of each, in order.

    What is refused leaves the others as they are. Locks are taken in the order of the questions.
    """
    first: dict[int, int] = {}
    for place, answer in enumerate(answers):
        first.setdefault(answer.question_id, place)
    done = {place: _one(session, actor, answers[place], now) for _, place in sorted(first.items())}
    return [
        done[place] if place in done else Done(answer.question_id, Invalid(TWICE))
        for place, answer in enumerate(answers)
    ]


def _one(session: Session, actor: Actor, answer: Answer, now: datetime) -> Done:
    try:
        with session.begin_nested():
            forecast(session, actor, answer, now)
    except Refusal as refusal:
        return Done(answer.question_id, refusal)
    return Done(answer.question_id)


def answer_group(session: Session, actor: Actor, command: AnswerGroup, now: datetime) -> int:
    """Put the rows of a group's form on record that say something new; return how many.

    All or none. Raises `RowsRefused` with a sentence a row, `m7` for question 7, and `Invalid`
    under `order` when a later date has a smaller chance than an earlier one and nobody is sure.
    """
    seen = queries.group(session, command.group_id)
    faces = _faced(session, actor, seen, now)
    if any(each.question_id not in faces for each in command.answers):
        raise Invalid(NOT_ONE)
    rows = [each for each in command.answers if not _is_as_shown(each, faces[each.question_id])]
    if not rows:
        raise Invalid(NOTHING)
    if not command.is_sure:
        _warn(seen, faces, rows)
    done = forecast_each(session, actor, rows, now)
    _refuse(seen, [each for each in done if each.refusal])
    return len(done)


def _faced(session: Session, actor: Actor, seen: Grouped, now: datetime) -> dict[int, Face]:
    faces = queries.blind(session, seen.ids, actor.forecaster_id, now)
    return {face.question.id: face for face in faces}


def _is_as_shown(answer: Answer, face: Face) -> bool:
    """Say whether a row says what the page had shown in it: its reader left it alone."""
    if not answer.follows or answer.follows > len(face.own):
        return False
    shown = face.own[answer.follows - 1]
    try:
        return shown.kind != "withdraw" and meant(answer, face).is_that_of(shown)
    except Invalid:
        return False


def _warn(seen: Grouped, faces: Mapping[int, Face], rows: Sequence[Answer]) -> None:
    """Raise `Invalid` where a later date would have a smaller chance, and a row makes it so."""
    typed = {each.question_id: each.percent for each in rows}
    in_order = [
        Chance(each.label, _chance(typed.get(each.question_id), faces[each.question_id]))
        for each in seen.by_date
    ]
    labels = {each.label for each in seen.members if each.question_id in typed}
    found = [pair for pair in dips(in_order) if labels & {each.label for each in pair}]
    if found:
        sentence = " ".join(_dip(*pair) for pair in found)
        raise Invalid(sentence, {ORDER: sentence})


def _chance(percent: int | None, face: Face) -> float | None:
    if percent is not None:
        return from_percent(percent)
    return face.standing.probability if face.standing else None


def _dip(earlier: Chance, later: Chance) -> str:
    low, high = to_percent(later.probability or 0), to_percent(earlier.probability or 0)
    return (
        f"{later.label} has {low}% and {earlier.label} has {high}%, although the later date "
        f"includes the earlier one."
    )


def _refuse(seen: Grouped, refused: Sequence[Done]) -> None:
    """Raise one refusal for all rows that were refused, each named by its label."""
    labels = {each.question_id: each.label for each in seen.members}
    fields = {
        f"m{each.question_id}": f"{labels.get(each.question_id or 0)}: {each.refusal.sentence}"
        for each in refused
        if each.refusal
    }
    if fields:
        raise RowsRefused(fields, is_stale=any(isinstance(e.refusal, Conflict) for e in refused))
