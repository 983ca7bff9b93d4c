"""Readers mark comments: good point, well sourced, and privately not useful."""

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from discuss.accounts.rules import Actor
from discuss.comments import policy, queries
from discuss.comments.actions.states import this_version, touch
from discuss.comments.models import Comment, Reaction
from discuss.comments.rules import UP_KINDS, quantised_controversy, quantised_rank

COUNTED = {"good_point": Comment.good_point_count, "well_sourced": Comment.well_sourced_count}


def react(session: Session, actor: Actor, comment_id: int, kind: str, now: datetime) -> Comment:
    """Set a mark; setting it twice is setting it once."""
    return _mark(session, actor, comment_id, kind, now, wanted=True)


def unreact(session: Session, actor: Actor, comment_id: int, kind: str, now: datetime) -> Comment:
    """Take a mark back; without one nothing happens."""
    return _mark(session, actor, comment_id, kind, now, wanted=False)


def toggle(session: Session, actor: Actor, comment_id: int, kind: str, now: datetime) -> Comment:
    """Set a mark that is not there, take back one that is: what a button without script does."""
    held = session.get(Reaction, (comment_id, actor.id, kind))
    return _mark(session, actor, comment_id, kind, now, wanted=held is None)


def _mark(  # noqa: PLR0913 - who, what, which, when and whether
    session: Session, actor: Actor, comment_id: int, kind: str, now: datetime, *, wanted: bool
) -> Comment:
    comment = queries.by_id(session, comment_id)
    touch(session, comment.prompt_id)
    session.refresh(comment, with_for_update=True)
    policy.may_react(actor, comment, queries.discussion(session, comment.prompt_id)).enforce()
    before = _marks(session, comment_id, actor.id)
    if (kind in before) is wanted:
        return comment
    if wanted:
        session.add(Reaction(comment_id=comment_id, person_id=actor.id, kind=kind, created_at=now))
    else:
        session.execute(
            delete(Reaction).where(
                Reaction.comment_id == comment_id,
                Reaction.person_id == actor.id,
                Reaction.kind == kind,
            )
        )
    session.flush()
    after = before | {kind} if wanted else before - {kind}
    _recount(session, comment, kind, before, after)
    return comment


def _marks(session: Session, comment_id: int, person_id: int) -> set[str]:
    mine = select(Reaction.kind).where(
        Reaction.comment_id == comment_id, Reaction.person_id == person_id
    )
    return set(session.scalars(mine))


def _recount(
    session: Session, comment: Comment, kind: str, before: set[str], after: set[str]
) -> None:
    """Move the counters by what one person changed, then the rank that follows from them."""
    up = bool(after & UP_KINDS) - bool(before & UP_KINDS)
    down = ("not_useful" in after) - ("not_useful" in before)
    values: dict[str, object] = {"up": Comment.up + up, "down": Comment.down + down}
    if kind in COUNTED:
        values[f"{kind}_count"] = COUNTED[kind] + (1 if kind in after else -1)
    moved = session.execute(
        update(Comment)
        .where(Comment.id == comment.id)
        .values(values)
        .returning(Comment.up, Comment.down)
    ).one()
    # The row is locked since the update, so nobody can come between it and its rank.
    rank = quantised_rank(moved.up, moved.down)
    dispute = quantised_controversy(moved.up, moved.down)
    session.execute(
        update(Comment)
        .where(
            Comment.id == comment.id,
            (Comment.neg_best != rank) | (Comment.neg_controversy != dispute),
        )
        .values(neg_best=rank, neg_controversy=dispute, moved_in=this_version(comment.prompt_id))
    )
    session.refresh(comment)
