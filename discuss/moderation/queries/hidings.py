"""Reads of hidings and of what was told about them."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session, aliased

from discuss.accounts.rules import Actor
from discuss.comments.models import Comment, CommentRevision
from discuss.kit.errors import Missing
from discuss.moderation import policy
from discuss.moderation.models import Case, Hiding, HidingStatement
from discuss.moderation.queries.one import NO_STATEMENT


@dataclass(frozen=True, slots=True)
class ToldHiding:
    """What was told about a hiding, with everything that its page shows."""

    statement: HidingStatement
    hiding: Hiding
    comment: Comment
    section: str
    words: str
    """What was hidden, as its author wrote it."""
    was_last: bool
    """Whether the comment was not hidden anew since."""

    @property
    def is_over(self) -> bool:
        """Whether the comment is not hidden any more, or hidden anew."""
        return self.comment.state != "hidden" or not self.was_last


def last_hiding(session: Session, comment_id: int) -> Hiding | None:
    """Return the latest time that a comment was hidden; one statement."""
    found = select(Hiding).where(Hiding.comment_id == comment_id)
    return session.scalar(found.order_by(Hiding.id.desc()).limit(1))


def told_hiding(session: Session, hiding_id: int) -> ToldHiding:
    """Return what an author was told about a hiding; raise `Missing` (404). One statement."""
    row = session.execute(
        select(HidingStatement, Hiding, Comment, Case.section, CommentRevision.source, ~_again())
        .join(Hiding, Hiding.id == HidingStatement.hiding_id)
        .join(Comment, Comment.id == Hiding.comment_id)
        .join(Case, Case.comment_id == Comment.id)
        .join(CommentRevision, CommentRevision.id == Hiding.revision_id)
        .where(HidingStatement.hiding_id == hiding_id)
    ).first()
    if row is None:
        raise Missing(NO_STATEMENT)
    return ToldHiding(*row)


def newest_hiding_told(session: Session, actor: Actor, comment_id: int) -> int | None:
    """Return the hiding of a comment that is told and not over; one statement.

    None as well to whom it was not told.
    """
    row = session.execute(
        select(HidingStatement.hiding_id, HidingStatement.person_id, Case.section)
        .join(Hiding, Hiding.id == HidingStatement.hiding_id)
        .join(Comment, Comment.id == Hiding.comment_id)
        .join(Case, Case.comment_id == Comment.id)
        .where(Comment.id == comment_id, Comment.state == "hidden", ~_again())
    ).first()
    if row is None or not policy.may_read_statement(actor, row[1], row[2]):
        return None
    return int(row[0])


def _again() -> ColumnElement[bool]:
    """Return whether a comment was hidden anew since."""
    later = aliased(Hiding)
    return exists(later.id).where(later.comment_id == Hiding.comment_id, later.id > Hiding.id)
