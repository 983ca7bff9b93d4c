"""Readers mark comments: good point, well sourced, and privately not useful."""

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from discuss.accounts.rules import Actor
from discuss.comments import policy, queries
from discuss.comments.actions.states import this_version, touch
from discuss.comments.models import Comment, Discussion, ForecastStamp, Reaction
from discuss.comments.queries import ranks_of
from discuss.comments.rules import UP_KINDS
from discuss.comments.rules.ranks import side
from discuss.kit.orm import LOCKED
from discuss.predictions import queries as predictions

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
    session.refresh(comment, with_for_update=LOCKED)
    policy.may_react(actor, comment, queries.discussion(session, comment.prompt_id)).enforce()
    before, stance = _marks(session, comment, actor.id, now)
    if (kind in before) is wanted:
        return comment
    if wanted:
        session.add(
            Reaction(
                comment_id=comment_id,
                person_id=actor.id,
                kind=kind,
                created_at=now,
                side=stance,
            )
        )
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
    _count(session, comment, kind, stance, before, after)
    return comment


def _marks(
    session: Session, comment: Comment, person_id: int, now: datetime
) -> tuple[set[str], str]:
    """Return somebody's marks on a comment, and the side on which they stand as its judge.

    The side is that of their first mark here, or else of their forecast now.
    """
    mine = session.execute(
        select(Reaction.kind, Reaction.side).where(
            Reaction.comment_id == comment.id, Reaction.person_id == person_id
        )
    ).all()
    if mine:
        return {row.kind for row in mine}, mine[0].side
    return set(), side(predictions.lead_probability(session, comment.prompt_id, person_id, now))


def _count(  # noqa: PLR0913, PLR0917 - one mark, by whom, and what it changes
    session: Session, comment: Comment, kind: str, stance: str, before: set[str], after: set[str]
) -> None:
    """Move the counters by what one person changed, then the ranks that follow from them."""
    up = bool(after & UP_KINDS) - bool(before & UP_KINDS)
    down = ("not_useful" in after) - ("not_useful" in before)
    judged = bool(after) - bool(before)
    change = {"up": up, "down": down}
    told = {"marked_in": this_version(comment.prompt_id)} if kind in COUNTED else {}
    if kind in COUNTED:
        change[f"{kind}_count"] = 1 if kind in after else -1
    if stance:
        change |= {f"{stance}_up": up, f"{stance}_marks": judged}
    session.execute(
        update(Comment)
        .where(Comment.id == comment.id)
        .values({name: getattr(Comment, name) + by for name, by in change.items()} | told)
    )
    session.execute(
        update(Discussion)
        .where(Discussion.prompt_id == comment.prompt_id)
        .values(mark_count=Discussion.mark_count + len(after) - len(before))
    )
    session.refresh(comment)
    _rank(session, comment)


def _rank(session: Session, comment: Comment) -> None:
    """Store the ranks that follow from the counters, which the comment's lock keeps as they are."""
    ranks = ranks_of(comment)
    if all(getattr(comment, name) == rank for name, rank in ranks.items()):
        return
    session.execute(
        update(Comment)
        .where(Comment.id == comment.id)
        .values(**ranks, moved_in=this_version(comment.prompt_id))
    )
    session.execute(
        update(ForecastStamp)
        .where(ForecastStamp.comment_id == comment.id)
        .values(neg_best=ranks["neg_best"])
        .execution_options(synchronize_session=False)
    )
    session.refresh(comment)
