"""A question as readers would face it, before it is asked; nothing is stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from discuss.predictions.actions.asking import checked, revision_of
from discuss.predictions.actions.commands import Revise, Wording
from discuss.predictions.actions.folding import retired
from discuss.predictions.actions.keying import respelled
from discuss.predictions.models import Question
from discuss.predictions.queries import Face, all_options
from discuss.predictions.rules.lifecycle import State
from discuss.predictions.rules.rewording import Asked, is_material
from discuss.predictions.rules.wellformed import Kind


@dataclass(frozen=True, slots=True)
class Effects:
    """What a change would do: whether forecasters look again, and which answers are taken away."""

    asks_again: bool
    gone: Sequence[str]
    rest: str
    """The answer to which shares of those that are taken away move."""


def previewed(kind: Kind, wording: Wording, now: datetime) -> Face:
    """Return the question, open, as somebody faces it who has not answered.

    Raises `Invalid` with a sentence a field when it is not well formed.
    """
    scale = checked(kind, wording, now)
    question = Question(
        prompt_id=0,
        position=1,
        kind=kind.value,
        created_by_id=None,
        created_at=now,
        published_at=now,
    )
    question.id, question.forecaster_count, question.resolution_seq = 0, 0, 0
    question.revision_n = 1
    revision = revision_of(question, wording, None, now, scale=scale)
    return Face(question, revision, (), max(now, wording.open_at))


def effects(seen: Face, command: Revise, now: datetime) -> Effects | None:
    """Return what a change of a question would do, None of a draft; nothing is stored.

    Raises `Invalid` when it is not well formed.
    """
    old, wording = seen.revision, command.wording
    if seen.state is State.DRAFT:
        return None
    scale = checked(Kind(seen.question.kind), wording, now, before=old)
    options = respelled(wording.options, old) if command.respells else old.options
    new = revision_of(seen.question, wording, None, now, options=options, scale=scale)
    names = all_options(old)
    return Effects(
        asks_again=is_material(Asked.of(old), Asked.of(new)),
        gone=[names[key] for key in names if key in retired(old, new)],
        rest=wording.options[-1] if wording.options else "",
    )
