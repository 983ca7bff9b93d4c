"""What changed in a discussion since a page was made, for whoever still reads that page."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select, true
from sqlalchemy.orm import Session

from discuss.comments.models import Comment, Discussion

MOST_TOLD = 100


@dataclass(frozen=True, slots=True)
class Lately:
    """New comments and moved counts of a discussion, each counted up to 100."""

    roots: int = 0
    """New top-level comments."""
    new: Sequence[int] = ()
    """Their ids, the latest first."""
    replies: Mapping[int, int] = field(default_factory=dict)
    """New replies, by the comment that they answer."""
    marks: Sequence[tuple[int, int, int]] = ()
    """Comments at any depth whose public marks changed, the latest first: id, good points,
    well sourced."""


def lately(session: Session, talk: Discussion, version: int, reader_id: int | None) -> Lately:
    """Return what is new since `version` for one reader, their own words left out.

    Two statements, none where nothing happened. Each walks an index from its end back to
    `version`, so that neither grows with the discussion.
    """
    if version >= (talk.version or 0):
        return Lately()
    fresh = session.execute(
        select(Comment.id, Comment.parent_id)
        .where(
            Comment.prompt_id == talk.prompt_id,
            Comment.appeared_in > version,
            Comment.state == "published",
            Comment.author_id != (reader_id or 0),
        )
        .order_by(Comment.appeared_in.desc(), Comment.id.desc())
        .limit(MOST_TOLD)
    ).all()
    moved = session.execute(
        select(Comment.id, Comment.good_point_count, Comment.well_sourced_count)
        .where(
            Comment.prompt_id == talk.prompt_id,
            Comment.marked_in > version,
            Comment.is_shown == true(),
        )
        .order_by(Comment.marked_in.desc())
        .limit(MOST_TOLD)
    )
    return Lately(
        roots=sum(row.parent_id is None for row in fresh),
        new=[row.id for row in fresh if row.parent_id is None],
        replies=Counter(row.parent_id for row in fresh if row.parent_id is not None),
        marks=[(row.id, row.good_point_count, row.well_sourced_count) for row in moved],
    )
