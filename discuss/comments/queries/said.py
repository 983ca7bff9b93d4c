"""A comment as it is read, and the select that reads it."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple, cast

from sqlalchemy import ColumnElement, Select, and_, select
from sqlalchemy.orm import Session

from discuss.accounts.models import Person
from discuss.comments.models import Anchor, Comment, CommentRevision, Honour


class Said(NamedTuple):
    """A comment as it is read: columns only, no entity; a tuple, since pages hold a hundred."""

    id: int
    prompt_id: int
    parent_id: int | None
    root_id: int | None
    depth: int
    author_id: int
    author_name: str
    author_handle: str
    author_role: str
    author_expertise: str
    state: str
    state_version: int
    revision_n: int
    removal_note: str
    html: str
    text: str
    neg_best: int
    neg_controversy: int
    neg_replies: int
    neg_staff: int
    neg_bridging: int
    neg_fresh: int
    low_up: int
    low_marks: int
    high_up: int
    high_marks: int
    good_points: int
    well_sourced: int
    reply_count: int
    descendant_count: int
    created_at: datetime
    edited_at: datetime | None
    is_edited_answered: bool
    is_locked: bool
    honour: str | None = None
    """`pin` or `pick`, by the site's own people."""
    anchor_block: str | None = None
    anchor_quote: str | None = None
    anchor_is_gone: bool | None = None


COLUMNS = (
    Comment.id,
    Comment.prompt_id,
    Comment.parent_id,
    Comment.root_id,
    Comment.depth,
    Comment.author_id,
    Person.name.label("author_name"),
    Person.handle.label("author_handle"),
    Person.role.label("author_role"),
    Person.expertise.label("author_expertise"),
    Comment.state,
    Comment.state_version,
    Comment.revision_n,
    Comment.removal_note,
    CommentRevision.html,
    CommentRevision.text,
    Comment.neg_best,
    Comment.neg_controversy,
    Comment.neg_replies,
    Comment.neg_staff,
    Comment.neg_bridging,
    Comment.neg_fresh,
    Comment.low_up,
    Comment.low_marks,
    Comment.high_up,
    Comment.high_marks,
    Comment.good_point_count.label("good_points"),
    Comment.well_sourced_count.label("well_sourced"),
    Comment.reply_count,
    Comment.descendant_count,
    Comment.created_at,
    Comment.edited_at,
    Comment.is_edited_answered,
    Comment.is_locked,
    Honour.kind.label("honour"),
    Anchor.block.label("anchor_block"),
    Anchor.quote.label("anchor_quote"),
    Anchor.is_gone.label("anchor_is_gone"),
)
IS_PINNED = and_(Honour.kind.is_not(None), Honour.kind == "pin", Comment.state == "published")


def said(*conditions: ColumnElement[bool]) -> Select[Any]:
    """Return the select of comments with their current words and their authors."""
    return _said().where(*conditions)


@cache
def _said() -> Select[Any]:
    """Return the select of all comments; made once, since it names many columns."""
    statement = (
        select(*COLUMNS)
        .join(Person, Person.id == Comment.author_id)
        .join(
            CommentRevision,
            (CommentRevision.comment_id == Comment.id) & (CommentRevision.n == Comment.revision_n),
        )
        .outerjoin(Honour, Honour.comment_id == Comment.id)
        .outerjoin(Anchor, Anchor.comment_id == Comment.id)
    )
    return cast("Select[Any]", statement)


def rows(
    session: Session, statement: Select[Any], given: Mapping[str, object] | None = None
) -> list[Said]:
    """Return a statement's comments; `given` are its parameters by name."""
    return [Said._make(row) for row in session.execute(statement, given)]
