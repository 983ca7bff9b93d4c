"""Where a page of a discussion begins with one branch."""

from sqlalchemy.orm import Session

from discuss.comments.models import Comment, Discussion
from discuss.comments.queries.ordering import BY_QUESTION, RANKS, STEADY, by_time, padded
from discuss.comments.queries.thread import these
from discuss.comments.rules import Order
from discuss.kit.paging import Cursor


def beginning(session: Session, talk: Discussion, comment_id: int, order: Order) -> Cursor | None:
    """Return the cursor of the page that begins with a comment's branch; two statements at most.

    None for the first page: pinned comments stand there where the order would move them, and the
    orders by forecasts take turns between several rows, so that no page of theirs begins with one.
    """
    comment = session.get(Comment, comment_id)
    if comment is None or comment.prompt_id != talk.prompt_id or order in BY_QUESTION:
        return None
    root = these(session, [comment.root_id or comment.id])[0]
    if root.honour == "pin" and order not in STEADY:
        return None
    if order not in RANKS:
        return by_time(order, root.id + (1 if order is Order.NEWEST else -1))
    ranks = (getattr(root, column.key) for column in RANKS[order])
    return Cursor(order, padded(order, (*ranks, root.id - 1, talk.version or 0), ()))
