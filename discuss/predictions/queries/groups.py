"""Groups of questions: who stands in which, in order."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from sqlalchemy import Select, bindparam, exists, func, or_, select
from sqlalchemy.orm import Session

from discuss.kit.errors import Missing
from discuss.predictions.models import (
    ForecastEvent,
    GroupMember,
    GroupStep,
    Question,
    QuestionGroup,
)

NO_GROUP = "There is no group of questions at this address. The article lists what it asks."


@dataclass(frozen=True, slots=True)
class Grouped:
    """A group and its places, in order."""

    group: QuestionGroup
    members: Sequence[GroupMember]

    @property
    def ids(self) -> list[int]:
        """The numbers of its questions, in order."""
        return [each.question_id for each in self.members]

    @property
    def by_date(self) -> list[GroupMember]:
        """Its places by the dates that they are about; empty where it is not about dates."""
        dated = [each for each in self.members if each.due_at is not None]
        if not self.group.is_nested or len(dated) < len(self.members):
            return []
        return sorted(dated, key=lambda each: (each.due_at, each.position))


def groups_under(session: Session, prompt_id: int) -> list[Grouped]:
    """Return the groups under a prompt, in order; one statement."""
    rows = session.execute(_under(), {"prompt_id": prompt_id})
    found: dict[int, Grouped] = {}
    members: dict[int, list[GroupMember]] = {}
    for group, member in rows:
        members.setdefault(group.id, []).append(member)
        found.setdefault(group.id, Grouped(group, members[group.id]))
    return list(found.values())


@cache
def _under() -> Select[QuestionGroup, GroupMember]:
    """Return the select of a prompt's groups with their places, made once."""
    return (
        select(QuestionGroup, GroupMember)
        .join(GroupMember, GroupMember.group_id == QuestionGroup.id)
        .where(QuestionGroup.prompt_id == bindparam("prompt_id"))
        .order_by(QuestionGroup.position, QuestionGroup.id, *_IN_ORDER)
    )


def group(session: Session, group_id: int) -> Grouped:
    """Return a group with its places; two statements. Raises `Missing`."""
    found = session.get(QuestionGroup, group_id)
    if found is None:
        raise Missing(NO_GROUP)
    return Grouped(found, _members(session, group_id))


def group_around(session: Session, question_id: int) -> Grouped | None:
    """Return the group in which a question stands, if any; three statements at most."""
    member = session.get(GroupMember, question_id)
    return None if member is None else group(session, member.group_id)


def group_link(session: Session, question_id: int) -> tuple[int, str] | None:
    """Return the number and the title of the group in which a question stands; one statement."""
    row = session.execute(
        select(QuestionGroup.id, QuestionGroup.name)
        .join(GroupMember, GroupMember.group_id == QuestionGroup.id)
        .where(GroupMember.question_id == question_id)
    ).first()
    return None if row is None else (row.id, row.name)


def group_names(session: Session, question_ids: Sequence[int]) -> dict[int, tuple[int, str]]:
    """Return (id, title) of the groups in which questions stand, by question; one statement."""
    rows = session.execute(
        select(GroupMember.question_id, QuestionGroup.id, QuestionGroup.name)
        .join(QuestionGroup, QuestionGroup.id == GroupMember.group_id)
        .where(GroupMember.question_id.in_(question_ids))
    )
    return {question_id: (number, name) for question_id, number, name in rows}


def group_named(session: Session, prompt_id: int, name: str) -> QuestionGroup | None:
    """Return the group under a prompt that has this very title; one statement."""
    return session.scalar(
        select(QuestionGroup)
        .where(QuestionGroup.prompt_id == prompt_id, QuestionGroup.name == name)
        .order_by(QuestionGroup.id)
        .limit(1)
    )


def group_steps(session: Session, group_id: int, *, drafts: bool) -> Sequence[GroupStep]:
    """Return what was done to a group, the first step first; one statement.

    Steps about questions that only editors see are left out unless `drafts` are wanted.
    """
    wanted = select(GroupStep).where(GroupStep.group_id == group_id).order_by(GroupStep.n)
    if not drafts:
        wanted = wanted.outerjoin(Question, Question.id == GroupStep.question_id).where(
            or_(GroupStep.question_id.is_(None), Question.published_at.is_not(None))
        )
    return session.scalars(wanted).all()


def next_group_place(session: Session, prompt_id: int) -> int:
    """Return the place behind the last group under a prompt; one statement."""
    last = session.scalar(
        select(func.max(QuestionGroup.position)).where(QuestionGroup.prompt_id == prompt_id)
    )
    return (last or 0) + 1


def has_forecasts(session: Session, question_id: int) -> bool:
    """Say whether anybody has ever forecast on a question; one statement."""
    found = select(exists().where(ForecastEvent.question_id == question_id))
    return session.scalar(found) or False


def _members(session: Session, group_id: int) -> Sequence[GroupMember]:
    return session.scalars(
        select(GroupMember).where(GroupMember.group_id == group_id).order_by(*_IN_ORDER)
    ).all()


_IN_ORDER = (GroupMember.position, GroupMember.question_id)
