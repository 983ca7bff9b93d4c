"""Who is to be reminded of a forecast on a question."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts.models import Person
from discuss.predictions.models import CrowdPoint, Standing
from discuss.predictions.queries.crowds import IN_FORCE, formula_of
from discuss.predictions.queries.face import Face
from discuss.predictions.queries.lapsing import stands_at
from discuss.predictions.rules import lifecycle, reminding
from discuss.predictions.rules.crowd import is_shown
from discuss.predictions.rules.lifecycle import Reveal
from discuss.predictions.rules.reminding import Why


def reminders(session: Session, face: Face) -> Mapping[Why, Sequence[tuple[int, int]]]:
    """Return (person, event) by what each forecaster of an open question is reminded of now.

    Two statements. Guests have nowhere to read it. That the crowd has moved is told only to whom
    it is revealed.
    """
    moved = _moved_since(session, face)
    found: dict[Why, list[tuple[int, int]]] = defaultdict(list)
    for row in session.execute(
        select(Standing.person_id, Standing.event_id, Standing.since, Standing.expires_at)
        .join(Person, Person.id == Standing.person_id)
        .where(Standing.question_id == face.question.id, Person.role != "guest")
        .where(stands_at(face.now))
        .order_by(Standing.person_id)
    ):
        said = reminding.why(
            row.since,
            face.revision.close_at,
            face.now,
            has_moved=moved(row.event_id),
            ends_at=row.expires_at,
        )
        if said is not None:
            found[said].append((row.person_id, row.event_id))
    return found


class _Moves:
    """Whether the crowd now is far from what it was when somebody spoke."""

    def __init__(self, face: Face, points: Sequence[CrowdPoint]) -> None:
        self.face, self.points = face, points
        self.ids = [each.event_id for each in points]

    def __call__(self, event_id: int) -> bool:
        place = bisect_right(self.ids, event_id)
        if not place or not self.points:
            return False
        before, after = self.points[place - 1], self.points[-1]
        least = self.face.revision.min_show
        if not (is_shown(before.n, least) and is_shown(after.n, least)):
            return False
        scale = self.face.scale if self.face.is_numeric else None
        kind = self.face.question.kind
        return reminding.has_moved(kind, before.figures, after.figures, scale)


def _moved_since(session: Session, face: Face) -> _Moves:
    """Return what tells whether the crowd has moved; to whom nothing is revealed it never has."""
    revision = face.revision
    if not lifecycle.is_revealed(
        Reveal(revision.reveal),
        answered=True,
        passed=False,
        state=face.undisputed_state,
        now=face.now,
        reveal_at=revision.reveal_at,
    ):
        return _Moves(face, ())
    points = session.scalars(
        select(CrowdPoint)
        .where(
            CrowdPoint.question_id == face.question.id,
            CrowdPoint.version == formula_of(face.question.kind),
            IN_FORCE,
        )
        .order_by(CrowdPoint.event_id, CrowdPoint.id)
    ).all()
    return _Moves(face, points)
