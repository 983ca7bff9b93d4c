"""Reads of who follows and mutes what, and of who is to be told."""

from collections.abc import Sequence
from functools import cache

from sqlalchemy import (
    ColumnElement,
    Select,
    SQLColumnExpression,
    and_,
    bindparam,
    exists,
    literal,
    or_,
    select,
)
from sqlalchemy.orm import Session

from discuss.accounts.models import Ignoring, Person
from discuss.comments.models import Comment
from discuss.inbox.models import Notice, Watch
from discuss.inbox.rules import Attitude, Kind, about_comment
from discuss.predictions.models import GroupMember

Number = SQLColumnExpression[int]
Places = dict[tuple[Kind, int], Attitude]


def hears(person: Number, author: Number) -> ColumnElement[bool]:
    """Return the condition that neither of two people ignores the other."""
    return ~exists().where(
        or_(
            and_(Ignoring.person_id == person, Ignoring.ignored_id == author),
            and_(Ignoring.person_id == author, Ignoring.ignored_id == person),
        )
    )


def listens(person: Number, prompt: Number, root: Number) -> ColumnElement[bool]:
    """Return the condition that somebody has not muted a thread.

    Who follows a thread in a discussion that they muted listens to the thread.
    """

    def has(kind: Kind, place: Number, attitude: Attitude) -> ColumnElement[bool]:
        return exists().where(
            Watch.person_id == person,
            Watch.kind == kind.value,
            Watch.place_id == place,
            Watch.attitude == attitude.value,
        )

    return ~has(Kind.THREAD, root, Attitude.MUTE) & (
        ~has(Kind.DISCUSSION, prompt, Attitude.MUTE) | has(Kind.THREAD, root, Attitude.FOLLOW)
    )


def listening(session: Session, comment: Comment, people: Sequence[int]) -> Sequence[int]:
    """Return who of some people is to be told of a comment that concerns them; one statement.

    Not its author, nobody who muted the place, nobody who ignores the author or is ignored by
    them, and no deleted account.
    """
    if not people:
        return []
    return session.scalars(
        select(Person.id).where(
            Person.id.in_(people),
            Person.id != comment.author_id,
            Person.erased_at.is_(None),
            hears(Person.id, literal(comment.author_id)),
            listens(Person.id, literal(comment.prompt_id), literal(root_of(comment))),
        )
    ).all()


def root_of(comment: Comment) -> int:
    """Return the comment at the top of a comment's thread."""
    return comment.root_id or comment.id


def is_followed(session: Session, comment: Comment) -> bool:
    """Tell whether anybody follows where a comment stands; one statement."""
    following = select(Watch.person_id).where(
        _here(comment), Watch.attitude == Attitude.FOLLOW.value
    )
    return session.scalar(following.limit(1)) is not None


def audience(session: Session, comment: Comment) -> dict[Kind, list[int]]:
    """Return who follows a comment's thread, and who else follows its discussion; one statement.

    Without its author, who was told of it as an answer or a mention, who muted its thread, and
    whoever ignores the author or is ignored by them.
    """
    told = exists().where(
        Notice.person_id == Watch.person_id, Notice.about == about_comment(comment.id)
    )
    found = session.execute(
        select(Watch.person_id, Watch.kind, Watch.attitude).where(
            _here(comment),
            Watch.person_id != comment.author_id,
            hears(Watch.person_id, literal(comment.author_id)),
            ~told,
        )
    ).all()
    of_thread = {row.person_id: row.attitude for row in found if row.kind == Kind.THREAD}
    follow = {person for person, attitude in of_thread.items() if attitude == Attitude.FOLLOW}
    others = {
        row.person_id
        for row in found
        if row.kind == Kind.DISCUSSION and row.attitude == Attitude.FOLLOW
    }
    return {
        Kind.THREAD: sorted(follow),
        Kind.DISCUSSION: sorted(others - of_thread.keys()),
    }


def of_question(session: Session, question_id: int) -> dict[int, Attitude]:
    """Return who follows or muted a question, or its group; one statement.

    What somebody says of the question itself goes before what they say of its group.
    """
    group = select(GroupMember.group_id).where(GroupMember.question_id == question_id)
    found = session.execute(
        select(Watch.person_id, Watch.attitude, Watch.kind)
        .where(
            or_(
                and_(Watch.kind == Kind.QUESTION.value, Watch.place_id == question_id),
                and_(Watch.kind == Kind.GROUP.value, Watch.place_id.in_(group)),
            )
        )
        .order_by(Watch.kind, Watch.person_id)
    ).all()
    return {row.person_id: Attitude(row.attitude) for row in found}


def attitude_to(session: Session, person_id: int, kind: Kind, place_id: int) -> Attitude:
    """Return what somebody wants to hear of a place; one statement at most."""
    found = session.get(Watch, (person_id, kind.value, place_id))
    return Attitude(found.attitude) if found else Attitude.NONE


def watched_under(session: Session, person_id: int | None, prompt_id: int) -> Places:
    """Return what somebody follows and mutes under an article; one statement, or none."""
    if person_id is None:
        return {}
    found = session.scalars(_under(), {"person_id": person_id, "prompt_id": prompt_id})
    return {(Kind(row.kind), row.place_id): Attitude(row.attitude) for row in found}


@cache
def _under() -> Select[Watch]:
    who = Watch.person_id == bindparam("person_id")
    return select(Watch).where(who, Watch.prompt_id == bindparam("prompt_id"))


MOST_LISTED = 200


def watches_of(session: Session, person_id: int) -> Sequence[Watch]:
    """Return what somebody follows and mutes, the latest first, at most 200; one statement."""
    return session.scalars(
        select(Watch)
        .where(Watch.person_id == person_id)
        .order_by(Watch.changed_at.desc(), Watch.kind, Watch.place_id)
        .limit(MOST_LISTED)
    ).all()


def _here(comment: Comment) -> ColumnElement[bool]:
    return or_(
        and_(Watch.kind == Kind.DISCUSSION.value, Watch.place_id == comment.prompt_id),
        and_(Watch.kind == Kind.THREAD.value, Watch.place_id == root_of(comment)),
    )
