"""A question as readers would face it, before it is asked; nothing is stored."""

from datetime import datetime

from discuss.predictions.actions.asking import checked, revision_of
from discuss.predictions.actions.commands import Wording
from discuss.predictions.models import Question
from discuss.predictions.queries import Face
from discuss.predictions.rules.wellformed import Kind


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
