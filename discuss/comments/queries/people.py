"""Reads of people as discussions call them."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from discuss.accounts.models import Ignoring, Person
from discuss.comments.models import Comment, GuestComment, MindChange
from discuss.kit.errors import Missing
from discuss.kit.ids import digest
from discuss.kit.mentions import Called, skeletons
from discuss.kit.text import skeleton

MOST_OFFERED = 8


def people_called(session: Session, source: str) -> dict[str, Called]:
    """Return the people whose names a text calls by `@`, by what the names look like.

    One statement, none for a text without an `@`.
    """
    seen = skeletons(source)
    if not seen:
        return {}
    found = session.execute(
        select(Person.id, Person.handle, Person.name, Person.name_skeleton).where(
            Person.name_skeleton.in_(sorted(seen)),
            Person.erased_at.is_(None),
            Person.confirmed_at.is_not(None),
        )
    )
    return {each.name_skeleton: Called(each.id, each.handle, each.name) for each in found}


def people_of(session: Session, prompt_id: int, beginning: str, viewer_id: int) -> Sequence[Person]:
    """Return up to 8 people with words in a discussion whose names begin so; one statement.

    None whom the reader ignores.
    """
    ignored = select(Ignoring.ignored_id).where(Ignoring.person_id == viewer_id)
    words = select(Comment.id).where(
        Comment.author_id == Person.id,
        Comment.prompt_id == prompt_id,
        Comment.state == "published",
    )
    found = select(Person).where(
        Person.name_skeleton.startswith(skeleton(beginning), autoescape=True),
        Person.erased_at.is_(None),
        words.exists(),
        Person.id.not_in(ignored),
    )
    return session.scalars(found.order_by(Person.name_skeleton).limit(MOST_OFFERED)).all()


def involved(session: Session, person_id: int) -> Sequence[int]:
    """Return the prompts under which somebody wrote or was moved, in their order; one statement."""
    moved = select(MindChange.comment_id).where(MindChange.person_id == person_id)
    taken_part = or_(Comment.author_id == person_id, Comment.id.in_(moved))
    return session.scalars(
        select(Comment.prompt_id).where(taken_part).distinct().order_by(Comment.prompt_id)
    ).all()


def guest_comment(
    session: Session, secret: str, now: datetime, *, lock: bool = False
) -> GuestComment:
    """Return the words that a mailed link publishes, or has published; one statement.

    With `lock`, who follows the same link at this moment waits, and then learns what became of it.
    Raises `Missing` (404) for a link that is none of ours or whose words are forgotten.
    """
    kept = select(GuestComment).where(GuestComment.secret_digest == digest(secret))
    if lock:
        kept = kept.with_for_update().execution_options(populate_existing=True)
    found = session.scalar(kept)
    if found is None or (found.comment_id is None and found.expires_at <= now):
        raise Missing(
            "This link is not one of ours, or its three days are over. "
            "Copy the whole of it from the mail, or write your comment again."
        )
    return found
