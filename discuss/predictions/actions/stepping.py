"""What is done to a group leaves a step; and the date of a row follows its question's close."""

from datetime import datetime

from sqlalchemy.orm import Session

from discuss.accounts.rules import Actor
from discuss.kit.orm import LOCKED
from discuss.predictions.models import GroupMember, GroupStep, QuestionGroup, QuestionRevision


def lock_group(session: Session, question_id: int) -> GroupMember | None:
    """Return a question's place in a group that nobody else changes now; None where it has none.

    Groups are locked before their questions, so that no two editors wait for each other.
    """
    member = session.get(GroupMember, question_id)
    if member is None:
        return None
    session.get(QuestionGroup, member.group_id, with_for_update=LOCKED, populate_existing=True)
    return session.get(GroupMember, question_id, populate_existing=True)


def redate(  # noqa: PLR0913, PLR0917 - which row, by which two wordings, who moved it and when
    session: Session,
    member: GroupMember | None,
    old: QuestionRevision,
    new: QuestionRevision,
    actor: Actor,
    now: datetime,
) -> None:
    """Let the date of a group's row move with the close of its question, where both were one."""
    if member is None or member.due_at != old.close_at or new.close_at == old.close_at:
        return
    member.due_at = new.close_at
    made = step(
        session, session.get_one(QuestionGroup, member.group_id), actor, now, "worded", new.reason
    )
    made.question_id, made.label = member.question_id, member.label
    session.flush()


def step(  # noqa: PLR0913, PLR0917 - who did what to which group, when and why
    session: Session,
    group: QuestionGroup,
    actor: Actor,
    now: datetime,
    deed: str,
    reason: str = "",
) -> GroupStep:
    """Add one step to the life of a group, and return it."""
    group.step_n += 1
    made = GroupStep(
        group_id=group.id,
        n=group.step_n,
        deed=deed,
        name=group.name,
        intro=group.intro,
        reason=reason.strip(),
        editor_id=actor.person_id,
        created_at=now,
    )
    session.add(made)
    session.flush()
    return made
