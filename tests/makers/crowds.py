"""Many comments at once, with ranks of all kinds, written straight to their tables."""

import random
from datetime import datetime

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from discuss.accounts.models import Person
from discuss.articles.models import Prompt
from discuss.comments.models import Comment, CommentRevision, Discussion
from discuss.comments.rules import quantised_controversy, quantised_rank
from discuss.comments.rules.ranks import quantised_consensus
from tests.makers.accounts import a_person
from tests.makers.comments import a_discussion

__all__ = ["crowd", "ground", "same_ground"]


def crowd(
    session: Session,
    prompt: Prompt,
    author: Person,
    size: int,
    parent: int | None,
    *,
    now: datetime,
) -> list[int]:
    """Add `size` published comments below one parent, or at the top, with ranks of all kinds."""
    chance = random.Random(size)
    about = [
        {
            "prompt_id": prompt.id,
            "parent_id": parent,
            "root_id": parent,
            "depth": 0 if parent is None else 1,
            "author_id": author.id,
            "submission_key": f"{parent}-{n}",
            "state": "published",
            "is_shown": True,
            "created_at": now,
            "appeared_in": 0 if parent else n // 3,
            "neg_fresh": 0 if parent else -(n // 3),
            **places(chance),
        }
        for n in range(size)
    ]
    ids = list(session.scalars(insert(Comment).returning(Comment.id), about))
    words = {"n": 1, "source": "So.", "html": "<p>So.</p>", "text": "So.", "renderer_version": 1}
    session.execute(
        insert(CommentRevision),
        [{"comment_id": each, "created_at": now, **words} for each in ids],
    )
    _count(session, prompt, size, parent)
    session.flush()
    return ids


def _count(session: Session, prompt: Prompt, size: int, parent: int | None) -> None:
    """Make what is stored of the discussion and of the parent agree with so many comments more."""
    session.execute(
        update(Discussion)
        .where(Discussion.prompt_id == prompt.id, Discussion.version < size)
        .values(version=size)
    )
    if parent is not None:
        session.execute(
            update(Comment)
            .where(Comment.id == parent)
            .values(reply_count=size, descendant_count=size)
        )


def places(chance: random.Random) -> dict[str, int]:
    """Return a comment's places in the orders, of all kinds."""
    up, down = chance.randrange(9), chance.randrange(4)
    low_up, high_up = chance.randrange(5), chance.randrange(5)
    return {
        "neg_best": quantised_rank(up, down),
        "neg_controversy": quantised_controversy(up, down),
        "neg_replies": -chance.randrange(3),
        "neg_staff": -chance.randrange(2),
        "low_up": low_up,
        "low_marks": 4,
        "high_up": high_up,
        "high_marks": 4,
        "neg_bridging": quantised_consensus(low_up, 4, high_up, 4),
    }


def ground(session: Session) -> tuple[Prompt, Person]:
    """Return an open discussion and somebody in it."""
    prompt, author = a_discussion(session), a_person(session)
    session.add(Discussion(prompt_id=prompt.id))
    session.flush()
    return prompt, author


def same_ground(session: Session) -> tuple[Prompt, Person]:
    """Return the discussion of the examples before, or a new one."""
    prompt = a_discussion(session)
    if session.get(Discussion, prompt.id) is None:
        return ground(session)
    return prompt, a_person(session)
