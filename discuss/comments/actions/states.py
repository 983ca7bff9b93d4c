"""Comments change their state here and nowhere else; counters follow by SQL arithmetic.

Every deed first touches the discussion's row, which makes deeds on one discussion wait for each
other, so that counters cannot drift and locks cannot cross.
"""

from contextlib import suppress
from datetime import datetime

from sqlalchemy import Row, ScalarSelect, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from discuss.comments.actions.events import Hidden, Posted, Reappeared, Vanished
from discuss.comments.models import Comment, CommentRevision, Discussion, Hold
from discuss.comments.rules import SHOWN_STATES, TAKEN_BACK
from discuss.kit.announce import announce
from discuss.kit.errors import Conflict
from discuss.kit.orm import LOCKED


def touch(session: Session, prompt_id: int) -> None:
    """Count up the version of a discussion's pages, and keep other deeds on it waiting."""
    counting = (
        update(Discussion)
        .where(Discussion.prompt_id == prompt_id)
        .values(version=Discussion.version + 1)
        .returning(Discussion.version)
    )
    if session.execute(counting).first() is not None:
        return
    with suppress(IntegrityError), session.begin_nested():  # somebody else may open it as well
        session.add(Discussion(prompt_id=prompt_id))
    session.execute(counting)


def this_version(prompt_id: int) -> ScalarSelect[int]:
    """Return, for use in an UPDATE, the version that the deed's own touch has made."""
    return select(Discussion.version).where(Discussion.prompt_id == prompt_id).scalar_subquery()


def publish(session: Session, comment: Comment, now: datetime) -> None:
    """Let everybody read a comment; the exact inverse of any deed that took it away."""
    before = comment.state
    move(session, comment, "published")
    _release(session, comment, now)
    comment.removal_note = ""
    session.flush()
    if before == "held":
        announce(session, Posted(comment, now))
    elif before != "published":
        announce(session, Reappeared(comment, now))


def hold(session: Session, comment: Comment, now: datetime) -> None:
    """Take a comment's words aside until a moderator has read them."""
    _take_away(session, comment, "held", now)


def hide(session: Session, comment: Comment, now: datetime, cause: str = "reports") -> None:
    """Cover a comment while a moderator looks; it keeps its place.

    `cause` is `reports` where software does, `moderator` where somebody does by hand.
    """
    _take_away(session, comment, "hidden", now)
    announce(session, Hidden(comment, cause, now))


def reject(
    session: Session, comment: Comment, note: str, now: datetime, *, state: str = "rejected"
) -> None:
    """Remove a comment; `note` is what stands in its place where it has been answered."""
    move(session, comment, state)
    comment.removal_note = note
    session.flush()
    announce(session, Vanished(comment, now))


def return_to(session: Session, comment: Comment, state: str, note: str, now: datetime) -> None:
    """Put a comment back into the state that it had before a decision was undone."""
    move(session, comment, state)
    _release(session, comment, now if state == "published" else None)
    comment.removal_note = note
    session.flush()
    back = state == "published"
    announce(session, Reappeared(comment, now) if back else Vanished(comment, now))


def regret(session: Session, comment: Comment, state: str, now: datetime) -> None:
    """Put a comment back into the state from which its author withdrew it."""
    move(session, comment, state, by_author=True)
    announce(session, Posted(comment, now) if state == "published" else Vanished(comment, now))


def _take_away(session: Session, comment: Comment, state: str, now: datetime) -> None:
    move(session, comment, state)
    announce(session, Vanished(comment, now))


def move(session: Session, comment: Comment, state: str, *, by_author: bool = False) -> None:
    """Give a comment another state and make every counter agree with it.

    Raises `Conflict` where the author has taken the words back: nobody else can bring them back.
    """
    session.refresh(comment, with_for_update=LOCKED)
    if comment.state in TAKEN_BACK and state not in TAKEN_BACK and not by_author:
        raise Conflict("Its author has taken this comment back, so there is nothing to decide.")
    change = (state == "published") - (comment.state == "published")
    appears = state == "published" and not comment.appeared_in
    comment.state = state
    comment.state_version += 1
    session.flush()
    if change:
        _count(session, comment, change, appears=appears)
    if appears:
        comment.appeared_in = session.scalar(select(this_version(comment.prompt_id))) or 0
        comment.neg_fresh = 0 if comment.root_id else -comment.appeared_in
        session.flush()
    shown = state in SHOWN_STATES or comment.reply_count > 0
    _show(session, comment.id, comment.parent_id, comment.prompt_id, shown=shown)
    session.refresh(comment)


def _release(session: Session, comment: Comment, at: datetime | None) -> None:
    """Let the wording that stands now be read for good, or take that back."""
    current = select(CommentRevision.id).where(
        CommentRevision.comment_id == comment.id, CommentRevision.n == comment.revision_n
    )
    session.execute(
        update(Hold)
        .where(Hold.revision_id.in_(current))
        .values(released_at=at)
        .execution_options(synchronize_session=False)
    )


def _count(session: Session, comment: Comment, change: int, *, appears: bool) -> None:
    """Move the number of published comments of the discussion and of the top-level comment.

    What appears for the first time makes its branch the latest one.
    """
    session.execute(
        update(Discussion)
        .where(Discussion.prompt_id == comment.prompt_id)
        .values(comment_count=Discussion.comment_count + change)
    )
    if comment.root_id is not None:
        session.execute(
            update(Comment)
            .where(Comment.id == comment.root_id)
            .values(
                descendant_count=Comment.descendant_count + change,
                neg_fresh=-this_version(comment.prompt_id) if appears else Comment.neg_fresh,
            )
        )


def _show(
    session: Session, comment_id: int, parent_id: int | None, prompt_id: int, *, shown: bool
) -> None:
    """Show a comment or not, and carry what follows up the branch.

    A removed parent keeps its place while replies are shown below it, and loses it with the last.
    """
    moved = session.execute(
        update(Comment)
        .where(Comment.id == comment_id, Comment.is_shown != shown)
        .values(
            is_shown=shown,
            moved_in=this_version(prompt_id),
            answered_in=this_version(prompt_id),
        )
        .returning(Comment.id)
    ).first()
    if moved is None:
        return
    change = 1 if shown else -1
    if parent_id is None:
        session.execute(
            update(Discussion)
            .where(Discussion.prompt_id == prompt_id)
            .values(root_count=Discussion.root_count + change)
        )
        return
    parent = _answered(session, parent_id, prompt_id, change)
    keeps = parent.state in SHOWN_STATES or parent.reply_count > 0
    _show(session, parent_id, parent.parent_id, prompt_id, shown=keeps)


def _answered(
    session: Session, parent_id: int, prompt_id: int, change: int
) -> Row[str, int, int | None]:
    """Move the number of shown replies of a comment; return its state, that number, its parent."""
    return session.execute(
        update(Comment)
        .where(Comment.id == parent_id)
        .values(
            reply_count=Comment.reply_count + change,
            neg_replies=Comment.neg_replies - change,
            answered_in=this_version(prompt_id),
        )
        .returning(Comment.state, Comment.reply_count, Comment.parent_id)
    ).one()
