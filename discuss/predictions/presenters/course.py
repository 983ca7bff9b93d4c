"""How a question was decided, step by step, for everybody to read: the newest step comes last."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from pydantic import BaseModel

from discuss.predictions.models import OutcomeObjection, ProposedOutcome, ResolutionEvent
from discuss.predictions.presenters.outcomes import proposed_words
from discuss.predictions.queries import Course, Face

STAKE = "This editor had a forecast of their own on the question."


@dataclass(frozen=True, slots=True)
class Step:
    """One step: who did what, when, why, and on which evidence."""

    at: datetime
    who: str
    what: str
    why: str = ""
    source_url: str = ""
    knowable_at: datetime | None = None
    stake: str = ""
    objection_id: int | None = None
    """Of an objection that waits for an answer."""


def steps(course: Course, face: Face) -> list[Step]:
    """Return everything that happened to a question's outcome, the newest last."""
    found: list[Step] = []
    for each in course.proposals:
        found += _of_proposal(each, course, face)
    carried = {each.id: each for each in course.proposals}
    for ruling in course.rulings:
        found.append(_ruling(ruling, carried.get(ruling.proposed_id or 0), course, face))
    return sorted(found, key=lambda step: step.at)


def _of_proposal(proposed: ProposedOutcome, course: Course, face: Face) -> Iterator[Step]:
    yield Step(
        at=proposed.created_at,
        who=_editor(course, proposed.editor_id),
        what=f"proposed: {proposed_words(face, proposed)}",
        why=proposed.note,
        source_url=proposed.source_url,
        knowable_at=proposed.knowable_at,
        stake=STAKE if proposed.has_stake else "",
    )
    for each in course.objections.get(proposed.id, ()):
        yield from _of_objection(each, course, waits=proposed.ended_at is None)
    if proposed.ended_at is not None and proposed.words:
        who = _editor(course, proposed.ended_by_id)
        yield Step(proposed.ended_at, who, "took the proposal back", why=proposed.words)


def _of_objection(objection: OutcomeObjection, course: Course, *, waits: bool) -> Iterator[Step]:
    yield Step(
        at=objection.created_at,
        who=course.name(objection.person_id),
        what="objected",
        why=objection.body,
        source_url=objection.source_url,
        objection_id=objection.id if waits and objection.verdict is None else None,
    )
    if objection.answered_at is None:
        return
    to = f"answered {course.name(objection.person_id)}"
    verdict = (
        "the outcome stands as proposed"
        if objection.verdict == "upheld"
        else "the reader is right, and the proposal is taken back"
    )
    who = _editor(course, objection.answered_by_id)
    yield Step(objection.answered_at, who, f"{to}: {verdict}", why=objection.answer)


def _ruling(
    ruling: ResolutionEvent, proposed: ProposedOutcome | None, course: Course, face: Face
) -> Step:
    words = proposed_words(face, ruling)
    decided = f"decided: {words}" if ruling.action == "resolve" else words
    if proposed is not None:
        how = "nobody objected" if proposed.ended_as == "unopposed" else "objections were answered"
        return Step(ruling.created_at, "As proposed", f"{decided}, since {how}")
    return Step(
        at=ruling.created_at,
        who=_editor(course, ruling.editor_id),
        what=decided,
        why=" ".join(filter(None, (ruling.note, _haste(ruling)))),
        source_url=ruling.source_url,
        knowable_at=ruling.knowable_at,
        stake=STAKE if ruling.has_stake else "",
    )


def _haste(ruling: ResolutionEvent) -> str:
    return f"Decided without time for objections: {ruling.haste}" if ruling.haste else ""


def _editor(course: Course, person_id: int | None) -> str:
    return f"{course.name(person_id)}, editor"


def waiting(found: Sequence[Step]) -> list[Step]:
    """Return the objections that wait for an answer."""
    return [each for each in found if each.objection_id is not None]


class StepOut(BaseModel):
    """One step of a decision; `objection_id` marks an objection that waits for an answer."""

    at: datetime
    who: str
    what: str
    why: str
    source_url: str
    knowable_at: datetime | None
    stake: str
    objection_id: int | None


class CourseOut(BaseModel):
    """How a question was decided, the newest step last."""

    steps: list[StepOut]


def course_out(found: Sequence[Step]) -> CourseOut:
    """Return the steps of a decision as JSON."""
    return CourseOut(steps=[StepOut.model_validate(each, from_attributes=True) for each in found])
