"""What a decided date implies for the later ones of its group: offered to an editor, never done."""

from dataclasses import dataclass
from datetime import datetime

from discuss.predictions import queries
from discuss.predictions.models import ResolutionEvent
from discuss.predictions.presenters import follows_from
from discuss.web.transaction import reading


@dataclass(frozen=True, slots=True)
class Implied:
    """The yes to an earlier date, from which a yes to this one follows."""

    label: str
    question_id: int
    ruling: ResolutionEvent

    @property
    def note(self) -> str:
        """What readers would be told."""
        return f"{self.label} was decided as a yes, and this later date includes it."


def implied_for(question_id: int, now: datetime) -> Implied | None:
    """Return what follows for a question from an earlier date of its group, if anything does.

    One statement for a question that stands by itself; five more for one in a group.
    """
    session = reading()
    seen = queries.group_around(session, question_id)
    if seen is None or not seen.group.is_nested:
        return None
    faces = queries.blind(session, seen.ids, None, now)
    member = follows_from(seen, faces).get(question_id)
    ruling = next((f.ruling for f in faces if member and f.question.id == member.question_id), None)
    if member is None or ruling is None:
        return None
    return Implied(member.label, member.question_id, ruling)
