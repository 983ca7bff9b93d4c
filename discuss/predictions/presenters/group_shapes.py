"""What programs are told of groups of questions, and of several forecasts in one act."""

from collections.abc import Sequence
from datetime import datetime

from pydantic import BaseModel

from discuss.kit.errors import Invalid, Refusal
from discuss.predictions.models import GroupMember, GroupStep
from discuss.predictions.presenters.revealing import reveal_words
from discuss.predictions.presenters.shapes import QuestionOut, question_out
from discuss.predictions.queries import Face, Grouped
from discuss.predictions.rules.lifecycle import is_decided


class GroupMemberOut(BaseModel):
    """A question of a group; `shown_because` says why its crowd is shown to the asker, or not."""

    label: str
    due_at: datetime | None
    shown_because: str
    question: QuestionOut


class GroupStepOut(BaseModel):
    """One step of an editor: `made`, `worded`, `added` or `taken_out`."""

    n: int
    deed: str
    name: str
    intro: str
    question_id: int | None
    label: str
    reason: str
    created_at: datetime


class GroupOut(BaseModel):
    """A group; with `is_nested` each later date includes the earlier ones."""

    id: int
    prompt_id: int
    name: str
    intro: str
    is_nested: bool
    step: int
    decided: int
    members: list[GroupMemberOut]
    steps: list[GroupStepOut] | None


class GroupsOut(BaseModel):
    """The groups under a prompt."""

    groups: list[GroupOut]


class BatchItemOut(BaseModel):
    """What became of one forecast: 200 with the question, or a refusal and its sentence."""

    question_id: int | None
    status: int
    detail: str
    errors: dict[str, str] | None
    question: QuestionOut | None


class BatchOut(BaseModel):
    """What became of several forecasts, in the order in which they were sent."""

    results: list[BatchItemOut]


def batch_item(question_id: int | None, refusal: Refusal | None, face: Face | None) -> BatchItemOut:
    """Return what became of one forecast, as JSON."""
    return BatchItemOut(
        question_id=question_id,
        status=refusal.status if refusal else 200,
        detail=refusal.sentence if refusal else "",
        errors=refusal.fields or None if isinstance(refusal, Invalid) else None,
        question=question_out(face) if face and refusal is None else None,
    )


def group_out(
    seen: Grouped, faces: Sequence[Face], steps: Sequence[GroupStep] | None = None
) -> GroupOut:
    """Return a group as JSON, with those of its questions that the asker faces."""
    by_id = {face.question.id: face for face in faces}
    there = [(each, by_id[each.question_id]) for each in seen.members if each.question_id in by_id]
    group = seen.group
    return GroupOut(
        id=group.id,
        prompt_id=group.prompt_id,
        name=group.name,
        intro=group.intro,
        is_nested=group.is_nested,
        step=group.step_n,
        decided=sum(is_decided(face.state) for _, face in there),
        members=[_member(member, face) for member, face in there],
        steps=None if steps is None else [_step(each) for each in steps],
    )


def groups_out(groups: Sequence[Grouped], faces: Sequence[Face]) -> GroupsOut:
    """Return the groups of which the asker faces a question, as JSON."""
    told = [group_out(each, faces) for each in groups]
    return GroupsOut(groups=[each for each in told if each.members])


def _step(step: GroupStep) -> GroupStepOut:
    return GroupStepOut.model_validate(step, from_attributes=True)


def _member(member: GroupMember, face: Face) -> GroupMemberOut:
    return GroupMemberOut(
        label=member.label,
        due_at=member.due_at,
        shown_because=reveal_words(face),
        question=question_out(face),
    )
